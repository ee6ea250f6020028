"""One file a row: ``run(data)`` gives its figures, or raises ``AbsentError``."""
