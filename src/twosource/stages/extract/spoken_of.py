"""Pronouns in quoted speech: whoever speaks is *I* there, so *he* and *she* are somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from twosource.data import Name, Span
from twosource.stages.extract.genders import genders_of
from twosource.stages.extract.given import MAN, WOMAN
from twosource.stages.extract.known import index_of
from twosource.stages.extract.placed import place, touching
from twosource.stages.extract.refer import REACH, SHE


def spoken_of(
    text: str, names: Sequence[Name], said: Sequence[tuple[Span, str]], quotes: Sequence[Span]
) -> tuple[Name, ...]:
    """The names; a pronoun inside its own speaker's quotation means the nearest other person before.

    `said` are contents with the full names of the persons who say them,
    `quotes` the stretches between quotation marks.  A pronoun that fits
    nobody else is left out.
    """
    contents, marked = place(said, lambda one: one[0]), place(quotes, lambda span: span)
    people = index_of([n for n in names if n.kind == "person" and n.by != "pronoun"])
    genders = genders_of(text, people.names)
    found: list[Name] = []
    for name in names:
        is_quoted = name.by == "pronoun" and name.kind == "person" and bool(touching(marked, name.span))
        holding = touching(contents, name.span) if is_quoted else []
        speaker = max(holding, key=lambda one: one[0].end - one[0].start, default=(name.span, ""))[1]
        if name.full != speaker:
            found.append(name)
            continue
        other = MAN if text[name.span.start : name.span.end].casefold() in SHE else WOMAN
        meant = next(
            (
                n
                for n in people.before(name.span.start)
                if n.full != speaker
                and genders.get(n.full) != other
                and name.span.start - n.span.end <= REACH
            ),
            None,
        )
        if meant is not None:
            found.append(replace(name, full=meant.full, role=meant.role))
    return tuple(found)
