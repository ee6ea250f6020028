"""Opens a string of a page of JSON by its place: ``/headline``, or ``html:/body_xhtml`` where it is HTML."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator

from twosource.errors import SourceError
from twosource.text.parts import HTML, PLAIN, Opened

_AS_HTML = "html:"


def open_json_part(data: bytes, part: str) -> Opened:
    """The string at a JSON pointer (RFC 6901) as UTF-8, as HTML where ``html:`` stands in front.

    SourceError if the page is no sound JSON or has no string there.
    """
    pointer = part.removeprefix(_AS_HTML)
    value = _at(load_json(data), pointer)
    if not isinstance(value, str):
        raise SourceError(f"the page has no text at {pointer!r}.", "no-part")
    return open_string(value, is_html=pointer != part)


def open_string(value: str, *, is_html: bool) -> Opened:
    """A string of JSON as UTF-8; half a surrogate pair is left out."""
    return Opened(value.encode("utf-8", "ignore"), "utf-8", HTML if is_html else PLAIN)


def part_name(pointer: str, *, is_html: bool) -> str:
    """The name under which `open_json_part` opens what stands at a pointer."""
    return f"{_AS_HTML if is_html else ''}{pointer}"


def step(pointer: str, key: str | int) -> str:
    """The pointer to what `key` names inside what `pointer` leads to."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def load_json(data: bytes) -> object:
    """The value that a page of JSON states; every number is None, for none is ever needed.

    SourceError if it is damaged: cut off, too deep, NaN, or a key twice, for
    then two readers would see two different things.
    """
    try:
        source = data.removeprefix(BOM_UTF8).decode(json.detect_encoding(data).removesuffix("-sig"))
    except UnicodeDecodeError:
        raise SourceError(
            "the page is JSON in no known encoding: save it again as UTF-8.", "bad-encoding"
        ) from None
    try:
        # A number of a million digits would cost minutes.
        return json.loads(
            source,
            parse_constant=_refuse,
            parse_int=_pass_over,
            parse_float=_pass_over,
            object_pairs_hook=_once_each,
        )
    except json.JSONDecodeError as trouble:
        told = f"{trouble.msg} on line {trouble.lineno}"
        raise SourceError(
            f"the JSON of the page is damaged ({told}): get the file anew.", "damaged"
        ) from None
    except RecursionError:
        raise SourceError(
            "the JSON of the page is nested too deeply: get the file anew.", "damaged"
        ) from None


def _pass_over(number: str) -> None:
    return None


def _refuse(constant: str) -> object:
    raise SourceError(
        f"the JSON of the page is damaged: {constant} is no number; get the file anew.", "damaged"
    )


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(_repeated(pairs))
        raise SourceError(
            f'the JSON of the page is damaged: "{twice}" is there twice; get the file anew.', "damaged"
        )
    return found


def _repeated(pairs: list[tuple[str, object]]) -> Iterator[str]:
    seen = set()
    for key, _ in pairs:
        if key in seen:
            yield "".join(c for c in key[:60] if c.isprintable())
        seen.add(key)


def _at(value: object, pointer: str) -> object:
    """What a pointer leads to, or None."""
    for written in pointer.split("/")[1:]:
        key = written.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdecimal() and len(key) < 10 and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value
