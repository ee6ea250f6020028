"""Two claims from short cases: what the rules on a pair of claims look at, without a parser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tests.stages.match.told import claim, report, terms, told, voice
from twosource.data import Article, Claim, Difference
from twosource.stages.match.entities import entity_index, join_entities
from twosource.stages.match.features import Feature, find_features
from twosource.stages.match.said import Side


def told_side(name: str, case: Mapping[str, Any]) -> tuple[Article, Claim]:
    """A report of one sentence and its claim, as a case tells it.

    ``said`` is the sentence with its claim in [brackets] (the whole without
    them); ``verbs`` maps its verbs to lemmas, ``nouns`` plural nouns to
    theirs, ``plain`` are words that are neither noun nor verb; ``act`` is
    ``[verb, agent, patient, lemma]``; ``named`` maps names to kinds, ``by``
    are the words of its voices, ``voice`` their fields, ``documents`` what they speak in.
    """
    before, words, after = ("", case["said"], "")
    if "[" in case["said"]:
        before, words, after = case["said"].replace("]", "[").split("[")
    article = report(name, before + words + after, published=case.get("published", ""))
    chain = [voice(article, w, kind="document") for w in case.get("documents", [])]
    chain += [voice(article, w, **case.get("voice", {})) for w in case.get("by", [])]
    more = {"act": case["act"]} if "act" in case else {}
    made = claim(
        article, words, chain=chain, stance=case.get("stance", "asserts"), named=case.get("named", {}), **more
    )
    made = replace(
        made, sentence=made.sentence if not before else replace(made.span, start=0, end=len(article.text))
    )
    return article, replace(made, quoted=case.get("quoted", False), terms=_tagged(article, made, case))


def _tagged(article: Article, made: Claim, case: Mapping[str, Any]) -> Any:
    """The claim's terms with lemmas and parts of speech as the case gives them."""
    verbs, nouns = case.get("verbs", {}), case.get("nouns", {})
    return tuple(
        replace(t, lemma={**verbs, **nouns}.get(t.lemma, t.lemma), pos=_pos(t.lemma, t.pos, case))
        for t in terms(article, made.span)
    )


def _pos(word: str, pos: str, case: Mapping[str, Any]) -> str:
    if word in case.get("verbs", {}):
        return "VERB"
    return (
        "ADJ" if word in case.get("plain", ()) else "NUM" if word in {"one", "two", "three", "both"} else pos
    )


def both(case: Mapping[str, Any], *, turned: bool = False) -> tuple[list[Side], list[Feature], Any]:
    """Sides, features and entity index of the reports ``a`` and ``b`` of a case."""
    pairs = [told_side(name, case[name]) for name in ("ba" if turned else "ab")]
    made = told(*((article, [said]) for article, said in pairs))
    entities = join_entities(made)
    sides = [Side(article, said, said.span) for article, said in pairs]
    return sides, list(find_features(made, entities, None)), entity_index(entities)


def judged(found: Sequence[Difference], sides: Sequence[Side]) -> list[list[str]]:
    """Kind, verdict and rule of each difference, with the words of its values by report."""
    texts = {s.article.id: s.article.text for s in sides}
    return [
        [
            d.kind,
            d.verdict,
            d.rule,
            *(v.span.of(texts[v.report]) for v in sorted(d.values, key=lambda v: v.report)),
        ]
        for d in found
    ]
