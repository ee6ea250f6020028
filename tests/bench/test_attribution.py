"""Attributions: marks read, found by layout, scored, on cases worked by hand."""

import pytest

from bench.attribution_answers import said_in
from bench.attribution_figures import CONTENT, LINKED, people_figures, quality_figures
from bench.attribution_misses import content_misses, linked_misses, source_misses, spurious
from bench.figures import AbsentError
from bench.gold_attributions import GoldArticle, gold_articles, read_marks
from bench.reading_of import article_of
from bench.scoring.attribution import (
    Counts,
    Said,
    cue_counts,
    linked_counts,
    part_counts,
    pooled,
    whole_counts,
)
from bench.scoring.attribution_kinds import cue_word, kind_of
from bench.scoring.attribution_toy import toy_attributions
from twosource.data import Claim, Span, Voice

TEXT = "Ida Brook said the ferry sank. “Fog,” a deckhand claimed, “was to blame.” Nobody died."


def places(*words: str) -> tuple[tuple[int, int], ...]:
    """Where words stand in the text."""
    return tuple((TEXT.index(each), TEXT.index(each) + len(each)) for each in words)


SANK = Said(places("the ferry sank"), places("Ida Brook"), places("said"))
BLAME = Said(places("“Fog,”", "“was to blame.”"), places("a deckhand"), places("claimed"))


def test_marks_are_read_with_their_pieces_and_notes_left_out():
    lines = (
        "T1\tSource 0 9\tIda Brook\nT2\tCue 10 14\tsaid\nT3\tContent 15 18;19 24\tthe ferry\n#1\ta note\n"
        "T4\tAttribution 10 14\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3 Content2:T5\n"
        "T5\tContent 25 29\tsank\nE2\tAttribution:T4 Source:T1\nThe note\tgoes on\n"
    )
    assert read_marks(lines) == (Said(((15, 18), (19, 24), (25, 29)), ((0, 9),), ((10, 14),)),)


def test_sets_are_found_by_layout_whatever_the_split_is_called(tmp_path):
    for split in ("train", "other"):
        for sub in ("text", "attributions"):
            (tmp_path / "attribution" / "news" / split / sub).mkdir(parents=True)
        folder = tmp_path / "attribution" / "news" / split
        (folder / "text" / "port_2020_ferry.txt").write_text(f"{split}\r\nfog", encoding="utf-8", newline="")
        for who in ("b2", "a1"):
            mark = f"T1\tContent 0 {1 if who == 'a1' else 2}\tx\nE1\tAttribution:T9 Content:T1\n"
            (folder / "attributions" / f"port_2020_ferry_{who}.ann").write_text(mark, encoding="utf-8")
    (found,) = gold_articles(tmp_path)
    assert (found.name, found.text) == ("port_2020_ferry", "other\r\nfog")
    assert [said[0].content for said in found.marked] == [((0, 1),), ((0, 2),)]
    assert gold_articles(tmp_path, "train")[0].text == "train\r\nfog"
    with pytest.raises(AbsentError, match="no attributions"):
        gold_articles(tmp_path / "attribution" / "news" / "train")


def test_characters_are_counted_without_white_space():
    ours = [Said(places("ferry sank. “Fog"))]
    assert part_counts(TEXT, [SANK], ours, "content") == Counts(9, 5, 3)
    assert part_counts(TEXT, [SANK], ours, "source") == Counts(0, 0, 8)
    assert Counts(9, 5, 3).f1 == pytest.approx(18 / 26)
    assert pooled([Counts(1, 2, 3), Counts(1, 0, 1)]) == Counts(2, 2, 4)
    assert (Counts().f1, Counts().precision, Counts(1, 1, 3).recall) == (None, 0, 0.25)


def test_content_counts_as_linked_only_with_the_right_source():
    swapped = [Said(SANK.content, BLAME.source), Said(BLAME.content, places("deckhand"))]
    assert linked_counts(TEXT, [SANK, BLAME], [SANK, BLAME]) == Counts(31, 0, 0)
    assert linked_counts(TEXT, [SANK, BLAME], swapped) == Counts(19, 12, 12)
    assert linked_counts(TEXT, [SANK], [Said(SANK.content)]) == Counts(0, 0, 12)


def test_a_character_in_two_contents_belongs_to_the_shorter():
    around = Said(((0, len(TEXT)),), BLAME.source)
    assert linked_counts(TEXT, [SANK], [around, SANK]).true == 12
    assert linked_counts(TEXT, [SANK], [around]).true == 0


def test_whole_attributions_are_paired_once_each():
    half = Said(places("ferry sank"), SANK.source)
    assert whole_counts(TEXT, [SANK, BLAME], [half, SANK]) == Counts(1, 1, 1)
    assert whole_counts(TEXT, [SANK], [Said(places("the"), SANK.source)]) == Counts(0, 1, 1)
    assert whole_counts(TEXT, [Said(SANK.content)], [SANK]) == Counts(0, 1, 0)


