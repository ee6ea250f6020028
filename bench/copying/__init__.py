"""Thousands of made reports with known copies, and what finding them costs."""
