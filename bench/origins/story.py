"""One story from a seed: its cast, its wires, its reports in words, and the labels of its lineage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from bench.origins.cast import cast_of, level_of, lists
from bench.origins.drafts import RECIPES, Wires, dispatch, release, title_of
from bench.origins.loops import with_exchange, with_loop
from bench.origins.records import Cast, Draft, Printed
from bench.origins.tellings import Desk, slips_of
from bench.origins.wording import Page, printed

FEWEST = 3  # paragraphs; where the words for a fact have run out, a desk takes the agency's text
FIRST_DAY = datetime(2024, 1, 8, 6, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Made:
    """A finished story: what the reports say, in words, and how every sentence came about."""

    slug: str
    level: int
    cast: Cast
    drafts: tuple[Draft, ...]
    texts: tuple[str, ...]
    printed: tuple[Printed, ...]
    dates: tuple[str, ...]
    loops: tuple[tuple[str, ...], ...]


def make(seed: int, level: int, number: int) -> Made:
    """Story `number` of a seed at a level; the same for ever from the same three numbers."""
    rng = Random(f"origins {seed} {level} {number}")
    desk = Desk(rng, cast_of(rng, level_of(level)), level_of(level))
    drafts, loops = with_loop(desk, with_exchange(desk, laid_out(desk)))
    morning = FIRST_DAY + timedelta(days=rng.randrange(600))
    texts, sentences, dates = [], [], []
    for draft in drafts:
        text, found = in_words(desk, draft, morning)
        texts.append(text)
        sentences += found
        dates.append(f"{morning + timedelta(hours=draft.hour, minutes=rng.randrange(60)):%Y-%m-%dT%H:%M:%SZ}")
    slug = f"level{level}-seed{seed}-{number:03}"
    return Made(slug, level, desk.cast, tuple(drafts), tuple(texts), tuple(sentences), tuple(dates), loops)


def laid_out(desk: Desk) -> list[Draft]:
    """The reports in the order in which they were printed."""
    slips_of(desk)
    wires = Wires({name: dispatch(desk, name) for name in desk.cast.agencies}, {}, release(desk))
    wires.titles = {name: title_of(desk) for name in desk.cast.agencies}
    names = [*desk.cast.outlets]
    for at, (outlet, publisher) in enumerate(names):
        draft = RECIPES[recipe_for(desk, at)](desk, outlet, wires)
        if len(draft.paragraphs) < FEWEST:
            draft = RECIPES["wire"](desk, outlet, wires)
        title = draft.title or title_of(desk)
        wires.printed.append(
            replace(
                draft, id=f"r{at + 1}", publisher=publisher, title=title, hour=1 + at, byline=byline(desk, at)
            )
        )
    if desk.happens("dispatch"):
        return with_dispatch(desk, wires)
    return wires.printed


def with_dispatch(desk: Desk, wires: Wires) -> list[Draft]:
    """The agency's own text as the first report, in place of the last."""
    agency = desk.cast.agencies[0]
    first = Draft(
        "r0",
        agency,
        agency,
        wires.titles[agency],
        "dispatch",
        wires.dispatches[agency],
        0,
        "dateline",
        (agency,),
        (agency,),
    )
    return [first, *wires.printed[:-1]]


def recipe_for(desk: Desk, at: int) -> str:
    """The first report is an agency's text, the second another kind; the others come as the level has it."""
    if at == 0:
        return "wire"
    recipes = {name: weight for name, weight in desk.level.recipes.items() if at > 1 or name != "retell"}
    return desk.rng.choices(list(recipes), list(recipes.values()))[0]


def byline(desk: Desk, at: int) -> str:
    """Who wrote it, each outlet's own, or nobody."""
    chosen: str = desk.rng.choice(lists("frames")["byline"])
    return chosen.format(P=desk.cast.journalists[at], town=desk.cast.names["town"])


def in_words(desk: Desk, draft: Draft, morning: datetime) -> tuple[str, list[Printed]]:
    """The report's text: byline, dateline, paragraphs, credit; and where each telling stands."""
    page = Page(draft.id, draft.outlet, desk.cast, f"{morning:%A}", f"{morning - timedelta(days=1):%A}")
    sentences = [[printed(telling, page) for telling in paragraph] for paragraph in draft.paragraphs]
    lines = [" ".join(each.sentence for each in paragraph) for paragraph in sentences]
    if draft.credit == "dateline":
        short = desk.cast.shorts[draft.credited[0]]
        town = desk.cast.names["town"].upper()
        lines[0] = (
            lists("frames")["dateline"].format(TOWN=town, month=f"{morning:%B}", d=morning.day, A=short)
            + lines[0]
        )
    elif draft.credit:
        shorts = [desk.cast.shorts[name] for name in draft.credited]
        lines.append(draft.credit.format(A=shorts[0], B=shorts[-1]))
    head = [draft.byline] if draft.byline and draft.credit != "dateline" else []
    return "\n\n".join([*head, *lines]), [each for paragraph in sentences for each in paragraph]
