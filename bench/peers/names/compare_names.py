"""Asks nomenklatura how alike two names are; run by the Python of this folder's environment.

``python compare_names.py < list of pairs``, one JSON array ``[schema, name, name]``
a line, gives one score a line, from 0 to 1.  Nothing reaches a network.
"""

from __future__ import annotations

import json
import sys

from followthemoney import EntityProxy
from nomenklatura.matching.logic_v2.model import LogicV2


def main() -> None:
    """Score every pair of standard input."""
    settings = LogicV2.default_config()
    for number, line in enumerate(sys.stdin):
        schema, *names = json.loads(line)
        # It remembers names by the ids of their entities, so no two may share one.
        one, two = (
            EntityProxy.from_dict(
                {"id": f"{number}-{side}", "schema": schema, "properties": {"name": [name]}}
            )
            for side, name in enumerate(names)
        )
        print(json.dumps(LogicV2.compare(one, two, settings).score))


if __name__ == "__main__":
    main()
