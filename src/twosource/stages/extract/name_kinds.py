"""What kind of thing a wording names in one report: the tagger's votes, mended by what surrounds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from twosource.stages.extract.aliases import bearers_of, longer_names, surname
from twosource.stages.extract.given import gender_of_given
from twosource.stages.extract.grammar import SUBJECTS, all_children, child
from twosource.stages.extract.name_runs import HERE, PEOPLE, Seen, is_title
from twosource.words.load import load_set

# A title before a name outweighs every guess of the tagger.
TITLED = 100
# A clause with *who* behind a name outweighs two guesses.
FOLLOWED_BY_WHO = 3
PLURAL_VERBS = frozenset({"are", "were", "have"})


def settle_kinds(text: str, seen: Sequence[Seen]) -> dict[str, str]:
    """One kind for every wording: what most mentions say, a person's title beating all."""
    votes: dict[str, Counter[str]] = {}
    for s in seen:
        votes.setdefault(s.span.of(text), Counter()).update(_votes(s))
    kinds = {words: max(v, key=lambda k: (k != "other", v[k], k)) for words, v in votes.items()}
    for words, kind in kinds.items():
        kinds[words] = _mended(words, kind, votes[words])
    _agree_on_surnames(kinds)
    return kinds


def _votes(s: Seen) -> Mapping[str, int]:
    if s.low > 0 and is_title(s.tree.tokens[s.low - 1].text):
        return {"person": TITLED}
    after = [t.text.casefold() for t in s.tree.tokens[s.high : s.high + 2]]
    is_named = s.high - s.low > 1 and s.kind in {"person", "body", "other"}
    if is_named and (after[:1] == ["who"] or after == [",", "who"]):
        return {"person": FOLLOWED_BY_WHO}
    if s.kind == "person" and _acts_as_many(s):
        return {"body": FOLLOWED_BY_WHO}
    if s.kind == "person" and _is_no_person(s):
        return {"nationality" if s.tree.tokens[s.high - 1].pos == "ADJ" else "other": 1}
    return {s.kind: 1}


def _acts_as_many(s: Seen) -> bool:
    """``Rovers are``, ``Rovers, the club``: one word that takes a plural verb or is called a body."""
    tree, at = s.tree, s.low
    if s.high - s.low > 1:
        return False
    beside = child(tree, at, "appos")
    if beside is not None and _is_in(tree.tokens[beside].lemma, "body"):
        return True
    verb = tree.tokens[at].head
    auxiliaries = [verb, *all_children(tree, verb, "aux", "auxpass")]
    is_plural = any(tree.tokens[i].text.casefold() in PLURAL_VERBS for i in auxiliaries)
    return tree.tokens[at].dep in SUBJECTS and is_plural and child(tree, at, "conj", "cc") is None


def _is_no_person(s: Seen) -> bool:
    """A digit in it, an adjective, or *the* right before it: ``the Blues``, ``the Harbour Ferry``."""
    tokens = s.tree.tokens
    is_adjective = s.high - s.low == 1 and tokens[s.low].pos == "ADJ"
    has_the = s.low > 0 and tokens[s.low - 1].text.casefold() == "the"
    is_head = tokens[s.low - 1].head in range(s.low, s.high) if s.low else False
    return is_adjective or (has_the and is_head) or any(c.isdigit() for c in "".join(s.words))


def _mended(words: str, kind: str, votes: Counter[str]) -> str:
    """Letters in capitals are no person's name; a given name and one word more are."""
    parts = words.split()
    if kind == "person" and votes["person"] < FOLLOWED_BY_WHO and _is_letters(words):
        return "body"
    is_given = parts[0].casefold() not in load_set("twosource.words", "given_names.toml", "also_things")
    if kind in {"body", "place", "other"} and len(parts) == 2 and is_given and gender_of_given(parts[0]):
        is_thing = (
            _is_in(parts[-1], "body")
            or _is_in(parts[-1], "outlet_name")
            or parts[-1].casefold() in load_set(HERE, "names.toml", "site")
        )
        return kind if is_thing or any(not p[:1].isupper() for p in parts) else "person"
    return kind


def _is_letters(words: str) -> bool:
    """``NRC``, ``N.R.C.``: two to five capitals that are not read as a word."""
    plain = words.replace(".", "")
    return plain.isupper() and plain.isalpha() and 2 <= len(plain) <= 5


def _is_in(word: str, key: str) -> bool:
    return word.casefold() in load_set("twosource.words", PEOPLE, key)


def _agree_on_surnames(kinds: dict[str, str]) -> None:
    """A part of a known person's name that stands alone is that person, given names of places left out."""
    bearers = bearers_of(words for words, kind in kinds.items() if kind == "person")
    for words, kind in kinds.items():
        longer = longer_names(words, bearers) if kind != "person" else []
        is_surname = any(surname(words) == surname(full) for full in longer)
        if is_surname or (longer and (kind != "place" or gender_of_given(words))):
            kinds[words] = "person"
