import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.data import Block, Span
from twosource.stages.cluster.group import cosine, group, weigh
from twosource.stages.cluster.group import given as given_story
from twosource.testing import make_article

STORIES = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))
BRINE, CHOIR, ALONE = STORIES["brine"], STORIES["choir"], STORIES["alone"]


def article(name, text, kind="body"):
    return replace(make_article(text, path=f"{name}.txt", kind=kind), id=name)


def articles(*stories):
    return [article(name, text) for story in stories for name, text in story.items()]


def members(stories):
    return sorted(sorted(m.report for m in story.members) for story in stories)


def test_two_stories_come_apart():
    assert members(group(articles(BRINE, CHOIR))) == [sorted(BRINE), sorted(CHOIR)]


def test_a_report_of_something_else_is_a_story_of_its_own_and_says_so():
    stories = group(articles(BRINE, ALONE))
    assert members(stories) == [["alone"], sorted(BRINE)]
    why = {m.report: m.why for story in stories for m in story.members}
    assert why["alone"] == "Shares too little with any other."
    assert {why[name] for name in BRINE} == {"Shares rare words with the others."}


@given(st.permutations(articles(BRINE, CHOIR, ALONE)))
def test_the_order_of_the_reports_changes_nothing(shuffled):
    assert group(shuffled) == group(articles(BRINE, CHOIR, ALONE))


def test_the_id_of_a_story_is_that_of_its_reports():
    one, two = group(articles(BRINE)), given_story(articles(BRINE)[::-1])
    assert [s.id for s in one] == [two.id]
    assert two.id != given_story(articles(CHOIR)).id


def test_nothing_is_no_story():
    assert group([]) == ()


@pytest.mark.parametrize("text", ["", "a an of", "!?"])
def test_a_report_without_words_of_weight_joins_none(text):
    stories = group([*articles(BRINE), article("empty", text)])
    assert members(stories) == [sorted(BRINE), ["empty"]]
    assert cosine({}, weigh(articles(BRINE))[0]) == 0


def test_furniture_joins_no_stories():
    teasers = (
        "Subscribe to the harbour almanac and read seventeen recipes for smoked mackerel before breakfast."
    )
    marked = []
    for made in articles(BRINE, CHOIR):
        text = f"{made.text}\n{teasers}"
        blocks = (*made.blocks, Block(Span(len(made.text) + 1, len(text)), "promo"))
        marked.append(replace(made, text=text, blocks=blocks))
    assert members(group(marked)) == members(group(articles(BRINE, CHOIR)))
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


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_every_report_is_in_one_story(texts):
    made = [article(f"r{n}", text) for n, text in enumerate(texts)]
    stories = group(made)
    assert sorted(m.report for s in stories for m in s.members) == sorted(a.id for a in made)
    assert len({s.id for s in stories}) == len(stories)
    assert [m.report for m in given_story(made).members] == [a.id for a in made]


@given(st.lists(WORDS, min_size=2, max_size=5))
def test_vectors_are_unit_vectors_or_empty(texts):
    vectors = weigh([article(f"r{n}", text) for n, text in enumerate(texts)])
    for one in vectors:
        assert cosine(one, one) == pytest.approx(1.0 if one else 0.0)
        assert all(-1e-9 <= cosine(one, two) <= 1 + 1e-9 for two in vectors)


def test_equal_texts_under_two_names_are_one_story():
    text = next(iter(BRINE.values()))
    assert members(group([article("x", text), article("y", text), *articles(CHOIR)])) == [
        sorted(CHOIR),
        ["x", "y"],
    ]
