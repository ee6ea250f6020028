"""Checks the bytes of a record against the digest that its header states."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

# Digest sizes in bytes tell base 32 from hexadecimal digits.
_SIZES = {"md5": 16, "sha1": 20, "sha256": 32, "sha384": 48, "sha512": 64}


@dataclass(frozen=True, slots=True)
class Digest:
    """A stated digest: by what it was made, and its bytes."""

    algorithm: str
    value: bytes


def read_digest(stated: str) -> Digest | None:
    """The digest that ``sha1:3I42H3S6…`` or ``sha256:9f86d0…`` states, or None if it is none we can check."""
    name, colon, text = stated.strip().partition(":")
    algorithm = name.strip().lower().replace("-", "")
    size = _SIZES.get(algorithm)
    text = text.strip().rstrip("=")
    if not colon or size is None:
        return None
    try:
        if len(text) == 2 * size:
            return Digest(algorithm, bytes.fromhex(text))
        value = base64.b32decode(text.upper() + "=" * (-len(text) % 8))
    except (ValueError, binascii.Error):
        return None
    return Digest(algorithm, value) if len(value) == size else None


def digest_of(algorithm: str, data: bytes) -> Digest:
    """The digest of some bytes."""
    return Digest(algorithm, hashlib.new(algorithm, data, usedforsecurity=False).digest())


def is_digest_of(digest: Digest, bodies: Iterable[bytes]) -> bool:
    """Whether the digest is that of one of the bodies."""
    return any(digest_of(digest.algorithm, body) == digest for body in bodies)
