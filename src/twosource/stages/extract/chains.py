"""Chains: from the outlet inward, saying within saying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from twosource.data import Article, Name, Span, Voice
from twosource.stages.extract.aliases import is_initialism
from twosource.stages.extract.descriptions import VAGUE
from twosource.stages.extract.grammar import child, token_at
from twosource.stages.extract.hollow import tells_nothing
from twosource.stages.extract.media import find_media, is_new_occasion
from twosource.stages.extract.sayings import Saying
from twosource.stages.extract.voices import NOT_STATED, Sight, voice_of

# From this share on two contents are the same words.
SAME_WORDS = 0.8
# The rule's name of a saying that only tells who has the word.
CONTEXT = "context"
# Voices that can be meant by *they*, and how far back, in code points.
GROUPS = frozenset({"crowd", "body"})
REACH = 900
OUTLET_UNKNOWN = "outlet not stated"


@dataclass(frozen=True, slots=True)
class Told:
    """A saying with the whole chain of voices behind its content."""

    saying: Saying
    chain: tuple[Voice, ...]


def outlet_chain(article: Article) -> tuple[Voice, ...]:
    """The outlet, and the agency that the report credits, as the chain of its own words."""
    outlet = Voice(article.value("outlet") or OUTLET_UNKNOWN, "outlet")
    agency = article.first("agency")
    if (
        agency is None
        or agency.value.casefold() == outlet.name.casefold()
        or is_initialism(agency.value, outlet.name)
    ):
        return (outlet,)
    return (outlet, Voice(agency.value, "agency", span=agency.span))


@dataclass(frozen=True, slots=True)
class Floor:
    """Who has the word: the chain that spoke last, until where, and the last of many or body that spoke."""

    last: tuple[Voice, ...] = ()
    until: int = 0
    group: tuple[Voice, int] | None = None

    def passed(self, chain: tuple[Voice, ...], until: int) -> Floor:
        """The word passed on to the innermost of a chain."""
        group = (chain[-1], until) if chain[-1].kind in GROUPS else self.group
        return Floor(chain, until, group)


def tell(article: Article, sayings: Sequence[Saying], names: Sequence[Name]) -> tuple[Told, ...]:
    """Every saying with its chain, in the order of the text.

    A saying inside another's content goes on that chain; a pronoun that
    means the voice that spoke last takes over the way that led to it.
    """
    base = outlet_chain(article)
    sayings = _with_tellers(sayings)
    floor = Floor()
    done: list[Told] = []
    near: list[Told] = []
    for saying in sorted(sayings, key=_place):
        if tells_nothing(saying, article.text):
            continue
        near = _still_near(near, saying)
        parent = _parent(saying, near)
        found, own = _heard(saying, parent, Sight(article.text, names, floor.last, floor.until), floor)
        way = () if is_new_occasion(saying.tree, saying.cue) else floor.last
        chain = _join(parent.chain if parent else base[:1], own, way)
        if saying.by != CONTEXT:
            done.append(Told(found, chain))
            near.append(done[-1])
        if parent is None and own and chain[-1].kind != "document" and chain[-1].name != NOT_STATED:
            floor = floor.passed(chain, saying.tree.parsed.span.end)
    return tuple(done)


def _heard(
    saying: Saying, parent: Told | None, sight: Sight, floor: Floor
) -> tuple[Saying, tuple[Voice, ...]]:
    """The saying with all its sources and its content, and the voices that it names itself."""
    saying = _in_its_document(saying)
    if saying.by == "citing" and parent is not None:
        saying = replace(saying, content=parent.saying.content)
    sight = replace(sight, apart=(saying.cue, saying.content))
    own = _own_voices(saying, sight, is_inner=parent is not None)
    own = _meaning_group(own, floor.group, saying.cue.start)
    is_vague = parent is not None and all(v.kind == "crowd" and v.name.casefold() in VAGUE for v in own)
    return saying, () if is_vague else own


def _still_near(told: Sequence[Told], saying: Saying) -> list[Told]:
    """Those that the saying or a later one can stand in: of the same sentence, or not at their end."""
    start = _place(saying)[0]
    return [t for t in told if max(t.saying.content.end, t.saying.tree.parsed.span.end) >= start]


def _meaning_group(own: tuple[Voice, ...], group: tuple[Voice, int] | None, at: int) -> tuple[Voice, ...]:
    """``They said``, after one person spoke: the people or the body that spoke before, if not long ago."""
    is_they = bool(own) and own[-1].name == NOT_STATED and own[-1].anonymity.casefold() == "they"
    if not is_they or group is None or at - group[1] > REACH:
        return own
    return (*own[:-1], replace(group[0], span=own[-1].span))


def _with_tellers(sayings: Sequence[Saying]) -> list[Saying]:
    """Without cues that name nobody where another cue of the sentence tells whose the same words are.

    ``Asked about the dam, the mayor said …``: the words are the mayor's.
    """
    told: dict[int, list[Saying]] = {}
    for saying in sayings:
        if any(s.head is not None for s in saying.sources):
            told.setdefault(saying.tree.parsed.span.start, []).append(saying)
    return [s for s in sayings if not _is_told_by(s, told.get(s.tree.parsed.span.start, ()))]


def _is_told_by(saying: Saying, others: Sequence[Saying]) -> bool:
    return not any(s.head is not None or s.implied for s in saying.sources) and any(
        _share(saying.content, o.content) >= SAME_WORDS
        and not o.content.covers(saying.cue)
        and not saying.content.covers(o.cue)
        for o in others
    )


def _place(saying: Saying) -> tuple[int, int, Span]:
    """In the order of the text, a speech before what it holds; who is cited at the end of the sentence."""
    if saying.by == "citing":
        return saying.tree.parsed.span.end, 0, saying.cue
    start = saying.content.start if saying.by == "continued" else min(saying.cue.start, saying.content.start)
    return start, saying.content.start - saying.content.end, saying.cue


def _in_its_document(saying: Saying) -> Saying:
    """``in his letter to the council, the mayor repeated his offer``: the document is a link here too."""
    verb = token_at(saying.tree, saying.cue.start) if saying.by.startswith("matter-") else None
    if verb is None or saying.tree.tokens[verb].pos != "VERB":
        return saying
    return replace(saying, sources=(*find_media(saying.tree, verb), *saying.sources))


def _own_voices(saying: Saying, sight: Sight, *, is_inner: bool) -> tuple[Voice, ...]:
    """The voices that the saying itself names; none if it is the speaker's own *I think*."""
    voices = [voice_of(source, sight) for source in saying.sources]
    if saying.sources and all(v is None for v in voices):
        return ()
    found = tuple(v for v in voices if v is not None)
    if found:
        return found
    if is_inner and not _is_passive(saying):
        return ()
    words = saying.cue.of(sight.text)
    return (Voice(NOT_STATED, "unnamed", anonymity=words),)


