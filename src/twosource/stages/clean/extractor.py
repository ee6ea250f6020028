"""Asks the extractor which text of a page is its report."""

from __future__ import annotations

import re

# Beyond 256 open elements its parser drops text without a word, and it takes 30 µs a tag.
DEEPEST_READ = 250
MOST_TAGS_READ = 30_000
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def extract_lines(source: str) -> str:
    """The main text as the extractor gives it, a line a paragraph; "" if it finds none.

    trafilatura in its fast mode that favours precision; see docs/decisions/extractor.md.
    """
    from trafilatura import bare_extraction

    found = bare_extraction(
        _DECLARATION.sub("", source),  # its parser refuses decoded text that declares an encoding
        fast=True,
        favor_precision=True,
        include_comments=False,
        include_tables=True,
    )
    text = getattr(found, "text", None)
    return text if isinstance(text, str) else ""
