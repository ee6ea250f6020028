"""Opens a field of a line of JSON that holds HTML: ``html:/body``."""

from __future__ import annotations

import json

from twosource.errors import SourceError
from twosource.text.parts import Opened
from twosource.text.parts_json import open_string, part_name, step


def name_markup(field: str) -> str:
    """The name of the part that is a field of the line, read as HTML."""
    return part_name(step("", field), is_html=True)


def open_line_part(data: bytes, part: str) -> Opened:
    """The field of the line that `part` names, as UTF-8, escapes of JSON resolved.

    What is lenient in a table is so here: ``NaN``, and of a key that is there
    twice the last.  SourceError if there is no such field.
    """
    try:
        fields = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        fields = None
    for name, value in fields.items() if isinstance(fields, dict) else ():
        if isinstance(value, str) and name_markup(name) == part:
            return open_string(value, is_html=True)
    raise SourceError(f"the line has no field {part!r}.", "no-part")
