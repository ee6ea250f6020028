"""Generated stories and hard cases: the same for a seed, labels that stand in the texts."""

import hashlib
import json
import re
from itertools import combinations

import pytest

from bench.origins.__main__ import main
from bench.origins.files import Story, generated, hard_cases, questions_of, read, write
from bench.origins.lineage import grouped, kind_of, ring
from bench.origins.records import Cast, Printed, Source, Telling
from bench.origins.story import make
from bench.origins.tellings import turned
from bench.origins.wording import Page, figure, opened, printed, rounded

LEVELS = (1, 2, 3)
EVERY = [*(story for level in LEVELS for story in generated(11, level, 4)), *hard_cases()]


@pytest.mark.parametrize("level", LEVELS)
def test_a_seed_makes_the_same_story_and_another_seed_another(level):
    assert make(5, level, 3) == make(5, level, 3)
    assert make(5, level, 3).texts != make(6, level, 3).texts
    # A story does not depend on how many others are made beside it.
    assert generated(5, level, 2) == generated(5, level, 4)[:2]


# Answers on this seed are compared for years: another text is a new edition, and README.md must say so.
EDITION = {1: "ef7849b653870990", 2: "6436f06718860538", 3: "485b06b704d33720"}


@pytest.mark.parametrize("level", LEVELS)
def test_the_published_stories_stay_as_they_are(level):
    stories = [[story.labels, story.articles] for story in generated(2024, level, 3)]
    assert hashlib.sha256(json.dumps(stories).encode()).hexdigest()[:16] == EDITION[level]


@pytest.mark.parametrize("story", EVERY, ids=lambda story: story.slug)
def test_labels_stand_in_the_texts(story: Story):
    texts, labels = story.texts, story.labels
    assert list(texts) == [article["id"] for article in labels["articles"]]
    points = {point["id"]: {m["article"] for m in point["mentions"]} for point in labels["points"]}
    quotes = [(m["article"], m["quote"]) for point in labels["points"] for m in point["mentions"]]
    claims = labels["attributions"]
    for article, quote in [*quotes, *((claim["article"], claim["quote"]) for claim in claims)]:
        assert quote in texts[article]
    for claim in claims:
        for voice in claim["chain"][1:]:
            assert voice.casefold() in texts[claim["article"]].casefold()
    for ledger in labels["origins"]:
        rooted = {article for root in ledger["roots"] for article in root["articles"]}
        assert rooted == points[ledger["point"]]
        assert 1 <= ledger["independent_min"] <= ledger["independent_max"]
    assert {ledger["point"] for ledger in labels["origins"]} == set(points)
    pairs = {frozenset(pair) for pair in combinations(texts, 2)}
    assert {frozenset((copy["a"], copy["b"])) for copy in labels["copies"]} <= pairs
    assert all(len(set(loop)) > 1 and set(loop) <= set(texts) for loop in labels["loops"])


@pytest.mark.parametrize("story", EVERY, ids=lambda story: story.slug)
def test_texts_have_no_hole(story: Story):
    for text in (each for article in story.articles for each in (article["title"], article["text"])):
        assert not re.search(r"[{}]|\.\.|,,|,\.|  | [,.]", text)


@pytest.mark.parametrize("story", hard_cases(), ids=lambda story: story.slug)
def test_hard_cases_label_every_pair_and_have_no_stray_variant(story: Story):
    pairs = {frozenset(pair) for pair in combinations(story.texts, 2)}
    assert {frozenset((copy["a"], copy["b"])) for copy in story.labels["copies"]} == pairs
    whole = "\n".join(story.texts.values())
    assert [v for entity in story.labels["entities"] for v in entity["variants"] if v not in whole] == []


def test_the_hardest_level_has_every_phenomenon():
    made = [make(11, 3, number) for number in range(12)]
    text = "\n".join(text for each in made for text in each.texts)
    tellings = [sentence.telling for each in made for sentence in each.printed]
    for pattern in (r"\((NPA|CNS|IPL)\)", " miles ", r"about \$", "in a statement", r"told (our|this) \w+"):
        assert re.search(pattern, text), pattern
    for trait in ("is_slipped", "is_denial", "is_quote", "wrong", "changed", "follows", "rumour", "agency"):
        assert any(getattr(telling, trait) for telling in tellings), trait
    kinds = {copy["kind"] for story in generated(11, 3, 6) for copy in story.labels["copies"]}
    assert kinds == {"wire-copy", "shared-agency-paragraphs", "shared-quote-only", "none"}
    assert {len(loop) for each in made for loop in each.loops} == {2, 3}


def test_questions_hold_no_answer(tmp_path):
    asked = json.dumps(questions_of(generated(3, 3, 1)[0].labels))
    for word in ("independent", "chain", "told", "kind", "roots", "loops", "summary"):
        assert f'"{word}"' not in asked
    assert main(["make", "--seed", "3", "--level", "1", "--stories", "2", str(tmp_path)]) == 0
    assert read(tmp_path) == [as_read(story) for story in generated(3, 1, 2)]
    assert write(hard_cases(), tmp_path / "hard") == len(read(tmp_path / "hard")) == 10


