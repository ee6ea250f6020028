"""Stretches of a sentence that look like names: what the tagger marks and the capitals it left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.data import Span
from twosource.stages.extract.given import gender_of_given
from twosource.stages.extract.grammar import Tree
from twosource.words.load import load_set

KINDS = {
    "PERSON": "person", "ORG": "body", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "nationality",
    "EVENT": "event", "WORK_OF_ART": "work", "LAW": "work", "PRODUCT": "other",
}  # fmt: skip
MARKS = frozenset(
    {"’s", "'s", "’", "'", "“", "”", '"', "‘", "-", ",", "(", ")", ".", ";", ":", "–", "—", "/"}
)
EDGES = MARKS | {"the", "a", "an", "of", "and", "or", "&"}
BRACKETS = frozenset({"(", ")", "[", "]"})
PEOPLE = "people.toml"
HERE = "twosource.stages.extract"


@dataclass(frozen=True, slots=True)
class Seen:
    """A stretch of tokens of one sentence that looks like a name."""

    tree: Tree
    low: int
    high: int
    kind: str
    by: str

    @property
    def span(self) -> Span:
        """Its place in the text."""
        return Span(self.tree.tokens[self.low].span.start, self.tree.tokens[self.high - 1].span.end)

    @property
    def words(self) -> list[str]:
        """Its tokens in lower case, without final points."""
        return [bare(t.text) for t in self.tree.tokens[self.low : self.high]]


def bare(word: str) -> str:
    """A word in lower case without a final point: as the lists of titles have it."""
    return word.casefold().rstrip(".")


def is_title(word: str) -> bool:
    """Whether the word may stand before a person's name as a title."""
    return bare(word) in load_set("twosource.words", PEOPLE, "title")


def find_runs(tree: Tree) -> Iterator[Seen]:
    """Entities of the tagger, then runs of proper nouns it left out; bare offices are no names."""
    taken: set[int] = set()
    for low, high, label in _entity_runs(tree):
        for part in _parts(tree, low, _with_organ(tree, high, label), KINDS[label]):
            taken.update(range(part.low, part.high))
            if not _is_office(part) and not _is_sentence(part) and not _stands_before_person(part):
                yield part
    for run in (part for low, high in _capital_runs(tree, taken) for part in _at_given(tree, low, high)):
        if not _is_office(run) and not _leads_to_name(run, taken):
            yield run


def _entity_runs(tree: Tree) -> Iterator[tuple[int, int, str]]:
    low = 0
    tokens = tree.tokens
    while low < len(tokens):
        label = tokens[low].ent[2:]
        if label not in KINDS:
            low += 1
            continue
        high = low + 1
        while high < len(tokens) and tokens[high].ent == f"I-{label}":
            high += 1
        first = _widened(tree, low) if high - low == 1 else low
        is_titled = 0 < first < low and is_title(tokens[first - 1].text)
        if is_titled or (first < low and label == "PERSON"):
            yield first, high, "PERSON"
        else:
            yield low, high, label
        low = high


def _widened(tree: Tree, low: int) -> int:
    """Where a name begins whose given names the tagger left out."""
    tokens = tree.tokens
    first = low
    while first and low - first < 3 and _is_given(tree, first - 1, low):
        first -= 1
    return first if tokens[first].text[:1].isupper() else low


def _is_given(tree: Tree, index: int, head: int) -> bool:
    token = tree.tokens[index]
    is_free = not token.ent and not is_title(token.text) and not office_word(token.text)
    return is_free and token.pos == "PROPN" and token.dep == "compound" and token.head == head


def office_word(word: str) -> bool:
    """Whether the word is a noun of office."""
    return bare(word) in load_set("twosource.words", PEOPLE, "office")


def _with_organ(tree: Tree, high: int, label: str) -> int:
    """``Senate`` goes on to the noun that its small words lead to: ``Senate budget committee``."""
    tokens, at = tree.tokens, high
    while at < len(tokens) and tokens[at].pos == "NOUN" and tokens[at].dep == "compound":
        at += 1
    is_led = label == "ORG" and high < at < len(tokens) and tokens[high - 1].dep == "compound"
    is_organ = is_led and tokens[at].lemma in load_set(HERE, "names.toml", "organ")
    return at + 1 if is_organ and tokens[at].text.islower() else high


def _parts(tree: Tree, low: int, high: int, kind: str) -> Iterator[Seen]:
    """An entity without its edges and titles, cut where a bracket or a person's possessive stands in it."""
    for first, last in _cut(tree, low, high, kind):
        first, last = _trim(tree, first, last)
        last = _past_hyphen(tree, first, last) if kind == "person" else last
        if first < last and any(_is_wordlike(tree.tokens[i].text) for i in range(first, last)):
            yield _without_title(tree, first, last, kind)


def _cut(tree: Tree, low: int, high: int, kind: str) -> Iterator[tuple[int, int]]:
    first = low
    for at in range(low, high):
        if tree.tokens[at].text in BRACKETS:
            yield first, at
            first = at + 1
        elif tree.tokens[at].dep == "case" and _ends_name(tree, at, high, kind):
            yield first, at
            return
    yield first, high


def _ends_name(tree: Tree, at: int, high: int, kind: str) -> bool:
    """``Mira Castell’s Ferry`` tagged as a person; ``Castell’s day`` tagged as anything."""
    return at + 1 < high and (kind == "person" or not tree.tokens[at + 1].text[:1].isupper())


