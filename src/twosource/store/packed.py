"""Records as bytes and back: MessagePack by the record's own fields, pressed together."""

from __future__ import annotations

from typing import TypeVar

from twosource.errors import StoreError

Record = TypeVar("Record")
DAMAGED = "A record of the library is damaged; `twosource doctor` says which."
# Beyond this it is no record of ours; a page has at most 10 MB unless the settings say otherwise.
_MOST = 1 << 30
_LEVEL = 3


def pack(record: object) -> bytes:
    """A record as bytes; the same record gives the same bytes."""
    import msgspec.msgpack

    return press(msgspec.msgpack.encode(record))


def unpack(kind: type[Record], packed: bytes) -> Record:
    """The record of `kind` in `packed`; a field that came later takes its default.

    StoreError (``damaged``) where it is none.
    """
    import msgspec.msgpack

    data = unpress(packed)
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except msgspec.MsgspecError as error:
        raise StoreError(DAMAGED, "damaged") from error


def press(data: bytes) -> bytes:
    """Bytes pressed together (zstandard)."""
    from zstandard import ZstdCompressor

    return ZstdCompressor(level=_LEVEL, write_checksum=True).compress(data)


def unpress(data: bytes) -> bytes:
    """What `press` was given; StoreError (``damaged``) where it was not."""
    from zstandard import ZstdDecompressor, ZstdError

    try:
        return ZstdDecompressor().decompress(data, max_output_size=_MOST)
    except (ZstdError, TypeError) as error:  # a damaged row holds no bytes there at all
        raise StoreError(DAMAGED, "damaged") from error
