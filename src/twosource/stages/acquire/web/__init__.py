"""Fetches links: only from addresses that were checked, within bounds, and no faster than a site asks."""
