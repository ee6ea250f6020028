import json

import pytest

from twosource.errors import SourceError
from twosource.text.parts import HTML, NINJS, PLAIN, open_part
from twosource.text.parts_json import load_json, part_name, step

DOCUMENT = {
    "headline": "A “ferry” \U0001f30a",
    "a/b": {"m~n": ["zero", {"value": "two &amp; three"}]},
    "": "empty",
    "n": 7,
    "half": "a\ud800b",
}
DATA = json.dumps(DOCUMENT).encode()


@pytest.mark.parametrize(
    ("part", "text", "media_type"),
    [
        ("/headline", "A “ferry” \U0001f30a", PLAIN),
        ("/a~1b/m~0n/0", "zero", PLAIN),
        ("/a~1b/m~0n/1/value", "two &amp; three", PLAIN),
        ("html:/a~1b/m~0n/1/value", "two &amp; three", HTML),
        ("/", "empty", PLAIN),
        ("/half", "ab", PLAIN),
    ],
)
def test_a_part_is_the_string_that_a_pointer_leads_to(part, text, media_type):
    opened = open_part(DATA, NINJS, part)
    assert (opened.data.decode(opened.charset), opened.media_type) == (text, media_type)


@pytest.mark.parametrize(
    "part",
    ["", "headline", "/none", "/n", "/a~1b", "/a~1b/m~0n/2", "/a~1b/m~0n/-1", "/a~1b/m~0n/²", "/headline/0"],
)
def test_where_no_string_stands_there_is_no_part(part):
    with pytest.raises(SourceError) as refusal:
        open_part(DATA, NINJS, part or "html:")
    assert refusal.value.code == "no-part"


def test_a_pointer_leads_back_whatever_a_field_is_called():
    pointer = step(step("", "a/b"), "m~n")
    assert open_part(DATA, NINJS, part_name(step(pointer, 0), is_html=False)).data == b"zero"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"a": "', "damaged"),
        (b"[" * 100_000, "damaged"),
        (b'{"a": NaN}', "damaged"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "damaged"),
        (b"", "damaged"),
        (b'"caf\xe9"', "bad-encoding"),
    ],
)
def test_damaged_json_is_refused_in_a_sentence(data, code):
    with pytest.raises(SourceError) as refusal:
        load_json(data)
    assert refusal.value.code == code
    assert str(refusal.value).endswith("anew.") or "UTF-8" in str(refusal.value)
