import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.match.told import claim, mentions, reordered, report, told, voice
from twosource.stages.match.match import match
from twosource.testing import FakeEmbedder

ROOF = "A storm tore the roof off the old tannery"
OTHER_ROOF = "The storm tore the roof off the tannery at night"
DUCKS = "Ducks slept through all of it on the millpond"
REPAIRS = "Ilse Marrowby paid for new slates and gutters"


def simply(**reports):
    """A case of reports given as lists of sentences, each sentence one claim."""
    pairs = []
    for name, sentences in reports.items():
        article = report(name, " ".join(f"{s}." for s in sentences))
        pairs.append((article, [claim(article, s) for s in sentences]))
    return told(*pairs)


def worded(case, ids):
    """Claims by their report and words."""
    texts = {a.id: a.text for a in case.articles}
    every = {c.id: c for r in case.readings for c in r.claims}
    return [(every[i].report, every[i].span.of(texts[every[i].report])) for i in ids]


def points(case, embedder=None):
    """The claims of every point of a case, by report and words."""
    return [worded(case, p.claims) for p in match(case, embedder).points]


@pytest.mark.parametrize("embedder", [None, FakeEmbedder()], ids=["words", "vectors"])
def test_the_same_claim_of_two_reports_is_a_point(embedder):
    case = simply(a=[ROOF, REPAIRS], b=[DUCKS, OTHER_ROOF])
    matched = match(case, embedder)
    (point,) = matched.points
    assert worded(case, point.claims) == [("a", ROOF), ("b", OTHER_ROOF)]
    assert point.lead in point.claims
    assert 0 < point.score <= 1
    (link,) = (link for link in matched.links if link.relation == "same-claim")
    assert {link.a, link.b} == set(point.claims)
    assert link.b == point.lead
    assert all(word in link.why for word in ("roof", "tannery"))


def test_what_one_report_says_twice_is_no_point():
    assert points(simply(a=[ROOF, OTHER_ROOF], b=[DUCKS])) == []


def test_nothing_in_common_is_no_point():
    assert points(simply(a=[REPAIRS], b=[DUCKS])) == []


def test_words_of_no_weight_are_no_point():
    assert points(simply(a=["So it is", ROOF], b=["So it is", DUCKS])) == []


def test_the_point_of_more_reports_comes_first():
    case = simply(a=[DUCKS, ROOF], b=[OTHER_ROOF, DUCKS], c=[OTHER_ROOF])
    assert [len(p) for p in points(case)] == [3, 2]


def test_overlapping_claims_of_one_report_never_stand_in_one_point():
    text = f"{ROOF} and the tannery lost its roof."
    article, other = report("a", text), report("b", f"{OTHER_ROOF}.")
    claims = [claim(article, words) for words in (text[:-1], ROOF, "the roof off the old tannery")]
    (point,) = points(told((article, claims), (other, [claim(other, OTHER_ROOF)])))
    assert len([c for c in point if c[0] == "a"]) == 1


def test_two_claims_of_one_report_that_stand_apart_may_share_a_point():
    case = simply(a=[ROOF, f"{OTHER_ROOF} too"], b=[OTHER_ROOF])
    (point,) = points(case)
    assert [c[0] for c in point] == ["a", "a", "b"]


CHARGE, DENIAL = "Guards opened the sluice", "they had touched that gear"


def charged(by="the harbour board", stance="denies"):
    """A report with a charge, and one in which `by` takes a stance on it."""
    a, b = (
        report("a", f"{CHARGE}, Ilse Marrowby said."),
        report("b", f"Guards say {DENIAL}, {by} said. {DUCKS}."),
    )
    guards = {"kind": "body", "full": "Guards"}
    charge = claim(
        a,
        CHARGE,
        chain=[voice(a, "Ilse Marrowby")],
        act=("opened", "Guards", "sluice"),
        named={"Guards": guards},
    )
    answer = claim(
        b, DENIAL, chain=[voice(b, by)], stance=stance, act=("touched", "they", "gear"),
        named={"they": {**guards, "by": "pronoun"}},
    )  # fmt: skip
    extra = {"b": mentions(b, {"Guards": "body"})}
    return told((a, [charge]), (b, [answer, claim(b, DUCKS)]), names=extra)


class Alike:
    """An embedder to which all sentences but those about ducks are alike."""

    name = "fake/alike"

    def embed(self, sentences):
        return [(0.0, 1.0) if "Ducks" in s else (1.0, 0.0) for s in sentences]


class Loosely:
    """An embedder to which what was touched is somewhat like what was opened: too little to be one claim."""

    name = "fake/loosely"

    def embed(self, sentences):
        known = {"touched": (0.785, 0.6195, 0.0), "sluice": (1.0, 0.0, 0.0)}
        return [next((v for w, v in known.items() if w in s), (0.0, 0.0, 1.0)) for s in sentences]