def _trim(tree: Tree, low: int, high: int) -> tuple[int, int]:
    while low < high and (
        tree.tokens[low].text.casefold() in EDGES or not tree.tokens[low].text.isprintable()
    ):
        low += 1
    while low < high and (
        tree.tokens[high - 1].text.casefold() in EDGES or tree.tokens[high - 1].dep == "case"
    ):
        high -= 1
    return low, high


def _past_hyphen(tree: Tree, low: int, high: int) -> int:
    """``Hanna Vel`` goes on to ``Vel-or``; ``Hanna Vel-led`` does not."""
    tokens = tree.tokens
    if high - low < 2 or high + 1 >= len(tokens) or tokens[high].text != "-":
        return high
    is_unbroken = tokens[high - 1].span.end == tokens[high].span.start
    tail = tokens[high + 1]
    is_name = tail.text.isalpha() and tail.pos not in {"VERB", "ADJ", "NOUN", "ADV", "AUX"}
    return high + 2 if is_unbroken and tail.span.start == tokens[high].span.end and is_name else high


def _is_wordlike(word: str) -> bool:
    """A capital and a second sign: broken quotation marks are tagged as names too."""
    is_initial = len(word) == 2 and word[1] == "."
    return word[:1].isupper() and len(word) > 1 and not is_initial and (word.isascii() or word[1].isalpha())


def _without_title(tree: Tree, low: int, high: int, kind: str) -> Seen:
    """A person's title, tagged with the name, is taken off it; ``General Freight`` stays whole."""
    doubtful = load_set(HERE, "names.toml", "doubtful_title")
    while low < high - 1 and is_title(tree.tokens[low].text):
        if kind != "person" and bare(tree.tokens[low].text) in doubtful:
            break
        low, kind = low + 1, "person"
    return Seen(tree, low, high, kind, "ner")


def _capital_runs(tree: Tree, taken: set[int]) -> Iterator[tuple[int, int]]:
    tokens = tree.tokens
    low = 0
    while low < len(tokens):
        if not _is_capital(tree, low) or low in taken or is_title(tokens[low].text):
            low += 1
            continue
        high = low + 1
        while high < len(tokens) and _is_capital(tree, high) and high not in taken:
            high += 1
        if high - low > 1 or low > 0:
            yield low, high
        low = high


def _at_given(tree: Tree, low: int, high: int) -> Iterator[Seen]:
    """A run of capitals, cut before a given name with one word behind it: an office runs into its holder."""
    at = high - 2
    if high - low > 2 and gender_of_given(tree.tokens[at].text) and tree.tokens[at].dep == "compound":
        yield Seen(tree, low, at, "other", "capitals")
        yield Seen(tree, at, high, "person", "capitals")
    else:
        yield Seen(tree, low, high, _guess(tree, low), "capitals")


def _is_capital(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    is_timex = token.ent[2:] in {"DATE", "TIME", "MONEY", "PERCENT"}
    return token.pos == "PROPN" and _is_wordlike(token.text) and not is_timex


def _guess(tree: Tree, low: int) -> str:
    """A kind for capitals that the tagger passed over: a title before means a person."""
    before = tree.tokens[low - 1].text if low else ""
    return "person" if is_title(before) and before[:1].isupper() else "other"


def _is_office(run: Seen) -> bool:
    """``Special Counsel``, ``Prime Minister``: nothing but words of titles and offices."""
    known = load_set("twosource.words", PEOPLE, "office") | load_set(HERE, "names.toml", "rank")
    heads = load_set("twosource.words", PEOPLE, "title") | known
    words = run.words
    if run.kind != "person" and len(words) == 3 and words[1] == "of" and office_word(words[0]):
        return not run.tree.tokens[run.high - 1].ent.endswith("GPE")
    if len(words) == 1 and run.kind == "person":
        return words[0] in load_set(HERE, "names.toml", "honour")
    if words == ["state"] and run.low > 1 and run.tree.tokens[run.low - 2].lemma == "secretary":
        return True
    return words[-1] in heads and all(word in heads or word == "of" for word in words)


def _is_sentence(run: Seen) -> bool:
    """A work whose words are mostly small is a stretch of a sentence in quotation marks."""
    words = [t.text for t in run.tree.tokens[run.low : run.high] if t.text.isalpha()]
    small = load_set(HERE, "names.toml", "title_small")
    return run.kind == "work" and any(word.islower() and word not in small for word in words)


def _stands_before_person(run: Seen) -> bool:
    """``Police Lieutenant Colonel`` tagged as a thing, right before the person tagged."""
    tokens = run.tree.tokens
    is_before = run.high < len(tokens) and tokens[run.high].ent == "B-PERSON"
    last = tokens[run.high - 1].text
    return run.kind != "person" and is_before and (is_title(last) or office_word(last))


def _leads_to_name(run: Seen, taken: set[int]) -> bool:
    """``State Health Commissioner`` right before a name is an office; so is what follows ``Director of``."""
    tokens = run.tree.tokens
    is_before = run.high in taken or (run.high < len(tokens) and bool(gender_of_given(tokens[run.high].text)))
    is_office = is_title(tokens[run.high - 1].text) or office_word(tokens[run.high - 1].text)
    is_of = run.low > 1 and tokens[run.low - 1].lemma == "of" and office_word(tokens[run.low - 2].text)
    return is_before and (is_office or is_of)
