"""``near_copies.py LIBRARY TEXTS.jsonl OUT.json``: what MinHash alone finds, at what cost.

128 hashes over rows of five words.  LSH at a resemblance of .2, lower than the
usual .5, at which both find one copied pair in fifty.  A pair that LSH gives
is kept if the estimate of its resemblance reaches the threshold.
"""

import json
import re
import resource
import sys
import time
from pathlib import Path

HASHES, ROW, THRESHOLD, BANDS = 128, 5, 0.2, 64
WORD = re.compile(r"\w+")


def rows(text):
    """The rows of words of a text, each once."""
    words = WORD.findall(text.casefold())
    return {" ".join(words[at : at + ROW]) for at in range(max(1, len(words) - ROW + 1))}


def by_datasketch(texts):
    """Pairs of places by datasketch."""
    from datasketch import MinHash, MinHashLSH

    index, signed = MinHashLSH(threshold=THRESHOLD, num_perm=HASHES), []
    for at, text in enumerate(texts):
        signature = MinHash(num_perm=HASHES, seed=1)
        signature.update_batch([row.encode() for row in rows(text)])
        for other in index.query(signature):
            if signature.jaccard(signed[other]) >= THRESHOLD:
                yield other, at
        index.insert(at, signature)
        signed.append(signature)


def by_rensa(texts):
    """Pairs of places by rensa."""
    from rensa import RMinHash, RMinHashLSH

    index, signed = RMinHashLSH(threshold=THRESHOLD, num_perm=HASHES, num_bands=BANDS), []
    for at, text in enumerate(texts):
        signature = RMinHash(num_perm=HASHES, seed=1)
        signature.update(list(rows(text)))
        for other in index.query(signature):
            if signature.jaccard(signed[other]) >= THRESHOLD:
                yield other, at
        index.insert(at, signature)
        signed.append(signature)


def main(library, texts, out):
    """Write pairs, seconds of the processor and peak memory in MB (2**20 bytes)."""
    held = [json.loads(line) for line in Path(texts).read_text(encoding="utf-8").splitlines()]
    find = {"datasketch": by_datasketch, "rensa": by_rensa}[library]
    start = time.process_time()
    pairs = [(held[a]["id"], held[b]["id"]) for a, b in find([each["text"] for each in held])]
    seconds = time.process_time() - start
    unit = 2**20 if sys.platform == "darwin" else 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    Path(out).write_text(json.dumps({"pairs": pairs, "seconds": seconds, "mb": peak}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
