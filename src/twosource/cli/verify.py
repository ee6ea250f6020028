"""``twosource verify``: proves a comparison against the reports kept beside it."""

from __future__ import annotations

from typing import Annotated

import typer

from twosource.cli.manners import ALL_WELL, FAILED, mannered, printable, say

File = Annotated[str, typer.Argument(metavar="COMPARISON.json", help="What `compare --json` wrote.")]
Sources = Annotated[
    str | None,
    typer.Option("--sources", metavar="DIR", help="The folder of the kept reports, if it was moved."),
]


@mannered
def verify(comparison: File, sources: Sources = None) -> int:
    """Prove that every word quoted stands in the kept reports.

    Reads the reports that `compare` kept, byte for byte, and checks their
    sums, every quoted span, and that each span leads back to the bytes.

    \b
    Example:
      twosource compare herald.txt courier.html --json harbour.json
      twosource verify harbour.json

    \b
    Exit status:
      0 everything holds   1 something does not, each said in a line
      2 wrong usage
    """
    from twosource.verify import verify as prove

    proof = prove(comparison, sources=sources)
    for finding in proof.findings:
        print(printable(f"{finding.where}: {finding.fault}"))
    if proof.findings:
        count = len(proof.findings)
        say(f"{comparison} does not hold: {count} fault{'s' if count > 1 else ''}.")
        return FAILED
    print(f"{proof.reports} reports, {proof.spans} spans: each is its report's own words, at its place.")
    return ALL_WELL
