"""What two claims cover: one more thing, a condition, an aspect, a remark in two wordings, another act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from twosource.data import Difference, Span
from twosource.stages.match.features import Feature
from twosource.stages.match.said import Decision, Side, between, differ, is_one_voice
from twosource.text.tokens import Word, words
from twosource.words.load import load_set, load_words

ROOM = "twosource.stages.match"
CONDITION = re.compile(
    r"\b(?:if|unless|provided that|as long as|on condition that)\b[^,;.:“”\"]{3,200}", re.I
)
AND = re.compile(r"\s+(?:and|as well as|along with|together with)\s+", re.I)
# After a noun these begin a clause: what *and* joins is no thing but a sentence.
BEING = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "did", "does"}
)
ACTORS = frozenset({"person", "body"})
QUOTED = re.compile(r"[“\"]([^“”\"]{12,300})[”\"]?")
SMALL = load_set(ROOM, "scope.toml", "small")
# Two takings-down of one remark share at least so many of their words.
REMARK = 0.6


def compare_scope(a: Side, b: Side, one: Feature, two: Feature) -> Iterator[Difference]:
    """The difference in what two claims cover; the first rule that speaks decides."""
    for rule in (_remark, _same_quotation, _conditions, _more_named, _aspects, _steps, _near_acts):
        found = rule(a, b, one, two)
        if found is not None:
            yield found
            return


@lru_cache(maxsize=4096)
def _cut(text: str) -> tuple[Word, ...]:
    """The words of a stretch, cut once however many claims it is laid beside."""
    return words(text)


def _words(side: Side, span: Span | None = None) -> list[Word]:
    """The words of a claim, or of a stretch, placed in the report."""
    span = span or side.claim.span
    found = _cut(span.of(side.article.text))
    return [Word(w.norm, Span(span.start + w.span.start, span.start + w.span.end)) for w in found]


def _remark(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """One quoted remark taken down in two wordings."""
    if not (a.claim.quoted and b.claim.quoted and is_one_voice(a.claim.root, b.claim.root)):
        return None
    mine, theirs = _words(a), _words(b)
    first, second = ([w.norm for w in side] for side in (mine, theirs))
    shared = set(first) & set(second)
    if first == second or len(shared) < REMARK * max(len(set(first)), len(set(second))):
        return None
    sides = [_unlike(side, found, shared) for side, found in ((a, mine), (b, theirs))]
    if sides[0] is None or sides[1] is None:
        return None
    return differ("scope", Decision("rounding", "scope-remark"), sides[0], sides[1])


def _unlike(side: Side, found: list[Word], shared: set[str]) -> Side | None:
    """The stretch of a claim from its first to its last word of weight that the other lacks."""
    other = [w for w in found if w.norm not in shared and w.norm not in SMALL]
    return side.at(Span(other[0].span.start, other[-1].span.end)) if other else None


def _same_quotation(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """The same quoted words, said of one thing in one report and of another in the other."""
    mine, theirs = QUOTED.search(a.whole), QUOTED.search(b.whole)
    if mine is None or theirs is None:
        return None
    first, second = ({w.norm for w in words(m[1])} for m in (mine, theirs))
    if len(first & second) < REMARK * max(len(first), len(second)) or len(first & second) < 4:
        return None
    sides = [_subject(side, m) for side, m in ((a, mine), (b, theirs))]
    if sides[0] is None or sides[1] is None or _weights(sides[0]) & _weights(sides[1]):
        return None
    return differ("scope", Decision("cannot-tell", "scope-quoted-of"), sides[0], sides[1])


def _subject(side: Side, quotation: re.Match[str]) -> Side | None:
    """What stands right before a quotation in its claim: of what its words are said."""
    end = side.claim.span.start + quotation.start()
    before = _words(side, Span(side.claim.span.start, end))
    run: list[Word] = []
    for word in reversed(before):
        is_weighty = word.norm not in SMALL
        if not run and not is_weighty:
            continue
        if run and (word.norm in load_set(ROOM, "scope.toml", "calling") or len(run) > 4):
            break
        run.append(word)
    run = [w for w in run if w.norm not in load_set(ROOM, "scope.toml", "calling")]
    return side.at(Span(run[-1].span.start, run[0].span.end)) if run else None


def _weights(side: Side) -> frozenset[str]:
    return frozenset(w.norm for w in words(side.words) if w.norm not in SMALL)


def _conditions(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """A condition in one only, or another one in each."""
    mine, theirs = _condition(a), _condition(b)
    if mine is None and theirs is None:
        return None
    if mine is not None and theirs is not None:
        if _weights(mine) & _weights(theirs) or not (_weights(mine) and _weights(theirs)):
            return None
        return differ("scope", Decision("other-scope", "scope-conditions"), mine, theirs)
    held = mine or theirs
    if held is None or not _says_the_same(a, b, held):
        return None
    decision = Decision("coarser", "scope-condition", is_turned=mine is None)
    return differ("scope", decision, mine or a, theirs or b)


def _says_the_same(a: Side, b: Side, condition: Side) -> bool:
    """Whether two claims share two words of weight outside of the condition."""
    shared = [
        {
            t.lemma
            for t in s.claim.terms
            if s.article.id != condition.article.id or not condition.span.covers(t.span)
        }
        for s in (a, b)
    ]
    return len(shared[0] & shared[1]) > 1


def _condition(side: Side) -> Side | None:
    """The *if* clause in a claim or beside it in its sentence, unless *if* stands for *whether*."""
    text = side.article.text
    for found in CONDITION.finditer(text, side.claim.sentence.start, side.claim.sentence.end):
        before = words(text[max(0, found.start() - 30) : found.start()])
        is_asked = bool(before) and before[-1].norm in load_set(ROOM, "scope.toml", "asking")
        near = found.end() >= side.claim.span.start - 3 and found.start() <= side.claim.span.end + 3
        if near and not is_asked:
            return side.at(Span(found.start(), found.start() + len(found[0].rstrip())))
    return None


def _more_named(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """``Documents`` in one, ``documents and an interview`` in the other."""
    for side, other, is_turned in ((a, b, True), (b, a, False)):
        for start, first, theirs in _in_both(side, other):
            end = _added(side, first, {t.lemma for t in other.claim.terms})
            if end is None:
                continue
            is_actor = any(n.span.covers(first) and n.kind in ACTORS for n in side.claim.names)
            sides = side.at(Span(start, end)), other.at(theirs)
            decision = Decision("coarser", "scope-and", is_turned=is_turned)
            return differ("role" if is_actor else "scope", decision, *(sides if side is a else sides[::-1]))
    return None


def _in_both(side: Side, other: Side) -> Iterator[tuple[int, Span, Span]]:
    """Nouns and names of a claim that the other has too: from where, the last word, and its place there."""
    theirs = {w.norm: w.span for w in _words(other)}
    nouns = {t.span for t in side.claim.terms if t.pos in {"NOUN", "PROPN"}}
    for word in _words(side):
        if word.norm not in theirs or word.span not in nouns:
            continue
        mine, its = (_name_at(s, w) for s, w in ((side, word.span), (other, theirs[word.norm])))
        if _is_one_name([w.norm for w in _words(side, mine)], [w.norm for w in _words(other, its)]):
            yield mine.start, word.span, its


def _is_one_name(mine: list[str], theirs: list[str]) -> bool:
    """Whether two wordings are the same, or one is the other's last word: a surname."""
    shorter, longer = sorted((mine, theirs), key=len)
    return mine == theirs or (len(shorter) == 1 and longer[-1:] == shorter)


