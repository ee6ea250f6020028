"""Whether two names are one, by the decision that joins the names of several reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import AbsentError, Figure
from bench.gold_name_pairs import NamePair, Two, Variants, name_pairs, variants
from bench.name_peers import best_floor, jaro_winkler, levenshtein, logic_v2, ratio
from bench.places import slugs, story_folders
from bench.rows.stories import look
from bench.scoring.counting import f1, share
from bench.scoring.name_pairs import JudgedEntity, counts, judge_entities, recall_at, wrongly_joined
from twosource.stages.match.name_align import spelt_alike
from twosource.stages.match.name_sounds import skeleton
from twosource.stages.match.name_things import same_thing
from twosource.stages.match.name_words import plain
from twosource.stages.match.spelling import same_person

BOUND = 0.03
# Where its F1 on the whole of name-bench is best.
LOGIC_FLOOR = 0.7


def run(data: Path) -> list[Figure]:
    """name-bench and its half for checking, spellings word by word, and the entities of labelled stories."""
    pairs = name_pairs(data)
    return [
        *_bench(pairs),
        *(figure for held in variants(data) for figure in _spellings(held)),
        *_entities(data),
    ]


def is_one(pair: NamePair) -> bool:
    """What the product says of two names without offices."""
    if pair.schema == "Person":
        return same_person(pair.a, pair.b, (), ()) is not None
    return same_thing(pair.a, pair.b) is not None


def is_one_word(a: str, b: str) -> bool:
    """What the product says of one word of two names whose other words agree."""
    x, y = plain(a), plain(b)
    return x == y or spelt_alike(x, y) > 0


def _bench(pairs: Sequence[NamePair]) -> list[Figure]:
    rules = [p for p in pairs if p.is_for_rules]
    scored = logic_v2(pairs)
    scorers: dict[str, dict[NamePair, float]] = {
        "rapidfuzz token sort": {p: ratio(p.a, p.b) for p in pairs},
        "Jaro-Winkler": {p: jaro_winkler(p.a, p.b) for p in pairs},
    }
    floors = {
        name: best_floor([of[p] for p in rules], [p.is_one for p in rules]) for name, of in scorers.items()
    }
    if scored:
        scorers["logic-v2"] = dict(zip(pairs, scored, strict=True))
        floors["logic-v2"] = LOGIC_FLOOR
    figures = []
    checks = [p for p in pairs if not p.is_for_rules]
    for held, of, goal in ((pairs, "name-bench", ">= .86"), (checks, "name-bench, half for checking", "")):
        true, false, missed = counts([(p.is_one, is_one(p)) for p in held])
        beside = [("always one", _f1(held, lambda _: True))]
        beside += [
            (f"{name} ≥ {floors[name]:.2f}", _f1(held, _at_least(score, floors[name])))
            for name, score in scorers.items()
        ]
        note = f"{true} right, {false} wrongly one, {missed} missed"
        figures.append(
            Figure(
                "two names are one, F1",
                f1(true, false, missed),
                len(held),
                goal,
                tuple(beside),
                note=note,
                of=of,
            )
        )
    return figures


def _at_least(score: dict[NamePair, float], floor: float) -> Callable[[NamePair], bool]:
    return lambda pair: score[pair] >= floor


def _f1(pairs: Sequence[NamePair], answer: Callable[[NamePair], bool]) -> float | None:
    return f1(*counts([(p.is_one, answer(p)) for p in pairs]))


def _spellings(held: Variants) -> list[Figure]:
    def of(answer: Callable[[str, str], bool], words: Sequence[Two]) -> float | None:
        return share(sum(answer(a, b) for a, b in words), len(words))

    def peer(score: Callable[[str, str], float]) -> float | None:
        return recall_at((score(*p) for p in held.one), [score(*p) for p in held.unlike], BOUND)

    def has_one_skeleton(a: str, b: str) -> bool:
        return skeleton(plain(a)) == skeleton(plain(b))

    name = f"{held.name}, half for checking"
    wrong_any = of(is_one_word, held.unlike_any)
    recall = Figure(
        "spellings of one name, recall",
        of(is_one_word, held.one),
        len(held.one),
        ">= .93",
        (
            ("Jaro-Winkler at 3 % wrong", peer(jaro_winkler)),
            ("Levenshtein at 3 % wrong", peer(levenshtein)),
            ("consonant skeleton", of(has_one_skeleton, held.one)),
        ),
        of=name,
    )
    wrong = Figure(
        "two names of one initial taken for one",
        of(is_one_word, held.unlike),
        len(held.unlike),
        "<= .03",
        (("consonant skeleton", of(has_one_skeleton, held.unlike)),),
        note=f"of any initial {wrong_any:.4f}" if wrong_any is not None else "",
        of=name,
    )
    return [recall, wrong]


def _entities(data: Path) -> list[Figure]:
    try:
        folders = story_folders(data)
    except AbsentError as absent:
        print(f"left out: {absent}", flush=True)
        return []
    judged = [
        each for folder in folders for slug in slugs(folder) for each in judge_entities(look(folder, slug)[0])
    ]
    return entity_figures(judged)


def entity_figures(judged: Sequence[JudgedEntity]) -> list[Figure]:
    """Of the labelled entities named in several ways and found, how many one entity of ours holds whole."""
    found = [each for each in judged if each.ours]
    several = [each for each in found if len(each.variants) > 1]
    wrong = wrongly_joined(judged)
    return [
        Figure(
            "labelled entities that one of ours holds whole",
            share(sum(each.is_joined for each in several), len(several)),
            len(several),
            note=f"named in two ways or more; of all {len(judged)}, {len(found)} found",
            of="stories",
        ),
        Figure(
            "entities of ours that join two labelled ones",
            len(wrong),
            len(found),
            unit="entities",
            of="stories",
        ),
    ]
