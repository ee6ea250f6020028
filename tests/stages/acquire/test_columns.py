import pytest

from twosource.errors import SettingError, SourceError
from twosource.stages.acquire.columns import Columns, columns_of, find_columns

READ = [
    ("text=body", (("text", "body"),)),
    ("text=body, outlet=paper", (("text", "body"), ("outlet", "paper"))),
    ("DATE=day,url=where", (("published", "day"), ("canonical", "where"))),
    ("text=a b,outlet=", (("text", "a b"), ("outlet", ""))),
]


@pytest.mark.parametrize(("written", "names"), READ)
def test_a_map_names_columns(written, names):
    assert columns_of(written).names == names


SENSELESS = [
    ("", "each entry is one of text"),
    ("body", "each entry is one of text"),
    ("words=body", "each entry is one of text"),
    ("text=a,body=b", "twice"),
    ("text=", "without a column"),
    ("text=a,", "each entry"),
]


@pytest.mark.parametrize(("written", "reason"), SENSELESS)
def test_a_senseless_map_is_refused(written, reason):
    with pytest.raises(SettingError, match=reason):
        columns_of(written)


FOUND = [
    ((), ["headline", "body", "date"], {"text": "body", "published": "date", "title": "headline"}),
    ((), ["Published_At", "CONTENT"], {"text": "CONTENT", "published": "Published_At"}),
    ((), ["body", "text"], {"text": "text"}),
    ((("text", "body"),), ["body", "text"], {"text": "body"}),
    ((("text", "BODY"),), ["body", "x"], {"text": "body"}),
    ((("outlet", ""),), ["text", "source"], {"text": "text"}),
    ((), ["text", "source", "url"], {"text": "text", "outlet": "source", "canonical": "url"}),
    # What the user gives one role is not guessed for another.
    ((("title", "source"),), ["text", "source"], {"text": "text", "title": "source"}),
]


@pytest.mark.parametrize(("named", "names", "found"), FOUND)
def test_columns_are_found_by_what_the_user_says_then_by_their_usual_names(named, names, found):
    assert find_columns(Columns(named), names) == found


def test_a_table_without_a_text_names_its_columns():
    with pytest.raises(SourceError, match="there are day, words; say which") as refusal:
        find_columns(Columns(), ["day", "words"])
    assert refusal.value.code == "no-text-column"


def test_a_column_that_is_not_there_is_named_with_the_nearest():
    with pytest.raises(SourceError, match=r"no column “papr” to hold the outlet: .*; is it paper") as refusal:
        find_columns(Columns((("outlet", "papr"),)), ["text", "paper"])
    assert refusal.value.code == "no-column"


def test_a_hostile_header_is_shown_in_bounds():
    names = ["\x1b[31m" + "x" * 500, *(f"column {n}" for n in range(500))]
    with pytest.raises(SourceError) as refusal:
        find_columns(Columns(), names)
    assert "\x1b" not in str(refusal.value)
    assert len(str(refusal.value)) < 600
