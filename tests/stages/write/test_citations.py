"""References say what the page states, in signs that no reader of them takes for orders."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from twosource.data import Article, Stated
from twosource.stages.write.citations import to_bibtex, to_csl
from twosource.testing import make_article


def report(**stated: str) -> Article:
    made = make_article("The ferry ran aground.", outlet=stated.pop("outlet", "Gull"))
    return replace(made, stated=(*made.stated, *(Stated(k, v, "meta") for k, v in stated.items())))


def test_what_is_stated_is_said() -> None:
    address = "https://gull.example/ferry"
    one = report(title="Aground", author="Ida Brook", published="2031-03-04T08:00:00", canonical=address)
    (item,) = json.loads(to_csl([one]))
    assert item == {
        "id": one.id,
        "type": "article-newspaper",
        "title": "Aground",
        "container-title": "Gull",
        "author": [{"literal": "Ida Brook"}],
        "issued": {"date-parts": [[2031, 3, 4]]},
        "URL": address,
    }
    entry = to_bibtex([one])
    for line in ("title = {{Aground}},", "author = {{Ida Brook}},", "month = mar,", f"url = {{{address}}},"):
        assert f"  {line}\n" in entry


@pytest.mark.parametrize(
    ("published", "parts"),
    [("2031", [[2031]]), ("2031-03", [[2031, 3]]), ("2031-13-01", [[2031]]), ("Tuesday", None), ("", None)],
)
def test_dates_as_far_as_they_are_stated(published: str, parts: list[list[int]] | None) -> None:
    (item,) = json.loads(to_csl([report(published=published)]))
    assert item.get("issued", {}).get("date-parts") == parts


def test_no_sign_is_an_order_to_tex() -> None:
    title = "50 % of {A} & \\input{x} costs $9_000 #1 ~ ^\nnext"
    entry = to_bibtex([report(title=title)])
    expected = (
        r"{{50 \% of \{A\} \& \textbackslash{}input\{x\} costs \$9\_000 \#1 "
        r"\textasciitilde{} \textasciicircum{} next}}"
    )
    assert f"  title = {expected},\n" in entry


def test_braces_match_whatever_stands_in_a_report() -> None:
    entry = to_bibtex([report(title="}}} @comment{", author="{", canonical="https://x.example/}{")])
    bare = entry.replace(r"\{", "").replace(r"\}", "")
    assert bare.count("{") == bare.count("}")
    assert entry.endswith("\n}\n")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://x.example/a b"])
def test_only_addresses_of_the_web_are_links(address: str) -> None:
    one = report(canonical=address)
    assert "URL" not in json.loads(to_csl([one]))[0]
    assert "url =" not in to_bibtex([one])
