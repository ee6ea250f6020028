import json
import time

import pytest

from tests.clocks import in_time
from tests.stages.clean.agency_cases import files
from twosource.stages.acquire.agency import agency_media_type
from twosource.text.parts import NINJS, XML

G2 = "http://iptc.org/std/nar/2006-10-01/"
ITEM = {"uri": "urn:nna:1", "type": "text", "headline": "Ferry sails"}

TOLD = [
    (json.dumps(ITEM), NINJS),
    ("\ufeff  " + json.dumps(ITEM), NINJS),
    (json.dumps([ITEM]), NINJS),
    (json.dumps({"standard": {"name": "ninjs", "version": "3.0"}}), NINJS),
    (json.dumps({"uri": "u", "versionCreated": "x", "bodies": [{"value": "y" * 90_000}]}), NINJS),
    (json.dumps({"body_text": 'a \\" {"uri": 1}', "pubstatus": "usable", "guid": "g"}), NINJS),
    (json.dumps({"text": "a", "outlet": "b", "headline": "c"}), None),
    (json.dumps({"type": "FeatureCollection", "features": [ITEM]}), None),
    (json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [ITEM]}), None),
    ('"uri type headline"', None),
    (f'<newsItem xmlns="{G2}"/>', XML),
    (f'<?xml version="1.0"?>\n<!-- > - -> -->\n<g:newsMessage a="b>c" xmlns:g="{G2}">', XML),
    (f'<packageItem xmlns="{G2}">', XML),
    (f'<knowledgeItem xmlns="{G2}">', XML),
    ('<!DOCTYPE nitf SYSTEM "nitf.dtd" [<!ELEMENT p (a)>]><nitf>', XML),
    ("<nitf/>", XML),
    ("<newsItem><title/></newsItem>", None),
    ("<rss><channel/></rss>", None),
    (f'<html xmlns:n="{G2}"><nitf/></html>', None),
    ("<!-- <nitf> --><feed/>", None),
    ("A ferry sails.", None),
    ("", None),
    ("{", None),
    ("<", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "media_type"), TOLD)
def test_agency_files_are_told_by_how_they_begin(text, media_type):
    assert agency_media_type(text.encode()) == media_type


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_wide_xml_is_told_too(codec):
    assert agency_media_type(f'<newsItem xmlns="{G2}">'.encode(codec)) == XML


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_the_files_of_the_cases_are_told(path):
    assert agency_media_type(path.read_bytes()) == (XML if path.suffix == ".xml" else NINJS)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "' + '\\"' * 40_000,
        '{"a": ' + '"' * 70_000,
        "{" + '"standard":{' * 6000,
        "[" * 70_000,
        "<!--" + "-" * 70_000,
        "<?" + "?" * 70_000,
        "<!DOCTYPE a [" + "'" * 70_001,
        "<a " + 'x="' * 30_000,
        "<" * 70_000,
        " " * 70_000,
    ],
    ids=lambda text: text[:8],
)
def test_no_beginning_takes_long(text):
    start = time.process_time()
    agency_media_type(text.encode())
    assert in_time(start, 0.5)
