"""Tells agency files apart by how they begin."""

from __future__ import annotations


def agency_media_type(data: bytes) -> str | None:
    """The media type of an agency file by its first bytes, or None."""
    return None