def _name_at(side: Side, span: Span) -> Span:
    """The whole name that a word stands in, or the word."""
    return next((n.span for n in side.claim.names if n.span.covers(span)), span)


def _added(side: Side, first: Span, known: set[str]) -> int | None:
    """Where the words end that *and* adds after a word; None where they bring no new noun."""
    joined = AND.match(side.article.text, first.end, side.claim.span.end)
    if joined is None:
        return None
    terms = {t.span: t for t in side.claim.terms}
    end = None
    for word in _words(side, Span(joined.end(), min(side.claim.span.end, joined.end() + 60))):
        term = terms.get(word.span)
        if word.norm in BEING:
            return None
        is_apart = end is not None and not side.article.text[end : word.span.start].isspace()
        if is_apart or (end is not None and (term is None or term.pos not in {"NOUN", "PROPN"})):
            break
        if term is not None and (term.pos in {"VERB", "AUX", "ADV"} or term.lemma in known):
            return None
        if term is not None and term.pos in {"NOUN", "PROPN"}:
            end = word.span.end
    return end


def _aspects(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """``The cost of the bridge`` and ``his part in the bridge``: two aspects, or one and the whole."""
    mine, theirs = _aspect(a), _aspect(b)
    if mine is None or theirs is None or _weights(mine) & _weights(theirs):
        return None
    return differ("scope", Decision("other-scope", "scope-aspects"), mine, theirs)


def _aspect(side: Side) -> Side | None:
    known = load_set(ROOM, "scope.toml", "aspects")
    found = _words(side)
    for place, word in enumerate(found[:-1]):
        if word.norm in known and found[place + 1].norm in {"of", "in", "for"}:
            weighty = next((w for w in found[place + 2 :] if w.norm not in SMALL), None)
            return side.at(Span(word.span.start, weighty.span.end)) if weighty else None
    return None


def _steps(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """Two steps of one procedure: called for, and passed; the reports' dates may show the order."""
    order: Mapping[str, list[str]] = load_words(ROOM, "scope.toml")["steps"]
    mine, theirs = _step(a, order), _step(b, order)
    if mine is None or theirs is None or mine[0] == theirs[0]:
        return None
    sides = a.at(mine[1]), b.at(theirs[1])
    dates = [(s.article.value("published") or "")[:10] for s in (a, b)]
    is_b_further = theirs[0] > mine[0]
    if all(dates) and dates[0] != dates[1] and (dates[1] > dates[0]) == is_b_further:
        return differ(
            "scope", Decision("later-update", "scope-step-later", is_turned=not is_b_further), *sides
        )
    decision = Decision("cannot-tell", "scope-steps", is_turned=not is_b_further)
    return differ("scope", decision, *sides, between(a.claim, b.claim))


def _step(side: Side, order: Mapping[str, list[str]]) -> tuple[int, Span] | None:
    """The step that a claim's predicate is, as its number in the list, and its words."""
    frame = side.claim.frame
    if frame is None or frame.negated:
        return None
    names = list(order)
    number = next((names.index(n) for n in names if frame.predicate in order[n]), None)
    return None if number is None else (number, frame.span)


def _near_acts(a: Side, b: Side, one: Feature, two: Feature) -> Difference | None:
    """``Arrested`` and ``detained``: near in news, and not the same."""
    lemmas = [{t.lemma for t in s.claim.terms} for s in (a, b)]
    nouns = [{t.lemma for t in s.claim.terms if t.pos in {"NOUN", "PROPN"}} for s in (a, b)]
    if not nouns[0] & nouns[1]:
        return None
    for group in load_words(ROOM, "scope.toml")["near"].values():
        mine = [t for t in a.claim.terms if t.pos == "VERB" and t.lemma in group and t.lemma not in lemmas[1]]
        theirs = [
            t for t in b.claim.terms if t.pos == "VERB" and t.lemma in group and t.lemma not in lemmas[0]
        ]
        if mine and theirs:
            sides = a.at(mine[0].span), b.at(theirs[0].span)
            return differ("scope", Decision("cannot-tell", "scope-acts"), *sides, between(a.claim, b.claim))
    return None
