"""Our claims as attributions of the kind that annotators mark."""

from __future__ import annotations

from collections.abc import Sequence

from bench.scoring.attribution import Said
from bench.scoring.spans import Place
from twosource.data import Claim, Span, Voice

# Voices that pass on what somebody further inward says.
PASSING_ON = frozenset({"outlet", "agency", "document"})


def said_in(claims: Sequence[Claim]) -> tuple[Said, ...]:
    """The attributions of a report: what one voice says with one cue is one.

    The content is the spans of the claims, nothing between them.  A claim
    whose chain is the outlet alone is nobody's word.
    """
    held: dict[tuple[Span | None, Span | None], list[Claim]] = {}
    for claim in claims:
        if len(claim.chain) > 1:
            held.setdefault(speaker_and_cue(claim), []).append(claim)
    return tuple(
        Said(tuple((claim.span.start, claim.span.end) for claim in said), _places(source), _places(cue))
        for (source, cue), said in held.items()
    )


def speaker_and_cue(claim: Claim) -> tuple[Span | None, Span | None]:
    """Where the voice stands that an annotator would name, and its cue.

    Annotators mark no saying inside another's content: of a chain that is the
    outermost voice that does not only pass on.  The cue of a claim is that of
    its innermost voice.
    """
    speaker = outermost_speaker(claim.chain[1:])
    return speaker.span, claim.cue if speaker is claim.chain[-1] else None


def outermost_speaker(voices: Sequence[Voice]) -> Voice:
    """The first voice inward that speaks for itself; the last if all pass on."""
    return next((voice for voice in voices if voice.kind not in PASSING_ON), voices[-1])


def _places(span: Span | None) -> tuple[Place, ...]:
    return ((span.start, span.end),) if span is not None else ()
