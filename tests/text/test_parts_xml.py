import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.errors import SourceError
from twosource.text.parts import HTML, PLAIN, XML, open_part
from twosource.text.parts_xml import xml_codec
from twosource.text.xml_tree import Element, child, content, descendants, read_tree, words_in

PAGE = (
    "<a><inlineData>one</inlineData>"
    '<b:inlineData xmlns:b="u">&lt;p&gt;R&amp;amp;D <![CDATA[&amp;]]></b:inlineData></a>'
)


def words(source):
    """The stretches of text of some XML as they stand in its source."""
    return [source[found.start : found.end] for found in words_in(read_tree(source))]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<a>one<b/>two<c></c>three</a>", ["one", "two", "three"]),
        (
            "<a>é<b>ø</b>\U0001f30a<!-- > -- -->å<?x ?>ä</a>".replace(" -- ", " - "),
            ["é", "ø", "\U0001f30a", "å", "ä"],
        ),
        ("<a x='>' y=\"/>'\">one</a >", ["one"]),
        ("<a>x &amp; &nbsp;&mdash; y</a>", ["x &amp; &nbsp;&mdash; y"]),
        ("<a>x<![CDATA[<b>&amp;]]>y<![CDATA[]]></a>", ["x", "<b>&amp;", "y"]),
        ('<!DOCTYPE a SYSTEM "none.dtd" [<!ELEMENT a (b)>]>\r\n<a>\r\none</a>', ["\r\none"]),
        ("\ufeff<a>\x00x\x0b\ufffe</a>"[1:], ["\x00x\x0b\ufffe"]),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', ["é"]),
    ],
)
def test_words_are_where_the_tree_says(source, expected):
    assert words(source) == expected


@given(
    st.recursive(
        st.text(st.sampled_from("aé\U0001f30a \n&<>\"'"), max_size=6), lambda of: st.lists(of, max_size=4)
    )
)
def test_any_tree_gives_back_its_words(tree):
    told = []

    def write(node):
        if isinstance(node, str):
            told.append(node)
            return node.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f"<é x='{len(told)}>'>" + "".join(map(write, node)) + "</é>"

    source = f"<r>{write(tree)}</r>"
    assert content(source, read_tree(source)) == "".join(told)


def test_names_are_local_and_elements_are_found_in_order():
    root = read_tree('<n:a xmlns:n="u" xml:lang="en"><b n:c="1"><d/></b><d/></n:a>')
    assert (root.name, root.attributes["lang"]) == ("a", "en")
    assert child(root, "b").attributes == {"c": "1"}
    assert child(root, "b", "none") is None
    assert [found.name for found in descendants(root, "d", "b")] == ["b", "d", "d"]
    assert all(isinstance(found, Element) for found in descendants(root, "a"))


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<a><b></a>", "damaged"),
        ("", "damaged"),
        ("<a/><a/>", "damaged"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a/>', "entities"),
        ("<a>" * 300 + "</a>" * 300, "too-deep"),
        ("<a>" + "<b/>" * 250_000 + "</a>", "too-large"),
        ("<a>" + "<!-- -->" * 250_000 + "</a>", "too-large"),
    ],
)
def test_what_is_unsound_is_refused_by_name(source, code):
    with pytest.raises(SourceError) as refusal:
        read_tree(source)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("part", "text", "media_type"),
    [("cdata", PAGE, PLAIN), ("inline=1", "one", HTML), ("inline=2", "<p>R&amp;D &amp;", HTML)],
)
def test_parts_open_by_their_names(part, text, media_type):
    opened = open_part(PAGE.encode(), XML, part)
    assert (opened.data.decode(opened.charset), opened.media_type) == (text, media_type)


@pytest.mark.parametrize("part", ["inline=0", "inline=3", "inline=9999999", "inline=x", "text"])
def test_other_parts_there_are_none(part):
    with pytest.raises(SourceError) as refusal:
        open_part(PAGE.encode(), XML, part)
    assert refusal.value.code == "no-part"


@pytest.mark.parametrize(
    ("data", "codec"),
    [
        (b"<a/>", "utf-8"),
        (b"\xef\xbb\xbf<?xml encoding='latin1'?><a/>", "utf-8"),
        (b"<?xml version='1.0' encoding='iso-8859-1'?>", "windows-1252"),
        (b'<?xml version="1.0" encoding="us-ascii"?>', "windows-1252"),
        (b'<?xml version="1.0" encoding="Shift_JIS"?>', "cp932"),
        (b'<?xml version="1.0" encoding="UTF-16"?>', "utf-8"),
        ("\ufeff<?xml?>".encode("utf-16-be"), "utf-16-be"),
        ("<?xml?>".encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_the_codec_is_the_mark_s_or_the_declaration_s(data, codec):
    assert xml_codec(data)[0] == codec


@pytest.mark.parametrize(
    "label", ["utf-7", "idna", "hz", "iso-2022-jp", "rot13", "unicode_escape", "base64", "none"]
)
def test_no_other_codec_is_read(label):
    with pytest.raises(SourceError) as refusal:
        xml_codec(f'<?xml version="1.0" encoding="{label}"?>'.encode())
    assert refusal.value.code == "bad-encoding"