def test_a_cue_is_met_by_one_that_touches_it():
    wide = Said((), (), places("deckhand claimed"))
    assert cue_counts([SANK, wide], [BLAME, Said((), (), places("died"))]) == Counts(1, 1, 1)


def test_the_toy_takes_quotations_and_sentences_with_a_word_of_reporting():
    first, second = toy_attributions(TEXT)
    assert first == Said(places("Ida Brook said the ferry sank."), places("Ida Brook"), places("said"))
    assert second == Said(places("“Fog,”", "“was to blame.”"), places("Ida Brook"))


def claim(words: str, *chain: Voice, cue: str = "") -> Claim:
    """A claim of ours with a chain below the outlet."""
    (start, end), *_ = places(words)
    at = Span(*places(cue)[0]) if cue else None
    return Claim("c", "r", Span(start, end), Span(start, end), (Voice("Gull", "outlet"), *chain), cue=at)


def voice(words: str, kind: str) -> Voice:
    """A voice in the words of the text."""
    return Voice(words, kind, span=Span(*places(words)[0]))


def test_claims_of_one_voice_and_cue_are_one_attribution():
    ida = voice("Ida Brook", "person")
    claims = [claim("the ferry", ida, cue="said"), claim("sank", ida, cue="said"), claim("Nobody died")]
    assert said_in(claims) == (Said(places("the ferry", "sank"), SANK.source, SANK.cue),)


def test_of_a_chain_the_outermost_voice_that_speaks_for_itself_is_the_source():
    ida, deckhand = voice("Ida Brook", "person"), voice("a deckhand", "unnamed")
    (nested,) = said_in([claim("Fog", ida, deckhand, cue="claimed")])
    assert nested == Said(places("Fog"), SANK.source)
    (passed_on,) = said_in([claim("Fog", Voice("a letter", "document"), deckhand, cue="claimed")])
    assert passed_on == Said(places("Fog"), BLAME.source, BLAME.cue)
    (letter,) = said_in([claim("Fog", Voice("a letter", "document"))])
    assert letter == Said(places("Fog"))


def test_figures_are_against_the_first_annotator_with_baselines_beside():
    article = GoldArticle("ferry", TEXT, ((SANK, BLAME), (SANK,)))
    figures = {figure.name: figure for figure in quality_figures([article], [(SANK,)])}
    content = figures[CONTENT]
    assert (content.value, content.n) == (pytest.approx(24 / 43), 31)
    assert content.note == "precision 1.000, recall 0.387"
    beside = dict(content.beside)
    assert beside["all of the text"] == pytest.approx(62 / (len(TEXT.replace(" ", "")) + 31))
    assert figures[LINKED].value == content.value


def test_people_are_scored_against_each_other():
    article = GoldArticle("ferry", TEXT, ((SANK, BLAME), (SANK,)))
    content, *_ = people_figures([article, GoldArticle("fog", TEXT, ((SANK,),))], "here")
    assert (content.value, content.n, content.of) == (pytest.approx(24 / 43), 2, "here")
    assert people_figures([GoldArticle("fog", TEXT, ((SANK,),))], "here") == []


def test_misses_are_told_apart():
    gold, swapped = [SANK, BLAME], [Said(SANK.content, BLAME.source)]
    assert [miss.said for miss in content_misses(TEXT, gold, swapped)] == [BLAME]
    assert [(miss.said, miss.lost) for miss in source_misses(TEXT, gold, swapped)] == [(SANK, 8)]
    assert [miss.said for miss in linked_misses(TEXT, gold, swapped)] == [SANK]
    assert [miss.said for miss in spurious(TEXT, [SANK], [SANK, BLAME])] == [BLAME]


def test_kinds_of_attributions():
    assert kind_of(TEXT, SANK) == "plain, cue in the sentence"
    assert kind_of(TEXT, BLAME) == "quotation, cue in the sentence"
    assert kind_of(TEXT, Said(places("sank. “Fog,”"), (), places("died"))) == "mixed, cue elsewhere"
    assert cue_word(TEXT, Said((), (), places("was to blame"))) == "blame"
    assert cue_word(TEXT, Said((), (), places(","))) == ","


def test_paragraphs_are_blocks_at_their_places():
    text = "A head\n\nFirst line,\nsecond. \n \nLast"
    by_blank = article_of("x", text, published="2020-01-02", has_headline=True)
    assert [(b.kind, b.span.of(text)) for b in by_blank.blocks] == [
        ("headline", "A head"),
        ("body", "First line,\nsecond."),
        ("body", "Last"),
    ]
    assert by_blank.value("published") == "2020-01-02"
    by_line = article_of("x", text, is_by_line=True)
    assert [b.span.of(text) for b in by_line.blocks] == ["A head", "First line,", "second.", "Last"]
