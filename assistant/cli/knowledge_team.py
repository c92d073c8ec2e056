"""`hygie knowledge publish` and `search --team`: a team's base on PostgreSQL, with read rights."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from assistant.cli.output import note, print_json
from assistant.errors import Exit
from assistant.i18n import gettext as _
from assistant.i18n import ngettext

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase
    from knowledge.values import Hit


def publish(options: argparse.Namespace, base: KnowledgeBase) -> int:
    """Make a collection of the team's base hold this base, and set who may read it."""
    from knowledge.team.passages import Selection
    from knowledge.team.postgres_adapter import TeamBase

    chosen = Selection(base.database, options.folder)
    with closing(TeamBase(options.address)) as team:
        count = team.publish(options.collection, chosen.batches())
        for reader in options.reader:
            team.grant(options.collection, reader)
        for reader in options.no_reader:
            team.revoke(options.collection, reader)
    _said(count, chosen.withheld, chosen.pending, as_json=options.json)
    return Exit.OK


def _said(count: int, withheld: int, pending: int, *, as_json: bool) -> None:
    if as_json:
        print_json({"published": count, "withheld": withheld, "pending": pending})
        return
    print(
        ngettext("{count} passage published", "{count} passages published", count).format(
            count=count
        )
    )
    if withheld:
        note(_("kept back by the rule of their folder: {count}").format(count=withheld))
    if pending:
        note(_("not published, for their vectors are not in yet: {count}").format(count=pending))


def search(address: str, question: str, limit: int, base: KnowledgeBase) -> list[Hit]:
    """Return the passages of the team's base that answer best; by words alone without the model."""
    from knowledge.team.postgres_adapter import TeamBase

    with closing(TeamBase(address)) as team:
        asked = base.search.looks.embedded(question)
        return team.find(question, asked.vector if asked else None, limit)
