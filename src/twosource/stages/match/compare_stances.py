"""Two claims of which one leaves open, excludes or disputes as said what the other says outright."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.data import Difference, Span
from twosource.stages.match.features import Feature
from twosource.stages.match.said import Decision, Side, between, differ, is_one_voice
from twosource.text.tokens import words

# Words that leave open what follows them.
OPEN = re.compile(
    r"\bwhether\b|\b(?:not|n[’']t|never) (?:yet )?(?:be )?(?:known|clear|confirmed|established)\b"
    r"|\b(?:is|was|are|were|remains?) (?:unclear|unknown|uncertain|unconfirmed)\b|\binvestigating if\b",
    re.I,
)
HEDGE = re.compile(
    r"\b(?:may|might|could|would|whether|if|allegedly|reportedly|apparently|possibly|perhaps)\b", re.I
)
EXCLUDED = re.compile(
    r"\b(?:not|never|rather than|instead of)\s+(?:an?\s+|the\s+|any\s+)?([\w’'-]+)(?:\s+[\w’'-]+)?", re.I
)
NOT_SAID = re.compile(
    r"\b(?:did|does|do|has|had|have)(?:\s+not|n[’']t)\s+(?:\w+ly\s+)?\w+\s+(?:that\s+)?$|\bnever\s+\w+\s+(?:that\s+)?$",
    re.I,
)
NONE = re.compile(r"\bno\s+(?:such\s+)?(\w+)", re.I)
# A word and its kin share this many letters from the first: warn, warning.
STEM = 4


def compare_stances(a: Side, b: Side, one: Feature, two: Feature) -> Iterator[Difference]:
    """The difference in how far two claims go; the first rule that speaks decides."""
    for rule in (_not_said, _act_and_none, _contrast, _left_open):
        found = rule(a, b, one, two)
        if found is not None:
            yield found
            return


def _is_outright(side: Side) -> bool:
    return side.claim.turn == "asserts" and not HEDGE.search(side.whole)


def _not_said(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """One has somebody say it, the other has him not say it."""
    for said, unsaid, is_turned in ((a, b, False), (b, a, True)):
        text = unsaid.article.text
        before = NOT_SAID.search(
            text[max(unsaid.claim.sentence.start, unsaid.claim.span.start - 40) : unsaid.claim.span.start]
        )
        if before is None or said.claim.turn != "asserts" or said.article.id == unsaid.article.id:
            continue
        if said.claim.root.kind == "person" and is_one_voice(said.claim.root, unsaid.claim.root):
            start = unsaid.claim.span.start - len(before[0])
            sides = said.at(said.claim.span), unsaid.at(Span(start, unsaid.claim.span.end))
            decision = Decision("contradiction", "polarity-not-said", is_turned=is_turned)
            return differ("polarity", decision, *(sides[::-1] if is_turned else sides), "parties")
    return None


def _act_and_none(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """An act told, and the noun of it with *no*: ``warned the town`` and ``issued no warnings``."""
    for told, denied, is_turned in ((a, b, False), (b, a, True)):
        act = told.claim.frame
        if act is None or act.negated or not _is_outright(told) or not _is_outright(denied):
            continue
        if len(act.predicate) < STEM or "_" in act.predicate:
            continue
        for none in NONE.finditer(denied.whole):
            noun = none[1].casefold()
            if noun.startswith(act.predicate.casefold()) and noun != act.predicate:
                end = denied.claim.span.start + none.end()
                sides = told.at(told.claim.span), denied.at(Span(denied.claim.span.start, end))
                decision = Decision("contradiction", "polarity-negated", is_turned=is_turned)
                clash = between(a.claim, b.claim)
                return differ("polarity", decision, *(sides[::-1] if is_turned else sides), clash)
    return None


def _contrast(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """``Not military drills`` in one, ``its military strength`` in the other."""
    for said, barred, is_turned in ((a, b, False), (b, a, True)):
        lemmas = {t.lemma: t.span for t in said.claim.terms if t.pos in {"ADJ", "NOUN"}}
        if EXCLUDED.search(said.whole):
            continue
        for found in EXCLUDED.finditer(barred.whole):
            word = next((w.norm for w in words(found[1])), "")
            if word in lemmas and len(word) > STEM:
                start = barred.claim.span.start
                sides = said.at(lemmas[word]), barred.at(Span(start + found.start(), start + found.end()))
                decision = Decision("cannot-tell", "polarity-contrast", is_turned=is_turned)
                return differ(
                    "polarity", decision, *(sides[::-1] if is_turned else sides), between(a.claim, b.claim)
                )
    return None


def _left_open(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """What one says outright the other calls open."""
    if "investigate" in one.core & two.core:
        return None
    for outright, asked, is_turned in ((a, b, False), (b, a, True)):
        if not _is_outright(outright) or OPEN.search(_sentence_part(outright)):
            continue
        opened = OPEN.search(_sentence_part(asked))
        if opened is None:
            continue
        start = _part_start(asked)
        open_words = Span(start + opened.start(), max(asked.claim.span.end, start + opened.end()))
        sides = outright.at(outright.claim.span), asked.at(open_words)
        decision = Decision("cannot-tell", "polarity-open", is_turned=is_turned)
        return differ("polarity", decision, *(sides[::-1] if is_turned else sides), between(a.claim, b.claim))
    return None


def _part_start(side: Side) -> int:
    """Where a claim begins, with the word before it: *whether* often stands there."""
    return max(side.claim.sentence.start, side.claim.span.start - len("whether "))


def _sentence_part(side: Side) -> str:
    return side.article.text[_part_start(side) : side.claim.span.end]
