"""The notes as a `Retriever` of the pipeline: passages that may go where the model is."""

from __future__ import annotations

from os.path import realpath

from assistant.types import Destination, Passage, Private
from knowledge.base import KnowledgeBase
from knowledge.intake.mending import mended
from knowledge.search.engine import Allowed, Found
from knowledge.search.filters import Filter
from knowledge.values import Hit, Rule

REACH: dict[Rule, Destination | None] = {
    Rule.ANY: Destination.WORLD,
    Rule.COMPANY: Destination.COMPANY,
    Rule.LOCAL: Destination.LOCAL,
    Rule.NEVER: None,
}
"""How far the text of a folder may go, by the folder's rule."""

_EVERYTHING = Filter()
_WIDER = 4


class NotesRetriever:
    """Searches one base for one model; `withheld` counts the passages that its folder keeps back."""

    def __init__(
        self, base: KnowledgeBase, destination: Destination, wanted: Filter = _EVERYTHING
    ) -> None:
        self._base, self._destination, self._wanted = base, destination, wanted
        self.withheld = 0
        self.last: Found | None = None

    @property
    def filled(self) -> bool:
        """Whether the base holds any document."""
        return self._base.filled

    @property
    def closed_folders(self) -> bool:
        """Whether the rule of some folder keeps it from this model."""
        return bool(self._closed())

    @property
    def doubtful(self) -> bool:
        """Whether what was asked last is taken not to be in the notes."""
        return self.last is not None and self.last.doubtful

    def search(self, query: Private[str], limit: int) -> tuple[Passage, ...]:
        """Return the best passages that bear on the query and may be sent, best first."""
        closed = self._closed()
        self.last = self._base.search.found(
            query, limit * _WIDER, self._wanted, places=True,
            allowed=Allowed(closed, self._may_go) if closed else None,
        )  # fmt: skip
        first = () if self.last.doubtful else self.last.bearing[:limit]
        self.withheld = sum(not self._may_go(each) for each in first)
        return tuple(passage(each) for each in self.last.given[:limit])

    def _closed(self) -> tuple[str, ...]:
        rules = self._base.rules()
        closed = [path for path, rule in rules.items() if not self._may_reach(rule)]
        # A closed link closes what stands behind it, under that name as well.
        return tuple(sorted({*closed, *map(realpath, closed)}))

    def _may_go(self, each: Hit) -> bool:
        return self._may_reach(each.rule)

    def _may_reach(self, rule: Rule) -> bool:
        order, reach = list(Destination), REACH[rule]
        return reach is not None and order.index(self._destination) <= order.index(reach)


def passage(hit: Hit) -> Passage:
    """Return a hit as a passage: its text with sound accents, its place in the file as it is."""
    return Passage(
        document=Private(hit.document),
        span=hit.span,
        text=Private(mended(hit.text)),
        id=hit.id,
        heading=Private(hit.heading),
        page=hit.page,
        reach=REACH[hit.rule],
    )
