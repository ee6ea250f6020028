import json
import time

import pytest

from tests.clocks import in_time
from twosource.stages.clean.head import read_head
from twosource.stages.clean.linked_data import find_linked_data, stated_body
from twosource.stages.clean.page_stated import find_stated

REPORT = {
    "@type": "NewsArticle",
    "headline": "Ferry stays in port",
    "datePublished": "2031-03-03T10:05:06+01:00",
    "author": {"@type": "Person", "name": "Ana Roe"},
    "publisher": {"@type": "Organization", "name": "The Quay Post"},
}


def script(data, kind="application/ld+json"):
    written = data if isinstance(data, str) else json.dumps(data)
    return f'<script type="{kind}">{written}</script>'


def stated(*scripts, head=""):
    source = f"<html><head>{head}{''.join(scripts)}</head><body><p>Text.</p></body></html>"
    page = read_head(source)
    return find_stated(page, find_linked_data(source, page.address))


def values(field, *scripts, head=""):
    return [s.value for s in stated(*scripts, head=head) if s.field == field]


WRITTEN = json.dumps(REPORT)
READ = {
    "as it should be": script(REPORT),
    "in a graph": script({"@graph": [{"@type": "WebSite", "name": "Quay"}, REPORT]}),
    "in a list": script([[REPORT]]),
    "types with an address": script({**REPORT, "@type": ["https://schema.org/NewsArticle"]}),
    "several documents": script(f'{{"@type": "WebSite"}} {WRITTEN}'),
    "in a comment": script(f"<!-- {WRITTEN} -->"),
    "in CDATA": script(f"//<![CDATA[\n{WRITTEN}\n//]]>"),
    "with a semicolon": script(f"{WRITTEN};"),
    "with trailing commas": script(WRITTEN.replace("}", ",}")),
    "with a comment inside": script(WRITTEN.replace('"author"', '/* who, "she" */ "author"')),
    "with references": script(WRITTEN.replace('"', "&quot;")),
    "with line ends in strings": script(WRITTEN.replace("Ferry stays", "Ferry\nstays")),
    "with NaN and large numbers": script({**REPORT, "wordCount": float("nan"), "n": 10**30}),
    "with a key twice": script('{"headline": 3, ' + WRITTEN[1:]),
    "in capitals": script(REPORT).replace("ld+json", "LD+JSON"),
    "type escaped": script(REPORT, "application/ld&#x2B;json"),
    "behind a broken one": script("{" * 9) + script(REPORT),
    "behind a hint in a script": "<script>find('application/ld+json')</script>" + script(REPORT),
}


@pytest.mark.parametrize("source", READ.values(), ids=READ.keys())
def test_data_is_read_however_it_is_written(source):
    assert values("title", source) == ["Ferry stays in port"]
    assert values("author", source) == ["Ana Roe"]
    assert values("published", source) == ["2031-03-03T10:05:06+01:00"]
    assert values("outlet", source) == ["The Quay Post"]


BROKEN = {
    "nested deep": "[" * 100_000,
    "objects nested deep": '{"a":' * 100_000,
    "not closed": WRITTEN[:-40],
    "a string not closed": '{"headline": "' + "x" * 1_000_000,
    "quotes": '"' * 500_000,
    "comments": "/*" * 200_000,
    "commas": "," + " " * 500_000,
    "a number too long": '{"@type": "NewsArticle", "headline": "H", "n": ' + "9" * 10_000 + "}",
    "not JSON": "window.data = {}",
    "nothing": "",
    "no object": "3",
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_broken_data_says_nothing_and_takes_no_time(data):
    start = time.process_time()
    assert values("title", script(data)) == []
    assert in_time(start, 1.0)


def test_a_page_of_scripts_is_bounded():
    start = time.process_time()
    find_linked_data(script("[" + "{}," * 500_000 + "{}]") * 3)
    find_linked_data("<script>application/ld+json</script>" * 50_000)
    assert in_time(start, 2.0)


PEOPLE = [
    ("Ana Roe", ["Ana Roe"]),
    (["Ana Roe", "Bo Lind"], ["Ana Roe", "Bo Lind"]),
    ({"name": ["Ana Roe", "Bo Lind"]}, ["Ana Roe", "Bo Lind"]),
    ([{"name": "Ana Roe"}, [{"name": "Bo Lind"}]], ["Ana Roe", "Bo Lind"]),
    ("Ana Roe and Bo Lind", ["Ana Roe", "Bo Lind"]),
    ({"@id": "#ana"}, ["Ana Roe"]),
    ({"@type": "Person", "name": "By <b>Ana Roe</b> &amp; Bo Lind"}, ["Ana Roe", "Bo Lind"]),
    ({"@type": "Organization", "name": "The Quay Post"}, ["The Quay Post"]),
    ([{"name": "Ana Roe"}, {"@type": "Organization", "name": "The Quay Post"}], ["Ana Roe", "The Quay Post"]),
    ("Ana Roe, The Quay Post", ["Ana Roe"]),
    ({"name": {"name": 1}}, []),
    ([[["Ana Roe"]]], ["Ana Roe"]),
    (3, []),
    (None, []),
    ({"name": "x" * 10_000}, []),
    ("https://quay.example/ana", []),
    ("ana@quay.example", []),
    ("admin", []),
]


@pytest.mark.parametrize(("author", "due"), PEOPLE, ids=[str(a)[:50] for a, _ in PEOPLE])
def test_authors_are_read_however_they_are_stated(author, due):
    graph = [{**REPORT, "author": author}, {"@id": "#ana", "@type": "Person", "name": "Ana Roe"}]
    assert values("author", script({"@graph": graph})) == due


def test_the_page_s_own_report_is_taken_among_others():
    other = {**REPORT, "headline": "Crane falls", "url": "https://quay.example/crane", "a": 1, "b": 2}
    own = {**REPORT, "url": "https://quay.example/ferry"}
    link = '<link rel="canonical" href="https://quay.example/ferry/?x=1">'
    assert values("title", script([other, own]), head=link) == ["Ferry stays in port"]
    live = {**REPORT, "liveBlogUpdate": [{**other, "@type": "BlogPosting"}]}
    assert values("title", script(live)) == ["Ferry stays in port"]


def test_the_fuller_list_of_authors_of_one_report_is_taken():
    both = {**REPORT, "author": [{"name": "Ana Roe"}, {"name": "Bo Lind"}]}
    assert values("author", script({**REPORT, "more": 1}), script(both)) == ["Ana Roe", "Bo Lind"]


def test_dates_are_read_from_values_lists_and_the_page_around():
    assert values("published", script({**REPORT, "datePublished": ["2031-03-04"]})) == ["2031-03-04"]
    dated = {**REPORT, "datePublished": {"@value": "2031-03-05"}}
    assert values("published", script(dated)) == ["2031-03-05"]
    bare = {key: value for key, value in REPORT.items() if key != "datePublished"}
    around = {"@type": "WebPage", "name": "Ferry", "datePublished": "2031-03-06"}
    assert values("published", script([bare, around])) == ["2031-03-06"]


def test_the_body_is_given_without_markup():
    source = script({**REPORT, "articleBody": ["<p>The ferry &amp; the crane.</p>", 3, "Both stay."]})
    assert stated_body(find_linked_data(source)).split() == [
        "The",
        "ferry",
        "&",
        "the",
        "crane.",
        "Both",
        "stay.",
    ]
