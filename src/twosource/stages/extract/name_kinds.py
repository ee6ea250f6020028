"""What kind of thing a wording names in one report: the tagger's votes, mended by what surrounds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from twosource.stages.extract.aliases import bearers_of, longer_names, surname
from twosource.stages.extract.given import gender_of_given
from twosource.stages.extract.grammar import SUBJECTS, all_children, child
from twosource.stages.extract.name_runs import HERE, PEOPLE, Seen, is_title, office_word
from twosource.words.load import load_set, load_words

# A title before a name outweighs every guess of the tagger.
TITLED = 100
# A sign in the words around outweighs two guesses.
SIGN = 3
LOCAL = frozenset({"in", "at", "near", "across", "outside"})
PLURAL_VERBS = frozenset({"are", "were", "have"})


def settle_kinds(text: str, seen: Sequence[Seen]) -> dict[str, str]:
    """One kind for every wording: what most mentions say, a person's title beating all."""
    votes: dict[str, Counter[str]] = {}
    for s in seen:
        votes.setdefault(s.span.of(text), Counter()).update(_votes(s))
    kinds = {words: max(v, key=lambda k: (k != "other", v[k], k)) for words, v in votes.items()}
    for words, kind in kinds.items():
        kinds[words] = _mended(words, kind, votes[words])
    _agree_on_surnames(kinds, votes)
    return kinds


def _votes(s: Seen) -> Mapping[str, int]:
    """What one mention says: its signs first, then the tagger."""
    if is_land(" ".join(t.text for t in s.tree.tokens[s.low : s.high])):
        return {"place": SIGN}
    before = s.tree.tokens[s.low - 1].text if s.low else ""
    if is_title(before) and (before[:1].isupper() or s.kind == "person"):
        return {"person": TITLED}
    if _is_called_place(s):
        return {"place": SIGN}
    if _has_who(s) or _has_office_beside(s):
        return {"person": SIGN}
    if s.kind == "person":
        return _votes_of_person(s)
    is_there = s.kind == "place" and s.low > 0 and s.tree.tokens[s.low - 1].lemma in LOCAL
    return {s.kind: 2 if is_there else 1}


def _votes_of_person(s: Seen) -> Mapping[str, int]:
    """What the tagger takes for a person, where nothing speaks against it."""
    tokens = s.tree.tokens
    before = tokens[s.low - 1].lemma if s.low else ""
    if _acts_as_many(s) or s.words[-1] in load_set(HERE, "names.toml", "platform"):
        return {"body": SIGN}
    if _is_letters(s) and not all(t.text.isupper() for t in tokens if t.pos != "PUNCT"):
        return {"body": SIGN}
    if before == "in" and tokens[s.high - 1].dep == "pobj":
        return {"place": 2}
    if s.words[0] in load_set(HERE, "names.toml", "party"):
        return {"nationality": SIGN}
    if _is_no_person(s):
        return {"nationality" if tokens[s.high - 1].pos == "ADJ" else "other": 1}
    return {"person": 1}


def is_land(words: str) -> bool:
    """Whether the words are a country's name or letters: ``US``, ``U.K.``."""
    table = load_words("twosource.words", "demonyms.toml")
    plain = words.casefold()
    known = plain if plain in table["short"] else plain.replace(".", "")
    is_short = table["short"].get(known) in lands() and (words.isupper() or len(known) > 3)
    return is_short or (plain in lands() and words[:1].isupper())


@cache
def lands() -> frozenset[str]:
    """The countries that have an adjective, as news calls them."""
    return frozenset(load_words("twosource.words", "demonyms.toml")["countries"].values())


def _has_who(s: Seen) -> bool:
    """``Ivo Brandt, who``: a name of two words or more."""
    after = [t.text.casefold() for t in s.tree.tokens[s.high : s.high + 2]]
    is_named = s.high - s.low > 1 and s.kind in {"person", "body", "other"}
    return is_named and (after[:1] == ["who"] or after == [",", "who"])


def _has_office_beside(s: Seen) -> bool:
    """``a lawyer, Ivo Brandt``, ``Ivo Brandt, a lawyer``: two or three words beside an office."""
    if not 2 <= s.high - s.low <= 3 or s.kind not in {"body", "other"} or _is_in(s.words[-1], "body"):
        return False
    head = s.tree.tokens[s.high - 1]
    after = child(s.tree, s.high - 1, "appos")
    beside = [head.head] if head.dep == "appos" and head.head < s.low else []
    nouns = [s.tree.tokens[i].lemma for i in (*beside, *([after] if after is not None else []))]
    return any(office_word(noun) and not _is_in(noun, "firm") for noun in nouns)


def _is_called_place(s: Seen) -> bool:
    """``Norvald province``, ``the state of Norvald``: a noun beside it says so."""
    tokens, areas = s.tree.tokens, load_set(HERE, "names.toml", "area")
    if s.kind not in {"person", "body", "other", "place"}:
        return False
    is_of = s.low > 1 and tokens[s.low - 1].lemma == "of" and tokens[s.low - 2].text in areas
    is_before = s.high < len(tokens) and tokens[s.high].text in areas and tokens[s.high - 1].dep == "compound"
    return is_of or is_before


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
    """What the words themselves say: ``Hormel Strait`` is no person, ``Anna Brown`` is one."""
    parts = words.split()
    if len(parts) < 2 or votes["person"] >= TITLED:
        return kind
    given = gender_of_given(parts[0])
    is_site = parts[-1].casefold() in load_set(HERE, "names.toml", "site")
    is_called = parts[0].casefold() in load_set(HERE, "names.toml", "site") and parts[1] == "of"
    if (is_called and kind != "body") or (is_site and kind == "person" and not given):
        return "place"
    if kind not in {"body", "place", "other"} or len(parts) > 2 or not given or not parts[1][:1].isupper():
        return kind
    is_thing = is_site or _is_in(parts[-1], "body") or _is_in(parts[-1], "outlet_name")
    is_doubtful = parts[0].casefold() in load_set("twosource.words", "given_names.toml", "also_things")
    return kind if is_thing or is_doubtful else "person"


def _is_letters(s: Seen) -> bool:
    """``NRC``, ``N.R.C.``: two to five capitals that are not read as a word."""
    plain = s.tree.tokens[s.low].text.replace(".", "")
    return s.high - s.low == 1 and plain.isupper() and plain.isalpha() and 2 <= len(plain) <= 5


def _is_in(word: str, key: str) -> bool:
    return word.casefold() in load_set("twosource.words", PEOPLE, key)


def _agree_on_surnames(kinds: dict[str, str], votes: Mapping[str, Counter[str]]) -> None:
    """A part of a known person's name that stands alone is that person, unless it is told as a place."""
    bearers = bearers_of(words for words, kind in kinds.items() if kind == "person")
    for words, kind in kinds.items():
        longer = longer_names(words, bearers) if kind != "person" else []
        sure = max((votes[full]["person"] for full in longer), default=0)
        is_surname = any(surname(words) == surname(full) for full in longer)
        is_person = votes[words]["place"] <= (2 * sure if is_surname else 1) or gender_of_given(words)
        if longer and is_person:
            kinds[words] = "person"
