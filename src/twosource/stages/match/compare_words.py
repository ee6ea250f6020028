"""Names, offices, denials and sources of two claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from twosource.data import Claim, Difference, Entity, Link, Name, Span
from twosource.stages.match.compare_sources import UNSTATED
from twosource.stages.match.features import Feature, acts_of
from twosource.stages.match.said import Decision, Side, between, differ
from twosource.stages.match.spelling import plain
from twosource.words.load import load_words

# Words of those accused: a denial does not clash with them.
DEFENCE = frozenset(
    {"innocent", "innocence", "baseless", "unfounded", "groundless", "untrue", "slander", "inaccurate"}
    | {"deny", "denial", "dispute", "refute", "rebut", "reject"}
)
SMALL_NAMES = frozenset(
    {"the", "a", "of", "for", "mr", "mrs", "ms", "team", "lawyer", "lawyers", "and", "in"}
)
# The words that a denial mostly shares with what it denies.
DENIED = 0.5
# From this cosine on two claims of one doer are of one thing: a paraphrase has .84, two facts of a
# story .61 to .69.
ALIKE = 0.7
# What stands whether or not the charge is true: that somebody is asked, accused or looked into.
STANDING = frozenset({"ask", "investigate", "accuse", "question", "face", "arrest", "charge"})
TO_DO = re.compile(r"to\s", re.I)
LEFT_OPEN = re.compile(r"\b(?:if|may|might|could|perhaps|unless)\b")
HEDGED = frozenset({"doubts", "conditional"})


def compare_polarity(a: Side, b: Side, one: Feature, two: Feature) -> Iterator[Difference]:
    """A denial against an assertion, a hedge against a plain statement, a negation against none."""
    stances = (a.claim.turn, b.claim.turn)
    if (stances[0] == "denies") != (stances[1] == "denies"):
        charge, denial = (a, b) if stances[1] == "denies" else (b, a)
        if not _is_denial(denial):
            return
        asked = (one if charge is a else two).core & {"ask"}
        is_answered = _is_answered(*((one, two) if charge is a else (two, one)))
        is_one_side = _same_side(a.claim, b.claim) or _is_defence(charge)
        if "asserts" in stances and is_answered and not (is_one_side or asked):
            turned = stances[0] == "denies"
            more = {"x": _denier(a if turned else b)}
            yield differ(
                "polarity",
                Decision("contradiction", "polarity-denied", turned, more),
                _whole(a),
                _whole(b),
                "parties",
            )
        return
    if "investigate" in one.core & two.core:
        return
    is_hedged = (stances[0] in HEDGED) != (stances[1] in HEDGED) and "asserts" in stances
    if is_hedged and _is_one_act(one, two) and not _is_told_back(a, b):
        yield differ(
            "polarity", Decision("coarser", "polarity-hedged", stances[0] in HEDGED), _whole(a), _whole(b)
        )
    elif _is_negation_clash(one, two):
        clash = between(a.claim, b.claim)
        yield differ("polarity", Decision("contradiction", "polarity-negated"), _whole(a), _whole(b), clash)


def _is_denial(side: Side) -> bool:
    """Whether somebody denies the claim: not what the report says was not done, nor refuses to do it."""
    claim = side.claim
    is_after = claim.cue is not None and claim.cue.start >= claim.span.end
    is_somebody = len(claim.chain) > 1 and claim.root.name != UNSTATED
    return claim.turn == "denies" and is_somebody and not is_after and not TO_DO.match(side.whole)


def _is_answered(charge: Feature, denial: Feature) -> bool:
    """Whether a denial is of the charge: mostly in its words, or of the same doer and act.

    ``Denied the accusations`` is, where another than who denies is in both, and the charge is somebody's.
    """
    if charge.core & STANDING or (charge.claim.frame and charge.claim.frame.predicate in STANDING):
        return False
    acts = [f.claim.frame for f in (charge, denial)]
    if acts[0] is not None and acts[0].negated and not (acts[1] is not None and acts[1].negated):
        return False
    frame, shared = denial.claim.frame, shared_terms(charge, denial)
    if frame is not None and frame.predicate in DEFENCE:
        is_told = len(charge.claim.chain) > 1
        return is_told and bool((charge.entities & denial.entities) - denial.agent)
    is_one_doer = bool(charge.agent & denial.agent)
    is_one_act = bool(charge.acts & denial.acts) or shared >= DENIED / 2 or _cosine(charge, denial) >= ALIKE
    return shared >= DENIED or (is_one_doer and is_one_act)


def _cosine(one: Feature, two: Feature) -> float:
    return sum(x * y for x, y in zip(one.vector, two.vector, strict=False))


def _denier(side: Side) -> str:
    """Who denies, as worded, else the words of the denial."""
    voice = side.claim.root
    is_worded = voice.span is not None and not side.claim.span.overlaps(voice.span)
    words = side.at(voice.span).words if voice.span is not None and is_worded else ""
    return f"“{words}”" if words else f"“{side.words}”"


def _is_told_back(a: Side, b: Side) -> bool:
    """Whether one says *will* and the other *would*: the same words, told back after *said*."""
    texts = [f" {s.whole.casefold()} " for s in (a, b)]
    has_will = [" will " in t or " won’t " in t or " won't " in t for t in texts]
    has_would = [" would " in t and not LEFT_OPEN.search(t) for t in texts]
    return (has_will[0] and has_would[1]) or (has_will[1] and has_would[0])


def _is_one_act(one: Feature, two: Feature) -> bool:
    """Whether two claims have one verb, or verbs of one class with a shared actor or thing acted on."""
    a, b = one.claim.frame, two.claim.frame
    if a is None or b is None:
        return False
    is_shared = bool(one.agent & two.agent or one.patient & two.patient)
    return a.predicate == b.predicate or (is_shared and bool(one.core & two.core))


def _whole(side: Side) -> Side:
    return Side(side.article, side.claim, side.claim.span)


def _same_side(a: Claim, b: Claim) -> bool:
    """Whether two voices are one, or one is named after the other: a man and his team."""
    first, second = (set(plain(c.root.name).split()) - SMALL_NAMES for c in (a, b))
    return plain(a.root.name) == plain(b.root.name) or bool(
        len(a.chain) > 1
        and len(b.chain) > 1
        and first & second
        and (len(first) == 1 or len(second) == 1 or first <= second)
    )


def _is_defence(side: Side) -> bool:
    """Whether a claim is itself what the accused say: ``he is innocent``."""
    return any(t.lemma in DEFENCE for t in side.claim.terms)


def _is_negation_clash(one: Feature, two: Feature) -> bool:
    """The same act with and without *not*, with the same actor and the same thing done."""
    a, b = one.claim.frame, two.claim.frame
    if a is None or b is None or a.negated == b.negated or a.predicate != b.predicate:
        return False
    if acts_of(a.predicate, a.negated) & acts_of(b.predicate, b.negated):
        return False
    same_actor = bool(one.agent & two.agent)
    same_thing = bool(one.patient & two.patient) or shared_terms(one, two, a.predicate) >= 0.7
    return same_actor and same_thing and one.entities == two.entities


def shared_terms(one: Feature, two: Feature, predicate: str = "") -> float:
    """The share of the words of weight, without predicate and figures, that both have, of the longer side."""
    mine, theirs = (
        {t: w for t, w in f.weights.items() if t != predicate and not t[:1].isdigit()} for f in (one, two)
    )
    shared = sum(w for t, w in mine.items() if t in theirs)
    return shared / max(1e-9, sum(mine.values()), sum(theirs.values()))


def compare_names(a: Side, b: Side, index: Mapping[tuple[str, Span], Entity]) -> Iterator[Difference]:
    """An entity in both claims or chains that the two reports spell differently."""
    mine, theirs = _named(a, index), _named(b, index)
    for entity_id, (span_a, entity) in mine.items():
        if entity_id not in theirs:
            continue
        span_b = theirs[entity_id][0]
        words = (span_a.of(a.article.text), span_b.of(b.article.text))
        link = next((k for k in entity.links if k.relation == "spelling" and _joins(k, words)), None)
        if link is not None:
            decision = Decision("rounding", "name-spelling", more={"x": link.why})
            yield differ("name", decision, a.at(span_a), b.at(span_b))


def _joins(link: Link, words: tuple[str, str]) -> bool:
    """Whether the two wordings are of the two names that the link joins, and differ where the names do.

    One link stands for all reports that spell a name alike, so that it is told
    by its names and not by its reports.
    """
    names = [set(end.partition("/")[2].casefold().split()) for end in (link.a, link.b)]
    mine, theirs = (set(wording.casefold().split()) for wording in words)
    is_told = any(mine <= x and theirs <= y for x, y in (names, names[::-1]))
    return is_told and bool(mine - theirs) and bool(theirs - mine)


def _named(side: Side, index: Mapping[tuple[str, Span], Entity]) -> dict[str, tuple[Span, Entity]]:
    """The entities named by name in a claim or its chain, with the span of the name."""
    found: dict[str, tuple[Span, Entity]] = {}
    spans = [n.span for n in side.claim.names if n.by not in {"pronoun", "description", "role"}]
    voices = [v.span for v in side.claim.chain if v.span is not None]
    for (report, span), entity in index.items():
        is_here = report == side.article.id and (span in spans or any(v.covers(span) for v in voices))
        if is_here and span.of(side.article.text)[:1].isupper():
            best = found.get(entity.id)
            if best is None or span.end - span.start > best[0].end - best[0].start:
                found[entity.id] = (span, entity)
    return found


def compare_roles(a: Side, b: Side, index: Mapping[tuple[str, Span], Entity]) -> Iterator[Difference]:
    """One person with two offices worded inside the claims."""
    for mine in _with_role(a):
        for theirs in _with_role(b):
            one, two = index.get((a.article.id, mine.span)), index.get((b.article.id, theirs.span))
            if one is None or two is None or one.id != two.id:
                continue
            decision = decide_role(mine.role, theirs.role)
            if decision is not None and not _only_where(mine.role, theirs.role, a, b):
                yield differ("role", decision, _role_side(a, mine), _role_side(b, theirs))


def _only_where(one: str, two: str, a: Side, b: Side) -> bool:
    """Whether two offices differ only by a country or town: ``Governor`` and ``Fenland Governor``."""
    extra = set(plain(one).split()) ^ set(plain(two).split())
    named = [
        n.span.of(s.article.text) for s in (a, b) for n in s.claim.names if n.kind in {"place", "nationality"}
    ]
    return bool(extra) and extra <= {w for name in named for w in plain(name).split()}


def _with_role(side: Side) -> Sequence[Name]:
    text = side.article.text
    return [
        n
        for n in side.claim.names
        if n.role and n.role in side.claim.span.of(text) and n.by in {"ner", "capitals"}
    ]


def _role_side(side: Side, name: Name) -> Side:
    at = side.article.text.find(name.role, side.claim.span.start, side.claim.span.end)
    return Side(side.article, side.claim, Span(at, at + len(name.role)))


def _countries() -> frozenset[str]:
    """Adjectives of nationality: whose president it is says nothing more where the person is one."""
    return frozenset(load_words("twosource.words", "demonyms.toml")["countries"]) | {
        "a",
        "an",
        "then",
        "us",
        "uk",
    }


SPELLINGS = {
    **dict.fromkeys(("spokesman", "spokeswoman"), "spokesperson"),
    **dict.fromkeys(("chairman", "chairwoman", "chairperson"), "chair"),
    **{"lt": "lieutenant", "col": "colonel", "sen": "senator", "rep": "representative", "gov": "governor"},
    **{"gen": "general", "maj": "major", "capt": "captain", "sgt": "sergeant", "pres": "president"},
    **{
        "adm": "admiral",
        "cmdr": "commander",
        "supt": "superintendent",
        "insp": "inspector",
        "prof": "professor",
    },
    **{"congressman": "representative", "congresswoman": "representative", "atty": "attorney"},
}


FORMER = frozenset({"former", "ex", "onetime", "retired"})
ACTING = frozenset({"acting", "interim", "caretaker"})
DEPUTY = frozenset({"deputy", "vice", "assistant", "associate", "undersecretary"})


def decide_role(a: str, b: str) -> Decision | None:
    """coarser where one wording holds the other, cannot-tell where they name two offices."""
    first, second = ({SPELLINGS.get(w, w) for w in plain(r).split()} for r in (a, b))
    if first == second or not (first ^ second) - _countries():
        return None
    if bool(first & FORMER) != bool(second & FORMER) and first & second:
        if "first" in first | second:
            return None
        return Decision("cannot-tell", "role-former", is_turned=bool(second & FORMER))
    if bool(first & DEPUTY) != bool(second & DEPUTY) and first & second:
        return Decision("cannot-tell", "role-differs")
    if bool(first & ACTING) != bool(second & ACTING) and first & second:
        return Decision("coarser", "role-acting", is_turned=bool(first & ACTING))
    if first <= second or second <= first:
        return Decision("coarser", "role-holds", is_turned=second < first)
    return None if first & second else Decision("cannot-tell", "role-differs")
