"""Opens WACZ packages: ZIP files of web archives with a list of their hashes (WACZ 1.1.1)."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from twosource.data import Failure, Source
from twosource.errors import SourceError
from twosource.stages.acquire.archives.digests import Digest, digest_of, read_digest
from twosource.stages.acquire.archives.pages import Archive
from twosource.stages.acquire.archives.zip import members_of, open_member, why_refused
from twosource.stages.acquire.opening import open_regular, printable, shown_path

_ARCHIVES = "archive/"
_LIST, _LIST_DIGEST = "datapackage.json", "datapackage-digest.json"
_MOST_LIST = 10_000_000


@dataclass(frozen=True, slots=True)
class Package:
    """The web archives of a package, and what is wrong with it."""

    archives: tuple[Archive, ...]
    failures: tuple[Failure, ...]


def open_package(source: Source) -> Package:
    """Find the web archives of a package and the hashes that it states of them; nothing is unpacked.

    SourceError if the file is no sound ZIP file, or holds no web archive.
    """
    name = printable(Path(source.path).name)
    with open_regular(source.path, None, is_packed=False) as raw:
        members = [member for member in members_of(raw, name) if not member.is_dir()]
    failures = [_failure(source, m.filename, why) for m in members if (why := why_refused(m))]
    sound = {member.filename: member for member in members if not why_refused(member)}
    digests, troubles = _stated_digests(source, sound)
    names = {member.filename for member in members}
    missing = [stated for stated in digests if stated.startswith(_ARCHIVES) and stated not in names]
    troubles += [
        (stated, SourceError("the package lists it and does not hold it", "missing")) for stated in missing
    ]
    failures += [_failure(source, member, trouble) for member, trouble in troubles]
    archives = [_archive(source, m, digests.get(n)) for n, m in sound.items() if n.startswith(_ARCHIVES)]
    if not archives and not failures:
        raise SourceError(_no_archive(name, sorted(sound)), "no-report")
    return Package(tuple(archives), tuple(failures))


def _archive(source: Source, member: zipfile.ZipInfo, digest: Digest | None) -> Archive:
    name = printable(member.filename)
    path = f"{shown_path(source.path)}#{name}:"
    return Archive(name, path, partial(open_member, source.path, member, digest))


def _failure(source: Source, member: str, why: SourceError) -> Failure:
    item = printable(f"{source.path}#{member}")
    reason = f"{printable(member)} of the package was not read: {why}; save the package again."
    return Failure("acquire", item, reason, code=why.code)


def _no_archive(name: str, members: list[str]) -> str:
    if any(member.lower().endswith((".wacz", ".zip")) for member in members):
        return f"{name} is a package of packages: give the packages in it one by one."
    return f"{name} is a ZIP file without web archives: files in its folder {_ARCHIVES} were expected."


Troubles = list[tuple[str, SourceError]]


def _stated_digests(
    source: Source, sound: dict[str, zipfile.ZipInfo]
) -> tuple[dict[str, Digest | None], Troubles]:
    """The digest that the package states of each of its files, and what is wrong with the list itself."""
    if _LIST not in sound:
        return {}, []
    try:
        data = _content(source, sound[_LIST])
        listed = _resources(data)
    except SourceError as trouble:
        return {}, [(_LIST, trouble)]
    if _LIST_DIGEST in sound:
        try:
            _check_list(data, _content(source, sound[_LIST_DIGEST]))
        except SourceError as trouble:
            return listed, [(_LIST_DIGEST, trouble)]
    return listed, []


def _resources(data: bytes) -> dict[str, Digest | None]:
    listed = _parsed(data).get("resources")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return {
        str(entry["path"]): read_digest(str(entry.get("hash", ""))) for entry in entries if "path" in entry
    }


def _check_list(data: bytes, stated: bytes) -> None:
    digest = read_digest(str(_parsed(stated).get("hash", "")))
    if digest and digest_of(digest.algorithm, data) != digest:
        raise SourceError(f"{_LIST} does not have the {digest.algorithm} that is stated of it", "damaged")


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise SourceError("it is no JSON that can be read", "damaged") from None
    return found if isinstance(found, dict) else {}


def _content(source: Source, member: zipfile.ZipInfo) -> bytes:
    if member.file_size > _MOST_LIST:
        raise SourceError(f"it is larger than {_MOST_LIST} bytes", "too-large")
    out = bytearray()
    with open_member(source.path, member) as read:
        while block := read(_MOST_LIST):
            out += block
            if len(out) > _MOST_LIST:
                raise SourceError(f"it is larger than {_MOST_LIST} bytes", "too-large")
    return bytes(out)
