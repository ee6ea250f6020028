import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stages.clean.agency_cases import page_from
from tests.stages.clean.invariants import assert_sound
from tests.stages.clean.several import articles_of
from twosource.errors import CleanError
from twosource.text.parts import NINJS
from twosource.text.readback import read_back

BODY = "The ferry sails every hour from Monday, the county said."
MORE = "It takes no cars, and the last one leaves at ten at night."


def item(**fields):
    return {
        "uri": "urn:nna:1",
        "type": "text",
        "headline": "Ferry sails every hour",
        "body_text": BODY,
    } | fields


def read(document):
    page = page_from(document if isinstance(document, str) else json.dumps(document), NINJS)
    articles = articles_of(page)
    for article in articles:
        assert_sound(page, article)
    return articles


def one(**fields):
    (article,) = read(item(**fields))
    return article


def blocks(article):
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def values(article, field):
    return [s.value for s in article.stated if s.field == field and s.where.startswith("ninjs")]


REFUSED = [
    ("cut off", '{"uri": "u", "body_text": "A ferry', "damaged"),
    ("nested", '{"uri": "u", "body_text": "x", "a": ' + "[" * 100_000 + "]" * 100_000 + "}", "damaged"),
    ("no number", '{"uri": "u", "body_text": "x", "urgency": NaN}', "damaged"),
    ("a key twice", '{"uri": "u", "body_text": "one", "body_text": "two"}', "damaged"),
    ("no encoding", b'{"uri": "u", "body_text": "caf\xe9"}', "bad-encoding"),
    ("no object", '"A ferry sails."', "no-report"),
    ("a picture", json.dumps(item(type="picture")), "no-report"),
    ("no words", json.dumps(item(body_text=" ... ")), "no-report"),
    ("canceled", json.dumps(item(pubstatus="canceled")), "withdrawn"),
    ("withheld", json.dumps(item(pubStatus="WITHHELD")), "withdrawn"),
    ("a kill", json.dumps(item(headline="MANDATORY KILL: Ferry sails every hour")), "withdrawn"),
    (
        "a kill in a note",
        json.dumps(item(ednote="EDITORS: Please kill this story. A new one moves.")),
        "withdrawn",
    ),
    ("taken back in a note", json.dumps(item(ednote="The story has been withdrawn.")), "withdrawn"),
]


