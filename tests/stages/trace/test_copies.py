import random
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clocks import in_time
from tests.stages.trace.wires import OWN, WIRE, report
from twosource.data import Span
from twosource.stages.trace.copies import find_copies

STATEMENT = "we inspected every weld in that tower last autumn and found nothing that gave us cause for alarm"
TITLE = "Deputy Minister for Regional Transport, Ports and Inland Waterways Ilse Marrowby"


def copies(*reports):
    quoted = {
        r.id: [Span(m.start(1), m.end(1)) for m in re.finditer('["“]([^"“”]*)["”]', r.text)] for r in reports
    }
    return find_copies(reports, quoted)


def sentences(text, *numbers):
    lines = text.split("\n")
    return "\n".join(lines[n] for n in numbers)


def lightly_edited(text):
    for old, new in [
        ("Monday night", "Monday evening"),
        ("which had begun to smoulder", "which were smouldering"),
        ("has stored", "has kept"),
        ("beside the harbour railway", "next to the harbour railway"),
        ("adding forty minutes to each journey", "which added forty minutes to every journey"),
    ]:
        assert old in text
        text = text.replace(old, new)
    return text


CASES = {
    "the same text under two names": (WIRE, WIRE, "wire-copy"),
    "a few words changed": (WIRE, lightly_edited(WIRE), "wire-copy"),
    "cut from the end": (WIRE, sentences(WIRE, 0, 1, 2), "wire-copy"),
    "sentences in another order": (WIRE, sentences(lightly_edited(WIRE), 4, 3, 5, 0, 2, 1), "wire-copy"),
    "two paragraphs inside own reporting": (
        WIRE,
        OWN + "\n" + sentences(WIRE, 1, 4) + "\n" + OWN.upper()[::-1],
        "shared-agency-paragraphs",
    ),
    "one short whole sentence": (f"{OWN}\n{sentences(WIRE, 3)}", WIRE, "shared-agency-paragraphs"),
    "own words": (WIRE, OWN, "none"),
    "a quotation in both": (
        f"{OWN}\n“{STATEMENT},” the company said.",
        f'{sentences(WIRE, 3)}\n"{STATEMENT.capitalize()}," Tarn Milling wrote.',
        "shared-quote-only",
    ),
    "a quotation that stands without marks in the other": (
        f"{OWN}\n“{STATEMENT},” the company said.",
        f"{sentences(WIRE, 3)}\nThe company said that {STATEMENT.replace('we', 'it')}.",
        "shared-quote-only",
    ),
    "an official title": (
        f"{TITLE} came at noon. {OWN}",
        f"Later {TITLE} flew in. {sentences(WIRE, 3)}",
        "none",
    ),
    "a set phrase": (
        f"At least three people have been killed and several others are still missing. {OWN}",
        f"Police say that at least three people have been killed. {sentences(WIRE, 3)}",
        "none",
    ),
    "words dressed otherwise": (
        sentences(WIRE, 3, 4).replace("tower", "“tower”"),
        sentences(WIRE, 3, 4).replace("a", "a\u200b").replace("w", "w\u00ad").upper(),
        "wire-copy",
    ),
    "two sentences, each short": (
        f"{OWN}\nGulls circled over spilt barley. Brewers paid nothing.",
        "Brewers paid nothing. Gulls circled over spilt barley.\nDust lay on every sill by noon.",
        "none",
    ),
    "several runs, none long": (
        (
            f"{OWN}\nOn Monday the tower's northern wall had cracks beside the inland railway, he said.\n"
            "Dust ducts smouldered under floodlights until dawn on the harbour quay."
        ),
        (
            f"{sentences(WIRE, 3)}\nIts owner knew the tower's northern wall had cracks beside the inland "
            "railway.\nFirefighters found that dust ducts smouldered under floodlights until dawn."
        ),
        "shared-agency-paragraphs",
    ),
    "a statement printed without marks": (
        f"{OWN}\nWe are sorry for the noise and dust, and we will pay for every broken pane in the old town.",
        (
            f"{sentences(WIRE, 3)}\nWe are sorry for the noise and dust, and we will pay for every broken"
            " pane in the old town."
        ),
        "shared-quote-only",
    ),
    "who spoke, behind a quotation": (
        f"{OWN}\n“It was loud,” the harbour railway's deputy traffic manager Ilse Marrowby told reporters.",
        "“Nobody knows yet,” the harbour railway's deputy traffic manager Ilse Marrowby told reporters.",
        "none",
    ),
    "nothing": ("", "", "none"),
}
SET_PHRASES = """\
Anyone who saw what happened or has pictures of that evening is asked to call the harbour police.
The owner of the mill did not immediately respond to repeated requests for comment on Tuesday.
They spoke on condition of anonymity because they were not authorised to discuss the inquiry.
There were no immediate reports of casualties or of damage to neighbouring buildings.
A full investigation into the cause of the accident is under way.
The wounded driver was taken to a nearby hospital with serious injuries.
"""


