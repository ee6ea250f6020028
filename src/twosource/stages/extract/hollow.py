"""Sayings whose words tell nothing: ``asked not to be named``, ``spoke on Monday``."""

from __future__ import annotations

from twosource.data import Span
from twosource.stages.extract.descriptions import can_tell
from twosource.stages.extract.sayings import Saying

# What is said of being named is no longer, in code points: ``condition of strict anonymity``.
SHORT = 40


def tells_nothing(saying: Saying, text: str) -> bool:
    """``citing the need to save`` leans on nobody; ``was invited to speak`` gives nobody's words."""
    if saying.by == "citing":
        return not all(s.head is None or can_tell(s.tree, s.head) for s in saying.sources)
    if _is_broken(saying.content, text) or _is_about_naming(saying) or _is_only_a_time(saying):
        return True
    return not saying.sources and saying.by in {"verb-infinitive", "verb-thing", "verb-demand"}


def _is_about_naming(saying: Saying) -> bool:
    """``asked not to be named``, ``spoke on condition of anonymity``."""
    if saying.content.end - saying.content.start > SHORT:
        return False
    words = [t.lemma for t in saying.tree.tokens if saying.content.covers(t.span)]
    return "anonymity" in words or (words[-1:] in (["name"], ["identify"], ["quote"]) and "be" in words)


def _is_only_a_time(saying: Saying) -> bool:
    """``spoke on Monday``: a time is nothing said."""
    if saying.content.end - saying.content.start > SHORT:
        return False
    words = [t for t in saying.tree.tokens if saying.content.covers(t.span)]
    return bool(words) and all(t.ent[2:] in {"DATE", "TIME"} for t in words)


def _is_broken(content: Span, text: str) -> bool:
    """Whether the parser cut a word with a hyphen in two: ``to co`` of *to co-operate*."""
    around = text[max(0, content.end - 1) : content.end + 2]
    return len(around) == 3 and around[1] in "-‐‑" and around[0].isalnum() and around[2].isalnum()
