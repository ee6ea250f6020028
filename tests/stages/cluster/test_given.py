import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.data import Block, Span
from twosource.stages.cluster.given import cosine, weigh
from twosource.stages.cluster.given import given as given_story
from twosource.testing import make_article

STORIES = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))
BRINE, CHOIR, ALONE = STORIES["brine"], STORIES["choir"], STORIES["alone"]


def article(name, text, kind="body"):
    return replace(make_article(text, path=f"{name}.txt", kind=kind), id=name)


def articles(*stories):
    return [article(name, text) for story in stories for name, text in story.items()]


def test_the_id_of_a_story_is_that_of_its_reports():
    one, two = given_story(articles(BRINE)), given_story(articles(BRINE)[::-1])
    assert one.id == two.id
    assert two.id != given_story(articles(CHOIR)).id


def test_furniture_makes_no_reports_alike():
    teasers = (
        "Subscribe to the harbour almanac and read seventeen recipes for smoked mackerel before breakfast."
    )
    marked = []
    for made in articles(BRINE, CHOIR):
        text = f"{made.text}\n{teasers}"
        blocks = (*made.blocks, Block(Span(len(made.text) + 1, len(text)), "promo"))
        marked.append(replace(made, text=text, blocks=blocks))
    assert weigh(marked) == weigh(articles(BRINE, CHOIR))
    open_text = [replace(a, blocks=tuple(replace(b, kind="body") for b in a.blocks)) for a in marked]
    vectors, bare = weigh(open_text), weigh(marked)
    assert cosine(vectors[0], vectors[-1]) > cosine(bare[0], bare[-1])


def test_reports_named_together_are_one_story_in_their_order():
    reports = articles(CHOIR, BRINE)
    story = given_story(reports)
    assert [m.report for m in story.members] == [a.id for a in reports]
    assert {m.why for m in story.members} == {"Named together on the command."}


def test_one_that_has_nothing_in_common_is_kept_and_pointed_at():
    story = given_story(articles(BRINE, ALONE))
    why = {m.report: m.why for m in story.members}
    assert "shares hardly a word of weight" in why["alone"]
    assert {why[name] for name in BRINE} == {"Named together on the command."}


WORDS = st.lists(
    st.sampled_from(["brine", "choir", "tenor", "yard", "salt", "tour", "measles", "crack", "of"])
).map(" ".join)


@given(st.lists(WORDS, min_size=2, max_size=5))
def test_vectors_are_unit_vectors_or_empty(texts):
    vectors = weigh([article(f"r{n}", text) for n, text in enumerate(texts)])
    for one in vectors:
        assert cosine(one, one) == pytest.approx(1.0 if one else 0.0)
        assert all(-1e-9 <= cosine(one, two) <= 1 + 1e-9 for two in vectors)
