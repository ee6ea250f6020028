"""A side of a difference: a value, the claim it stands in, and its words; and the sentence of a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from twosource.data import Article, Claim, Difference, Mention, Span
from twosource.words.load import load_words


@dataclass(frozen=True, slots=True)
class Side:
    """One report's words for a value, and the claim that carries them."""

    article: Article
    claim: Claim
    span: Span

    @property
    def words(self) -> str:
        """The words as they stand, white space made single."""
        return " ".join(self.span.of(self.article.text).split())

    @property
    def mention(self) -> Mention:
        """Where they stand."""
        return Mention(self.article.id, self.span)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule decided: the verdict, its name, and which side is `a` in its sentence."""

    verdict: str
    rule: str
    is_turned: bool = False
    more: Mapping[str, str] | None = None


def differ(kind: str, decision: Decision, a: Side, b: Side | None, between: str = "reports") -> Difference:
    """The difference with the rule's sentence filled in with the reports' own words."""
    first, second = (b, a) if decision.is_turned and b is not None else (a, b)
    words = {"a": f"“{first.words}”", "b": f"“{second.words}”" if second else "", **(decision.more or {})}
    why = load_words("twosource.stages.match", "rules.toml")["why"][decision.rule].format(**words)
    sides = [a] if b is None else [a, b]
    return Difference(kind, decision.verdict, between, decision.rule, why, tuple(s.mention for s in sides))
