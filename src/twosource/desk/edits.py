"""What a later text of a report changed: its title, paragraphs, claims; and the corrections it prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from twosource.data import Article, Change, Mention, Span
from twosource.desk.facts import closed, place_of

# Two sentences this much alike (Indel ratio in percent) are one, said otherwise.
ALIKE = 60
# Corrections named of one edit.
MOST = 10
_LONGEST = 240


def edit_of(old: Article, new: Article, change: Change) -> Change:
    """The change with a sentence on how a text differs from the one before it."""
    who = new.value("outlet") or new.id
    told = []
    titles = old.value("title") or "", new.value("title") or ""
    if titles[0] != titles[1]:
        told.append(f"the title is now “{short(titles[1])}”, before “{short(titles[0])}”")
    before, after = _paragraphs(old), _paragraphs(new)
    fresh, gone = len(set(after) - set(before)), len(set(before) - set(after))
    if fresh or gone:
        told.append(f"{fresh} of {len(after)} paragraphs new or changed, {gone} gone")
    how = "; ".join(told) or "only the layout or details have changed"
    return replace(change, why=f"{who} has edited its report: {how}. Both texts are kept.")


def corrections_of(old: Article, new: Article, story: str, at: str) -> Iterator[Change]:
    """Sentences that a report says otherwise than before, each with its place in both texts.

    The title is left out, of which `edit_of` tells.
    """
    before, after = sentences_of(old), sentences_of(new)
    for sentences, article in ((before, old), (after, new)):
        sentences.pop(_even(article.value("title") or ""), None)
    gone = [words for words in before if words not in after]
    fresh = [words for words in after if words not in before]
    who = new.value("outlet") or new.id
    pairs = []
    for words in gone:
        best = most_like(words, fresh)
        if best:
            fresh.remove(best)
            pairs.append((words, best))
    for was, now in islice(pairs, MOST):
        about = place_of(Mention(new.id, after[now])), place_of(Mention(old.id, before[was]))
        why = closed(f"{who} said “{short(was)}”; its report now says “{short(now)}”")
        yield Change(story, "correction", at, about, why)


def most_like(words: str, others: Iterable[str]) -> str:
    """The one of others that is most like a sentence, "" where none is like it."""
    from rapidfuzz import fuzz

    best = max(others, key=lambda other: fuzz.ratio(words, other), default="")
    return best if best and fuzz.ratio(words, best) >= ALIKE else ""


def notices_of(new: Article, old: Article | None, story: str, at: str) -> Iterator[Change]:
    """The corrections that a report prints, those that an earlier text printed left out."""
    held = {_even(b.span.of(old.text)) for b in old.blocks if b.kind == "correction"} if old else set()
    who = new.value("outlet") or new.id
    for block in new.blocks:
        words = _even(block.span.of(new.text))
        if block.kind == "correction" and words not in held:
            about = (place_of(Mention(new.id, block.span)),)
            why = closed(f"{who} prints a correction: “{short(words)}”")
            yield Change(story, "correction", at, about, why)


def _paragraphs(article: Article) -> list[str]:
    blocks = (b for b in article.blocks if not b.is_furniture and b.kind != "headline")
    return [_even(block.span.of(article.text)) for block in blocks]


def sentences_of(article: Article) -> dict[str, Span]:
    """The sentences of a report, headlines too, white space evened out, with their places."""
    found: dict[str, Span] = {}
    for block in article.blocks:
        if block.is_furniture or block.kind in ("byline", "dateline", "kicker", "caption", "correction"):
            continue
        for span in _cut(article.text, block.span):
            found.setdefault(_even(span.of(article.text)), span)
    return found


def _cut(text: str, block: Span) -> Iterator[Span]:
    """A paragraph at its closing marks; good enough to lay two texts of one report side by side."""
    start = block.start
    for place in range(block.start, block.end):
        is_end = text[place] in ".!?" and text[place + 1 : place + 2].isspace()
        if is_end or place + 1 == block.end:
            words = text[start : place + 1]
            yield Span(start + len(words) - len(words.lstrip()), place + 1)
            start = place + 1


def _even(words: str) -> str:
    return " ".join(words.split())


def short(words: str) -> str:
    """Words cut to what fits into a sentence about them."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
