"""The score sheet of the two seed reports: 33 items, each a pure function over the JSON.

An item gives "" where a careful reader would be content, else what is wrong.
The reports' words are found by fragments of at most three words.
"""