@pytest.mark.parametrize("phrase", SET_PHRASES.splitlines())
def test_what_every_newsroom_writes_is_not_copied(phrase):
    (found,) = copies(report("a", f"{OWN}\n{phrase}"), report("b", f"{sentences(WIRE, 3)}\n{phrase}"))
    assert found.kind == "none"


@pytest.mark.parametrize(("a", "b", "kind"), CASES.values(), ids=CASES)
def test_kinds_of_sharing(a, b, kind):
    (found,) = copies(report("a", a), report("b", b))
    assert (found.a, found.b, found.kind) == ("a", "b", kind)
    assert bool(found.runs) == (kind != "none")
    assert found.why


def test_runs_are_the_shared_words_at_their_places():
    a = report("a", OWN + "\n" + sentences(WIRE, 4))
    b = report("b", lightly_edited(WIRE))
    (found,) = copies(a, b)
    (run,) = found.runs
    assert run.a.of(a.text) == run.b.of(b.text) == sentences(WIRE, 4).removesuffix(".")


def test_a_statement_quoted_in_a_third_report_is_a_quotation_for_all():
    said_of_it = STATEMENT.replace("we ", "engineers ", 1).replace("us", "anyone")
    quoting = report("a", f"“{said_of_it},” the company said.")
    retold = [
        report(n, f"The company {said} {said_of_it}.") for n, said in (("b", "says"), ("c", "insists that"))
    ]
    kinds = {(c.a, c.b): c.kind for c in copies(quoting, *retold)}
    assert kinds == dict.fromkeys([("a", "b"), ("a", "c"), ("b", "c")], "shared-quote-only")
    (alone,) = copies(*retold)
    assert alone.kind == "wire-copy"


@pytest.mark.parametrize("kind", ["related", "author-bio", "headline", "caption", "byline"])
def test_only_running_text_counts(kind):
    (found,) = copies(report("a", OWN, (kind, WIRE)), report("b", sentences(WIRE, 3), (kind, WIRE)))
    assert found.kind == "none"


SITE_LINES = """\
This material may not be published, broadcast or stored without leave of the editors and picture owners.
Sign up for our morning letter with all the stories that matter, chosen by the editors before breakfast.
Two staff writers in the coastal bureau and a freelance translator contributed to this report by phone.
The desk can be reached at harbour@example.org with corrections, hints, pictures and complaints of any kind.
"""


@pytest.mark.parametrize("line", SITE_LINES.splitlines())
def test_lines_of_the_site_do_not_count(line):
    (found,) = copies(report("a", OWN, line), report("b", sentences(WIRE, 3), line))
    assert found.kind == "none"


def test_no_run_reaches_over_furniture():
    first, second = sentences(WIRE, 0), sentences(WIRE, 1)
    a = report("a", first, ("related", "More from the harbour"), second)
    b = report("b", first, second)
    (found,) = copies(a, b)
    assert found.kind == "wire-copy"
    assert not [run for run in found.runs if "More from the harbour" in run.a.of(a.text)]


