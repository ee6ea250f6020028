"""Reads articles: names, times, quantities, and claims with their voices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from twosource.data import CLAIM_KINDS, Article, Attribution, Name, Parsed, Reading, Span
from twosource.models.ports import Attributor, Parser
from twosource.stages.extract.acts import find_acts
from twosource.stages.extract.chains import Told, tell
from twosource.stages.extract.claims import Found, find_claims
from twosource.stages.extract.factuality import find_events, settled
from twosource.stages.extract.grammar import Tree, grow
from twosource.stages.extract.headlines import lower_headlines
from twosource.stages.extract.marked import tell_marked
from twosource.stages.extract.matter_claims import with_matters
from twosource.stages.extract.mended import mend
from twosource.stages.extract.names import find_names
from twosource.stages.extract.placed import place, touching
from twosource.stages.extract.plain import read_plain
from twosource.stages.extract.prose import prose
from twosource.stages.extract.quantities import find_quantities
from twosource.stages.extract.quotes import Quote, find_quotes
from twosource.stages.extract.refer import find_references, follow_speakers
from twosource.stages.extract.spoken_of import spoken_of
from twosource.stages.extract.telling import find_all_sayings
from twosource.stages.extract.times import find_times


def extract(
    articles: Sequence[Article], parser: Parser | None, attributor: Attributor | None = None
) -> list[Reading]:
    """One Reading an article, in order.

    Without a parser only quotations and plain *X said* are found, and
    `Reading.by` says ``rules``.  What an attributor marks counts where the
    rules find nothing.
    """
    if parser is None:
        return [read_plain(article) for article in articles]
    parsed = parser.parse([(lower_headlines(a), spans_to_read(a)) for a in articles])
    asked = [(a.text, [s.span for s in p]) for a, p in zip(articles, parsed, strict=True)]
    marked = attributor.attribute(asked) if attributor else [()] * len(articles)
    triples = zip(articles, parsed, marked, strict=True)
    return [read_article(a, p, parser.name, marked=m) for a, p, m in triples]


def spans_to_read(article: Article) -> tuple[Span, ...]:
    """The blocks that hold sentences of the report itself."""
    return tuple(b.span for b in article.blocks if b.kind in CLAIM_KINDS)


def read_article(
    article: Article, parsed: Sequence[Parsed], by: str, *, marked: Sequence[Attribution] = ()
) -> Reading:
    """Everything found in one parsed article."""
    spans = spans_to_read(article)
    trees = [grow(mend(sentence)) for sentence in prose(article.text, spans, parsed)]
    quotes = find_quotes(article.text, spans)
    names = _names(article, trees)
    published = article.value("published")
    named = (n.span for n in names if n.kind == "person" and n.by not in {"pronoun", "description"})
    people = place(named, lambda span: span)
    times = tuple(
        t
        for t in find_times(article.text, spans, published[:10] if published else None, parsed)
        if not any(p.covers(t.span) for p in touching(people, t.span))
    )
    told = _told(article, trees, quotes, names)
    names = follow_speakers(names, [t.chain for t in told])
    said = [(t.saying.content, t.chain[-1].name) for t in told if t.chain[-1].kind == "person"]
    names = spoken_of(article.text, names, said, [q.inner for q in quotes])
    told = tell_marked(article, trees, told, names, marked)
    quantities = find_quantities(article.text, spans, parsed, times=times)
    found = Found(
        article=article,
        trees=trees,
        told=place(told, lambda t: t.saying.content),
        told_in=_by_sentence(told),
        quotes=place((q.inner for q in quotes), lambda span: span),
        names=place(names, lambda n: n.span),
        times=place(times, lambda t: t.span),
        quantities=place(quantities, lambda q: q.span),
    )
    sentences = tuple(p.span for p in parsed)
    events = find_events(trees, article.text)
    claims = with_matters(found, settled(find_claims(found), events), names)
    return Reading(article.id, names, times, tuple(quantities), claims, sentences, by, events)


def _names(article: Article, trees: Sequence[Tree]) -> tuple[Name, ...]:
    headlines = [b.span for b in article.blocks if b.kind in {"headline", "subhead"}]
    names = find_names(article.text, trees, headlines)
    meant = find_references(article.text, trees, names, headlines)
    return tuple(sorted((*names, *meant), key=lambda n: (n.span, n.by)))


def _told(
    article: Article, trees: Sequence[Tree], quotes: Sequence[Quote], names: Sequence[Name]
) -> tuple[Told, ...]:
    sayings = find_all_sayings(article, trees, quotes)
    return tell(article, [*sayings, *find_acts(trees, sayings)], names)


def _by_sentence(told: Iterable[Told]) -> dict[int, list[Told]]:
    """The sayings by the start of the sentence in which their cue stands."""
    found: dict[int, list[Told]] = {}
    for item in told:
        found.setdefault(item.saying.tree.parsed.span.start, []).append(item)
    return found
