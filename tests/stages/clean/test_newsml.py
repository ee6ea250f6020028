import pytest

from tests.stages.clean.agency_cases import page_from
from tests.stages.clean.invariants import assert_sound
from tests.stages.clean.several import articles_of, failures_of
from twosource.errors import CleanError
from twosource.text.parts import XML
from twosource.text.readback import read_back

BODY = "The ferry sails every hour from Monday, the county said."
MORE = "It takes no cars, and the last one leaves at ten at night."
SPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def item(
    content=f"<inlineXML><html><body><p>{BODY}</p></body></html></inlineXML>", *, meta="", about="", rights=""
):
    return (
        f'<newsItem {SPACE} guid="urn:nna:1" version="1">{rights}<itemMeta>{meta}</itemMeta>'
        f"<contentMeta><headline>Ferry sails every hour</headline>{about}</contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def data(text):
    return f"<inlineData>{text}</inlineData>"


def xhtml(inner):
    return f"<inlineXML><html><body>{inner}</body></html></inlineXML>"


def nitf(inner=f"<p>{BODY}</p>", *, head="", top="<hedline><hl1>Ferry sails every hour</hl1></hedline>"):
    return (
        f"<nitf><head>{head}</head><body><body.head>{top}</body.head>"
        f"<body.content>{inner}</body.content></body></nitf>"
    )


def read(source):
    page = page_from(source, XML)
    articles = articles_of(page)
    for article in articles:
        assert_sound(page, article)
    return articles


def one(source):
    (article,) = read(source)
    return article


def blocks(article):
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def values(article, field, where="newsml"):
    return [s.value for s in article.stated if s.field == field and s.where.startswith(where)]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def declared(entities, inner):
    return f"<!DOCTYPE newsItem [{entities}]>" + item(xhtml(f"<p>{inner}</p>"))


def encoded(label):
    return f'<?xml version="1.0" encoding="{label}"?>' + item()


def status(code):
    return item(meta=f'<pubStatus qcode="stat:{code}"/>')


PACKAGE = f'<packageItem {SPACE}><groupSet><group><itemRef residref="x"/></group></groupSet></packageItem>'
WITHHELD = '<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>'
CANCELED = '<docdata management-status="canceled"/>'
CANCELS = '<docdata management-idref-status="canceled"/>'
REFUSED = [
    ("cut off", item()[:-20], "damaged"),
    ("no XML", "A ferry sails.", "damaged"),
    ("billion laughs", declared(f'<!ENTITY l0 "ha">{LAUGHS}', "&l9;"), "entities"),
    ("quadratic", declared(f'<!ENTITY a "{"a" * 9000}">', "&a;" * 900), "entities"),
    ("a file", declared('<!ENTITY a SYSTEM "file:///etc/hostname">', "&a;"), "entities"),
    ("a parameter", declared('<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;', BODY), "entities"),
    ("too deep", item(xhtml("<b>" * 100_000 + "</b>" * 100_000)), "too-deep"),
    ("too large", item(xhtml("<b/>" * 300_000)), "too-large"),
    ("UTF-7", encoded("utf-7"), "bad-encoding"),
    ("an escape", encoded("unicode_escape"), "bad-encoding"),
    ("not as stated", item(data(f"Café. {BODY}")).encode("latin-1"), "bad-encoding"),
    ("another kind", "<html><body><p>A ferry.</p></body></html>", "no-report"),
    ("references only", PACKAGE, "no-report"),
    ("a picture", item(meta='<itemClass qcode="ninat:picture"/>'), "no-report"),
    ("packed", item('<inlineData encoding="e:base64">QSBmZXJyeSBzYWlscy4=</inlineData>'), "no-report"),
    ("canceled", status("canceled"), "withdrawn"),
    ("withheld", item(meta=WITHHELD), "withdrawn"),
    ("a kill", item(meta="<edNote>KILL: the county denies it.</edNote>"), "withdrawn"),
    ("canceled NITF", nitf(head=CANCELED), "withdrawn"),
    ("NITF that cancels", nitf(head=CANCELS), "withdrawn"),
    ("canceled NITF inside", item(f"<inlineXML>{nitf(head=CANCELED)}</inlineXML>"), "withdrawn"),
    ("NITF without text", nitf("", top=""), "no-report"),
]


@pytest.mark.parametrize(("source", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_no_report_is_refused_by_name(source, code):
    with pytest.raises(CleanError) as refusal:
        articles_of(page_from(source, XML))
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")


def test_nothing_is_fetched_or_included():
    space = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
    include = f'<p {space}><xi:include href="file:///etc/hostname" parse="text"/></p>'
    dtd = '<!DOCTYPE newsItem SYSTEM "http://127.0.0.1:9/x.dtd">'
    assert blocks(one(dtd + item(xhtml(f"{include}<p>{BODY}</p>"))))[1:] == [("body", BODY)]


def test_references_are_resolved_also_such_as_only_html_knows():
    article = one(item(xhtml(f"<p>R&amp;D&#8217;s&nbsp;ferry &mdash; &unknown; too. {BODY}</p>")))
    assert f"R&D’s ferry — &unknown; too. {BODY}" in article.text


def test_a_cdata_section_is_read_as_it_is_written():
    source = item(xhtml(f"<p>A <![CDATA[AT&amp;T <b> &copy x]]> van. {BODY}</p>"))
    article = one(source)
    assert f"A AT&amp;T <b> &copy x van. {BODY}" in article.text
    run = next(run for run in article.map if run.part)
    assert run.part == "cdata"
    assert source.encode()[run.byte_start : run.byte_end] == b"AT&amp;T <b> &copy x"
    assert read_back(source.encode(), "utf-8", XML, run) == "AT&amp;T <b> &copy x"


def test_without_an_ampersand_a_cdata_section_needs_no_part():
    assert {run.part for run in one(item(data(f"<![CDATA[{BODY}]]>"))).map} == {""}


@pytest.mark.parametrize(
    "written",
    [
        f"&lt;p&gt;R&amp;amp;D. {BODY}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;",
        f"<![CDATA[<p>R&amp;D. {BODY}</p><p>{MORE}</p>]]>",
    ],
)
def test_html_that_is_written_as_text_is_a_part_of_its_own(written):
    source = item('<inlineData contenttype="image/png"/>' + data(written))
    article = one(source)
    assert blocks(article)[1:] == [("body", f"R&D. {BODY}"), ("body", MORE)]
    runs = [run for run in article.map if run.part]
    assert {run.part for run in runs} == {"inline=2"}
    assert read_back(source.encode(), "utf-8", XML, runs[0]) == f"R&D. {BODY}"


def test_plain_text_keeps_its_paragraphs():
    wire = f"\n   NORRSUND (NNA) - {BODY[:30]}\n{BODY[30:]}\n   R&amp;D: {MORE}\n\nThis is the last of it."
    assert blocks(one(item(data(wire))))[1:] == [
        ("dateline", "NORRSUND (NNA) -"),
        ("body", f"{BODY[:30]}\n{BODY[30:]}"),
        ("body", f"R&D: {MORE}"),
        ("body", "This is the last of it."),
    ]
    assert blocks(one(item(xhtml(f"<p>{BODY}\n\n{MORE}</p>"))))[1:] == [("body", BODY), ("body", MORE)]


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("latin-1", "ISO-8859-1"),
        ("cp1252", "windows-1252"),
        ("utf-8", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("gb18030", "GBK"),
    ],
)
def test_the_declared_encoding_is_read(codec, label):
    source = f'<?xml version="1.0" encoding="{label}"?>' + item(data(f"Café. {BODY}"))
    page = page_from(source.encode(codec), XML)
    (article,) = articles_of(page)
    assert "Café" in article.text
    assert article.first("charset").where == "xml"
    assert_sound(page, article)


def test_controls_that_no_xml_may_hold_are_left_out():
    assert f"A  B. {BODY}" in one(item(data(f"A\x00 \x1b\ufffeB. {BODY}"))).text.replace("A B", "A  B")


def test_of_several_renderings_the_one_with_paragraphs_is_read():
    plain = data(f"{BODY} {MORE}")
    assert len(blocks(one(item(plain + data(f"&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;"))))) == 3
    assert len(blocks(one(item(plain + xhtml(f"<p>{BODY}</p><p>{MORE}</p>"))))) == 3


def test_elements_of_nitf_say_what_their_words_are():
    top = (
        "<hedline><hl1>Ferry sails every hour</hl1></hedline><byline>By<person>Maren Solvik</person></byline>"
        "<dateline><location>NORRSUND</location></dateline>"
    )
    inner = (
        f"<p>{BODY[:20]}<org>{BODY[20:]}</org></p><bq><p>{MORE}</p></bq>"
        "<media><media-caption>A ferry on Monday.</media-caption>"
        "<media-producer>Ilse Brandvik</media-producer></media>"
        "<note><p>Correction: an earlier version named the wrong day.</p></note>"
    )
    assert blocks(one(nitf(inner, top=top))) == [
        ("headline", "Ferry sails every hour"),
        ("byline", "By Maren Solvik"),
        ("dateline", "NORRSUND"),
        ("body", BODY),
        ("quote", MORE),
        ("caption", "A ferry on Monday."),
        ("credit", "Ilse Brandvik"),
        ("correction", "Correction: an earlier version named the wrong day."),
    ]


def test_a_summary_that_the_text_begins_with_is_not_shown_twice():
    summary = "<abstract><p>The ferry sails every hour</p></abstract>"
    top = f"<hedline><hl1>Ferry sails every hour</hl1></hedline>{summary}"
    assert blocks(one(nitf(f"<p>NORRSUND (NNA) - {BODY}</p>", top=top)))[1:] == [
        ("dateline", "NORRSUND (NNA) -"),
        ("body", BODY),
    ]


def test_parties_stand_in_the_order_in_which_they_answer_for_it():
    rights = "<rightsInfo><copyrightHolder><name>Norrsund Media</name></copyrightHolder></rightsInfo>"
    article = one(
        item(
            rights=rights,
            meta='<provider qcode="p:NNA"><name>Norrsund News Agency</name></provider>',
            about='<infoSource role="r:origProv" literal="Korsen Post"/>'
            "<creator><name>Maren Solvik</name></creator>",
        )
    )
    told = {(s.field, s.value, s.where) for s in article.stated}
    assert ("outlet", "Norrsund News Agency", "newsml") in told
    assert ("publisher", "Norrsund Media", "newsml") in told
    assert ("agency", "Korsen Post", "newsml (infoSources, origprov)") in told
    assert ("author", "Maren Solvik", "newsml") in told
    assert values(one(item(rights=rights, meta='<provider literal="nna.example"/>')), "outlet") == [
        "Norrsund Media"
    ]
    assert values(one(item(meta='<provider qcode="p:NNA"/>')), "outlet") == ["NNA"]


def test_dates_of_nitf_are_read_in_their_short_form():
    dates = '<date.issue norm="20310412T080000Z"/><date.release norm="20310413T060000Z"/>'
    head = f'<docdata management-status="{{}}">{dates}</docdata>'
    assert values(one(nitf(head=head.format("usable"))), "published", "nitf") == ["2031-04-12T08:00:00+00:00"]
    assert values(one(nitf(head=head.format("embargoed"))), "published", "nitf") == [
        "2031-04-13T06:00:00+00:00"
    ]


def test_items_of_a_message_are_reports_of_their_own_the_last_version_of_each():
    first, later = item(data(BODY)), item(data(MORE)).replace('version="1"', 'version="2"')
    other = item(data(f"{BODY} {MORE}")).replace("urn:nna:1", "urn:nna:2")
    articles = read(f"<newsMessage {SPACE}><itemSet>{first}{later}{other}</itemSet></newsMessage>")
    assert [article.item for article in articles] == ["item-1", "item-2"]
    assert [blocks(article)[-1][1] for article in articles] == [MORE, f"{BODY} {MORE}"]


def test_a_withdrawn_version_takes_every_version_with_it():
    gone = item(meta='<pubStatus qcode="stat:canceled"/>').replace('version="1"', 'version="2"')
    other = item(data(MORE)).replace("urn:nna:1", "urn:nna:2")
    message = f"<newsMessage {SPACE}><itemSet>{item()}{gone}{other}</itemSet></newsMessage>"
    assert blocks(one(message))[-1] == ("body", MORE)
    (failure,) = failures_of(page_from(message, XML))
    assert (failure.code, failure.item.rpartition("#")[2]) == ("withdrawn", "urn:nna:1")
    with pytest.raises(CleanError) as refusal:
        read(f"<newsMessage {SPACE}><itemSet>{item()}{gone}</itemSet></newsMessage>")
    assert refusal.value.code == "withdrawn"


def test_tables_lists_and_lines_keep_to_themselves():
    table = "<table><tr><td>Korsen</td><td>38 km</td></tr></table>"
    inner = f"<p>{BODY}</p><ul><li>One lane for cars.</li></ul>{table}"
    kept = blocks(one(item(xhtml(f"{inner}<pre>Norrsund  4\nKorsen   38</pre><p>{MORE}</p>"))))[1:]
    assert [words for _, words in kept] == [
        BODY,
        "One lane for cars.",
        "Korsen 38 km",
        "Norrsund  4",
        "Korsen   38",
        MORE,
    ]
