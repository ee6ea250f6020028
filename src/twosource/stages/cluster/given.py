"""The story of reports that somebody names together, and how alike they are by the rare words they share."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence

from twosource.data import Article, Member, Story
from twosource.text.tokens import words

# A report below this cosine of TF-IDF vectors with all others says little of what they say.
STRANGE = 0.05


def given(articles: Sequence[Article]) -> Story:
    """The story of reports that the user says belong together.

    A report that shares hardly a rare word with any other is kept, and its
    `why` says so.
    """
    vectors = weigh(articles)
    members = []
    for number, article in enumerate(articles):
        near = max((cosine(vectors[number], v) for i, v in enumerate(vectors) if i != number), default=1.0)
        why = (
            "Named together on the command."
            if near >= STRANGE
            else "Named together, but shares hardly a word of weight with the others."
        )
        members.append(Member(article.id, why))
    return Story(_story_id(articles), tuple(members))


def _story_id(articles: Sequence[Article]) -> str:
    return "s" + hashlib.sha256("\n".join(sorted(a.id for a in articles)).encode()).hexdigest()[:12]


def weigh(articles: Sequence[Article]) -> list[dict[str, float]]:
    """Unit TF-IDF vectors of the reports' own text, furniture left out."""
    counts = [Counter(_content(a)) for a in articles]
    seen = Counter(w for c in counts for w in c)
    vectors = []
    for count in counts:
        raw = {w: (1 + math.log(n)) * math.log(1 + len(articles) / seen[w]) for w, n in count.items()}
        length = math.sqrt(sum(x * x for x in raw.values())) or 1.0
        vectors.append({w: x / length for w, x in raw.items()})
    return vectors


def _content(article: Article) -> list[str]:
    return [
        w.norm
        for block in article.blocks
        if not block.is_furniture
        for w in words(block.span.of(article.text))
        if len(w.norm) > 3
    ]


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The dot product of two unit vectors; 0 with an empty one."""
    small, large = sorted((a, b), key=len)
    return sum(x * large[w] for w, x in small.items() if w in large)
