"""Writes a comparison's files, whole or not at all, and keeps the bytes it rests on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from json import dumps
from pathlib import Path

from twosource.data import Article, Comparison, Failure, Page, Reading
from twosource.errors import OutputError
from twosource.text.parts import CSV, DOCX, HTML, MAIL, MARKDOWN, MHTML, NINJS, PDF, PLAIN, TABLE, XML
from twosource.version import __version__

ENDINGS = {
    HTML: "html",
    PLAIN: "txt",
    MARKDOWN: "md",
    TABLE: "jsonl",
    CSV: "csv",
    MAIL: "eml",
    MHTML: "mhtml",
    PDF: "pdf",
    DOCX: "docx",
    NINJS: "json",
    XML: "xml",
}
File = str | os.PathLike[str]


def save(
    comparison: Comparison,
    pages: Sequence[Page],
    *,
    html: File | None = None,
    json: File | None = None,
    markdown: File | None = None,
    prov: File | None = None,
    ninjs: File | None = None,
    svg: File | None = None,
    beside: File | None = None,
) -> None:
    """Write the files named, and the bytes of `pages` into ``NAME.sources/``.

    NAME is `beside` without its ending, or else the first file named.  No
    file is replaced before all are written in full; OutputError says which
    could not be.
    """
    named = {"html": html, "json": json, "markdown": markdown, "prov": prov, "ninjs": ninjs, "svg": svg}
    files = {form: Path(file) for form, file in named.items() if file is not None}
    if not files:
        return
    folder = sources_folder(Path(beside or next(iter(files.values()))))
    kept = keep(comparison.reports, pages, folder)
    place = files["json"].parent if "json" in files else folder.parent
    texts = {file: render(comparison, form, kept_from(kept, place)) for form, file in files.items()}
    replace_all({file: text.encode("utf-8") for file, text in texts.items()})


def render(comparison: Comparison, form: str, kept: Mapping[str, str] | None = None) -> str:
    """The comparison as text of a form: html, json or markdown; its lineage as prov, ninjs or svg."""
    return _writers(kept)[form](comparison)


def _writers(kept: Mapping[str, str] | None) -> dict[str, Callable[[Comparison], str]]:
    """What writes each form; the JSON is told where the reports are kept."""
    from twosource.stages.write.chains_svg import chains_to_svg
    from twosource.stages.write.ninjs_json import to_ninjs
    from twosource.stages.write.prov_json import to_prov
    from twosource.stages.write.to_html import to_html
    from twosource.stages.write.to_json import to_json
    from twosource.stages.write.to_markdown import to_markdown

    return {
        "html": to_html, "json": lambda made: to_json(made, kept), "markdown": to_markdown,
        "prov": to_prov, "ninjs": to_ninjs, "svg": chains_to_svg,
    }  # fmt: skip


def sources_folder(output: Path) -> Path:
    """The folder in which the bytes behind an output file are kept."""
    return output.with_name(f"{output.stem}.sources")


def save_read(
    items: Sequence[Article | Failure],
    pages: Sequence[Page],
    file: str | os.PathLike[str],
    *,
    readings: Sequence[Reading | Failure] | None = None,
    made_by: Sequence[tuple[str, str]] = (),
) -> None:
    """Write reports that were not compared as JSON, and their bytes into ``NAME.sources/``.

    `readings` adds what each report says, `made_by` the models that read it.
    """
    target = Path(file)
    reports = [item for item in items if isinstance(item, Article)]
    kept = keep(reports, pages, sources_folder(target)) if reports else {}
    text = render_read(items, kept_from(kept, target.parent), readings=readings, made_by=made_by)
    replace_all({target: text.encode("utf-8")})


def render_read(
    items: Sequence[Article | Failure],
    kept: Mapping[str, str] | None = None,
    *,
    readings: Sequence[Reading | Failure] | None = None,
    made_by: Sequence[tuple[str, str]] = (),
) -> str:
    """Reports that were read without a comparison as JSON text."""
    from twosource.stages.write.report_json import reports_to_json

    return reports_to_json(items, kept, {"twosource": __version__, **dict(made_by)}, readings)


def save_errors(failures: Iterable[Failure], file: str | os.PathLike[str]) -> None:
    """Write the error ledger: a line of JSON for every item that could not be read, no line if all could.

    Its fields are source, stage, code, reason and digest (the sha256 of the
    bytes, null where none were had).
    """
    lines = [dumps(entry_of(failure), ensure_ascii=False) + "\n" for failure in failures]
    replace_all({Path(file): "".join(lines).encode("utf-8")})


def entry_of(failure: Failure) -> dict[str, str | None]:
    """A failure as a line of the error ledger."""
    return {
        "source": failure.item,
        "stage": failure.step,
        "code": failure.code,
        "reason": failure.reason,
        "digest": failure.digest or None,
    }


def keep(reports: Sequence[Article], pages: Iterable[Page], folder: Path) -> dict[str, Path]:
    """Write the bytes of reports into `folder`; by report id, their files."""
    data = {page.sha256: page.data for page in pages}
    missing = [report.path for report in reports if report.sha256 not in data]
    if missing:
        raise OutputError(f"The bytes of {', '.join(missing)} are not among the pages given.")
    kept = {
        report.id: folder / f"{report.sha256[:16]}.{ENDINGS.get(report.media_type, 'bin')}"
        for report in reports
    }
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be made: {error.strerror or error}.") from error
    replace_all({kept[report.id]: data[report.sha256] for report in reports})
    return kept


def kept_from(kept: Mapping[str, Path], place: Path) -> dict[str, str]:
    """The kept files as paths from the folder `place`."""
    return {report: Path(os.path.relpath(str(file), str(place))).as_posix() for report, file in kept.items()}


def replace_all(files: Mapping[Path, bytes]) -> None:
    """Write files beside their places first, then move all of them there.

    What is no regular file (a terminal, a pipe) is written to as it is, and a
    link stays one: neither must be replaced.
    """
    written: list[tuple[Path, Path]] = []
    file = Path()
    try:
        for file, data in files.items():
            if file.is_dir():
                raise IsADirectoryError(0, "it is a directory")
            if file.exists() and not file.is_file():
                file.write_bytes(data)
                continue
            target = file.resolve()
            written.append((target.with_name(f".{target.name[:100]}.{os.getpid()}.part"), target))
            written[-1][0].write_bytes(data)
        for part, file in written:
            part.replace(file)
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror or error}.") from error
    finally:
        for part, _ in written:
            with suppress(OSError):
                part.unlink()
