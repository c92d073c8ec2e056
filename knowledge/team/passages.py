"""What of a base may be published: passages with their words and vectors, where their folder's rule allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.search.filters import Filter, Resolved, as_json
from knowledge.store.database import Database
from knowledge.store.passages import Passages
from knowledge.values import Hit, Rule

SHARED = (Rule.ANY, Rule.COMPANY)
"""The rules that let a text leave the machine for the company's server."""
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Published:
    """One passage as a team's base holds it: the hit, its stems, its vector in half precision."""

    hit: Hit
    stems: str = field(repr=False)
    vector: bytes = field(repr=False)


class Selection:
    """The passages of a folder of one base, or of the whole base; `withheld` counts those kept back."""

    def __init__(self, base: Database, folder: str) -> None:
        self._base = base
        wanted = Resolved(base, Filter(folder=folder))
        inside = "" if wanted.open else " where p.id in (select value from json_each(?))"
        rows = base.rows(
            "select p.id, v.id is not null from passages p left join vectors v on v.digest = p.vector"
            f"{inside} order by p.id",
            () if wanted.open else (wanted.numbers,),
        )
        self._ready = [number for number, ready in rows if ready]
        self.pending = len(rows) - len(self._ready)
        """How many passages have no vector yet."""
        self.withheld = 0

    def batches(self) -> Iterator[list[Published]]:
        """Yield what may be published."""
        for at in range(0, len(self._ready), _BATCH):
            part = self._ready[at : at + _BATCH]
            hits = Passages(self._base).hits(dict.fromkeys(part, 0.0))
            shared = [hit for hit in hits if hit.rule in SHARED]
            self.withheld += len(hits) - len(shared)
            facts = self._facts(part)
            yield [Published(hit, *facts[hit.id]) for hit in shared if hit.id in facts]

    def _facts(self, numbers: list[int]) -> dict[str, tuple[str, bytes]]:
        rows = self._base.rows(
            "select p.key, w.stems || ' ' || w.context, v.value from passages p"
            " join words w on w.rowid = p.id join vectors v on v.digest = p.vector"
            " where p.id in (select value from json_each(?))",
            (as_json(numbers),),
        )
        return {key: (stems, value) for key, stems, value in rows}
