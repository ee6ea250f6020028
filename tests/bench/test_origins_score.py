"""The scorer of the yardstick and its rivals, on a story worked by hand."""

import json

import pytest

from bench.origins.__main__ import main
from bench.origins.answers import answer_of
from bench.origins.files import Story, generated, hard_cases, write
from bench.origins.measure import figures
from bench.origins.rivals import RIVALS, by_body, by_headline, by_outlet_names, groups, resemblance, signature
from bench.origins.score import MEASURES, answered_error, error, exact, inside, score
from tests.bench.invented import claim, labels, point, view

ROWS = (
    ("a", "Post", "House", "Ferry sinks off pier", "Brook said it sank."),
    ("b", "Gull", "House", "Ferry sinks off pier!", "The Post has it."),
    ("c", "Tern", "Nest", "Harbour closed", "Nothing is known."),
)
ARTICLES = tuple(dict(zip(("id", "outlet", "publisher", "title", "text"), row, strict=True)) for row in ROWS)
LABELS = {
    "articles": [{key: article[key] for key in ("id", "outlet")} for article in ARTICLES],
    "entities": [{"canonical": "Ida Brook", "variants": ["Ida Brook", "the harbour master"]}],
    "points": [
        {"id": "p1", "mentions": [{"article": each, "quote": "it"} for each in "abc"]},
        {"id": "p2", "mentions": [{"article": each, "quote": "it"} for each in "ab"]},
    ],
    "origins": [
        {"point": "p1", "independent_min": 1, "independent_max": 3, "roots": []},
        {"point": "p2", "independent_min": 1, "independent_max": 1, "roots": []},
    ],
    "attributions": [
        {
            "id": "c1",
            "article": "a",
            "quote": "it",
            "chain": ["Post", "Ida Brook"],
            "told": ["Post", "GA", "Ida Brook"],
        },
        {"id": "c2", "article": "b", "quote": "it", "chain": ["Gull"], "told": ["Gull", "GA"]},
    ],
    "copies": [
        {"a": "a", "b": "b", "kind": "wire-copy"},
        {"a": "a", "b": "c", "kind": "none"},
        {"a": "b", "b": "c", "kind": "shared-quote-only"},
    ],
    "loops": [["a", "b"]],
}
STORY = Story("ferry", LABELS, ARTICLES)
ANSWER = {
    "points": {"p1": {"min": 2, "max": 2}},
    "claims": {
        "c1": {"worded": ["Post", "the harbour master"], "told": ["Post", "GA", "Brook"]},
        "c2": {"worded": ["Gull", "Post"]},
    },
    "copies": [
        {"a": "b", "b": "a", "kind": "shared-agency-paragraphs"},
        {"a": "c", "b": "b", "kind": "shared-quote-only"},
    ],
    "loops": [["b", "a"], ["b", "c"]],
}


def test_the_count():
    tally = score([STORY], {"ferry": ANSWER})
    # p1 is one off at both ends; p2 is not answered, which counts as 0-0.
    assert (error(tally, 0), error(tally, 1)) == (1.0, 1.0)
    assert (answered_error(tally, 0), answered_error(tally, 1)) == (1.0, 1.0)
    assert exact(tally) == 0.0
    assert inside(tally) == 1.0
    counts = {name: count(tally) for name, _, count in MEASURES}
    assert (counts["both ends exact"], counts["inside the label's range, answered"]) == (2, 1)


def test_edges():
    tally = score([STORY], {"ferry": ANSWER})
    # One edge due and found, one said of a claim that has none.
    assert (tally.edges.right, tally.edges.said, tally.edges.due) == (1, 2, 1)
    # Post-GA and GA-Brook are right; of c2 only what is worded is said, Gull-Post for Gull-GA.
    assert (tally.told.right, tally.told.said, tally.told.due) == (2, 3, 3)
    assert tally.chains == [True, False]


def test_copies_and_loops():
    tally = score([STORY], {"ferry": ANSWER})
    assert tally.copies == [
        ("wire-copy", "shared-agency-paragraphs"),
        ("none", "none"),
        ("shared-quote-only", "shared-quote-only"),
    ]
    named = {name: measure(tally) for name, measure, _ in MEASURES}
    assert named["copies: kinds, macro F1"] == pytest.approx(2 / 3)
    assert named["copies: copied against none, F1"] == 1.0
    assert named["loops F1"] == pytest.approx(2 / 3)


def perfect(story: Story) -> dict:
    """The labels themselves as an answer."""
    labelled = story.labels
    return {
        "points": {
            each["point"]: {"min": each["independent_min"], "max": each["independent_max"]}
            for each in labelled["origins"]
        },
        "claims": {
            each["id"]: {"worded": each["chain"], "told": each["told"]} for each in labelled["attributions"]
        },
        "copies": labelled["copies"],
        "loops": labelled["loops"],
    }


@pytest.mark.parametrize(
    "stories", [[STORY], hard_cases(), generated(11, 3, 3)], ids=["ferry", "hard", "made"]
)
def test_the_labels_themselves_are_a_perfect_answer(stories):
    tally = score(stories, {story.slug: perfect(story) for story in stories})
    worst = {name: measure(tally) for name, measure, _ in MEASURES}
    assert worst == {name: 0.0 if name.startswith("error") else 1.0 for name in worst}


