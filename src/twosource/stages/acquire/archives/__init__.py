"""Web archives: WARC, ARC, WACZ."""