def test_a_denial_and_its_charge_are_a_point_that_parties_dispute():
    case = charged()
    (point,) = match(case, Alike()).points
    assert worded(case, point.claims) == [("a", CHARGE), ("b", DENIAL)]
    assert point.relation == "contradicts"
    assert [(d.kind, d.rule, d.between) for d in point.differences] == [
        ("polarity", "polarity-denied", "parties")
    ]


def test_a_denial_brings_a_charge_that_is_worded_otherwise():
    (point,) = points(charged(), Loosely())
    assert point == [("a", CHARGE), ("b", DENIAL)]
    assert points(charged(stance="doubts"), Loosely()) == []


def test_a_denial_brings_no_charge_of_its_own_party():
    assert points(charged(by="Ilse Marrowby"), Loosely()) == []


def test_a_setting_joins_the_claim_it_tells_of():
    setting = "It happened near the ropewalk"
    a = report("a", f"{ROOF}. {setting}. {DUCKS}.")
    b = report("b", f"{OTHER_ROOF}.")
    claims = [claim(a, ROOF), claim(a, setting, act=("happened", "It", "", "happen")), claim(a, DUCKS)]
    (point,) = points(told((a, claims), (b, [claim(b, OTHER_ROOF)])))
    assert point == [("a", ROOF), ("a", setting), ("b", OTHER_ROOF)]


def test_what_did_not_happen_to_it_is_no_setting():
    after = "Trade happened near the ropewalk"
    a = report("a", f"{ROOF}. {after}.")
    b = report("b", f"{OTHER_ROOF}.")
    claims = [claim(a, ROOF), claim(a, after, act=("happened", "Trade", "", "happen"))]
    (point,) = points(told((a, claims), (b, [claim(b, OTHER_ROOF)])))
    assert point == [("a", ROOF), ("b", OTHER_ROOF)]


def test_the_lead_names_who_it_is_about():
    texts = {"a": "it tore the roof off the tannery", "b": "The Skarn gale tore the roof off the tannery"}
    pairs = []
    for name, words in texts.items():
        article = report(name, f"{words}.")
        named = {"Skarn gale": "event"} if name == "b" else {}
        act = ("tore", "it" if name == "a" else "Skarn gale", "the roof")
        pairs.append((article, [claim(article, words, act=act, named=named)]))
    case = told(*pairs)
    (point,) = match(case, None).points
    assert worded(case, [point.lead]) == [("b", texts["b"])]


def finding(matched):
    """What is found, without the order in which it stands."""
    return {
        "entities": {frozenset(e.mentions) for e in matched.entities},
        "points": {(p.id, p.lead, p.relation, frozenset(p.claims)) for p in matched.points},
        "differences": {
            (p.id, d.kind, d.verdict, d.between, d.rule, frozenset(d.values))
            for p in matched.points
            for d in p.differences
        },
        "only in": {(o.report, o.claim) for o in matched.only_in},
        "omissions": set(matched.omissions),
        "timeline": matched.timeline,
    }


SENTENCES = [
    ROOF, OTHER_ROOF, f"{OTHER_ROOF} too", DUCKS, "Ducks slept on the millpond", REPAIRS,
    "Ilse Marrowby paid for gutters", "Konrad Marrowby denied all of it", "Slates and gutters were paid for",
    "The old millpond froze at night",
]  # fmt: skip


REPORTS = st.lists(
    st.lists(st.sampled_from(SENTENCES), unique=True, min_size=1, max_size=3), min_size=2, max_size=4
)


@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_the_reports_changes_nothing(drawn, chance):
    case = simply(**{f"r{n}": sentences for n, sentences in enumerate(drawn)})
    order = chance.sample(range(len(drawn)), len(drawn))
    assert finding(match(reordered(case, order), None)) == finding(match(case, None))


@given(REPORTS)
def test_what_always_holds_of_points(drawn):
    case = simply(**{f"r{n}": sentences for n, sentences in enumerate(drawn)})
    claims = {c.id: c for r in case.readings for c in r.claims}
    matched = match(case, None)
    for point in matched.points:
        held = [claims[i] for i in point.claims]
        assert len({c.report for c in held}) > 1
        assert len(set(point.claims)) == len(point.claims)
        assert point.lead in point.claims
        assert (point.relation == "same") == (not point.differences)
        assert {v.report for d in point.differences for v in d.values} <= {c.report for c in held}
    pointed = {i for p in matched.points for i in p.claims}
    assert not pointed & {o.claim for o in matched.only_in}
