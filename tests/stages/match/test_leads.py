import pytest

from tests.stages.match.test_points import worded
from tests.stages.match.told import claim, report, told
from twosource.stages.match.match import match

BODY = "the Skarn gale tore the roof off the old tannery"
TORE = ("tore", "gale", "the roof")


def lead(*pairs, headline=False):
    """The words that stand for the one point of two reports, each ``(text, claimed words, act)``."""
    told_by = []
    for name, (text, words, act) in zip("ab", pairs, strict=True):
        article = report(name, text, kinds=["headline"] if headline and name == "a" else [])
        told_by.append((article, [claim(article, words, act=act)]))
    case = told(*told_by)
    (point,) = match(case, None).points
    ((_, words),) = worded(case, [point.lead])
    return words


@pytest.mark.parametrize(
    ("before", "words", "act"),
    [
        ("They saw how ", "it tore the roof off the old tannery", ("tore", "it", "the roof")),
        ("The gale, ", "which tore the roof off the old tannery", ("tore", "which", "the roof")),
        ("A gale came, ", "tearing the roof off the old tannery", ("tearing", "", "the roof", "tear")),
        ("They asked ", "if the gale tore the roof off the old tannery", TORE),
    ],
    ids=["a pronoun", "a relative clause", "a fragment", "a condition"],
)
def test_a_whole_sentence_stands_for_what_leans_on_another(before, words, act):
    assert lead((f"{before}{words}.", words, act), (f"They said {BODY}.", BODY, TORE)) == BODY


def test_the_body_stands_for_the_headline():
    headline = "Skarn gale tore the roof off the old tannery"
    pairs = ((headline, headline, TORE), (f"They said {BODY}.", BODY, TORE))
    assert lead(*pairs, headline=True) == BODY


def test_a_short_sentence_stands_for_a_long_one():
    long = f"{BODY}{', off the old tannery' * 9}"
    assert lead((f"They said {long}.", long, TORE), (f"They said {BODY}.", BODY, TORE)) == BODY
