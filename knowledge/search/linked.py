"""Links as a signal: of passages nearly alike, those whose notes are linked with other good ones come first.

The lift is small on purpose: it parts near ties, and no set with links was at hand to fit it on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from knowledge.search.filters import as_json
from knowledge.store.database import Database

_FIRST = 10
_LIFT = 0.03
_MOST_LINKS = 20
"""A note with more links is a table of contents and speaks for none of them."""

_PAIRS = (
    "with best as (select id, file from passages where id in (select value from json_each(?1)))"
    " select distinct a.id, b.id from best a join links l on l.file = a.file"
    " join names n on n.name = l.target join best b on b.file = n.file"
    " where a.file <> b.file and (select count(*) from links where file = a.file) <= ?2"
)


def lifted(base: Database, scores: Mapping[int, float]) -> dict[int, float]:
    """Return passages best first, the first ones lifted by links among their notes, either way."""
    linked: defaultdict[int, list[float]] = defaultdict(list)
    for here, there in base.rows(_PAIRS, (as_json(list(scores)[:_FIRST]), _MOST_LINKS)):
        linked[here].append(scores[there])
        linked[there].append(scores[here])
    if not linked:
        return dict(scores)
    found = {
        number: (score + _LIFT * max(linked.get(number, ()), default=0.0)) / (1 + _LIFT)
        for number, score in scores.items()
    }
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
