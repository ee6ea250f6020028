"""Items 12–18: what only one of the two reports has."""

from __future__ import annotations

import re
from collections.abc import Callable

from bench.scoring.seeds import places
from bench.scoring.seeds.places import ANALYST, SPOKESMAN
from bench.scoring.seeds.view import Region, Seeds, covers, is_outlets_own, names_of, rests_on
from bench.scoring.story import Json


def shown_alone(
    seeds: Seeds, clause: Region, is_right: Callable[[Json], bool], may_be_disputed: bool = False
) -> str:
    """Content if an only-in claim covers half the clause, by the right voice, and is in no shared point."""
    alone = {item["claim"] for item in seeds.comparison["only_in"] if item["report"] == clause.report}
    found = [claim for claim in seeds.claims if claim["id"] in alone and covers(claim, clause)]
    if not found:
        return "no claim of it is shown as only in one"
    if not may_be_disputed:
        found = [claim for claim in found if not is_shared(seeds, claim)]
    if not found:
        return "shown as only in one and as shared too"
    if not any(is_right(claim) for claim in found):
        return f"rests on {' ← '.join(names_of(found[0]))}"
    return ""


def is_shared(seeds: Seeds, claim: Json) -> bool:
    """Whether a claim stands in a point with claims of the other report."""
    return any(
        claim["id"] in point["claims"] and len({each["report"] for each in seeds.claims_in(point)}) > 1
        for point in seeds.comparison["points"]
    )


def on_the_spokesman(claim: Json) -> bool:
    """Whether the spokesman tells it."""
    return rests_on(claim, SPOKESMAN)


def on_either(claim: Json) -> bool:
    """Whether the outlet or the spokesman tells it: the sentence itself leaves it open."""
    return is_outlets_own(claim) or on_the_spokesman(claim)


def tried_and_failed(seeds: Seeds) -> str:
    """12: A alone has it from the analyst that a third man tried and failed; its dispute may be a point."""
    return shown_alone(seeds, places.tried(seeds), lambda claim: rests_on(claim, ANALYST), True)


def kelly_asked(seeds: Seeds) -> str:
    """13: B alone has who asked whom to arrange it, from the spokesman (or the asker through him)."""

    def is_right(claim: Json) -> bool:
        names = names_of(claim)[1:]
        asks = claim["stance"] == "asks" and len(names) > 1 and rests_on(claim, "Kelly")
        return on_the_spokesman(claim) or (asks and bool(re.search(SPOKESMAN, names[-2])))

    return shown_alone(seeds, places.kelly(seeds), is_right)


def reason_given(seeds: Seeds) -> str:
    """14: B alone has the reason of the refusal, from the spokesman."""
    return shown_alone(seeds, places.reason(seeds), on_the_spokesman)


def not_happy(seeds: Seeds) -> str:
    """15: B alone has how it was taken, from the spokesman (worded there as the official)."""
    return shown_alone(seeds, places.unhappy(seeds), lambda claim: rests_on(claim, SPOKESMAN, "[Oo]fficial"))


def called_in_2013(seeds: Seeds) -> str:
    """16: B alone has the earlier call; that sentence names no source, so the outlet's own will do."""
    return shown_alone(seeds, places.phone_call(seeds), on_either)


def nothing_since(seeds: Seeds) -> str:
    """17: B alone has that nothing followed; whose word it is stays open."""
    return shown_alone(seeds, places.no_contact(seeds), on_either)


def ties_severed(seeds: Seeds) -> str:
    """18: B alone has when ties ended; whose word it is stays open."""
    return shown_alone(seeds, places.severed(seeds), on_either)
