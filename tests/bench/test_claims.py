"""Statements that say the same, scored on cases worked by hand."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from bench.gold_claims import paraphrases, questions, stances, turns
from bench.gold_events import sentences_of
from bench.gold_propositions import overlap, read_topic
from bench.same_claims import cut_to
from bench.scoring.same import (
    average_precision,
    balanced_accuracy,
    best_at_one_threshold,
    pairs_at,
    same_f1,
)
from bench.scoring.turns import toy_turn
from twosource.data import Claim, Span, Term, Voice

JUDGED = [(True, 0.9), (False, 0.8), (True, 0.7), (False, 0.1)]
EVENTS = """<Document>
<token t_id="1" sentence="0">Rain</token><token t_id="2" sentence="0">fell</token>
<token t_id="3" sentence="0">.</token>
<token t_id="4" sentence="1">Crops</token><token t_id="5" sentence="1">drowned</token>
<Markables><ACTION_OCCURRENCE m_id="7"><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="8"><token_anchor t_id="5"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="9" RELATED_TO=""/></Markables>
<Relations><CROSS_DOC_COREF note="ACT1"><source m_id="7"/></CROSS_DOC_COREF></Relations>
</Document>"""


def test_the_measures_of_sameness():
    pairs = pairs_at(JUDGED, 0.75)
    assert balanced_accuracy(pairs) == pytest.approx(0.5)
    assert same_f1(pairs) == pytest.approx(0.5)
    assert average_precision(JUDGED) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([(False, 1.0)]) is None


def test_the_best_threshold_is_tried_on_every_score():
    assert best_at_one_threshold(JUDGED, balanced_accuracy) == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("headline", "turn"),
    [
        ("No, the weir did not burst", "against"),
        ("Weir reportedly bursts", "observing"),
        ("Weir bursts", "for"),
    ],
)
def test_cue_words_turn_a_headline(headline, turn):
    assert toy_turn(headline) == turn


def test_a_sentence_has_the_events_that_documents_share():
    first, second = sentences_of(fromstring(EVENTS), "a", {0, 1})
    assert (first.text, first.events) == ("Rain fell.", {"ACT1"})
    assert (second.text, second.events) == ("Crops drowned", frozenset())


def test_propositions_keep_their_places_in_the_sentences_given():
    row = {
        "summaryFile": "s",
        "scuSentCharIdx": "10",
        "scuSentence": "The weir burst.",
        "scuText": "weir burst",
        "documentFile": "d",
        "docSentCharIdx": "100",
        "docSentText": "On Monday the weir gave way.",
        "docSpanOffsets": "110, 118;119, 127",
        "summarySpanOffsets": "14, 24",
    }
    topic = read_topic("t", [row])
    texts = {article.id: article.text for article in topic.articles}
    told = [[texts[article][a:b] for a, b in places] for _, article, places in topic.aligned]
    assert told == [["the weir", "gave way"], ["weir burst"]]
    assert overlap(Span(10, 27), ((10, 18), (19, 27))) == pytest.approx(32 / 33)


def test_a_claim_is_cut_to_the_answer():
    claim = Claim(
        "c",
        "r",
        Span(0, 20),
        Span(0, 20),
        (Voice("outlet", "r"),),
        terms=(Term("weir", "NOUN", Span(0, 4)), Term("burst", "VERB", Span(5, 10))),
    )
    (cut,) = cut_to([claim], Span(5, 12))
    assert (cut.span, [t.lemma for t in cut.terms]) == (Span(5, 12), ["burst"])
    assert cut_to([claim], None) == cut_to([claim], Span(30, 40)) == []


def test_sets_are_found_by_layout(tmp_path):
    for name, file, text in (
        ("emergent", "dev.jsonl", '{"claim": "x", "headline": "y", "stance": "for"}\n'),
        ("msr_paraphrase", "a.tsv", "Quality\t#1\t#2\t#1 S\t#2 S\n1\t7\t8\tOne.\tTwo.\n"),
        (
            "claimdiff",
            "strength.json",
            '{"data": [{"pair_id": "p", "claim_a": "a", "claim_b": "b", "relation": 1}]}',
        ),
        (
            "claimdiff",
            "weak.json",
            '{"data": [{"pair_id": "p", "claim_a": "a", "claim_b": "b", "relation": 0}]}',
        ),
        (
            "nanco",
            "dev.json",
            '[{"question": "q", "answers": [{"Paragraph": "P p", "Answer": "p", "cluster_global": 3}]}]',
        ),
    ):
        (tmp_path / "claims" / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / "claims" / name / file).write_text(text, encoding="utf-8")
    assert [(p.a, p.b, p.label) for p in stances(tmp_path)] == [("x", "y", "for")]
    assert [(p.a, p.b, p.label) for p in paraphrases(tmp_path)] == [("One.", "Two.", "1")]
    assert [p.label for p in turns(tmp_path)] == ["1 0"]
    assert questions(tmp_path)[0].answers == (("P p", "p", 3),)
