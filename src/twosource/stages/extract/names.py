"""Names: what the tagger saw, mended over the whole report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from twosource.data import Name, Span
from twosource.stages.extract.aliases import full_forms, is_initialism
from twosource.stages.extract.grammar import Tree, child, noun_phrase
from twosource.words.load import load_set

KINDS = {
    "PERSON": "person", "ORG": "body", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "nationality",
    "EVENT": "event", "WORK_OF_ART": "work", "LAW": "work", "PRODUCT": "other",
}  # fmt: skip
EDGES = frozenset({"the", "a", "an", "’s", "'s", "’", "'", "“", "”", '"', "‘", "-", ",", "(", ")", ".", "of"})
PEOPLE = "people.toml"
# A title before a name outweighs every guess of the tagger.
TITLED = 100


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


def find_names(text: str, trees: Sequence[Tree], headlines: Sequence[Span]) -> tuple[Name, ...]:
    """The named persons, bodies, places … of a report, each with its fullest form there.

    A headline's capitals tell nothing, so there only names that the rest of
    the report knows are kept.
    """
    inside = [t for t in trees if not _in_headline(t, headlines)]
    seen = _without_strays(text, [s for tree in inside for s in _seen(tree)])
    kinds = _settle_kinds(text, seen)
    forms = full_forms(text, [(s.span.of(text), kinds[s.span.of(text)]) for s in seen])
    names = [_name(text, s, kinds, forms) for s in seen]
    names += list(_surnames(text, inside, names))
    names += list(_headline_names(text, headlines, names))
    return tuple(sorted(_give_roles(names), key=lambda n: n.span))


def _surnames(text: str, trees: Sequence[Tree], names: Sequence[Name]) -> Iterator[Name]:
    """Surnames of known people that the tagger passed over."""
    known = {n.full.split()[-1]: n for n in names if n.kind == "person" and " " in n.full}
    taken = {i for n in names for i in range(n.span.start, n.span.end)}
    for tree in trees:
        for token in tree.tokens:
            if token.text in known and token.text[:1].isupper() and token.span.start not in taken:
                yield Name(token.span, "person", known[token.text].full, "", "surname")


def _give_roles(names: Sequence[Name]) -> Iterator[Name]:
    """A person whose office is worded once holds it in the whole report."""
    roles: dict[str, str] = {}
    for name in names:
        if name.role and len(name.role) > len(roles.get(name.full, "")):
            roles[name.full] = name.role
    for name in names:
        yield replace(name, role=name.role or roles.get(name.full, "")) if name.kind == "person" else name


def _without_strays(text: str, seen: Sequence[Seen]) -> list[Seen]:
    """A single capitalised word that the tagger did not take for a name must come twice."""
    counts = Counter(s.span.of(text) for s in seen)
    return [s for s in seen if s.by == "ner" or s.high - s.low > 1 or counts[s.span.of(text)] > 1]


def _in_headline(tree: Tree, headlines: Sequence[Span]) -> bool:
    return any(h.covers(tree.parsed.span) for h in headlines)


def _seen(tree: Tree) -> Iterator[Seen]:
    """Entities of the tagger, then runs of proper nouns it left out."""
    taken: set[int] = set()
    for low, high, label in _entity_runs(tree):
        low, high = _trim(tree, low, high)
        if low < high and any(_is_wordlike(tree.tokens[i].text) for i in range(low, high)):
            for part in _split_title(tree, low, high, KINDS[label]):
                taken.update(range(part.low, part.high))
                yield part
    for low, high in _capital_runs(tree, taken):
        yield Seen(tree, low, high, _guess(tree, low, high), "capitals")


def _is_wordlike(word: str) -> bool:
    """A capital and a second sign: broken quotation marks are tagged as names too."""
    return word[:1].isupper() and len(word) > 1 and (word.isascii() or word[1].isalpha())


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
        yield low, high, label
        low = high


def _trim(tree: Tree, low: int, high: int) -> tuple[int, int]:
    while low < high and tree.tokens[low].text.casefold() in EDGES:
        low += 1
    while low < high and (
        tree.tokens[high - 1].text.casefold() in EDGES or tree.tokens[high - 1].dep == "case"
    ):
        high -= 1
    return low, high


def _split_title(tree: Tree, low: int, high: int, kind: str) -> Iterator[Seen]:
    """A person's title, tagged with the name, is taken off it."""
    titles = load_set("twosource.words", PEOPLE, "title")
    while low < high - 1 and tree.tokens[low].text.casefold().rstrip(".") in titles:
        low, kind = low + 1, "person"
    yield Seen(tree, low, high, kind, "ner")


def _capital_runs(tree: Tree, taken: set[int]) -> Iterator[tuple[int, int]]:
    tokens = tree.tokens
    titles = load_set("twosource.words", PEOPLE, "title")
    low = 0
    while low < len(tokens):
        if not _is_capital(tree, low) or low in taken or tokens[low].text.casefold().rstrip(".") in titles:
            low += 1
            continue
        high = low + 1
        while high < len(tokens) and _is_capital(tree, high) and high not in taken:
            high += 1
        if (high - low > 1 or low > 0) and tokens[high - 1].text.casefold() not in titles:
            yield low, high
        low = high


