"""What a person decided once and for all: terms that are always hidden, terms that never are.

A mark without content lies beside the store while there is a rule: a store that cannot be opened then stops
a request rather than letting through what was to be hidden.
"""

from __future__ import annotations

from pathlib import Path

from assistant.store.database_adapter import Database
from assistant.store.records import Always, OwnRule
from assistant.types import Kind, Private

_MARK = "own-rules"


class OwnRules:
    """The repository of lasting decisions; a term has one at most, the last one made."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._mark = database.path.with_name(_MARK)
        self._remark()

    def keep(self, rule: OwnRule) -> int:
        """Keep a rule in place of an earlier one about the same term; return its number."""
        spelt = " ".join(rule.term.reveal().casefold().split())
        with self._database.transaction():
            self._mark.touch(mode=0o600)
            self._database.run("delete from own_rules where spelt = ?", (spelt,))
            return self._database.run(
                "insert into own_rules (spelt, term, always, kind, made) values (?, ?, ?, ?, ?)",
                (spelt, rule.term.reveal(), rule.always.value, rule.kind.value, rule.made),
            )

    def all(self) -> list[OwnRule]:
        """Return the rules in the order they were made."""
        query = "select id, term, always, kind, made from own_rules order by id"
        return [
            OwnRule(int(number), Private(str(term)), Always(always), Kind(kind), float(made))
            for number, term, always, kind, made in self._database.rows(query)
        ]

    def undo(self, number: int) -> bool:
        """Forget a rule for good; return whether there was one of this number."""
        with self._database.transaction():
            known = self._database.row("select 1 from own_rules where id = ?", (number,))
            self._database.run("delete from own_rules where id = ?", (number,))
        self._database.sweep()
        self._remark()
        return known is not None

    def _remark(self) -> None:
        """Set the mark right: it came from a backup without it, or its last rule was undone."""
        if self._any() and not self._mark.exists():
            self._mark.touch(mode=0o600)
        elif self._mark.exists():
            with self._database.transaction():  # no one makes a rule meanwhile
                if not self._any():
                    self._mark.unlink(missing_ok=True)

    def _any(self) -> bool:
        return self._database.row("select 1 from own_rules limit 1") is not None


def kept(folder: Path) -> bool:
    """Whether the store of a folder holds rules, without opening it."""
    return (folder / _MARK).exists()
