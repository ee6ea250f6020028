import time

import pytest

from tests.clocks import in_time
from twosource.stages.clean.head import read_head, web_address
from twosource.stages.clean.linked_data import LinkedData
from twosource.stages.clean.page_stated import descriptions, find_stated


def said(head, lang=""):
    page = read_head(f"<!doctype html><html{lang}><head>{head}</head><body><p>Text.</p></body></html>")
    return find_stated(page, LinkedData())


def values(field, head, lang=""):
    return [(s.value, s.where) for s in said(head, lang) if s.field == field]


FIELDS = [
    (
        "title",
        '<meta property="og:title" content="Ferry &amp; crane stay">',
        [("Ferry & crane stay", "meta")],
    ),
    ("title", "<TITLE>Ferry\n stays</TITLE>", [("Ferry stays", "title element")]),
    ("title", "<svg><title>Logo</title></svg><title>Ferry</title>", [("Ferry", "title element")]),
    ("author", "<meta name=author content='Ana Roe'>", [("Ana Roe", "meta")]),
    ("author", '<meta name="article:author" content="https://social.example/quay">', []),
    (
        "author",
        '<meta name="dc.creator" content="Ana Roe"><meta name="dc.creator" content="Bo Lind">',
        [("Ana Roe", "meta"), ("Bo Lind", "meta")],
    ),
    (
        "author",
        (
            '<meta name="author" content="The Quay Post"><meta name="byl" content="By Ana Roe">'
            '<meta property="og:site_name" content="The Quay Post">'
        ),
        [("Ana Roe", "meta")],
    ),
    (
        "author",
        '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ana Roe">',
        [("Ana Roe", "meta")],
    ),
    (
        "author",
        '<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Two Hours">',
        [],
    ),
    (
        "published",
        '<meta property="article:published_time" content="2031-03-03T10:05:06+01:00">',
        [("2031-03-03T10:05:06+01:00", "meta")],
    ),
    ("published", '<meta name="date" content="2031-02-31">', []),
    (
        "published",
        "<title>Ferry stays in port | Quay | 03.03.2031</title>",
        [("2031-03-03", "title element")],
    ),
    (
        "published",
        '<link rel="canonical" href="https://quay.example/2031/03/03/ferry">',
        [("2031-03-03", "address")],
    ),
    ("modified", '<meta property="article:modified_time" content="2031-03-04">', [("2031-03-04", "meta")]),
    (
        "outlet",
        '<meta property="og:site_name" content="The Quay Post | News from the coast">',
        [("The Quay Post", "meta")],
    ),
    ("outlet", '<meta name="application-name" content="https://quay.example">', []),
    (
        "publisher",
        '<meta property="og:site_name" content="The Quay Post"><meta name="publisher" content="Quay GmbH">',
        [("Quay GmbH", "meta")],
    ),
    ("agency", '<meta name="copyright" content="© 2031 dpa">', [("dpa", "meta")]),
    ("agency", '<meta name="copyright" content="© 2031 The Quay Post">', []),
    (
        "canonical",
        '<link href="https://quay.example/a?b=1&amp;c=2" rel="canonical">',
        [("https://quay.example/a?b=1&c=2", "link element")],
    ),
    (
        "canonical",
        '<meta property="og:url" content="https://quay.example/a">',
        [("https://quay.example/a", "meta")],
    ),
    ("canonical", '<link rel="canonical" href="/a">', []),
    ("section", '<meta property="article:section" content="Harbour">', [("Harbour", "meta")]),
    ("language", '<meta property="og:locale" content="de_DE">', [("de-DE", "meta")]),
    ("language", '<meta name="language" content="in the old tongue">', []),
    (
        "title",
        "<!-- <title>No</title> --><script>'<title>No</title>'</script><title>Ferry</title>",
        [("Ferry", "title element")],
    ),
    (
        "title",
        '<meta property="og:title" content="\x1b[31mFerry&#27; stays\x00">',
        [("[31mFerry stays", "meta")],
    ),
]


@pytest.mark.parametrize(("field", "head", "due"), FIELDS, ids=[f"{f} {h[:60]}" for f, h, _ in FIELDS])
def test_the_head_states_a_field(field, head, due):
    assert values(field, head) == due


def test_the_language_of_the_page_goes_before_its_elements():
    head = '<meta name="language" content="en">'
    assert values("language", head, ' lang="de-AT"') == [("de-AT", "html element"), ("en", "meta")]


UNSAFE = [
    "javascript:alert(1)",
    " java\nscript:x",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//quay.example/a",
    "\x01javascript:x",
    "https://a b",
    "https://" + "a" * 70_000,
    "http:/quay",
    "https://[quay.example/a",
    "https:///a/b",
    "https://quay.example/\x07a",
    "",
]


@pytest.mark.parametrize("address", UNSAFE, ids=[a[:20] for a in UNSAFE])
def test_only_addresses_of_the_web_are_taken(address):
    assert web_address(address) == ""
    assert values("canonical", f'<link rel="canonical" href="{address}">') == []


def test_a_space_around_an_address_does_no_harm():
    assert web_address(" https://quay.example/a\n") == "https://quay.example/a"


def test_the_body_is_no_head():
    page = read_head('<title>Ferry</title><body><meta name="author" content="Ana Roe"><title>No</title>')
    assert (page.title, dict(page.meta)) == ("Ferry", {})
    assert read_head("<div><title>No</title></div>").title == ""


def test_descriptions_are_those_of_some_length():
    told = "The ferry stays in port all day."
    head = f'<meta name="description" content="Short"><meta property="og:description" content="{told}">'
    assert descriptions(read_head(head), LinkedData()) == (told,)


@pytest.mark.parametrize(
    "head",
    [
        "<meta " + "a='1' " * 100_000 + ">",
        "<" * 500_000,
        "<meta content='" * 50_000,
        "<script>" * 100_000,
        "<!--" * 100_000,
        "<title>" * 100_000,
        '<meta name="x" content="' + "&amp;" * 300_000 + '">',
    ],
    ids=["attributes", "brackets", "open quotes", "scripts", "comments", "titles", "references"],
)
def test_a_hostile_head_takes_linear_time(head):
    start = time.process_time()
    said(head)
    assert in_time(start, 1.0)


def test_values_are_bounded():
    long = "x" * 100_000
    head = "".join(
        f'<meta name="{name}" content="{long}">' for name in ("og:title", "author", "og:site_name", "section")
    )
    assert all(len(s.value) <= 2000 for s in said(head))
