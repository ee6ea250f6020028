"""Attribution chains: edges, stance, anonymity, and speakers named outside the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.scoring.counting import Pair, f1, share
from bench.scoring.spans import sentence_at
from bench.scoring.story import Json, Ours, View, found
from bench.scoring.voices import Variants, head, head_word, is_proper, normal, same_voice, variants_of, words


@dataclass(frozen=True, slots=True)
class JudgedChain:
    """A labelled attribution and the claim of ours that is found for it.

    `right`, `said` and `due` count edges; `anonymous` is None where the label
    tells nothing of the innermost source.
    """

    slug: str
    label: Json
    claim: Ours | None
    right: int
    said: int
    due: int
    exact: bool
    root: bool
    anonymous: Pair | None
    is_out_of_sentence: bool


def same_link(chain: Sequence[Json], at: int, label: Sequence[str], to: int, variants: Variants) -> bool:
    """Whether a link of ours is a labelled one; the outlets, first in both, always are."""
    if at == 0 or to == 0:
        return at == to
    if label[to].startswith("("):
        return chain[at]["start"] is None
    return same_voice(chain[at]["name"], label[to], variants)


def shared_edges(chain: Sequence[Json], label: Sequence[str], variants: Variants) -> int:
    """How many edges two chains share, in order (a longest common subsequence of edges)."""
    same = [
        [same_link(chain, at, label, to, variants) for to in range(len(label))] for at in range(len(chain))
    ]
    best = [[0] * len(label) for _ in chain]
    for at in range(1, len(chain)):
        for to in range(1, len(label)):
            hit = int(same[at - 1][to - 1] and same[at][to])
            best[at][to] = max(best[at - 1][to], best[at][to - 1], best[at - 1][to - 1] + hit)
    return best[-1][-1] if chain and label else 0


def is_exact(chain: Sequence[Json], label: Sequence[str], variants: Variants) -> bool:
    """Whether two chains are the same link by link."""
    return len(chain) == len(label) and all(
        same_link(chain, at, label, at, variants) for at in range(len(label))
    )


def anonymous_pair(label: Json, claim: Ours | None) -> Pair | None:
    """Label and answer for the innermost source, or None where the label is of another link.

    A label may be set by any link.  In a chain of three or more it is not
    held against *not anonymous*, and tells nothing if the innermost is named.
    """
    answer = bool(claim and len(claim.chain) > 1 and claim.chain[-1]["anonymous"])
    if label["anonymous"] and len(label["chain"]) > 2 and (not answer or is_named(label["chain"][-1])):
        return None
    return str(label["anonymous"]), str(answer)


def is_named(voice: str) -> bool:
    """Whether a worded voice holds a proper name."""
    return any(is_proper(words(part)) for part in voice.split(",")) or head_word(voice)[:1].isupper()


def out_of_sentence(view: View, label: Json) -> bool:
    """Whether no sentence of the quote holds the head of the innermost source."""
    places = view.places(label["article"], label["quote"])
    text = view.texts.get(label["article"], "")
    name = head(label["chain"][-1])
    around = [sentence_at(text, place) for place in places]
    return bool(around) and not any(name in normal(text[start:end]).split() for start, end in around)


def judge_chain(view: View, label: Json) -> JudgedChain:
    """One labelled attribution against our claim of the same words."""
    variants = variants_of(view.labels["entities"])
    places = view.places(label["article"], label["quote"])
    claim = found(view.claims.values(), label["article"], places)
    chain = claim.chain if claim else ()
    return JudgedChain(
        view.slug,
        label,
        claim,
        right=shared_edges(chain, label["chain"], variants),
        said=max(len(chain) - 1, 0),
        due=len(label["chain"]) - 1,
        exact=is_exact(chain, label["chain"], variants),
        root=len(chain) > 1
        and same_link(chain, len(chain) - 1, label["chain"], len(label["chain"]) - 1, variants),
        anonymous=anonymous_pair(label, claim),
        is_out_of_sentence=out_of_sentence(view, label),
    )


def judge_chains(view: View) -> list[JudgedChain]:
    """Every labelled attribution of a story, judged."""
    return [judge_chain(view, label) for label in view.labels["attributions"]]


def edges(judged: Sequence[JudgedChain]) -> tuple[float | None, float | None, float | None]:
    """Precision (over found labels), recall (over all labels) and F1 of edges."""
    right = sum(each.right for each in judged)
    said = sum(each.said for each in judged)
    due = sum(each.due for each in judged)
    return share(right, said), share(right, due), f1(right, said - right, due - right)


def stance_pairs(judged: Iterable[JudgedChain]) -> list[Pair]:
    """Label and answer of the stance, over the labels found."""
    return [(each.label["stance"], each.claim.stance) for each in judged if each.claim]
