"""Scorers: small pure functions over a comparison's JSON and hand-made labels."""
