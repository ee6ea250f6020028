from hypothesis import given
from hypothesis import strategies as st

from tests.stages.match.told import claim, mentions, reordered, report, sourced, told, voice
from twosource.stages.match.match import match
from twosource.stages.trace.trace import trace

GATE = "The north gate of the salt works is open"


def compared(case):
    matched = match(case, None)
    return trace(case, matched), matched


def two_reports():
    a = report("a", f"{GATE}, mayor Tomas Rehn said. Gulls sat on the salt heaps.")
    b = report("b", f"{GATE}, mayor Tomas Rein told the council.")
    pairs, names = [], {}
    for article, man in ((a, "Tomas Rehn"), (b, "Tomas Rein")):
        pairs.append((article, [claim(article, GATE, chain=[voice(article, man)])]))
        names[article.id] = mentions(article, {man: {"kind": "person", "role": "mayor"}})
    pairs[0][1].append(claim(a, "Gulls sat on the salt heaps"))
    return told(*pairs, names=names)


def test_a_comparison_holds_what_it_was_made_from():
    case = two_reports()
    comparison, matched = compared(case)
    assert comparison.story == case.story
    assert comparison.reports == case.articles
    assert comparison.claims == tuple(c for r in case.readings for c in r.claims)
    kept = (comparison.entities, comparison.links, comparison.points, comparison.only_in)
    assert kept == (matched.entities, matched.links, matched.points, matched.only_in)
    assert (comparison.omissions, comparison.timeline) == (matched.omissions, matched.timeline)


def test_a_misspelt_man_is_one_origin_of_the_point():
    comparison, _ = compared(two_reports())
    (point,) = comparison.points
    ledger = next(x for x in comparison.ledgers if x.about == point.id)
    assert (ledger.min, ledger.max, ledger.unknown) == (1, 1, ())
    (origin,) = (o for o in comparison.origins if o.is_stated)
    assert ledger.origins == (origin.id,)
    assert set(origin.claims) == set(point.claims)


def test_every_point_and_every_claim_has_a_ledger():
    comparison, _ = compared(two_reports())
    about = [x.about for x in comparison.ledgers]
    assert about == [p.id for p in comparison.points] + [c.id for c in comparison.claims]


def test_a_text_under_two_outlets_is_one_origin_at_most():
    text = (
        "The salt works at Oxmoor closed on Monday after a wall of its oldest pan gave way.\n"
        "Workers had carried sandbags since dawn, but the brine rose faster than they could stack them.\n"
        "Nobody was hurt, and the ponies that draw the wagons were led up to the churchyard."
    )
    pairs = [
        (a, [claim(a, "Nobody was hurt, and the ponies")]) for a in (report("a", text), report("b", text))
    ]
    comparison, _ = compared(told(*pairs))
    (copy,) = comparison.copies
    assert copy.kind == "wire-copy"
    (point,) = comparison.points
    ledger = next(x for x in comparison.ledgers if x.about == point.id)
    assert (ledger.min, ledger.max, len(ledger.unknown)) == (1, 1, 2)


def test_a_quotation_in_two_reports_is_no_copy_of_the_report():
    words = "we have walked along every wall of these works and not one of us saw the crack that you speak of"
    pairs = []
    for name, rest in (("a", "said the foreman, and shut his door."), ("b", "was what callers were told.")):
        article = report(name, f"“{words},” {rest}")
        pairs.append((article, [claim(article, words, quoted=True)]))
    comparison, _ = compared(told(*pairs))
    assert [c.kind for c in comparison.copies] == ["shared-quote-only"]


def test_nothing_said_is_nothing_compared():
    comparison, _ = compared(told((report("a", "Rain."), []), (report("b", "Snow."), [])))
    assert (comparison.points, comparison.claims, comparison.origins, comparison.ledgers) == ((), (), (), ())
    assert [c.kind for c in comparison.copies] == ["none"]


CHAINS = ["", "Tomas Rehn", "-Tomas Rehn", "an aide!", "police#body", "Konrad Dorn/police spokesman"]
ROWS = st.lists(st.lists(st.sampled_from(CHAINS), min_size=1, max_size=2), min_size=2, max_size=4)


@given(ROWS, st.randoms(use_true_random=False))
def test_what_always_holds_of_a_comparison(drawn, chance):
    case = sourced({f"r{n}": chains for n, chains in enumerate(drawn)}, said=GATE)
    comparison, _ = compared(case)
    origins = {o.id: o for o in comparison.origins}
    claims = {c.id: c for c in comparison.claims}
    for ledger in comparison.ledgers:
        assert 1 <= ledger.min <= ledger.max
        assert set(ledger.origins) <= set(origins)
    for point in comparison.points:
        assert set(point.claims) <= set(claims)
    texts = {a.id: a.text for a in comparison.reports}
    for origin in comparison.origins:
        for edge in origin.edges:
            assert edge.claim in origin.claims
            assert edge.span is None or edge.span.of(texts[edge.report]) == edge.source
    turned, _ = compared(reordered(case, chance.sample(range(len(drawn)), len(drawn))))
    assert {(x.about, x.min, x.max) for x in turned.ledgers} == {
        (x.about, x.min, x.max) for x in comparison.ledgers
    }
    assert {(o.id, frozenset(o.claims)) for o in turned.origins} == {
        (o.id, frozenset(o.claims)) for o in origins.values()
    }
