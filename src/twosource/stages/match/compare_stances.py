"""Two claims of which one leaves open, excludes or disputes as said what the other says outright."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.data import Difference, Span, Voice
from twosource.stages.match.features import Feature
from twosource.stages.match.said import Decision, Side, between, differ, is_one_voice
from twosource.text.tokens import words

# Words that leave open what follows them.
OPEN = re.compile(
    r"\bwhether\b|(?:\bnot|n[’']t|\bnever) (?:yet )?(?:be )?(?:known|clear|confirmed|established)\b"
    r"|\b(?:is|was|are|were|remains?) (?:unclear|unknown|uncertain|unconfirmed)\b|\binvestigating if\b",
    re.I,
)
HEDGE = re.compile(
    r"\b(?:may|might|could|would|whether|if|allegedly|reportedly|apparently|possibly|perhaps)\b", re.I
)
EXCLUDED = re.compile(
    r"\b(?:not|never|rather than|instead of)\s+(?:an?\s+|the\s+|any\s+)?([\w’'-]+)(?:\s+[\w’'-]+)?", re.I
)
_TOLD = (
    r"(?:say|said|state|claim|acknowledge|admit|mention|confirm|report"
    r"|suggest|allege|testify|assert|tell \w+)d?"
)
NOT_SAID = re.compile(
    rf"\b(?:did|does|do|has|had|have)(?:\s+not|n[’']t)\s+(?:\w+ly\s+)?{_TOLD}\s+(?:that\s+)?$"
    rf"|\bnever\s+{_TOLD}\s+(?:that\s+)?$",
    re.I,
)
ASKED = re.compile(r"(?:whether|if|how|why|what|when|where|who)\b", re.I)
NONE = re.compile(r"\bno\s+(?:such\s+)?(\w+)", re.I)
_SAYING = (
    r"(?:say|comment|confirm|discuss|speculate|elaborate|identify|name|reveal"
    r"|disclose|explain|specify|ascribe)"
)
# Not saying is no denial.
_MODAL = r"\b(?:could|would|can|will|did|does|do|may|am|are|is)(?: |(?=n[’']t))"
DECLINED = re.compile(
    rf"\b(?:declin|refus)(?:e|es|ed|ing) to (?:\w+ly )?{_SAYING}\b|\bneither confirm|\bno comment\b"
    rf"|(?:{_MODAL})?(?:\bnot|n[’']t) (?:going to |be able to |immediately )?{_SAYING}\b",
    re.I,
)
# So far before a claim the words stand that govern it.
GOVERNED = 40
# A word and its kin share this many letters from the first: warn, warning.
STEM = 4


def compare_stances(a: Side, b: Side, one: Feature, two: Feature) -> Iterator[Difference]:
    """The difference in how far two claims go; the first rule that speaks decides."""
    for rule in (_not_said, _act_and_none, _contrast, _declined, _left_open):
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
        is_asked = ASKED.match(unsaid.whole) is not None
        if before is None or is_asked or said.claim.turn != "asserts" or said.article.id == unsaid.article.id:
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
        if len(act.predicate) < STEM or "_" in act.predicate or act.agent is None:
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


def _declined(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """One says it outright, in the other somebody declines to say: that is no denial."""
    spans = [_declining(side) for side in (a, b)]
    for outright, unsaid, span, is_turned in ((a, b, spans[1], False), (b, a, spans[0], True)):
        if span is None or all(spans) or outright.claim.turn != "asserts" or OPEN.search(outright.whole):
            continue
        sides = outright.at(outright.claim.span), unsaid.at(span)
        is_one = len(outright.claim.chain) > 1 and is_one_voice(outright.claim.root, _decliner(unsaid, span))
        decision = Decision(
            "cannot-tell" if is_one else "other-scope", "polarity-declined", is_turned=is_turned
        )
        return differ("polarity", decision, *(sides[::-1] if is_turned else sides), between(a.claim, b.claim))
    return None


def _decliner(side: Side, span: Span) -> Voice:
    """Who declines: the voice of the claim, else the words before *declined*."""
    if len(side.claim.chain) > 1:
        return side.claim.root
    return Voice(Span(side.claim.sentence.start, span.start).of(side.article.text).strip(), "unnamed")


def _declining(side: Side) -> Span | None:
    """From the words of declining, in a claim or right before it, to the claim's end."""
    start = max(side.claim.sentence.start, side.claim.span.start - GOVERNED)
    found = DECLINED.search(side.article.text, start, side.claim.span.end)
    if found is None or (found.end() < side.claim.span.start and "," in _gap(side, found.end())):
        return None
    return Span(found.start(), side.claim.span.end)


def _gap(side: Side, end: int) -> str:
    return side.article.text[end : side.claim.span.start]


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