@pytest.mark.parametrize(("data", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_no_report_is_refused_by_name(data, code):
    with pytest.raises(CleanError) as refusal:
        articles_of(page_from(data, NINJS))
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    "headline",
    [
        "Killer whale seen off Korsen",
        "Withdrawn: why the county took back its plan",
        "Ships kill fewer whales: study",
    ],
)
def test_a_headline_of_news_takes_nothing_back(headline):
    assert blocks(one(headline=headline))[0] == ("headline", headline)


def test_a_huge_number_is_no_harm():
    assert (
        one().text
        == read(json.dumps(item())[:-1] + ', "urgency": ' + "9" * 100_000 + ', "n": 1e9999}')[0].text
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_every_encoding_of_json_is_read(codec):
    page = page_from(json.dumps(item(body_text=f"Café. {BODY}"), ensure_ascii=False).encode(codec), NINJS)
    (article,) = articles_of(page)
    assert "Café" in article.text
    assert_sound(page, article)


def test_runs_open_from_the_kept_bytes_and_the_name_of_the_part():
    page = page_from(json.dumps(item(body_text="", body_html=f"<p>R&amp;D. {BODY}</p>")), NINJS)
    (article,) = articles_of(page)
    words = {run.part: read_back(page.data, "utf-8", NINJS, run) for run in article.map}
    assert words == {"/headline": "Ferry sails every hour", "html:/body_html": f"R&D. {BODY}"}


def test_what_is_no_html_keeps_its_references():
    assert "AT&amp;T <now>" in one(body_text=f"AT&amp;T <now>. {BODY}").text
    assert "AT&T" in one(body_text=f"<p>AT&amp;T. {BODY}</p>").text  # HTML, whatever it is called


def test_half_characters_and_controls_are_left_out():
    text = json.dumps(item(body_text="A \ud800 ferry\x00 sails\x1b[31m every hour, the county said."))
    assert "A  ferry sails[31m every hour" in read(text)[0].text


def test_of_several_bodies_the_one_with_paragraphs_is_read():
    bodies = [
        {"role": "caption", "value": "A picture of a ferry."},
        {"contentType": "text/plain", "value": f"{BODY} {MORE}"},
        {"contentType": "text/html", "value": f"<p>{BODY}</p><p>{MORE}</p>"},
    ]
    assert blocks(one(body_text="", bodies=bodies))[1:] == [("body", BODY), ("body", MORE)]
    bodies[2]["value"] = "<p>Read it <a href='x'>here</a>.</p>"
    assert blocks(one(body_text="", bodies=bodies))[1:] == [("body", f"{BODY} {MORE}")]


def test_a_description_stands_for_a_body_that_is_not_there_and_says_so():
    article = one(body_text="", description_text=BODY)
    assert blocks(article)[-1] == ("body", BODY)
    assert [(flag.kind, flag.why) for flag in article.flags] == [
        ("cut-text", "the file holds a description of the report only")
    ]
    assert one(description_text=MORE).flags == ()


def test_the_head_is_not_shown_twice():
    body = f"<h1>Ferry sails every hour</h1><p>By Maren Solvik</p><p>NORRSUND (NNA) - {BODY}</p>"
    article = one(body_text="", body_html=body, byline="By Maren Solvik", located="Norrsund")
    assert blocks(article) == [
        ("headline", "Ferry sails every hour"),
        ("byline", "By Maren Solvik"),
        ("dateline", "NORRSUND (NNA) -"),
        ("body", BODY),
    ]


def test_notes_to_editors_are_no_part_of_the_report_but_corrections_are():
    notes = {
        "Eds: A map moves by noon.": "other",
        "CORRECTS spelling of Korsen in paragraph 2.": "correction",
        "Eds: UPDATED throughout.": "correction",
        "This is a corrected version.": "correction",
        "Do not publish before Tuesday.": "other",
    }
    found = {note: kind for note in notes for kind, words in blocks(one(ednote=note)) if words == note}
    assert found == notes


def test_the_chain_of_sources_is_kept_with_the_role_of_each():
    sources = [
        {"name": "Korsen Post", "role": "http://cv.example/role/originator"},
        {"name": "Sound Radio", "role": "informant"},
        {"literal": "Sound Media", "role": "publisher"},
        {"name": "Pekka Raum", "role": "author"},
        {"name": "Norrsund News Agency", "role": "provider"},
    ]
    article = one(infoSources=sources, creditline="NNA")
    told = {(s.field, s.value, s.where) for s in article.stated}
    assert ("outlet", "Norrsund News Agency", "ninjs") in told
    assert ("agency", "Korsen Post", "ninjs (infoSources, originator)") in told
    assert ("agency", "Sound Radio", "ninjs (infoSources, informant)") in told
    assert ("publisher", "Sound Media", "ninjs (infoSources, publisher)") in told
    assert ("author", "Pekka Raum", "ninjs") in told


def test_dates_come_from_the_moment_it_could_be_read():
    assert values(
        one(firstcreated="2031-04-12T08:00:00Z", versioncreated="2031-04-12T09:00:00Z"), "modified"
    ) == ["2031-04-12T09:00:00+00:00"]
    assert values(
        one(versioncreated="2031-04-12T09:00:00Z", embargoed="2031-04-13T06:00:00Z"), "published"
    ) == ["2031-04-13T06:00:00+00:00"]
    assert values(one(versioncreated="31 February", contentcreated="9999-01-01"), "published") == []


@pytest.mark.parametrize(
    ("name", "genre", "flags"),
    [
        ("Opinion", "opinion", []),
        ("News Analysis", "analysis", []),
        ("Press-Release", "press release", []),
        ("Live Coverage", "live blog", []),
        ("Advisory", "advisory", ["not-news"]),
        ("Article (news)", "news", []),
        ("Market Reports", "Market Reports", []),
    ],
)
def test_genres_are_told_in_the_words_of_the_project(name, genre, flags):
    article = one(genres=[{"name": name}])
    assert values(article, "genre") == [genre]
    assert [flag.kind for flag in article.flags] == flags


def test_only_addresses_of_the_web_are_the_report_s_own():
    assert values(one(link="https://nna.example/1"), "canonical") == ["https://nna.example/1"]
    assert values(one(link="javascript:alert(1)"), "canonical") == []


def test_stories_beside_the_story_are_stories_of_their_own():
    beside = item(uri="urn:nna:2", headline="How the ferry began", body_text=MORE)
    first, second = read(item(associations={"a/b~c": beside, "pic": item(type="picture", body_text=MORE)}))
    assert (first.item, second.item) == ("item-1", "item-2")
    assert second.path == "case#item-2"
    assert blocks(second)[-1] == ("body", MORE)
    assert {run.part for run in second.map} == {
        "/associations/a~1b~0c/headline",
        "/associations/a~1b~0c/body_text",
    }


def test_a_story_that_is_taken_back_does_not_stop_the_others():
    first = read([item(pubstatus="canceled"), item(body_text=MORE)])[0]
    assert blocks(first)[-1] == ("body", MORE)


def test_a_service_s_answer_and_a_list_are_unwrapped():
    assert len(read({"total": 2, "items": [item(), item(body_text=MORE)]})) == 2
    assert len(read([item(), item(body_text=MORE)])) == 2


def test_fields_of_another_kind_than_said_are_passed_over():
    odd = {"headlines": "x", "bodies": {"a": 1}, "by": 5, "subject": "x", "genre": [3], "language": []}
    article = one(**odd, infosources=[1, {"name": 3}], associations=[[], 1, {"body_text": 3}])
    assert blocks(article) == [("headline", "Ferry sails every hour"), ("body", BODY)]


@given(
    st.recursive(
        st.none() | st.text(max_size=8),
        lambda of: (
            st.lists(of, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "uri",
                        "type",
                        "headline",
                        "headlines",
                        "bodies",
                        "body_text",
                        "body_html",
                        "value",
                        "role",
                        "name",
                        "associations",
                        "infoSources",
                        "edNote",
                        "by",
                        "located",
                        "descriptions",
                    ]
                ),
                of,
                max_size=6,
            )
        ),
        max_leaves=25,
    )
)
@settings(max_examples=120, deadline=2000)
def test_any_json_is_read_or_refused(value):
    page = page_from(json.dumps(item(**value) if isinstance(value, dict) else value), NINJS)
    try:
        articles = articles_of(page)
    except CleanError:
        return
    for article in articles:
        assert_sound(page, article)
