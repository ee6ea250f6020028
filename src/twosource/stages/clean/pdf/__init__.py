"""The text layer of PDFs."""
