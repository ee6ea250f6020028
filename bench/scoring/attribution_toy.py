"""The simplest way to find attributions: quotation marks, and sentences with a word of reporting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.scoring.attribution import Said
from bench.scoring.spans import Place, sentences

# A quotation ends at its mark or with its line.
QUOTATION = re.compile(
    r"“[^”\n]*(?:”|(?=\n)|\Z)|\"[^\"\n]*(?:\"|(?=\n)|\Z)|''(?:[^'\n]|'(?!'))*(?:''|(?=\n)|\Z)"
)
CUE = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?)|according to|add(?:ed|s)|ask(?:ed|s)|wrote|call(?:ed|s))\b"
)
# A run of capitalised words, or a pronoun: taken for who speaks.
SPEAKER = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w.’-]+(?: (?:[A-Z][\w.’-]*))*)\b")


def toy_attributions(text: str) -> tuple[Said, ...]:
    """Every sentence with a word of reporting or a quotation, by the name or pronoun nearest to the word.

    With a word of reporting the whole sentence is content, else its quotations
    are, by whoever was nearest last.
    """
    quotations = [found.span() for found in QUOTATION.finditer(text)]
    return tuple(_sentence_by_sentence(text, quotations))


def _sentence_by_sentence(text: str, quotations: list[Place]) -> Iterator[Said]:
    source: tuple[Place, ...] = ()
    for start, end in sentences(text):
        inside = tuple((max(start, a), min(end, b)) for a, b in quotations if a < end and start < b)
        cue = CUE.search(text, start, end)
        if cue is not None:
            source = _nearest(text, (start, end), cue.span(), inside)
            yield Said(((start, end),), source, (cue.span(),))
        elif inside:
            yield Said(inside, source)


def _nearest(text: str, sentence: Place, cue: Place, quotations: tuple[Place, ...]) -> tuple[Place, ...]:
    """The nearest possible speaker outside the quotations of the sentence."""
    found = [one.span() for one in SPEAKER.finditer(text, *sentence)]
    free = [a for a in found if not any(q[0] < a[1] and a[0] < q[1] for q in quotations)]
    return tuple(sorted(free, key=lambda a: min(abs(cue[0] - a[1]), abs(a[0] - cue[1])))[:1])
