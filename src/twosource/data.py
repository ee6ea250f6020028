"""The nouns of twosource: every record that flows from room to room.

All records are frozen and slotted, hold tuples, and have no behaviour beyond
small derived values.  Offsets are always Unicode code points of
``Article.text`` unless a field says *bytes*.
"""

from __future__ import annotations

from dataclasses import dataclass

# Block kinds that are the report itself; every other kind is furniture.
ARTICLE_KINDS = frozenset(
    {"headline", "kicker", "subhead", "byline", "dateline", "body", "caption", "quote", "correction"}
)
# What ends the name of a claim's rule where its own words are the denial: ``had no part in it``.
OWN_DENIAL = " own-denial"
# Of these, the kinds whose sentences are read for claims.
CLAIM_KINDS = frozenset({"headline", "subhead", "body", "quote", "correction"})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of one report's text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of this span in `text`."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Stated:
    """A value of metadata, where it was found, and what contradicted it.

    `field` is one of outlet, publisher, title, author, published, modified,
    agency, language, canonical, section, genre, charset, id, feed.  `where`
    names the place it came from (``flag``, ``feed``, ``field``, ``header``,
    ``json-ld``, ``meta``, ``byline``, ``kicker``, ``author-bio``, ``ninjs`` …).
    `span` is set where the value stands in the report's text.
    """

    field: str
    value: str
    where: str
    span: Span | None = None
    contradicted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What the user named: a file, a link or ``-``, and what they or a feed say of the report."""

    path: str
    given: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What was captured: bytes, untouched, and how they came.

    `path` is the source as the user named it (``a.jsonl#3`` for the third
    line of a table); `given` is metadata that came with it from outside the
    page (a flag, a field of the table, a feed).  `captured` is when it was
    fetched (ISO 8601), None for local files; `headers` are those of the response.
    """

    data: bytes
    sha256: str
    path: str
    media_type: str
    captured: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    given: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text and what it is.

    `kind` is one of ARTICLE_KINDS, or a kind of furniture: related,
    author-bio, promo, navigation, comments, share, newsletter, credit,
    advertisement, legal, other.  `why` names the rule that decided.
    """

    span: Span
    kind: str
    why: str = ""

    @property
    def is_furniture(self) -> bool:
        """Whether this block is no part of the report."""
        return self.kind not in ARTICLE_KINDS


@dataclass(frozen=True, slots=True)
class Run:
    """One piece of the map from text to page: these code points are those bytes.

    `part` is "" where the bytes are the page's own; else it names what inside
    the page they are the bytes of, as `text.parts.open_part` reads it (a part
    of a mail, ``word/document.xml`` of a DOCX, a field, ``page=3`` of a PDF).
    `line` is the line of the page or part on which the run starts, from 1; 0
    where lines tell nothing.  `box` is left, bottom, right, top on the page of
    a PDF, in points from its lower left corner.
    """

    span: Span
    byte_start: int
    byte_end: int
    part: str = ""
    line: int = 0
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to know of a report before it is relied on, and what told it.

    `kind` is one of paywall-stub, cut-text, several-articles, live-blog,
    round-up, mojibake, repeated-text, long-text or not-news.
    """

    kind: str
    why: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One report after cleaning; `text` is fixed for ever.

    `text` holds the furniture too, told apart by `blocks`, so that what was
    left out can be opened at its place.  Blocks are in order, do not overlap
    and cover everything but white space.  `map` leads back to the kept bytes.
    `item` is "" unless the page holds several articles: then which it is.
    """

    id: str
    path: str
    sha256: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    stated: tuple[Stated, ...] = ()
    map: tuple[Run, ...] = ()
    flags: tuple[Flag, ...] = ()
    item: str = ""

    def first(self, field: str) -> Stated | None:
        """The best statement of a metadata field, or None."""
        return next((s for s in self.stated if s.field == field), None)

    def value(self, field: str) -> str | None:
        """The value of `first(field)`, or None."""
        found = self.first(field)
        return found.value if found else None


@dataclass(frozen=True, slots=True)
class Token:
    """A token as a tagger sees it; `head` is an index into the sentence's tokens.

    `pos` is a Universal POS tag, `tag` the fine tag, `dep` a dependency label
    in spaCy's English scheme, `ent` ``B-PERSON`` / ``I-PERSON`` / ``""``.
    """

    span: Span
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence as a tagger sees it: what `models.ports` hands to `extract`."""

    span: Span
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of somebody or something.

    `kind` is person, body, place, event, work, nationality or other.  `full`
    is the fullest form of the name in the same report; `role` its title or
    office as worded there, or "".  `by` names the rule (ner, capitals, alias,
    surname, role, pronoun).
    """

    span: Span
    kind: str
    full: str
    role: str = ""
    by: str = "ner"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A time told by its distance from an event: ``hours after the speech``.

    `low` and `high` are hours after (negative: before) the event at `event`.
    """

    low: float
    high: float
    event: Span


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression.

    `value` is its TIMEX3 value (``2014-02-28``, ``XXXX-WXX-7``, ``P3D``), "" where
    only `anchor` tells the time.
    `start` and `end` are ISO 8601 local date-times of the half-open interval,
    or None where the report's date is needed and not stated.  `days` is the
    interval in days relative to the report's own day (``(-7, 0)``), known also
    where that day is not, or None.  `grain` is minute, hour, daypart, day, week,
    month, season, quarter, year, decade, duration or vague.
    """

    span: Span
    value: str
    grain: str
    start: str | None = None
    end: str | None = None
    days: tuple[int, int] | None = None
    anchor: Anchor | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text as the range it allows.

    `low` and `high` bound the value (None: unbounded; ``at least 10`` is
    10–None).  `stated` is the figure as written.  `approx` is exact, at-least,
    at-most, more-than, less-than, about or vague.  `unit` is a normal unit
    (``km``, ``usd``, ``percent``, ``year-of-age``) or "" for a count; `noun`
    the lemma of what is counted; `role` killed, injured, missing, arrested,
    displaced, rescued … or "".
    """

    span: Span
    low: float | None
    high: float | None
    stated: float | None
    approx: str
    unit: str = ""
    noun: str = ""
    role: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of an attribution chain.

    `kind` is outlet, agency, person, body, document, crowd or unnamed.
    `anonymity` is "" for a voice that can be identified, else how it is
    hidden, as worded.  `span` is None where no words say it (the outlet
    itself; a report that "was quoted as saying" implies).
    """

    name: str
    kind: str
    role: str = ""
    anonymity: str = ""
    span: Span | None = None

    @property
    def is_anonymous(self) -> bool:
        """Whether this voice is neither named nor known by its office."""
        return bool(self.anonymity)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word a stretch of a report is, as a model marked it: spans of the report and nothing else.

    `stance` is one of those of `Claim`; `by` names the model (``model:NAME``).
    """

    content: Span
    source: Span
    cue: Span
    stance: str
    by: str


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a claim: its lemma, coarse part of speech and place."""

    lemma: str
    pos: str
    span: Span


@dataclass(frozen=True, slots=True)
class Frame:
    """Who does what in a claim: predicate lemma and the spans of its arguments.

    `particle` is folded into `predicate` (``turn_down``).  `agent` and
    `patient` are logical: the subject of a passive is the patient.
    """

    predicate: str
    span: Span
    negated: bool = False
    agent: Span | None = None
    patient: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Something a report says, in its exact words, and whose word it is.

    `chain` runs from the outlet inward and is never empty.  `stance` is the
    innermost voice's: asserts, denies, doubts, asks or conditional.  `facet`
    is "" for a proposition, else what a smaller span tells of `parent`
    (time, place, number, attribute, matter).  `sentence` is the sentence it stands in.
    """

    id: str
    report: str
    span: Span
    sentence: Span
    chain: tuple[Voice, ...]
    stance: str = "asserts"
    quoted: bool = False
    cue: Span | None = None
    frame: Frame | None = None
    terms: tuple[Term, ...] = ()
    names: tuple[Name, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    facet: str = ""
    parent: str = ""
    by: str = ""

    @property
    def root(self) -> Voice:
        """The innermost voice."""
        return self.chain[-1]

    @property
    def turn(self) -> str:
        """How the stance turns the words: as it is, but a denial in its own words is said outright."""
        return "asserts" if self.by.endswith(OWN_DENIAL) else self.stance


@dataclass(frozen=True, slots=True)
class Event:
    """Something told to have happened, or not, and how sure its innermost voice is of it.

    `span` is the word that names it, `predicate` its lemma with its particle.
    `polarity` is positive or negative, `certainty` certain, probable,
    possible or unknown, as in FactBank.  `by` are the words that decided,
    outermost first, each after its rule (``refuse:declined``); empty where the
    event is simply told.
    """

    span: Span
    predicate: str
    polarity: str = "positive"
    certainty: str = "certain"
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything `extract` found in one article.

    `sentences` are all sentences that were read; `by` says what read them
    (the parser's name and version, or ``rules``).
    """

    report: str
    names: tuple[Name, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    claims: tuple[Claim, ...]
    sentences: tuple[Span, ...] = ()
    by: str = ""
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One report of a story and why it belongs."""

    report: str
    why: str


@dataclass(frozen=True, slots=True)
class Story:
    """Which reports belong together."""

    id: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What `cluster` compares of a report; the same report gives the same sketch, whatever else is held.

    `terms` are hashes of its words and capitalised runs, ascending, 32 bits each, `weights` their
    weights in thousandths of a unit vector, 16 bits each, both with the little end first; `words`
    the weightiest of them as the report writes them, heaviest first; `prints` the smallest hashes
    of its shingles.  `hour` is when it says it was published, in whole hours since 1970 UTC, or None.
    """

    report: str
    terms: bytes = b""
    weights: bytes = b""
    words: tuple[str, ...] = ()
    prints: tuple[int, ...] = ()
    hour: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One story with its records joined: what `match` and `trace` look at.

    `corrections` are a person's links (`by` is ``person``): relation same-entity or
    not-same-entity between two names as worded, stronger than any rule's.
    """

    story: Story
    articles: tuple[Article, ...]
    readings: tuple[Reading, ...]
    corrections: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a named report."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """Two things held to be one, how sure, why, and by whom.

    `a` and `b` are ids or names; `relation` same-entity, spelling, alias,
    same-claim, same-origin.  `by` is a rule's name, a model's, or ``person``.
    """

    a: str
    b: str
    relation: str
    score: float
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Entity:
    """The names of several reports that are one."""

    id: str
    name: str
    kind: str
    mentions: tuple[Mention, ...]
    spellings: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which the claims of a point differ.

    `kind` is number, time, place, name, role, polarity, attribution or scope;
    `verdict` coarser, rounding, other-scope, later-update, contradiction or
    cannot-tell; `between` reports or parties.  `rule` is the deciding rule's
    name and `why` its sentence, made from a fixed template.
    """

    kind: str
    verdict: str
    between: str
    rule: str
    why: str
    values: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Claims that say the same thing; `lead` is the one that stands for them.

    `is_sure` is False where they are so little alike that an editor should look.
    """

    id: str
    claims: tuple[str, ...]
    lead: str
    relation: str
    differences: tuple[Difference, ...] = ()
    score: float = 0.0
    why: str = ""
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class OnlyIn:
    """A claim of one report alone; `weight` ranks how much a reader would miss it."""

    report: str
    claim: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Omission:
    """A point that most reports have and this one has not."""

    report: str
    point: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of the timeline: a time as worded and the claims that carry it."""

    time: Time
    report: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One of several ways to word an actor or act: its words, and every place where they stand."""

    words: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Different words of the reports for one actor or act, shown without judgement.

    `kind` is actor or act; `about` the id of the entity or point; `why` says in
    fixed words what holds the phrasings to be of one thing.
    """

    kind: str
    about: str
    phrasings: tuple[Phrasing, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    """What `match` gives of one story."""

    entities: tuple[Entity, ...] = ()
    links: tuple[Link, ...] = ()
    points: tuple[Point, ...] = ()
    only_in: tuple[OnlyIn, ...] = ()
    omissions: tuple[Omission, ...] = ()
    timeline: tuple[Moment, ...] = ()
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedRun:
    """Running text that two reports have in common, at its place in each."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """How much running text two reports share.

    `kind` is wire-copy, shared-agency-paragraphs, shared-quote-only or none.
    `slips` are words that both have wrong in the same way, whatever the kind.
    """

    a: str
    b: str
    kind: str
    runs: tuple[SharedRun, ...] = ()
    why: str = ""
    slips: tuple[SharedRun, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """One step of who told whom: `source` told `teller`, said at `span` of `report`."""

    report: str
    claim: str
    teller: str
    source: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """A root of attribution with every edge that leads from an outlet to it.

    `is_stated` is False for a report's own unattributed word.  `claims` are
    the ids of the claims that rest on it.
    """

    id: str
    name: str
    kind: str
    is_stated: bool
    claims: tuple[str, ...]
    edges: tuple[Edge, ...] = ()
    anonymity: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """For one point, or one claim of a single report: what it rests on.

    `min` and `max` bound the number of independent origins; `unknown` are the
    claims whose origin is not stated; `why` says in fixed words how the range
    was reached.
    """

    about: str
    origins: tuple[str, ...]
    min: int
    max: int
    unknown: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The chain of a claim as the whole story shows it, where that is more than its own words say.

    `edges` run from the outlet inward; each is said at its span, in whichever
    report says it.  `by` names the rule that joined them, `why` is its sentence.
    """

    claim: str
    edges: tuple[Edge, ...]
    by: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Loop:
    """Reports that have one thing from each other: `edges` lead from each to the next and back."""

    reports: tuple[str, ...]
    claims: tuple[str, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """What falls if `origin` is wrong: the points that rest on it alone, and their reports."""

    origin: str
    points: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A point worth a call: carried widely, on little.

    `reasons` are words of a fixed list (few-origins, no-document,
    nobody-on-record, origin-not-stated, only-retold); `why` says them in a sentence; `weight` ranks calls.
    """

    point: str
    reasons: tuple[str, ...]
    why: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class First:
    """The report that had a point first, by the reports' own times; `why` says which times."""

    point: str
    report: str
    claim: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Firsthand:
    """Words by which a report says that it found out itself (``told this newspaper``), at `span`."""

    report: str
    claim: str
    span: Span
    by: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that became otherwise in a story: recorded once, never silently.

    `kind` is one of started, joined, late, left, split, merged, pinned, edited,
    correction, withdrawn, restored, second-origin, lost-origin, new-clash, later-figure
    or denial; `at` is UTC, ISO 8601; `about` are the ids of what it is about (reports,
    stories) or places in reports (``REPORT:START-END``); `why` says it in a sentence.
    """

    story: str
    kind: str
    at: str
    about: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be read, at which step, and why, in a sentence.

    `code` is the reason in a word, for programs (docs/reference/failures.md);
    `digest` the sha256 of its bytes, "" where none were had.
    """

    step: str
    item: str
    reason: str
    digest: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several reports of one event, claim by claim; every word shown is a span."""

    story: Story
    reports: tuple[Article, ...]
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    points: tuple[Point, ...]
    only_in: tuple[OnlyIn, ...]
    omissions: tuple[Omission, ...]
    copies: tuple[Copy, ...]
    origins: tuple[Origin, ...]
    ledgers: tuple[Ledger, ...]
    timeline: tuple[Moment, ...]
    failures: tuple[Failure, ...] = ()
    made_by: tuple[tuple[str, str], ...] = ()
    wordings: tuple[Wording, ...] = ()
    told: tuple[Told, ...] = ()
    loops: tuple[Loop, ...] = ()
    rests: tuple[Rest, ...] = ()
    calls: tuple[Call, ...] = ()
    firsts: tuple[First, ...] = ()
    firsthand: tuple[Firsthand, ...] = ()
