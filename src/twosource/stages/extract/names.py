"""Names: what the tagger saw, mended over the whole report."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.data import Name, Span
from twosource.stages.extract.aliases import (
    alias_places,
    bearers_of,
    definitions,
    folded,
    full_forms,
    is_initialism,
    surname,
)
from twosource.stages.extract.bearers import first_bearers, tell_apart
from twosource.stages.extract.grammar import Tree
from twosource.stages.extract.name_kinds import settle_kinds
from twosource.stages.extract.name_runs import PEOPLE, Seen, find_runs
from twosource.stages.extract.offices import role_beside
from twosource.words.load import load_set


def find_names(text: str, trees: Sequence[Tree], headlines: Sequence[Span]) -> tuple[Name, ...]:
    """The named persons, bodies, places … of a report, each with its fullest form there.

    A headline's capitals tell nothing, so there only names that the rest of
    the report knows are kept.
    """
    inside = [t for t in trees if not in_headline(t, headlines)]
    seen = _without_strays(text, [s for tree in inside for s in find_runs(tree)])
    seen = _with_whole_surnames(text, seen)
    kinds = settle_kinds(text, seen)
    kinds |= {short: "body" for short in definitions(text) if kinds.get(short) == "person"}
    forms = full_forms(text, [(s.span.of(text), kinds[s.span.of(text)]) for s in seen])
    names = [_name(text, s, kinds, forms) for s in seen]
    names = _with_defined(text, inside, names)
    names += list(_surnames(inside, names))
    names = tell_apart(sorted(names, key=lambda n: n.span))
    names += list(_headline_names(text, headlines, names))
    return tuple(sorted(_give_roles(names), key=lambda n: n.span))


def in_headline(tree: Tree, headlines: Sequence[Span]) -> bool:
    """Whether the sentence is a headline's or a subhead's."""
    return any(h.covers(tree.parsed.span) for h in headlines)


def _without_strays(text: str, seen: Sequence[Seen]) -> list[Seen]:
    """A single capitalised word that the tagger did not take for a name must come twice."""
    counts = Counter(s.span.of(text) for s in seen)
    return [s for s in seen if s.by == "ner" or s.high - s.low > 1 or counts[s.span.of(text)] > 1]


def _with_whole_surnames(text: str, seen: Sequence[Seen]) -> list[Seen]:
    """``Vel`` of ``Vel-on`` is the whole surname, where the report has it with a given name."""
    people = (s.span.of(text) for s in seen if s.kind == "person" and s.high - s.low > 1)
    known = {surname(words) for words in people if "-" in words.split()[-1]}
    return [_whole(text, s, known) for s in seen]


def _whole(text: str, seen: Seen, known: Collection[str]) -> Seen:
    tokens, end = seen.tree.tokens, seen.high + 2
    is_cut = seen.high - seen.low == 1 and end <= len(tokens) and tokens[seen.high].text == "-"
    words = text[seen.span.start : tokens[end - 1].span.end] if is_cut else ""
    return replace(seen, high=end, kind="person") if folded(words) in known else seen


def _name(text: str, s: Seen, kinds: Mapping[str, str], forms: Mapping[str, str]) -> Name:
    words = s.span.of(text)
    full = forms.get(words, words)
    kind = kinds.get(full, kinds[words]) if kinds[words] == "other" else kinds[words]
    by = s.by if full == words else "surname" if kind == "person" else "alias"
    return Name(s.span, kind, full, role_beside(text, s) if kind == "person" else "", by)


def _with_defined(text: str, trees: Sequence[Tree], names: Sequence[Name]) -> list[Name]:
    """The names, and the letters that the report itself explains wherever they stand in its sentences."""
    defined = definitions(text)
    kinds = {n.full: n.kind for n in reversed(names)}
    taken = {at for n in names for at in range(n.span.start, n.span.end)}
    starts = sorted(t.parsed.span.start for t in trees)
    ends = {t.parsed.span.start: t.parsed.span.end for t in trees}
    found = list(names)
    for at, short in alias_places(text, defined):
        place = bisect_left(starts, at + 1) - 1
        is_read = place >= 0 and at + len(short) <= ends[starts[place]]
        if is_read and at not in taken:
            full = defined[short]
            found.append(
                Name(Span(at, at + len(short)), kinds.get(full) or _kind_of(full), full, "", "alias")
            )
    return found


def _kind_of(full: str) -> str:
    """What letters stand for that no name of the report has: a body where its words or capitals say so."""
    words = full.split()
    is_body = words[0][:1].isupper() or any(
        w.casefold() in load_set("twosource.words", PEOPLE, "body") for w in words
    )
    return "body" if is_body else "other"


def _surnames(trees: Sequence[Tree], names: Sequence[Name]) -> Iterator[Name]:
    """Surnames of known people that the tagger passed over; whose they are is told later."""
    known = bearers_of(n.full for n in names if n.kind == "person")
    taken = {i for n in names for i in range(n.span.start, n.span.end)}
    for tree in trees:
        for token in tree.tokens:
            word = folded(token.text)
            if token.text[:1].isupper() and token.span.start not in taken and word in known:
                fitting = [full for full in known[word] if surname(full) == word]
                if fitting:
                    yield Name(
                        token.span, "person", fitting[0] if len(fitting) == 1 else token.text, "", "surname"
                    )


def _give_roles(names: Sequence[Name]) -> Iterator[Name]:
    """A person whose office is worded once holds it in the whole report."""
    roles: dict[str, str] = {}
    for name in names:
        if name.role and len(name.role) > len(roles.get(name.full, "")):
            roles[name.full] = name.role
    for name in names:
        yield replace(name, role=name.role or roles.get(name.full, "")) if name.kind == "person" else name


def _headline_names(text: str, headlines: Sequence[Span], known: Sequence[Name]) -> Iterator[Name]:
    """Places in headlines where a name of the body is written out."""
    best: dict[str, Name] = {}
    for name in known:
        words = name.span.of(text)
        best.setdefault(words, name)
    best |= first_bearers(known, best)
    for name in list(best.values()):
        for short in _initialisms(text, headlines, name):
            best.setdefault(short, name)
    for headline in headlines:
        taken: list[Span] = []
        for at, words in sorted(
            alias_places(headline.of(text), best), key=lambda found: (-len(found[1]), found[0])
        ):
            span = Span(headline.start + at, headline.start + at + len(words))
            if not any(t.overlaps(span) for t in taken):
                taken.append(span)
                yield replace(best[words], span=span, role="", by="headline")


def _initialisms(text: str, headlines: Sequence[Span], name: Name) -> Iterator[str]:
    """Words in capitals of the headlines that abbreviate a name of the body."""
    for headline in headlines:
        for word in headline.of(text).split():
            if is_initialism(word.strip("“”‘’'\".,:;!?()"), name.full):
                yield word.strip("“”‘’'\".,:;!?()")