def test_one_outlet_repeats_itself():
    (found,) = copies(report("a", WIRE, outlet="Quay Post"), report("b", WIRE, outlet="Quay Post"))
    assert found.why.endswith("Both are reports of Quay Post, which repeats itself.")


def test_an_agency_that_one_report_credits_is_named():
    credited = report("a", WIRE, outlet="Quay Post", agency="NPA")
    silent = report("b", f"{OWN}\n{sentences(WIRE, 1, 4)}", outlet="Radio Tarn")
    (found,) = copies(credited, silent)
    assert found.kind == "shared-agency-paragraphs"
    assert found.why.endswith("Quay Post credits NPA; Radio Tarn does not.")
    (alone,) = copies(credited, report("c", OWN, outlet="Radio Tarn"))
    assert "NPA" not in alone.why


SWAPS = [
    ("collapsed", "came down"),
    ("Monday night", "Monday evening"),
    ("cutting power to", "leaving without power"),
    ("half of", "much of"),
    ("dust ducts", "ducts"),
    ("has stored", "kept"),
    ("that once stood", "formerly"),
    ("for years", "for a long time"),
    ("northern", "north"),
    ("none had been fitted when", "these were missing when"),
    ("sent over", "rerouted along"),
    ("forty minutes", "40 minutes"),
    ("asked for", "demanded"),
]


@pytest.mark.parametrize("seed", range(40))
def test_a_reworked_wire_is_still_a_copy(seed):
    draw = random.Random(seed)
    lines = [
        draw.choice(["", "Meanwhile, "]) + line for line in draw.sample(WIRE.split("\n"), draw.randint(3, 6))
    ]
    text = "\n".join(lines)
    for old, new in draw.sample(SWAPS, 6):
        text = text.replace(old, new)
    own = OWN.split("\n")[: draw.randint(0, 2)]
    (found,) = copies(report("a", WIRE), report("b", *own, text))
    assert found.kind in ("wire-copy", "shared-agency-paragraphs")


def test_pairs_come_once_in_the_order_given():
    reports = [report(name, OWN) for name in "cab"]
    assert [(c.a, c.b) for c in copies(*reports)] == [("c", "a"), ("c", "b"), ("a", "b")]


def test_nothing_from_one_report_or_none():
    assert find_copies([], {}) == ()
    assert find_copies([report("a", WIRE)], {}) == ()


WORDS = st.lists(
    st.sampled_from(
        ["harbour", "silo", "the", "of", "fell", "Monday", "night", "12", "wall,", "“cracks”", "ran.\n"]
    )
)


@given(WORDS, WORDS)
def test_runs_lie_inside_and_never_overlap(a, b):
    reports = [report("a", " ".join(a)), report("b", " ".join(b))]
    (found,) = copies(*reports)
    for side, text in (("a", reports[0].text), ("b", reports[1].text)):
        spans = sorted(getattr(run, side) for run in found.runs)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(x.end <= y.start for x, y in pairwise(spans))


@given(WORDS, WORDS)
def test_the_order_of_two_reports_changes_no_kind(a, b):
    x, y = report("a", " ".join(a)), report("b", " ".join(b))
    assert copies(x, y)[0].kind == copies(y, x)[0].kind


@pytest.mark.parametrize(
    "text", ["no " * 20_000, "the silo fell in the night " * 4_000, "x" * 100_000, "“" * 50_000]
)
def test_hostile_text_takes_no_longer(text):
    start = time.process_time()
    copies(report("a", text), report("b", text))
    assert in_time(start, 5)


def test_thirty_long_reports_are_quick():
    draw = random.Random(7)
    lines = [line.split(" ") for line in WIRE.split("\n")]
    long = ["\n".join(" ".join(draw.sample(draw.choice(lines), 8)) for _ in range(125)) for _ in range(30)]
    start = time.process_time()
    assert len(copies(*(report(str(n), text) for n, text in enumerate(long)))) == 435
    assert in_time(start, 10)
