"""The agency that a report credits for its text, and where it does."""

from __future__ import annotations

import re
from dataclasses import dataclass

from twosource.data import Case, Span
from twosource.stages.trace.sides import norm


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency by the name under which the story knows it best, and the words of a report that credit it."""

    report: str
    name: str
    key: str
    span: Span | None
    forms: frozenset[str]

    def is_name_of(self, name: str) -> bool:
        """Whether a name is the agency's, in full or by its letters."""
        return _bare(name) in self.forms or letters(name) in self.forms


def credits_of(case: Case) -> dict[str, Credit]:
    """For each report that credits one agency and is not its own text, that credit."""
    stated = {a.id: [s for s in a.stated if s.field == "agency"] for a in case.articles}
    voices = [
        v.name for r in case.readings for c in r.claims for v in c.chain if v.kind in {"agency", "outlet"}
    ]
    outlets = [a.value("outlet") or "" for a in case.articles]
    names = [
        *dict.fromkeys(
            filter(None, [*outlets, *voices, *(s.value for found in stated.values() for s in found)])
        )
    ]
    credited = {}
    for report, found in stated.items():
        if len({_bare(s.value) for s in found}) == 1:
            credited[report] = _credit(report, found[0].value, found[0].span, names)
    return credited


def _credit(report: str, value: str, span: Span | None, names: list[str]) -> Credit:
    """The credit under the agency's longest name in the story."""
    key = _bare(value)
    same = [n for n in names if _bare(n) == key or letters(n) == key or letters(value) == _bare(n)]
    full = max([value, *same], key=lambda n: (len(n), n))
    forms = frozenset({key, letters(full), _bare(full)} - {""})
    return Credit(report, full, re.sub(r"\W+", "-", _bare(full)), span, forms)


def _bare(name: str) -> str:
    return re.sub(r"^the\s+", "", norm(name))


def letters(name: str) -> str:
    """The first letters of a name of three words or more: ``nw`` would stand for too many."""
    words = re.findall(r"[^\W\d_]\w*", _bare(name))
    return "".join(w[0] for w in words) if len(words) > 2 else ""
