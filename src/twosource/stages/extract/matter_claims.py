"""The matters of a report as smaller claims, each under the claim that tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.data import Claim, Name, Span
from twosource.stages.extract.bounds import bounded
from twosource.stages.extract.chains import Told, tell
from twosource.stages.extract.claims import Found, build_claim, tidy
from twosource.stages.extract.clauses import Clause, frame_of
from twosource.stages.extract.grammar import Tree, token_at
from twosource.stages.extract.matters import RULES, find_matters
from twosource.stages.extract.sayings import Saying

# What a claim is that gives what another tells somebody to want, hold or speak about.
FACET = "matter"


def with_matters(found: Found, claims: Sequence[Claim], names: Sequence[Name]) -> tuple[Claim, ...]:
    """The claims with their matters, in the order of the text and within bounds.

    A matter is of the voice whose mind it tells, and never of one that its claim
    has already; a sentence inside it stays whose it is.
    """
    sayings = [t.saying for t in found.told.items]
    matters = [m for tree in found.trees for m in find_matters(tree, _in(tree, found))]
    told = [t for t in tell(found.article, [*sayings, *matters], names) if t.saying.by in RULES]
    return bounded((*claims, *_claims(found, claims, told)), found.article.text)


def _in(tree: Tree, found: Found) -> list[Saying]:
    return [t.saying for t in found.told_in.get(tree.parsed.span.start, ())]


def _claims(found: Found, claims: Sequence[Claim], told: Sequence[Told]) -> Iterator[Claim]:
    by_sentence: dict[Span, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(claim.sentence, []).append(claim)
    for item in told:
        parent = _parent(item, by_sentence)
        if parent is None or item.chain[-1].name in {voice.name for voice in parent.chain}:
            continue
        span = tidy(found.article.text, item.saying.content)
        tree = item.saying.tree
        top = _top(tree, span)
        made = build_claim(found, tree, Clause(top, span, frame_of(tree, top), FACET), item.chain, item)
        yield replace(made, id=f"{made.id}-{FACET}", parent=parent.id)


def _parent(item: Told, by_sentence: Mapping[Span, Sequence[Claim]]) -> Claim | None:
    """The smallest claim of the sentence that holds the cue."""
    near = by_sentence.get(item.saying.tree.parsed.span, ())
    holding = [claim for claim in near if claim.span.covers(item.saying.cue) and not claim.facet]
    return min(holding, key=lambda claim: claim.span.end - claim.span.start, default=None)


def _top(tree: Tree, span: Span) -> int:
    """The token on which the words of the span hang."""
    inside = [i for i, token in enumerate(tree.tokens) if span.covers(token.span)]
    tops = [i for i in inside if not span.covers(tree.tokens[tree.tokens[i].head].span)]
    return (tops or inside or [token_at(tree, span.start) or 0])[0]
