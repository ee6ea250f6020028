"""``python -m twosource`` is the command ``twosource``."""

from twosource.cli.main import main

main()