def _is_capital(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    is_timex = token.ent[2:] in {"DATE", "TIME", "MONEY", "PERCENT"}
    return token.pos == "PROPN" and token.text[:1].isupper() and len(token.text) > 1 and not is_timex


def _guess(tree: Tree, low: int, high: int) -> str:
    """A kind for capitals that the tagger passed over: a title before means a person."""
    titles = load_set("twosource.words", PEOPLE, "title")
    before = tree.tokens[low - 1].text.casefold().rstrip(".") if low else ""
    return "person" if before in titles else "other"


def _settle_kinds(text: str, seen: Sequence[Seen]) -> dict[str, str]:
    """One kind for every wording: what most mentions say, a person's title beating all."""
    votes: dict[str, Counter[str]] = {}
    for s in seen:
        votes.setdefault(s.span.of(text), Counter())["person" if _has_title(s) else s.kind] += (
            TITLED if _has_title(s) else 1
        )
    kinds = {words: max(v, key=lambda k: (k != "other", v[k], k)) for words, v in votes.items()}
    people = {words for words, kind in kinds.items() if kind == "person" and " " in words}
    surnames = {part for words in people for part in (words.split()[0], words.split()[-1])}
    for words in kinds:
        if words in surnames:
            kinds[words] = "person"
    return kinds


def _has_title(s: Seen) -> bool:
    titles = load_set("twosource.words", PEOPLE, "title")
    return s.low > 0 and s.tree.tokens[s.low - 1].text.casefold().rstrip(".") in titles


def _name(text: str, s: Seen, kinds: dict[str, str], forms: dict[str, str]) -> Name:
    words = s.span.of(text)
    kind = kinds[words]
    full = forms.get(words, words)
    by = s.by if full == words else "alias" if is_initialism(words, full) else "surname"
    return Name(s.span, kind, full, _role(text, s) if kind == "person" else "", by)


def _role(text: str, s: Seen) -> str:
    """The office as worded beside the name: before it, or after a comma."""
    head = next(
        (i for i in range(s.high - 1, s.low - 1, -1) if s.tree.tokens[i].head not in range(s.low, s.high)),
        s.low,
    )
    phrase = noun_phrase(s.tree, head)
    before = text[phrase.start : s.span.start].strip(" ,“‘\"'")
    if before and _holds_office(before) and not before.casefold().endswith(("’s", "'s")):
        return before
    after = child(s.tree, head, "appos")
    if after is not None and s.tree.tokens[after].pos == "NOUN":
        return appositive(s.tree, after).of(text)
    return ""


def _holds_office(words: str) -> bool:
    """Whether a title or a noun of office or occupation stands in the words."""
    known = load_set("twosource.words", PEOPLE, "title") | load_set("twosource.words", PEOPLE, "office")
    known = known - {"mr", "mrs", "ms", "miss", "sir", "dr", "lord", "lady"}
    return any(word.strip(".,").casefold() in known for word in words.replace("-", " ").split())


def appositive(tree: Tree, index: int) -> Span:
    """An apposition with what its ``of``, ``for``, ``at`` or ``with`` adds."""
    phrase = noun_phrase(tree, index)
    for c in tree.children[index]:
        if tree.tokens[c].dep == "prep" and tree.tokens[c].lemma in {"of", "for", "at", "with"}:
            goal = child(tree, c, "pobj")
            if goal is not None:
                phrase = Span(phrase.start, max(phrase.end, noun_phrase(tree, goal).end))
    return phrase


def _headline_names(text: str, headlines: Sequence[Span], known: Sequence[Name]) -> Iterator[Name]:
    """Places in headlines where a name of the body is written out."""
    best: dict[str, Name] = {}
    for name in known:
        best.setdefault(name.span.of(text), name)
    for name in list(best.values()):
        for short in _initialisms(text, headlines, name):
            best.setdefault(short, name)
    for headline in headlines:
        taken: list[Span] = []
        for words in sorted(best, key=lambda w: (-len(w), w)):
            at = text.find(words, headline.start, headline.end)
            span = Span(at, at + len(words))
            if at >= 0 and _is_word(text, span) and not any(t.overlaps(span) for t in taken):
                taken.append(span)
                yield replace(best[words], span=span, role="", by="headline")


def _initialisms(text: str, headlines: Sequence[Span], name: Name) -> Iterator[str]:
    """Words in capitals of the headlines that abbreviate a name of the body."""
    for headline in headlines:
        for word in headline.of(text).split():
            if is_initialism(word.strip("“”‘’'\".,:;!?()"), name.full):
                yield word.strip("“”‘’'\".,:;!?()")


def _is_word(text: str, span: Span) -> bool:
    before = text[span.start - 1] if span.start else " "
    after = text[span.end] if span.end < len(text) else " "
    return not before.isalnum() and not after.isalnum()
