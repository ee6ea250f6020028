"""``twosource link`` and ``twosource unlink``: a person says who is who."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.manners import ALL_WELL, mannered, printable, say
from twosource.errors import SettingError

if TYPE_CHECKING:
    from twosource.data import Link

A = Annotated[str, typer.Argument(metavar="A", help="A name as a report words it, or an entity's id.")]
B = Annotated[str, typer.Argument(metavar="B", help="Another.")]
File = Annotated[
    str | None,
    typer.Option("--links", metavar="FILE", help="The file of corrections; default twosource.links.jsonl."),
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Your reason, kept with the correction.")]
Held = Annotated[
    str,
    typer.Option(
        "--library", metavar="FILE", help="Keep it in this library, for its stories, and in no file."
    ),
]
Forget = Annotated[bool, typer.Option("--forget", help="Take back what was said of A and B.")]


@mannered
def link(
    a: A = "", b: B = "", file: File = None, why: Why = "", forget: Forget = False, library: Held = ""
) -> int:
    """Say that two names are one; without names, list what was said.

    The correction is kept in twosource.links.jsonl in this folder, or in
    --links FILE. Every later `compare` that finds the file uses it, and no
    rule overrules it. With --library FILE it is kept in that library, and
    every later `story` uses it.

    \b
    Examples:
      twosource link "Qasemi" "Gasemi" --why "one spokesman, two spellings"
      twosource unlink "Ida Brook" "Brook"
      twosource link
      twosource link --forget "Qasemi" "Gasemi"
      twosource link "Qasemi" "Gasemi" --library news.db

    \b
    Exit status:
      0 done   2 wrong usage, or the corrections contradict each other
      5 the file could not be written
    """
    if library:
        check_one(file)
        return link_in(library, a, b, is_one=True, why=why, forget=forget)
    if not a and not b and not forget:
        return show(file)
    return forgotten(a, b, file) if forget else kept(a, b, file, is_one=True, why=why)


@mannered
def unlink(a: A, b: B, file: File = None, why: Why = "", library: Held = "") -> int:
    """Say that two names are not one: no rule joins them in any later `compare`.

    Kept and used like `twosource link`, which also lists and forgets it.

    \b
    Example:
      twosource unlink "Ida Brook" "Brook" --why "Brook is her father"
    """
    if library:
        check_one(file)
        return link_in(library, a, b, is_one=False, why=why, forget=False)
    return kept(a, b, file, is_one=False, why=why)


def check_one(file: str | None) -> None:
    """Refuse a file of corrections beside a library."""
    if file is not None:
        raise SettingError("A correction is kept in --links FILE or in --library FILE; name one of them.")


def link_in(path: str, a: str, b: str, *, is_one: bool, why: str, forget: bool) -> int:
    """Keep a correction in a library, take it back, or list those that it holds."""
    from twosource.news import Library

    with Library(path, create=False) as held:
        if forget:
            held.forget_link(a, b)
            say(f"{path} says nothing of “{a}” and “{b}” any more")
        elif not a and not b:
            for entry in held.links():
                print(printable(sentence(entry)))
        else:
            is_new = held.link(a, b, is_one=is_one, why=why)
            verb = "is" if is_one else "is not"
            say(f"{path} {'now says' if is_new else 'says so already'}: “{a}” {verb} “{b}”")
    return ALL_WELL


def kept(a: str, b: str, file: str | None, *, is_one: bool, why: str) -> int:
    """Keep one more correction in the file; one that is there already changes nothing."""
    from twosource.corrections import added, correction, write_corrections

    new = correction(a, b, is_one=is_one, why=why)
    place, before = there(file)
    after = added(before, new)
    if after == before:
        say(f"{place} says so already: {sentence(new)}")
        return ALL_WELL
    write_corrections(after, place)
    say(f"{place} now says: {sentence(new)}")
    return ALL_WELL


def forgotten(a: str, b: str, file: str | None) -> int:
    """Take back what the file says of two names."""
    from twosource.corrections import without, write_corrections

    place, before = there(file)
    write_corrections(without(before, a, b), place)
    say(f"{place} says nothing of “{a}” and “{b}” any more")
    return ALL_WELL


def show(file: str | None) -> int:
    """List the corrections on standard output."""
    place, held = there(file)
    for entry in held:
        print(printable(sentence(entry)))
    if not held:
        say(f"{place} holds no corrections")
    return ALL_WELL


def sentence(entry: Link) -> str:
    """A correction in words, with the reason given."""
    from twosource.corrections import WHY
    from twosource.stages.match.named import TOGETHER

    verb = "is" if entry.relation == TOGETHER else "is not"
    reason = "" if entry.why == WHY else f" ({entry.why})"
    return f"“{entry.a}” {verb} “{entry.b}”{reason}"


def there(file: str | None) -> tuple[Path, tuple[Link, ...]]:
    """The file of corrections and what it holds; nothing where it is not there yet."""
    from twosource.corrections import FILE, read_corrections

    place = Path(file or FILE)
    return place, read_corrections(place) if place.exists() else ()


def corrections_of(file: str | None) -> tuple[str, tuple[Link, ...]]:
    """The corrections that a comparison uses and where they are kept: those named, else this folder's.

    SettingError where a file was named that is not there.
    """
    place, held = there(file)
    if file and not place.exists():
        raise SettingError(f"{file} is not there; name the file of corrections that twosource link wrote.")
    return str(place), held
