"""Writes the reports' different words for one thing as plain dictionaries, and reads them back."""

from __future__ import annotations

from typing import Any

from twosource.data import Mention, Phrasing, Wording
from twosource.stages.write.claim_from_json import span_of
from twosource.stages.write.claim_json import place

Json = dict[str, Any]


def wording_to_dict(wording: Wording) -> Json:
    """A wording: what it is about, and each phrasing with its places in order."""
    return {
        "kind": wording.kind,
        "about": wording.about,
        "phrasings": [
            {
                "words": phrasing.words,
                "mentions": [
                    {"report": m.report, **place(m.span)}
                    for m in sorted(phrasing.mentions, key=lambda m: (m.report, m.span))
                ],
            }
            for phrasing in wording.phrasings
        ],
        "why": wording.why,
    }


def wordings_from(data: Json) -> tuple[Wording, ...]:
    """The wordings of a comparison; none where it was written before there were any."""
    return tuple(
        Wording(entry["kind"], entry["about"], tuple(map(_phrasing, entry["phrasings"])), entry["why"])
        for entry in data.get("wordings", ())
    )


def _phrasing(data: Json) -> Phrasing:
    return Phrasing(data["words"], tuple(Mention(m["report"], span_of(m)) for m in data["mentions"]))
