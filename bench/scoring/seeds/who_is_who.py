"""Items 19–24: the names that are one person or body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bench.scoring.seeds import places
from bench.scoring.seeds.view import Region, Seeds, every, shares, stretch
from bench.scoring.story import Json


def bodies(seeds: Seeds) -> tuple[Region, Region]:
    """The two reports before their furniture."""
    return (
        Region(seeds.a["id"], 0, places.furniture_a(seeds).start),
        Region(seeds.b["id"], 0, places.biography(seeds).start),
    )


def everywhere(seeds: Seeds, pattern: str) -> list[Region]:
    """Every place of a pattern in both reports before their furniture."""
    in_a, in_b = bodies(seeds)
    return [*every(seeds.a, pattern, in_a), *every(seeds.b, pattern, in_b)]


def holders(seeds: Seeds, region: Region) -> list[Json]:
    """The entities with a mention on a region."""
    return [e for e in seeds.comparison["entities"] if any(shares(m, region) for m in e["mentions"])]


def one_entity(seeds: Seeds, regions: Sequence[Region], foreign: str, kinds: Sequence[str] = ()) -> str:
    """Content if one entity has a mention on every region and no other name, and no second entity has one."""
    for entity in seeds.comparison["entities"]:
        missing = [region for region in regions if not any(shares(m, region) for m in entity["mentions"])]
        if len(missing) == len(regions) or (kinds and entity["kind"] not in kinds):
            continue
        if missing:
            return f"{entity['name']} lacks {seeds.glimpse(missing[0].as_thing)}"
        strange = [m for m in entity["mentions"] if re.search(foreign, seeds.words(m))]
        if strange:
            return f"{entity['name']} is also {seeds.glimpse(strange[0])}"
        others = [e for r in regions for e in holders(seeds, r) if e is not entity]
        twice = [other["name"] for other in others if other["kind"] == entity["kind"]]
        return f"{entity['name']} is {twice[0]} too" if twice else ""
    return "no entity of the right kind has such a mention"


def not_meant(seeds: Seeds, name: str, region: Region) -> str:
    """Content if nobody of that name is held to be meant by a word that means another."""
    wrong = [entity for entity in holders(seeds, region) if re.search(name, entity["name"])]
    return f"{wrong[0]['name']} is also {seeds.glimpse(region.as_thing)}" if wrong else ""


def trump(seeds: Seeds) -> str:
    """19: one person under every name in both, A's *US counterpart* included; nobody else's words in him."""
    regions = [*everywhere(seeds, r"Trump(?! administration)"), stretch(seeds.a, "US counterpart")]
    whole = one_entity(seeds, regions, "Rouhani|Obama|Kelly|Macron|Zarif|Qassemi|Gamsemi", ["person"])
    return whole or not_meant(seeds, "Trump", stretch(seeds.b, "The president"))


def rouhani(seeds: Seeds) -> str:
    """20: one person under every name in both, B's *the latter* included; nobody else's words in him."""
    regions = [*everywhere(seeds, "Rouhani"), stretch(seeds.b, "the latter")]
    whole = one_entity(seeds, regions, "Trump|Obama|Macron|Zarif|Qassemi|Gamsemi", ["person"])
    return whole or not_meant(seeds, "Rouhani", stretch(seeds.a, "he said"))


def macron(seeds: Seeds) -> str:
    """21: one person in both; nobody else in him."""
    return one_entity(seeds, everywhere(seeds, "Macron"), "Trump|Rouhani|Obama|Kelly|Zarif", ["person"])


def ministry(seeds: Seeds) -> str:
    """22: one body in both, which is not its spokesman."""
    regions = everywhere(seeds, r"Foreign Ministry")
    return one_entity(seeds, regions, "Qassemi|Gamsemi|Zarif", ["body", "organisation", "organization"])


def assembly(seeds: Seeds) -> str:
    """23: the assembly under its long and its short name in both, and not the whole organisation."""
    regions = everywhere(seeds, r"UNGA|UN General Assembly")
    return one_entity(seeds, regions, r"^(the )?UN$|United Nations$")


def only_one_has(seeds: Seeds) -> str:
    """24: five names that one report alone has: five entities, each with mentions of that report only."""
    wanted = [
        (seeds.a, "Fars"),
        (seeds.a, "Faza"),
        (seeds.b, "Kelly"),
        (seeds.b, "Zarif"),
        (seeds.b, "Obama"),
    ]
    held = []
    for report, name in wanted:
        found = holders(seeds, stretch(report, name))
        if len(found) != 1:
            return f"{name} is in {len(found)} entities"
        if any(mention["report"] != report["id"] for mention in found[0]["mentions"]):
            return f"{name} has a mention in the other report"
        held.append(found[0]["id"])
    return "" if len(set(held)) == len(wanted) else "two of the names are one entity"
