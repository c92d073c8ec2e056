"""Conversations and their turns: add, read, fork, rename, tag, forget."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import Any

from assistant.store import failures
from assistant.store.database_adapter import Database
from assistant.store.records import Conversation, Turn
from assistant.types import Destination, Private, Task

TITLE = 60
"""Characters of a title made from the first question."""

_TURN = (
    "number, at, task, question, answer, received, sent, documents, verdicts, warnings, model,"
    " destination, prompt_tokens, completion_tokens, seconds, complete"
)
_LISTED = (
    "select c.key, c.title, c.created, c.updated, (select count(*) from turns where conversation = c.id),"
    " (select group_concat(name, char(31)) from tags where conversation = c.id), c.parent from conversations c"
)
_DAY = 86_400


class Conversations:
    """The repository of conversations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, key: str, turn: Turn) -> Turn:
        """Add a turn at the end of a conversation, made at its first turn; return it numbered.

        Belongs inside a transaction. A clock that went back never makes a conversation older.
        """
        title = _title(turn)
        self._database.run(
            "insert into conversations (key, title, created, updated) values (?, ?, ?, ?)"
            " on conflict (key) do update set updated = max(updated, excluded.updated)",
            (key, title, turn.at, turn.at),
        )
        identity = self.identity(key)
        last = self._database.value(
            "select coalesce(max(number), 0) from turns where conversation = ?", (identity,)
        )
        self._database.run(
            f"insert into turns (conversation, {_TURN}) values ({', '.join('?' * 17)})",
            (identity, last + 1, *_row(turn)[1:]),
        )
        return _turn((last + 1, *_row(turn)[1:]))

    def identity(self, key: str) -> int:
        """Return the row of a conversation by its exact key; raises MissingError."""
        row = self._database.row("select id from conversations where key = ?", (key,))
        if row is None:
            raise failures.unknown_conversation(key)
        return int(row[0])

    def find(self, name: str) -> Conversation:
        """Return a conversation by its key or a beginning that only it has; raises MissingError."""
        rows = self._database.rows(f"{_LISTED} where c.key = ?", (name,))
        if not rows and name.isalnum():
            rows = self._database.rows(f"{_LISTED} where c.key glob ? limit 2", (f"{name}*",))
        if len(rows) != 1:
            raise failures.unknown_conversation(name)
        return _conversation(rows[0])

    def latest(
        self, limit: int = 50, offset: int = 0, tag: str | None = None
    ) -> list[Conversation]:
        """Return conversations, the last used first, all or those of a tag."""
        where = " where c.id in (select conversation from tags where name = ?)" if tag else ""
        query = f"{_LISTED}{where} order by c.updated desc, c.id desc limit ? offset ?"
        values = (tag, limit, offset) if tag else (limit, offset)
        return [_conversation(row) for row in self._database.rows(query, values)]

    def count(self) -> int:
        """Return how many conversations there are."""
        return int(self._database.value("select count(*) from conversations"))

    def turns(self, key: str) -> list[Turn]:
        """Return the turns of a conversation in order; raises MissingError."""
        query = f"select {_TURN} from turns where conversation = ? order by number"
        return [_turn(row) for row in self._database.rows(query, (self.identity(key),))]

    def fork(self, key: str, at: int, now: float) -> str:
        """Copy a conversation up to a turn; return the new key. Belongs inside a transaction."""
        fresh, old = new_key(), self.identity(key)
        if not self._database.row(
            "select 1 from turns where conversation = ? and number = ?", (old, at)
        ):
            raise failures.unknown_turn(at)
        new = self._database.run(
            "insert into conversations (key, title, named, created, updated, parent)"
            " select ?, title, named, ?, ?, key from conversations where id = ?",
            (fresh, now, now, old),
        )
        self._database.run(
            f"insert into turns (conversation, {_TURN}) select ?, {_TURN} from turns"
            " where conversation = ? and number <= ? order by number",
            (new, old, at),
        )
        self._database.run(
            "insert into tags select ?, name from tags where conversation = ?", (new, old)
        )
        return fresh

    def rename(self, key: str, title: str) -> None:
        """Give a conversation a title of the person's; raises MissingError."""
        self._database.run(
            "update conversations set title = ?, named = 1 where id = ?",
            (" ".join(title.split()), self.identity(key)),
        )

    def tag(self, key: str, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Put tags on a conversation and take others off; raises MissingError."""
        identity = self.identity(key)
        with self._database.transaction():
            self._database.run_many(
                "insert or ignore into tags values (?, ?)", [(identity, n) for n in add]
            )
            self._database.run_many(
                "delete from tags where conversation = ? and name = ?",
                [(identity, n) for n in remove],
            )

    def tags(self) -> list[tuple[str, int]]:
        """Return the tags and how many conversations have each, the most used first."""
        query = "select name, count(*) from tags group by name order by 2 desc, 1"
        return [(str(name), int(n)) for name, n in self._database.rows(query)]

    def forget(self, keys: Sequence[str]) -> int:
        """Delete conversations for good; return how many there were. Raises StoreError."""
        identities = [(self.identity(key),) for key in keys]
        with self._database.transaction():
            self._database.run_many("delete from conversations where id = ?", identities)
        self._database.sweep()
        return len(identities)

    def older_than(self, days: float, now: float) -> list[str]:
        """Return the keys of conversations last used more than so many days ago."""
        query = "select key from conversations where updated < ? order by updated"
        return [str(row[0]) for row in self._database.rows(query, (now - days * _DAY,))]


def new_key() -> str:
    """Return a name for a new conversation."""
    return secrets.token_hex(6)


def _title(turn: Turn) -> str:
    """Return the first line asked, a document's name, or the first line answered."""
    named = [name.reveal() for name in turn.documents[:1]]
    lines = [*turn.question.reveal().split("\n"), *named, *turn.answer.reveal().split("\n")]
    text = " ".join(next((line for line in lines if line.strip()), turn.task.value).split())
    return text if len(text) <= TITLE else text[: TITLE - 1].rstrip() + "…"


def _row(turn: Turn) -> tuple[object, ...]:
    return (
        turn.number, turn.at, turn.task.value, turn.question.reveal(), turn.answer.reveal(),
        turn.received.reveal(), json.dumps(turn.sent),
        json.dumps([name.reveal() for name in turn.documents]), json.dumps(list(turn.verdicts)),
        json.dumps(turn.warnings), turn.model, turn.destination.value, turn.prompt_tokens,
        turn.completion_tokens, turn.seconds, int(turn.complete),
    )  # fmt: skip


def _turn(row: tuple[Any, ...]) -> Turn:
    number, at, task, question, answer, received, sent, documents, verdicts, warnings, *rest = row
    model, destination, prompt_tokens, completion_tokens, seconds, complete = rest
    return Turn(
        number=number, at=at, task=Task(task), question=Private(question),
        answer=Private(answer), received=Private(received),
        sent=tuple((role, text) for role, text in json.loads(sent)),
        documents=tuple(Private(name) for name in json.loads(documents)),
        verdicts=tuple(json.loads(verdicts)), warnings=tuple(json.loads(warnings)),
        model=model, destination=Destination(destination), prompt_tokens=prompt_tokens,
        completion_tokens=completion_tokens, seconds=seconds,
        complete=bool(complete),
    )  # fmt: skip


def _conversation(row: tuple[Any, ...]) -> Conversation:
    key, title, created, updated, turns, tags, parent = row
    return Conversation(
        key, Private(title), created, updated, turns,
        tuple(sorted(tags.split("\x1f"))) if tags else (), None if parent is None else parent,
    )  # fmt: skip