def as_read(story: Story) -> Story:
    """The story as JSON gives it back."""
    return Story(story.slug, json.loads(json.dumps(story.labels)), story.articles)


CAST = Cast({}, {}, {}, "florins", 8, {}, (), (), {"Gull Agency": "GA"}, ())


@pytest.mark.parametrize(
    ("slot", "number", "style", "expected"),
    [
        ("way_km", 6, "exact", "six kilometres"),
        ("way_km", 16, "translated", "about 10 miles"),
        ("way_km", 2, "translated", "about one mile"),
        ("cost_m", 24, "exact", "24 million florins"),
        ("cost_m", 24, "translated", "about $3 million"),
        ("cost_m", 30, "translated", "about $3.8 million"),
        ("hurt", 46, "round", "more than 45"),
        ("hurt", 1998, "round", "nearly 2,000"),
        ("hurt", 1998, "exact", "1,998"),
    ],
)
def test_figures(slot, number, style, expected):
    assert figure(slot, number, style, CAST) == expected


def test_a_round_number_stays_and_a_sentence_begins_in_words():
    assert (rounded(40), rounded(11)) == ("40", "11")
    assert (turned(427), turned(40), turned(33)) == (472, 41, 34)
    assert opened("46 people died") == "Forty-six people died"
    assert opened("1,204 homes") == "A total of 1,204 homes"
    assert opened("more than 40 died") == "More than 40 died"


BROOK = Source("person", "harbour", "state", "the harbour", "harbour spokeswoman", "Ida", "Brook", "Broock")


def at(report: str, telling: Telling) -> Printed:
    return printed(telling, Page(report, f"Outlet {report}", CAST, "Monday", "Sunday"))


def test_a_chain_is_worded_from_the_outlet_inward():
    told = Telling("f", BROOK, "it sank", "{S} told {A} that {c}.", 1, agency="Gull Agency")
    assert at("a", told).sentence == "Harbour spokeswoman Ida Brook told the Gull Agency (GA) that it sank."
    assert at("a", told).chain == ("Outlet a", "the Gull Agency", "harbour spokeswoman Ida Brook")
    said = Telling("f", BROOK, "it sank", "{C}, {S} said in a statement.", 1, is_slipped=True)
    assert at("a", said).chain == ("Outlet a", "a statement", "harbour spokeswoman Ida Broock")


def test_sharing_is_told_from_the_prints_of_sentences():
    prose = at("a", Telling("f", BROOK, "it sank at noon off the pier", "{C}, {S} said.", 1))
    again = at("b", Telling("f", BROOK, "it sank at noon off the pier", "{S} said {c}.", 2))
    quote = at("a", Telling("q", BROOK, "we ran", "“{C},” {S} said.", 3, is_quote=True))
    other = at("b", Telling("q", BROOK, "we ran", "“{C},” said {S}.", 4, is_quote=True))
    assert kind_of({1: prose}, {1: prose}, (12, 100)) == "wire-copy"
    assert kind_of({1: prose}, {1: prose}, (60, 100)) == "shared-agency-paragraphs"
    assert kind_of({3: quote}, {4: other}, (9, 9)) == "shared-quote-only"
    assert kind_of({1: prose}, {4: other}, (9, 9)) == "none"
    # The same words by chance: not asked.
    assert kind_of({1: prose}, {2: again}, (9, 9)) == ""


def test_a_rumour_goes_round_until_somebody_comes_up_again():
    cites = {"Post": "Gull", "Gull": "Tern", "Tern": "Gull"}
    assert ring("Post", cites) == ["Post", "Gull", "Tern"]
    assert ring("Tern", cites) == ["Tern", "Gull"]


def test_sentences_without_a_source_are_one_where_the_texts_show_it():
    made = make(11, 1, 0)
    nobody = Source("unstated", "", "", "")
    report = made.drafts[0].id

    def bare(number: int, **given) -> Printed:
        return Printed(report, Telling("f", nobody, "it sank", "{C}.", number, **given), "", "", ())

    groups = grouped(made, [bare(1), bare(2), bare(3, follows=1), bare(2)])
    assert sorted(sorted(each.telling.print for each in group) for group in groups) == [[1, 3], [2, 2]]
    # A later sentence joins what were two.
    assert len(grouped(made, [bare(1), bare(2), bare(1, follows=2)])) == 1
    assert len(grouped(made, [bare(1, wrong=(("hurt", 4),)), bare(2, wrong=(("hurt", 4),))])) == 1
    assert grouped(made, [Printed(report, Telling("f", BROOK, "", "", 1), "", "", ())]) == []
