"""Reads what names reports: feeds, lists of feeds, sitemaps."""
