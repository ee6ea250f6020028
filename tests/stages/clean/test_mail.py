import json

import pytest

from tests.stages.clean.invariants import assert_sound
from tests.stages.clean.mail_cases import (
    DIVERS,
    FALL,
    LONG,
    blocks,
    expected_file,
    html_mail,
    mail,
    mail_page,
    mails,
    stated,
    told,
)
from twosource.stages.clean.clean import clean, clean_all


@pytest.mark.parametrize("path", mails(), ids=lambda path: path.name)
def test_a_mail_is_read_as_expected(path):
    assert told(path) == json.loads(expected_file(path).read_text("utf-8"))


@pytest.mark.parametrize("path", mails(), ids=lambda path: path.name)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_every_word_of_a_mail_has_its_place(path, end):
    data = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", end)
    page = mail_page(data, "multipart/related" if path.suffix == ".mhtml" else "message/rfc822")
    for article in clean_all(page):
        assert_sound(page, article)


FURNITURE = [
    "View this email in your browser",
    "Having trouble reading this? View it online",
    "Forwarded this email? Subscribe here",
    "To unsubscribe, click here.",
    "You are receiving this email because you signed up on our website.",
    "Manage your preferences | Unsubscribe",
    "Please add news@tern.example to your address book.",
    "Was this newsletter forwarded to you? Sign up here.",
    "This message is confidential and intended only for the person it is addressed to.",
    "Presented by Rope Walk Insurance",
    "Sie erhalten diese E-Mail, weil Sie unseren Newsletter bestellt haben.",
    "Vous recevez ce message parce que vous êtes inscrit. Se désabonner",
    "Sent from my telephone",
]
REPORT = [
    "Customers who tried to unsubscribe were charged for another year, the regulator found on Friday.",
    "The ministry said that it had received this letter in May and had not read it since then.",
    "Together with the fire brigade, police searched the basin for hours, but they found nobody.",
    "“You are receiving this prize for your patience,” the mayor told the divers on the quay.",
    "Read more books, the mayor told the children who had come to the quay to see the crane.",
    "The harbour master forwarded the letter to the city on Friday, and nobody answered it.",
]


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("make", [mail, html_mail])
def test_the_sender_s_own_lines_are_furniture(make, line):
    form = "<p>{}</p><p>{}</p><p>{}</p>" if make is html_mail else "{}\n\n{}\n\n{}"
    for order in ((line, LONG, DIVERS), (LONG, DIVERS, line)):
        article = clean(make(form.format(*order)))
        assert line not in " ".join(blocks(article, "body", "subhead", "headline"))
        assert DIVERS in blocks(article, "body")


@pytest.mark.parametrize("line", REPORT)
def test_a_report_about_such_things_is_none(line):
    article = clean(mail(f"{LONG}\n\n{line}\n\n{DIVERS}"))
    assert line in blocks(article, "body")


HIDDEN = [
    "display:none",
    "max-height: 0px; overflow:hidden",
    "mso-hide:all",
    "opacity:0",
    "visibility:hidden",
]


@pytest.mark.parametrize("style", HIDDEN)
def test_a_line_that_is_not_shown_is_no_part_of_the_report(style):
    body = f'<span style="{style}">{DIVERS}</span><p>{LONG}</p>'
    assert blocks(clean(html_mail(body)), "body") == [LONG]


def test_cells_of_letters_without_size_are_shown():
    body = f'<table><tr><td style="font-size:0px"><div style="font-size:16px">{LONG}</div></td></tr></table>'
    assert blocks(clean(html_mail(body)), "body") == [LONG]


ATTACHED = """--b
Content-Type: text/plain

See below.
--b
Content-Type: multipart/digest; boundary=c

--c

From: The Gull <news@gull.example>
Subject: Quay wall falls

{long} {divers}
--c

From: Ida Ström <ida@tern.example>
Subject: Divers find nobody

{long} {divers}
--c

From: Bo Lind <bo@lind.example>

Thanks!
--c--
--b--
"""


def test_of_several_attached_mails_each_is_an_article():
    page = mail(ATTACHED.format(long=LONG, divers=DIVERS), "Content-Type: multipart/mixed; boundary=b")
    articles = clean_all(page)
    assert [article.item for article in articles] == ["2.1", "2.2"]
    assert [blocks(article, "headline") for article in articles] == [
        ["Quay wall falls"],
        ["Divers find nobody"],
    ]
    assert [article.flags[0].kind for article in articles] == ["several-articles"] * 2
    assert [stated(article, "publisher", "author") for article in articles] == [
        [("publisher", "The Gull")],
        [("author", "Ida Ström")],
    ]
    for article in articles:
        assert_sound(page, article)


def test_html_that_shows_nothing_makes_way_for_the_plain_text():
    page = mail(
        f"--b\nContent-Type: text/plain\n\n{LONG}\n--b\nContent-Type: text/html\n\n<img src=x>\n--b--",
        "Content-Type: multipart/alternative; boundary=b",
    )
    article = clean(page)
    assert blocks(article, "body") == [LONG]
    assert {run.part for run in article.map} == {"header=Subject", "part=1;charset=utf-8"}
    assert_sound(page, article)


def test_what_a_mailbox_put_before_a_line_is_left_out_and_quoted_lines_are_not_shown_as_body():
    page = mail(
        f"{LONG}\n\n>From the quay came word that the basin is shut.\n\n> No answer came.\n>From him.\n"
    )
    article = clean(page)
    assert blocks(article, "body") == [LONG, "From the quay came word that the basin is shut."]
    assert "".join(blocks(article, "other")).startswith("> No answer came.")
    assert_sound(page, article)


