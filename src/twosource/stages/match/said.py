"""A side of a difference: a value, the claim it stands in, and its words; and the sentence of a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from twosource.data import Article, Claim, Difference, Mention, Span, Voice
from twosource.stages.match.spelling import plain, same_person
from twosource.words.load import load_words


@dataclass(frozen=True, slots=True)
class Side:
    """One report's words for a value, and the claim that carries them."""

    article: Article
    claim: Claim
    span: Span

    def at(self, span: Span) -> Side:
        """Other words of the same report and claim."""
        return Side(self.article, self.claim, span)

    @property
    def whole(self) -> str:
        """The words of the claim."""
        return self.claim.span.of(self.article.text)

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


# Only what cannot hold, or may not, stands between somebody; the rest is the reports'.
UNSETTLED = frozenset({"contradiction", "cannot-tell"})


def between(a: Claim, b: Claim) -> str:
    """``parties`` where both reports quote somebody, and not the same one; else ``reports``."""
    both_quote = len(a.chain) > 1 and len(b.chain) > 1
    return "parties" if both_quote and not is_one_voice(a.root, b.root) else "reports"


def is_one_voice(a: Voice, b: Voice) -> bool:
    """Whether two voices may be one: one name or spelling, or one name within the other."""
    words = [set(plain(v.name).split()) for v in (a, b)]
    is_within = words[0] <= words[1] or words[1] <= words[0]
    return is_within or same_person(a.name, b.name, (a.role,), (b.role,)) is not None


def differ(kind: str, decision: Decision, a: Side, b: Side | None, clash: str = "reports") -> Difference:
    """The difference with the rule's sentence filled in with the reports' own words."""
    a, b = in_whole_words(a), in_whole_words(b) if b is not None else None
    first, second = (b, a) if decision.is_turned and b is not None else (a, b)
    words = {"a": f"“{first.words}”", "b": f"“{second.words}”" if second else "", **(decision.more or {})}
    why = load_words("twosource.stages.match", "rules.toml")["why"][decision.rule].format(**words)
    sides = [a] if b is None else [a, b]
    clash = clash if decision.verdict in UNSETTLED else "reports"
    return Difference(kind, decision.verdict, clash, decision.rule, why, tuple(s.mention for s in sides))


def in_whole_words(side: Side) -> Side:
    """``n't say`` of ``won't say`` begins with its whole word, and a word cut at its end goes on."""
    text, (start, end) = side.article.text, (side.span.start, side.span.end)
    while start < end and start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return side.at(Span(start, end))
