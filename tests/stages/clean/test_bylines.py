import time

import pytest

from tests.clocks import in_time
from tests.stages.clean.test_bad_input import LONG
from twosource.stages.clean.bylines import find_bylines
from twosource.stages.clean.page_text import read_page
from twosource.stages.clean.times import find_times

BODY = f"<p>{LONG}</p><p>{LONG}</p><p>{LONG}</p>"


def page(above="", below="", inside="", before="", under=""):
    text = f"<div class=text>{inside}{BODY}{under}</div>"
    source = f"<body>{before}<h1>Ferry stays in port</h1>{above}{text}{below}</body>"
    found = read_page(source)
    body = [i for i, p in enumerate(found.paragraphs) if p.text.startswith("The ferry stayed")]
    return found, body


def names(outlets=(), **parts):
    return [s.value for s in find_bylines(*page(**parts), outlets)]


TEASER, FILLER = '<span class="author">Cy Marr</span>', "<p>x</p>" * 2000
SHOWN = {
    "a link with rel": ({"above": '<a rel="author" href="/ana">Ana Roe</a>'}, ["Ana Roe"]),
    "microdata": (
        {"above": '<span itemprop="author" itemscope><span itemprop="name">Ana Roe</span></span>'},
        ["Ana Roe"],
    ),
    "a sign in microdata": ({"below": '<span itemprop="author">qp/aro;bli</span>'}, ["qp/aro", "bli"]),
    "a class": (
        {"above": '<div class="article__byline">By <a>Ana Roe</a> and <a>Bo Lind</a></div>'},
        ["Ana Roe", "Bo Lind"],
    ),
    "a class in humps": (
        {"above": '<ul class="metaInfoAuthorList"><li>Ana Roe</li><li>Bo Lind</li></ul>'},
        ["Ana Roe", "Bo Lind"],
    ),
    "name and role": (
        {"above": '<div class="author"><b>Ana Roe</b><i>Political Editor</i><u>3 March 2031</u></div>'},
        ["Ana Roe"],
    ),
    "a line with by": ({"above": "<p class=meta>von <a>Dr. Ana Roe</a></p>"}, ["Dr. Ana Roe"]),
    "a line with a date": ({"above": "<p>Ana Roe | 03.03.2031 – Update: 04.03.2031</p>"}, ["Ana Roe"]),
    "a labelled line": (
        {"below": "<ul><li><b>Datum</b> 03.03.2031</li><li><b>Autorin/Autor</b> Ana Roe</li></ul>"},
        ["Ana Roe"],
    ),
    "a line above the text": ({"inside": "<p><b>ANA ROE</b></p>"}, ["ANA ROE"]),
    "a desk below the text": ({"below": "<p><i>Quay-Redaktion</i></p>"}, ["Quay-Redaktion"]),
    "a person below the text": ({"below": "<p>Ana Roe</p>"}, []),
    "a person below the text in its column": ({"under": "<p>Ana Roe</p>"}, ["Ana Roe"]),
    "somebody in the news below it": (
        {"under": "<p>Ana Roe</p>", "inside": f"<p>The ferry stayed in port, Roe said. {LONG}</p>"},
        [],
    ),
    "a picture's maker above the text": ({"above": "<p>Ana Roe / AP</p>"}, []),
    "an author's box": ({"above": '<div class="author-bio">Ana Roe</div>'}, []),
    "the date of an author": ({"above": '<div class="author-date">March Monday</div>'}, []),
    "a teaser far above": ({"before": TEASER + FILLER}, []),
    "a teaser far below": ({"below": FILLER + TEASER}, []),
    "the first that is near": (
        {"above": '<p class="author">Ana Roe</p>', "below": '<p class="author">Cy Marr</p>'},
        ["Ana Roe"],
    ),
    "no name at all": ({"above": '<div class="byline">Follow us</div>'}, []),
}


@pytest.mark.parametrize(("parts", "due"), SHOWN.values(), ids=SHOWN.keys())
def test_those_who_are_shown_as_authors_are_read(parts, due):
    assert names(**parts) == due


def test_what_stands_at_the_head_is_told_from_what_stands_elsewhere():
    quoted = '<blockquote>No. <span class="author">Cy Marr</span></blockquote>'
    assert [s.where for s in find_bylines(*page(above='<p class="author">Ana Roe</p>'))] == ["byline"]
    assert [s.where for s in find_bylines(*page(under=quoted + f"<p>{LONG}</p>"))] == ["signature"]


def test_the_outlet_is_passed_over():
    parts = {"above": '<p class="author">The Quay Post</p>', "inside": "<p><b>ANA ROE</b></p>"}
    assert names(outlets=["The Quay Post"], **parts) == ["ANA ROE"]


def test_a_page_without_a_body_names_nobody():
    found, _ = page(above='<p class="author">Ana Roe</p>')
    assert find_bylines(found, []) == ()
    assert list(find_times(found, [])) == []


TIMES = {
    "a time element": (
        '<time datetime="2031-03-03T10:05:06+01:00">Monday</time>',
        [("published", "2031-03-03T10:05:06+01:00", "time element")],
    ),
    "one without attribute": ("<time>3 March 2031</time>", [("published", "2031-03-03", "time element")]),
    "microdata": (
        '<meta itemprop="datePublished" content="2031-03-03">',
        [("published", "2031-03-03", "microdata")],
    ),
    "a change": (
        '<time itemprop="dateModified" datetime="2031-03-04">x</time>',
        [("modified", "2031-03-04", "microdata")],
    ),
    "a labelled change": (
        '<p>Updated: <time datetime="2031-03-04">x</time></p>',
        [("modified", "2031-03-04", "time element")],
    ),
    "an impossible day": ('<time datetime="2031-02-31">x</time>', []),
    "none": ("<time>yesterday</time>", []),
    "not closed": ("<time datetime='2031-03-0", []),
}


@pytest.mark.parametrize(("above", "due"), TIMES.values(), ids=TIMES.keys())
def test_times_about_the_head_of_the_report_are_read(above, due):
    assert [(s.field, s.value, s.where) for s in find_times(*page(above=above))] == due


@pytest.mark.parametrize(
    "above",
    [
        '<i class="author">' * 5_000,
        'class="author"' * 50_000,
        "<time>" * 20_000,
        '<a rel="author" href="' + "x" * 200_000 + '">Ana Roe</a>',
    ],
    ids=["nested", "attributes", "times", "a long address"],
)
def test_hostile_bylines_take_no_time(above):
    found, body = page(above=f"<div>{above}</div>")
    start = time.process_time()
    find_bylines(found, body)
    list(find_times(found, body))
    assert in_time(start, 1.0)
