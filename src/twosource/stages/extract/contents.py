"""The words that a reporting verb governs: a clause, a quotation, or the sentence around it."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.data import Span
from twosource.stages.extract.grammar import Tree, all_children, child, span_of, subtree, trim
from twosource.stages.extract.sayings import verb_stance
from twosource.stages.extract.things import find_thing

# A closing mark and a blank may stand between a quotation and the cue's sentence.
GAP = 3
# A sentence of no more tokens can be a mere ``… , the mayor of Example asked.``
TAIL = 8
# So many words must stand before a trailing cue to be a statement.
MIN_TRAILED = 4
# An aside is no longer than this, in tokens: ``, the mayor of Example said on Monday,``.
ASIDE = 12
# A clause by one of these goes on with what was said, though the parser hangs it on the cue.
GOES_ON = frozenset(
    {"because", "if", "unless", "although", "though", "whereas", "lest", "since", "so", "when"}
)
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
# Before one of these signs another statement ends.
STOPS = frozenset({";", ":", "(", "—", "–", "--"})


def find_content(tree: Tree, verb: int, stance: str, quotes: Sequence[Span]) -> tuple[Span | None, str]:
    """What the verb governs, and the rule that found it."""
    around = _around(tree, verb)
    if around is not None:
        return around, "aside"
    clause = _clause(tree, verb)
    if clause is not None:
        return _clause_content(tree, verb, clause, quotes), "clause"
    quote = _near_quote(tree, verb, quotes)
    if quote is not None:
        return _over_the_cue(tree, verb, quote, quotes), "quote"
    found = find_thing(tree, verb, stance)
    return found if found[0] is not None else (_before_comma(tree, verb), "trailing")


def _around(tree: Tree, verb: int) -> Span | None:
    """``The museum, she said, opens on Monday``: all of the sentence, where commas set the cue off."""
    token = tree.tokens[verb]
    if token.tag not in {"VBD", "VBZ", "VBP"} or verb_stance(token.lemma) != "asserts":
        return None
    who = next((c for c in tree.children[verb] if tree.tokens[c].dep in SUBJECTS), None)
    if who is None:
        return None
    own = [*subtree(tree, who), verb, *_beside(tree, verb)]
    first, last = min(own), max(own)
    is_set_off = last - first < ASIDE and _is_comma(tree, first - 1) and _is_comma(tree, last + 1)
    if not is_set_off:
        return None
    before, after = _sides(tree, first - 1, last + 2)
    return span_of(tree, [*before, *after]) if _is_statement(tree, before, after) else None


def _sides(tree: Tree, first: int, last: int) -> tuple[list[int], list[int]]:
    """The words before and behind an aside: of a relative clause only its own, none of a new main clause."""
    before, after = list(range(first)), list(range(last, len(tree.tokens)))
    if before and (tree.tokens[first - 1].tag in {"WDT", "WP"} or tree.tokens[first - 1].dep == "cc"):
        before = before[-1:]
    if after and tree.tokens[last].dep == "cc":
        after = []
    return trim(tree, before) or before, trim(tree, after)


def _beside(tree: Tree, verb: int) -> list[int]:
    """Adverbs and auxiliaries of the cue, and when and where it was said, right beside it."""
    near = [c for c in tree.children[verb] if tree.tokens[c].dep in {"advmod", "aux", "npadvmod", "neg"}]
    near += [c for c in all_children(tree, verb, "prep", "dobj") if verb < c <= verb + 2]
    return [i for c in near if abs(c - verb) < ASIDE // 2 for i in subtree(tree, c)]


def _is_comma(tree: Tree, index: int) -> bool:
    return 0 <= index < len(tree.tokens) and tree.tokens[index].text == ","


def _is_statement(tree: Tree, before: list[int], after: list[int]) -> bool:
    """Whether both sides together say something, and the later one is not a quotation that opens anew."""
    if not before or not after:
        return False
    opens = tree.tokens[after[0] - 1].text in {"“", '"', "''", "``", "‘", "'"} if after[0] else False
    quoted_before = tree.tokens[before[-1]].text in {"”", '"', "''", "’"}
    has_verb = any(tree.tokens[i].tag in {"VBD", "VBZ", "VBP", "MD"} for i in (*before, *after))
    starts_participle = tree.tokens[after[0]].tag == "VBG" and tree.tokens[after[0]].dep != "csubj"
    return has_verb and not opens and not quoted_before and not starts_participle


def _clause(tree: Tree, verb: int) -> int | None:
    """The complement clause: behind the cue rather than before it, never beyond a semicolon."""
    found = [c for c in all_children(tree, verb, "ccomp", "parataxis") if _is_clause(tree, c)]
    behind = [c for c in found if c > verb]
    ahead = [c for c in found if c < verb and not _is_cut_off(tree, c, verb)]
    own = [c for c in behind if child(tree, c, "mark", *SUBJECTS) is not None]
    if own and not (ahead and tree.tokens[verb - 1].text in {",", "”", '"'}):
        return own[0]
    if ahead or behind:
        return (ahead or behind)[0]
    for other in (_that_clause(tree, verb), _sibling(tree, verb), _bare_clause(tree, verb)):
        if other is not None:
            return other
    return None


def _that_clause(tree: Tree, verb: int) -> int | None:
    """``reported last week that the mayor left``: the parser takes the clause for one about the week."""
    times = [i for c in all_children(tree, verb, "npadvmod", "prep") for i in (c, *tree.children[c])]
    for above in (verb, *times):
        for clause in all_children(tree, above, "relcl", "acl"):
            opens = tree.tokens[min(subtree(tree, clause))].lemma == "that" and clause > verb
            subjects = all_children(tree, clause, *SUBJECTS)
            if opens and any(tree.tokens[c].lemma != "that" for c in subjects):
                return clause
    return None


def _sibling(tree: Tree, verb: int) -> int | None:
    """``The captain said the ferry left, the agency said``: both clauses hang on the last cue."""
    head = tree.tokens[verb].head
    if tree.tokens[verb].dep != "ccomp" or head < verb or verb_stance(tree.tokens[head].lemma) is None:
        return None
    found = [c for c in all_children(tree, head, "ccomp") if verb < c < head]
    return next((c for c in found if child(tree, c, *SUBJECTS) is not None), None)


def _is_cut_off(tree: Tree, clause: int, verb: int) -> bool:
    return any(tree.tokens[i].text in STOPS for i in range(clause, verb))


def _bare_clause(tree: Tree, verb: int) -> int | None:
    """``said on Monday he would not come``: the parser takes the clause for one of time or reason."""
    if tree.tokens[verb].lemma != "say":
        return None
    for clause in all_children(tree, verb, "advcl"):
        is_own = clause > verb and child(tree, clause, *SUBJECTS) is not None
        if is_own and child(tree, clause, "mark", "advmod") is None:
            return clause
    return None


def _is_clause(tree: Tree, head: int) -> bool:
    return tree.tokens[head].pos in {"VERB", "AUX", "ADJ", "NOUN", "ADP", "PROPN", "NUM", "PRON", "ADV"}


def _clause_content(tree: Tree, verb: int, clause: int, quotes: Sequence[Span]) -> Span:
    """The complement clause; a later clause with a subject of its own goes on with it."""
    indices = trim(tree, subtree(tree, clause))
    span = span_of(tree, indices or [clause])
    if clause > verb:
        span = Span(span.start, max(span.end, _end_of_more(tree, verb, clause, span.end)))
    else:
        for other in all_children(tree, verb, "ccomp"):
            if clause < other < verb:
                span = Span(span.start, max(span.end, span_of(tree, subtree(tree, other)).end))
        if tree.tokens[verb].dep == "conj":
            span = Span(_start_before(tree, verb, span.start), span.end)
    for quote in quotes:
        if quote.overlaps(span) and not quote.covers(tree.tokens[verb].span):
            span = Span(min(span.start, quote.start), max(span.end, quote.end))
    return _over_the_cue(tree, verb, span, quotes)


def _end_of_more(tree: Tree, verb: int, clause: int, end: int) -> int:
    """How far later clauses go on with what was said."""
    for other in tree.children[verb]:
        if other <= clause:
            continue
        dep, is_cue = tree.tokens[other].dep, verb_stance(tree.tokens[other].lemma) is not None
        has_subject = child(tree, other, *SUBJECTS) is not None
        goes_on = dep == "ccomp" or (dep == "conj" and has_subject and not is_cue) or _reasons(tree, other)
        if goes_on:
            end = max(end, span_of(tree, trim(tree, subtree(tree, other)) or [other]).end)
    return end


def _reasons(tree: Tree, clause: int) -> bool:
    if tree.tokens[clause].dep != "advcl":
        return False
    return any(
        tree.tokens[c].dep in {"mark", "advmod"} and tree.tokens[c].lemma in GOES_ON
        for c in tree.children[clause]
    )


def _start_before(tree: Tree, verb: int, start: int) -> int:
    """``The road was shut but nobody was hurt, police said``: back to the first of the joined clauses."""
    head = tree.tokens[verb].head
    first = min(subtree(tree, head))
    between = [t for t in tree.tokens[first:verb] if verb_stance(t.lemma) is not None and t.pos == "VERB"]
    is_last = all(t.pos == "PUNCT" or t.dep in {"npadvmod", "prep", "pobj"} for t in tree.tokens[verb + 1 :])
    return tree.tokens[first].span.start if is_last and not between and head < verb else start


def _over_the_cue(tree: Tree, verb: int, content: Span, quotes: Sequence[Span]) -> Span:
    """``“…,” said X, “and …”``: the words go on behind the cue, unless another cue stands between."""
    cue = tree.tokens[verb].span
    beyond = [
        q for q in quotes if tree.parsed.span.covers(q) and q.start >= cue.end and content.end <= cue.start
    ]
    if not beyond or _cue_between(tree, cue, beyond[0]):
        return content
    return Span(content.start, beyond[0].end)


def _cue_between(tree: Tree, cue: Span, quote: Span) -> bool:
    """Whether another reporting verb with a subject stands between the cue and the quotation."""
    low, high = min(cue.end, quote.end), max(cue.start, quote.start)
    return any(
        low <= t.span.start < high and t.pos == "VERB" and t.span != cue and verb_stance(t.lemma)
        for t in tree.tokens
    )


def _near_quote(tree: Tree, verb: int, quotes: Sequence[Span]) -> Span | None:
    """The quotation in this sentence nearest to the verb and not around it."""
    cue = tree.tokens[verb].span
    near = [q for q in quotes if _touches(tree, q) and not q.overlaps(cue)]
    if not near:
        return None
    best = min(near, key=lambda q: (min(abs(q.start - cue.end), abs(cue.start - q.end)), q.start))
    if _cue_between(tree, cue, best):
        return None
    return best if len(_words_in(tree, best)) >= 2 or not best.overlaps(tree.parsed.span) else None


def _touches(tree: Tree, quote: Span) -> bool:
    """Whether a quotation lies in the sentence, or right before one that only names the speaker.

    The tagger ends a sentence at ``“Why?”``, so ``she asked.`` stands alone.
    """
    sentence = tree.parsed.span
    is_tail = len(tree.tokens) <= TAIL and 0 <= sentence.start - quote.end <= GAP
    return quote.overlaps(sentence) or is_tail


def _words_in(tree: Tree, span: Span) -> list[int]:
    return [i for i, t in enumerate(tree.tokens) if t.span.overlaps(span) and t.pos != "PUNCT"]


def _before_comma(tree: Tree, verb: int) -> Span | None:
    """``The ferry left, the captain said``: where the parser made no link, all before the comma."""
    who = max((c for c in all_children(tree, verb, "nsubj") if c < verb), default=None)
    if who is None or verb_stance(tree.tokens[verb].lemma) != "asserts":
        return None
    first = min(subtree(tree, who))
    if first < MIN_TRAILED or tree.tokens[first - 1].text != "," or _has_object(tree, verb):
        return None
    if any(c < first - 1 and tree.tokens[c].dep == "advcl" for c in tree.children[verb]):
        return None
    return span_of(tree, trim(tree, list(range(first - 1))))


def _has_object(tree: Tree, verb: int) -> bool:
    return child(tree, verb, "dobj", "xcomp", "ccomp", "prt") is not None
