"""Claims: every proposition of a report, in its words, with its chain and stance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.data import OWN_DENIAL, Article, Claim, Name, Quantity, Span, Term, Time, Voice
from twosource.stages.extract.bounds import bounded
from twosource.stages.extract.chains import Told, chain_of, outlet_chain
from twosource.stages.extract.clauses import Clause, content_words, find_clauses, frame_of
from twosource.stages.extract.grammar import Tree, token_at
from twosource.stages.extract.occasions import before_quoting, occasion_of
from twosource.stages.extract.placed import Placed, touching
from twosource.stages.extract.rests import OWN_CONTENT, rests_of
from twosource.stages.extract.stance import Around, ends_in_question, manner_of, stance_of
from twosource.stages.extract.tolls import read_toll

MARKS = " \t\n,;:“”\"‘’'«»—–-("
# Rules whose cue is an act as well as a word: "asked the court to …" is a claim of its own.
ACTS = frozenset(
    {
        "verb-denied-word",
        "verb-act",
        "verb-hearsay",
        "verb-infinitive",
        "verb-demand",
        "verb-thing",
        "verb-denied-thing",
        "verb-gerund",
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a report before its claims are cut.

    `told` are placed by their contents; `told_in` has them by the start of
    the sentence in which their cue stands.
    """

    article: Article
    trees: Sequence[Tree]
    told: Placed[Told]
    told_in: Mapping[int, Sequence[Told]]
    quotes: Placed[Span]
    names: Placed[Name]
    times: Placed[Time]
    quantities: Placed[Quantity]


def find_claims(found: Found) -> tuple[Claim, ...]:
    """The claims of a report in the order of its text, within bounds, no span twice with the same chain."""
    claims: dict[str, Claim] = {}
    for tree in found.trees:
        for claim in _of_sentence(found, tree):
            claims.setdefault(claim.id, read_toll(claim, found.article.text))
    return bounded(claims.values(), found.article.text)


def _of_sentence(found: Found, tree: Tree) -> Iterator[Claim]:
    told = _told_in(found, tree)
    reporting = [t for t in told if t.saying.by not in ACTS]
    cues = frozenset(i for t in reporting if (i := token_at(tree, t.saying.cue.start)) is not None)
    cues = frozenset(i for i in cues if tree.tokens[i].pos in {"VERB", "AUX"})
    clauses = find_clauses(tree, cues)
    occasions = list(_occasions(found, tree, told))
    claims = [_claim(found, tree, clause) for clause in clauses]
    claims = [c for c in claims if not any(o.span.covers(c.span) for o in occasions)]
    things = [t for item in told if (t := _thing_claim(found, tree, item, clauses)) is not None]
    yield from (*occasions, *claims, *things)
    taken = [c.span for c in (*claims, *things) if c.cue is not None]
    for rest in rests_of(tree, _near(found, tree), taken):
        yield _claim(found, tree, rest)


def _occasions(found: Found, tree: Tree, told: Sequence[Told]) -> Iterator[Claim]:
    """When, where and how somebody spoke, where the cue's own words tell it."""
    for item in told:
        clause = occasion_of(tree, item.saying)
        if clause is not None:
            chain, outer = chain_of(clause.span, _near(found, tree), outlet_chain(found.article))
            yield build_claim(found, tree, clause, chain, outer)


def _near(found: Found, tree: Tree) -> list[Told]:
    """The sayings whose content reaches into the sentence."""
    return touching(found.told, tree.parsed.span)


def _told_in(found: Found, tree: Tree) -> Sequence[Told]:
    """The sayings whose cue stands in the sentence."""
    return found.told_in.get(tree.parsed.span.start, ())


def _thing_claim(found: Found, tree: Tree, item: Told, clauses: Sequence[Clause]) -> Claim | None:
    """A denied or demanded thing that no clause covers: ``denied any role``."""
    is_inside = tree.parsed.span.covers(item.saying.content)
    if item.saying.by not in ACTS - OWN_CONTENT or not is_inside:
        return None
    content = tidy(found.article.text, item.saying.content)
    if any(c.span == content for c in clauses) or content.end - content.start < 8:
        return None
    head = token_at(tree, content.start) or 0
    inside = [i for i, t in enumerate(tree.tokens) if content.covers(t.span)]
    tops = [i for i in inside if tree.tokens[i].head not in inside]
    head = next((i for i in tops if tree.tokens[i].pos == "VERB"), tops[0] if tops else head)
    return build_claim(found, tree, Clause(head, content, frame_of(tree, head)), item.chain, item)


