"""What the proxy keeps of a conversation, and what it waits for."""

import os
import signal
import subprocess
import sys

import pytest

from assistant.types import Kind, Private
from proxy import audit
from proxy.conversations import Conversations
from proxy.store.database import SqliteDatabase
from proxy.store.kept import DatabaseMemory, Secret

_ENDS = """
import os, signal
from assistant.types import Private
from pathlib import Path
from proxy.audit import Audit
from proxy.conversations import Conversations
from proxy.store.database import SqliteDatabase
from proxy.store.kept import DatabaseMemory, Secret

database, secret = SqliteDatabase(Path(os.environ["BASE"])), Secret(Private(b"s" * 32))
remembered = Conversations(DatabaseMemory(database), secret, 60).of("key", {"messages": ["one"]})
remembered.conversation.heard("what the provider said")
Conversations(DatabaseMemory(database), secret, 60).keep(remembered)
audit = Audit(database, secret)
audit.append("sent")
audit.note("answered")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_is_not_waited_for_outlives_the_process_that_wrote_it(tmp_path):
    base = tmp_path / "proxy.db"
    ended = subprocess.run([sys.executable, "-c", _ENDS], env=os.environ | {"BASE": str(base)})
    assert ended.returncode == -signal.SIGKILL
    database, secret = SqliteDatabase(base), Secret(Private(b"s" * 32))
    kept = Conversations(DatabaseMemory(database), secret, 60).of("key", {"messages": ["one"]})
    assert kept.conversation.as_received("what the provider said")
    found = audit.verify(database, secret)
    assert (found.records, found.broken) == (2, "")


def test_a_conversation_that_did_not_change_is_not_written_again(tmp_path):
    class Counting(DatabaseMemory):
        written = 0

        def jot(self, name, data, seconds):
            self.written += 1
            super().jot(name, data, seconds)

    memory = Counting(SqliteDatabase(tmp_path / "proxy.db"))
    conversations = Conversations(memory, Secret(Private(b"s" * 32)), 60)
    remembered = conversations.of("key", {"messages": ["one"]})
    for said, times in (("", 1), ("", 1), ("what the provider said", 2), ("", 2)):
        if said:
            remembered.conversation.heard(said)
        conversations.keep(remembered)
        assert memory.written == times


def test_a_conversation_at_rest_is_woken_once_and_only_as_it_was_kept(tmp_path):
    memory, secret = (
        DatabaseMemory(SqliteDatabase(tmp_path / "proxy.db")),
        Secret(Private(b"s" * 32)),
    )
    here, there = (Conversations(memory, secret, 60) for _ in range(2))
    body = {"messages": ["one"]}
    first = here.of("key", body)
    first.conversation.vault.placeholder(Kind.PERSON, Private("Anna Seghers"))
    here.keep(first)
    here.rest(first)
    assert here.of("other", body).conversation is not first.conversation
    woken, read = here.of("key", body), here.of("key", body)
    assert woken.conversation is first.conversation is not read.conversation
    assert read.conversation.written() == woken.conversation.written()
    here.rest(read)  # not kept under its name since it was read
    assert here.of("key", body).conversation is not read.conversation
    here.keep(woken)
    here.rest(woken)
    another = there.of("key", body)
    another.conversation.vault.placeholder(Kind.PERSON, Private("Bruno Apitz"))
    there.keep(another)
    assert here.of("key", body).conversation.vault.size == 2


@pytest.mark.parametrize(
    ("more", "continued"), [(1, True), (2, True), (9, True), (47, True), (48, False)]
)
def test_a_conversation_is_continued_however_many_turns_are_new(tmp_path, more, continued):
    memory, secret = (
        DatabaseMemory(SqliteDatabase(tmp_path / "proxy.db")),
        Secret(Private(b"s" * 32)),
    )
    conversations = Conversations(memory, secret, 60)
    first = conversations.of("key", {"messages": ["one"]})
    first.conversation.vault.placeholder(Kind.PERSON, Private("Anna Seghers"))
    conversations.keep(first)
    turns = ["one", *(f"more {n}" for n in range(more))]
    size = conversations.of("key", {"messages": turns}).conversation.vault.size
    assert size == (1 if continued else 0)


def test_a_conversation_rests_no_longer_than_the_store_keeps_it(tmp_path, monkeypatch):
    now = 1000.0
    monkeypatch.setattr("proxy.conversations.time.monotonic", lambda: now)
    memory = DatabaseMemory(SqliteDatabase(tmp_path / "proxy.db"))
    conversations = Conversations(memory, Secret(Private(b"s" * 32)), 60)
    for said, passed in (("one", 0), ("two", 50), ("three", 20)):
        now += passed
        remembered = conversations.of("key", {"messages": [said]})
        conversations.keep(remembered)
        conversations.rest(remembered)
    assert len(conversations._resting) == 2
