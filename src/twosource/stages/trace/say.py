"""The fixed sentences of this room."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.words.load import load_words


def say(table: str, rule: str, names: Sequence[str]) -> str:
    """A sentence of ledgers.toml; `{names}` are all names in a list, `{0}`, `{1}` … single ones."""
    sentence = str(load_words("twosource.stages.trace", "ledgers.toml")[table][rule])
    return sentence.format(*names, names=listed(names))


def listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence."""
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + (names[-1] if names else "")