FLOWED = "Content-Type: text/plain; charset=utf-8; format=flowed"


@pytest.mark.parametrize(
    ("header", "words"), [(FLOWED, "the old quay wall"), (f"{FLOWED}; delsp=yes", "theold quaywall")]
)
def test_lines_broken_by_the_sender_are_joined(header, words):
    body = (
        "A stretch of the \nold quay \nwall fell on Friday, he said.\n \nNow nobody \n may pass, he said.\n"
    )
    page = mail(body, header)
    article = clean(page)
    assert words in article.text
    assert "\n" not in blocks(article, "body")[0]
    assert_sound(page, article)


def test_damaged_base64_is_said():
    page = mail(
        "QSBzdHJldGNoIG9mIHRoZSBvbGQgcXVheSB3YWxsIGZlbGwgb24gRnJpZGF5LCBoZSBzYWlkLiAg\n!!!!\nSXQgbGllcyB0aGVyZS4=\n",
        "Content-Transfer-Encoding: base64",
    )
    article = clean(page)
    assert article.text.endswith("A stretch of the old quay wall fell on Friday, he said.  It lies there.")
    assert [flag.kind for flag in article.flags if "damaged" in flag.why] == ["cut-text"]
    assert_sound(page, article)


ITEM = "<{tag}>{title}</{tag}><p>{prose}</p><p><a href='x'>Read more</a></p>"
THREE = "".join(
    ITEM.format(tag="h2", title=title, prose=prose)
    for title, prose in (
        ("Quay wall falls", LONG),
        ("Divers find nobody", DIVERS * 2),
        ("Seal at the market", LONG),
    )
)


def test_a_round_up_gives_an_article_an_item():
    page = html_mail(f"<p>Good morning, here is what came in the night, and it is a good deal.</p>{THREE}")
    articles = clean_all(page)
    assert [article.item for article in articles] == ["1", "2", "3"]
    assert [article.path for article in articles] == ["case.eml#1", "case.eml#2", "case.eml#3"]
    assert [blocks(article, "headline") for article in articles] == [
        ["Quay wall falls"],
        ["Divers find nobody"],
        ["Seal at the market"],
    ]
    assert all("round-up" in [flag.kind for flag in article.flags] for article in articles)
    assert {article.value("published") for article in articles} == {"2031-05-02T07:15:00+02:00"}
    assert len({article.id for article in articles}) == 3
    assert "here is what came" in articles[0].text
    assert "here is what came" not in " ".join(blocks(articles[0], "body"))


TEASERS = "".join(
    f"<tr><td><a href='x'>{title}</a><div><a href='s'>{outlet}</a></div><div>{FALL[:-1]} ...</div></td></tr>"
    for title, outlet in (
        ("Quay wall falls", "The Tern"),
        ("Ten are hurt at the quay", "Quay Post"),
        ("Old wall is down", "Ostra"),
    )
)


def test_a_list_of_teasers_gives_an_article_each_and_its_sender_is_not_their_outlet():
    articles = clean_all(html_mail(f"<table>{TEASERS}</table>", sender="The Gull <alerts@gull.example>"))
    assert [blocks(a, "headline")[0] for a in articles] == [
        "Quay wall falls",
        "Ten are hurt at the quay",
        "Old wall is down",
    ]
    assert [stated(article, "publisher", "outlet", "author") for article in articles] == [
        [("publisher", "The Gull")]
    ] * 3


NUMBERED = "".join(f"<h4>{n}. What is known of it</h4><p>{LONG}</p>" for n in (1, 2, 3))


def test_numbered_headings_without_links_are_said_to_be_several_reports():
    (article,) = clean_all(html_mail(f"<p>{DIVERS}</p>{NUMBERED}"))
    assert "several-articles" in [flag.kind for flag in article.flags]


def test_a_title_in_bold_that_is_a_link_begins_an_item():
    items = "".join(
        f"<p><b><a href='{'x' * 600}'>{t}</a></b><br>{LONG}</p>" for t in ("Quay wall falls", "Seal")
    )
    articles = clean_all(html_mail(items.replace("Seal", "Seal at the market")))
    assert [blocks(a, "headline") for a in articles] == [["Quay wall falls"], ["Seal at the market"]]


RELATED = f"<p>{LONG} {LONG} {LONG}</p><p><a href=x>More on the old quay wall</a></p>"


def test_links_among_paragraphs_do_not_part_a_report():
    (article,) = clean_all(html_mail(RELATED * 4))
    assert article.item == ""


MORE = "<p><a href=x>Read more</a></p>"
KNOWN = f"<h2>What is known</h2><p>{LONG}</p>"
ONE = [
    # Headings in one report, with a link to more below one of them.
    f"<h1>Quay wall falls</h1><p>{LONG}</p>{KNOWN}<h2>What is not</h2><p>{DIVERS} {LONG}</p>",
    f"<h1><a href=x>Quay wall falls</a></h1><p>{LONG}</p>{KNOWN}{MORE}",
    f"<p>{LONG}</p>{MORE}",
]


@pytest.mark.parametrize("body", ONE, ids=range(len(ONE)))
def test_headings_inside_a_report_do_not_part_it(body):
    (article,) = clean_all(html_mail(body))
    assert article.item == ""
    assert {flag.kind for flag in article.flags} <= {"cut-text"}