def _claim(found: Found, tree: Tree, clause: Clause) -> Claim:
    span = tidy(found.article.text, _without_phrase(clause.span, tree, _told_in(found, tree)))
    chain, item = chain_of(span, _near(found, tree), outlet_chain(found.article))
    denial = next((t for t in _told_in(found, tree) if _is_denial(t, tree, clause)), None)
    if denial is not None:
        chain, item = denial.chain, denial
    if item is not None:
        span = tidy(found.article.text, _without_speaker(span, item))
    return build_claim(found, tree, Clause(clause.head, span, clause.frame, clause.facet), chain, item)


def _without_speaker(span: Span, item: Told) -> Span:
    """The clause cut before its own speaker, where the parser took the name for a part of it."""
    said_by, saying = item.chain[-1].span, item.saying
    if said_by is None or not span.start < said_by.start < span.end:
        return span
    is_last = said_by.end >= span.end - 1 and saying.cue.start >= said_by.end
    return Span(span.start, said_by.start) if is_last and saying.content.start <= span.start else span


def _is_denial(told: Told, tree: Tree, clause: Clause) -> bool:
    """Whether the clause is itself somebody's word: ``denied the allegations``, ``condemned the attack``."""
    return (
        told.saying.by in {"verb-denied-word", "verb-act"}
        and tree.tokens[clause.head].span == told.saying.cue
    )


def _without_phrase(span: Span, tree: Tree, told: Sequence[Told]) -> Span:
    """A clause that opens or ends with *according to X* is cut to what X says."""
    for item in told:
        saying = item.saying
        if saying.by == "quoted-as" and span.covers(saying.cue):
            return Span(span.start, before_quoting(tree, saying, span.start))
        is_cut = saying.by == "according" and span.covers(saying.cue) and span.overlaps(saying.content)
        if is_cut and not saying.content.covers(saying.cue):
            return Span(max(span.start, saying.content.start), min(span.end, saying.content.end))
    return span


def build_claim(
    found: Found, tree: Tree, clause: Clause, chain: tuple[Voice, ...], item: Told | None
) -> Claim:
    """The claim that a clause makes, with all that stands in it."""
    article, span = found.article, clause.span
    quotes = touching(found.quotes, span)
    names = tuple(n for n in touching(found.names, span) if span.covers(n.span))
    manner = manner_of(item, Around(quotes, names, ends_in_question(tree, article.text)))
    stance = stance_of(tree, clause.head, manner)
    by = item.saying.by if item else "own-voice"
    inner = "" if item is None else f"-{len(chain)}"
    return Claim(
        id=f"{article.id}:{span.start}-{span.end}{inner}",
        report=article.id,
        span=span,
        sentence=tree.parsed.span,
        chain=chain,
        stance=stance,
        quoted=any(_mostly_in(span, quote) for quote in quotes),
        cue=item.saying.cue if item else None,
        frame=clause.frame,
        terms=tuple(
            Term(t.lemma, t.pos, t.span) for t in (tree.tokens[i] for i in content_words(tree, span))
        ),
        names=names,
        times=tuple(t for t in touching(found.times, span) if span.covers(t.span)),
        quantities=tuple(q for q in touching(found.quantities, span) if span.covers(q.span)),
        facet=clause.facet,
        by=f"{by}{OWN_DENIAL}" if stance == "denies" != manner.stance else by,
    )


def _mostly_in(span: Span, quote: Span) -> bool:
    low, high = max(span.start, quote.start), min(span.end, quote.end)
    return high - low >= 0.8 * (span.end - span.start)


def tidy(text: str, span: Span) -> Span:
    """Without white space, commas and quotation marks at either end; a pair inside is kept."""
    start, end = span.start, span.end
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and (text[end - 1] in MARKS or (text[end - 1] in ".)" and _is_loose(text, start, end))):
        end -= 1
    start, end = _reopen(text, start, end), _reclose(text, start, end)
    return Span(start, end) if start < end else span


def _is_loose(text: str, start: int, end: int) -> bool:
    """Whether the closing sign at the end belongs to nothing inside: a full stop, an unopened bracket."""
    sign = text[end - 1]
    if sign == ")":
        return text.count("(", start, end) < text.count(")", start, end)
    word = text[max(start, end - 6) : end].split()
    return not (word and word[-1].count(".") > 1)


def _reopen(text: str, start: int, end: int) -> int:
    """Takes an opening mark back in when its partner stands inside."""
    for opening, closing in ("“”", "‘’", '""', "()"):
        if (
            start
            and text[start - 1] == opening
            and text.count(closing, start, end) > text.count(opening, start, end)
        ):
            return start - 1
    return start


def _reclose(text: str, start: int, end: int) -> int:
    """Takes a closing mark back in when its partner stands inside."""
    for opening, closing in ("“”", "‘’", "()"):
        is_next = end < len(text) and text[end] == closing
        if is_next and text.count(opening, start, end) > text.count(closing, start, end):
            return end + 1
    return end