def _is_passive(saying: Saying) -> bool:
    """``it was reported``: somebody else is meant, though nobody is named."""
    verb = token_at(saying.tree, saying.cue.start)
    return verb is None or child(saying.tree, verb, "auxpass", "nsubjpass") is not None


def _parent(saying: Saying, done: Sequence[Told]) -> Told | None:
    """The saying whose content holds this one's cue most closely.

    ``X reported …, citing Y``: Y told X, so there the reporting is the parent.
    """
    others = [t for t in done if t.saying.cue != saying.cue and t.saying.by != "citing"]
    if saying.by == "citing":
        inside = [t for t in others if saying.content.covers(t.saying.cue)]
    else:
        inside = [t for t in others if t.saying.content.covers(saying.cue)]
    return min(inside, key=lambda t: t.saying.content.end - t.saying.content.start, default=None)


def _join(outer: tuple[Voice, ...], own: tuple[Voice, ...], last: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """The outer chain with the saying's voices, nobody twice in a row."""
    if len(outer) == 1 and len(own) == 1 and last and _is_same(own[0], last[-1]) and _is_taken_up(own[0]):
        return (*last[:-1], own[0])
    chain = list(outer)
    for voice in own:
        is_again = any(voice.span is not None and voice.span == v.span for v in chain)
        if not is_again and not _is_same(voice, chain[-1]):
            chain.append(voice)
    return tuple(chain)


def _is_same(a: Voice, b: Voice) -> bool:
    return _bare(a.name) == _bare(b.name)


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _is_taken_up(voice: Voice) -> bool:
    """Whether the words are short of a full name: a pronoun, a surname or an office."""
    return voice.span is not None and voice.span.end - voice.span.start < max(len(voice.name), 4) + 8


def chain_of(
    span: Span, told: Sequence[Told], base: tuple[Voice, ...]
) -> tuple[tuple[Voice, ...], Told | None]:
    """The chain behind a stretch of text: the closest content that holds most of it."""
    holding = [t for t in told if _share(span, t.saying.content) >= 0.6 and not _reports(span, t.saying)]
    if not holding:
        return base, None
    best = min(holding, key=lambda t: (t.saying.content.end - t.saying.content.start, -len(t.chain)))
    return best.chain, best


def _reports(span: Span, saying: Saying) -> bool:
    """Whether the stretch holds the cue itself: then it tells of the saying, it is not what was said."""
    return span.covers(saying.cue) and not saying.content.covers(saying.cue)


def _share(span: Span, content: Span) -> float:
    low, high = max(span.start, content.start), min(span.end, content.end)
    return max(0, high - low) / max(1, span.end - span.start)