def test_nothing_said_is_wrong_and_no_loops_labelled_are_left_out():
    tally = score([STORY], {})
    assert (error(tally, 0), error(tally, 1), exact(tally)) == (1.0, 2.0, 0.0)
    assert inside(tally) is None
    without = Story("ferry", {key: value for key, value in LABELS.items() if key != "loops"}, ARTICLES)
    assert score([without], {"ferry": ANSWER}).loops.f1 is None


@pytest.mark.parametrize(
    ("rival", "p1", "p2"),
    [
        ("always 1", 1, 1),
        ("always 2", 2, 2),
        ("outlets", 3, 2),
        ("publishers", 2, 1),
        ("headlines", 2, 1),
        ("MinHash", 3, 2),
    ],
)
def test_rivals_count(rival, p1, p2):
    points = RIVALS[rival](STORY)["points"]
    assert {name: (said["min"], said["max"]) for name, said in points.items()} == {
        "p1": (p1, p1),
        "p2": (p2, p2),
    }


def test_near_headlines_and_bodies():
    assert by_headline(STORY)["points"]["p1"] == {"min": 2, "max": 2}
    text = " ".join(f"word{at}" for at in range(60))
    half = " ".join(f"word{at}" for at in range(30)) + " " + " ".join(f"other{at}" for at in range(30))
    assert resemblance(signature(text), signature(text)) == 1.0
    # 26 of 86 different rows of five are in both.
    assert resemblance(signature(text), signature(half)) == pytest.approx(26 / 86, abs=0.12)
    twins = Story("t", LABELS, ({**ARTICLES[0], "text": text}, {**ARTICLES[1], "text": text}, ARTICLES[2]))
    assert by_body(twins)["points"]["p1"] == {"min": 2, "max": 2}
    assert [pair["kind"] for pair in by_body(twins)["copies"]] == ["wire-copy", "none", "none"]


def test_groups_go_together_through_others():
    near = {frozenset("ab"), frozenset("bc")}
    assert groups("abcd", near) == 2
    assert groups("ac", near) == 2


def test_a_loop_by_outlet_names_needs_both():
    assert by_outlet_names(STORY)["loops"] == []
    both = Story("t", LABELS, ({**ARTICLES[0], "text": "The Gull has it."}, *ARTICLES[1:]))
    assert by_outlet_names(both)["loops"] == [["a", "b"]]


ASKED = {
    "points": [
        {
            "id": "p1",
            "mentions": [
                {"article": "a", "quote": "Nine people were hurt"},
                {"article": "b", "quote": "At least nine were hurt"},
            ],
            "difference": None,
        }
    ],
    "origins": [{"point": "p1", "roots": [], "independent_min": 1, "independent_max": 2}],
    "attributions": [
        {
            "article": "a",
            "quote": "Nine people were hurt",
            "chain": ["Minnow Post", "Ida Brook"],
            "stance": "asserts",
            "anonymous": False,
        }
    ],
}


def test_what_a_comparison_answers():
    claims = [
        claim("k1", "a", "Nine people were hurt", "Ida Brook"),
        claim("k2", "b", "At least nine were hurt", "(police)"),
        claim("k3", "b", "A ferry hit rocks off Port Minnow", "The Gull"),
        claim("k4", "c", "Ten people were hurt", "Coast Radio"),
        claim("k5", "a", "The ferry Alder ran aground on Monday", "Coast Radio"),
    ]
    ours = point("q1", "k1", "k2", origins={"roots": [], "min": 1, "max": 2, "unknown": [], "why": []})
    shown = [
        {"teller": "Minnow Post", "source": "Coast Agency"},
        {"teller": "Coast Agency", "source": "Brook"},
    ]
    more = {"told": [{"claim": "k1", "edges": shown}], "loops": [{"reports": ["rc", "rb"]}]}
    seen = view(labels(**ASKED), claims, points=[ours, point("q2", "k3", "k4", "k5")], **more)
    assert answer_of(seen) == {
        "points": {"p1": {"min": 1, "max": 2}},
        "claims": {
            "c1": {
                "worded": ["Minnow Post", "Ida Brook"],
                "told": ["Minnow Post", "Coast Agency", "Brook"],
            }
        },
        "copies": [],
        "loops": [["b", "c"]],
    }


def test_every_measure_stands_beside_the_rivals_that_answer_it():
    found = {figure.name: dict(figure.beside) for figure in figures("", [STORY], {"ferry": ANSWER})}
    assert set(found["both ends exact"]) == {
        "always 1",
        "always 2",
        "outlets",
        "publishers",
        "headlines",
        "MinHash",
    }
    assert set(found["edges F1, as worded"]) == {"nearest name"}
    assert found["both ends exact"]["publishers"] == 0.5


def test_the_command_scores_a_file_and_says_what_is_wrong_with_one(tmp_path, capsys):
    write([STORY], tmp_path)
    answers = tmp_path / "ANSWERS"
    answers.write_text(json.dumps({"system": "s", "stories": {"ferry": ANSWER}}), encoding="utf-8")
    assert main(["score", str(tmp_path), str(answers)]) == 0
    assert "| loops F1 |  | 0.667 | 1 |" in capsys.readouterr().out
    answers.write_text("[]", encoding="utf-8")
    with pytest.raises(SystemExit, match="expected an object"):
        main(["score", str(tmp_path), str(answers)])
    with pytest.raises(SystemExit, match="no answers could be read"):
        main(["score", str(tmp_path), str(tmp_path / "absent")])
    assert main(["score", str(tmp_path / "nowhere"), str(answers)]) == 1
