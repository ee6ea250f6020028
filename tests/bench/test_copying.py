from bench.copying.cost import Ran
from bench.copying.made import Made, Report, make
from bench.copying.ours import articles_of, quotations_of
from twosource.stages.trace.many import copies_among


def pair(a, b):
    return frozenset((a, b))


def test_the_same_seed_makes_the_same_reports():
    assert make(3, 40) == make(3, 40)
    assert make(3, 40) != make(4, 40)


def test_the_truth_is_of_the_reports_made():
    made = make(3, 200)
    ids = {report.id for report in made.reports}
    assert len(ids) == 200
    assert made.copied
    assert made.through <= made.copied
    assert not made.copied & made.quoting
    assert all(each <= ids for each in made.copied | made.quoting)


def test_scores_of_a_run_by_hand():
    texts = tuple(Report(name, "2031-05-01T00:00:00Z", "") for name in "abcd")
    made = Made(texts, frozenset({pair("a", "b"), pair("b", "c")}), frozenset({pair("a", "b")}), frozenset())
    ran = Ran(1.0, 10.0, frozenset({pair("a", "b"), pair("a", "d")}))
    assert (ran.recall(made), ran.recall_through(made), ran.precision(made)) == (0.5, 1.0, 0.5)


def test_a_few_made_reports_are_told_apart():
    made = make(3, 120)
    articles = articles_of([{"id": r.id, "published": r.published, "text": r.text} for r in made.reports])
    found = list(copies_among(articles, quotations_of(articles), hours=72))
    said = {pair(c.a, c.b) for c in found if c.kind in ("wire-copy", "shared-agency-paragraphs")}
    assert said <= made.copied
    assert len(said) >= 0.8 * len(made.copied)
