"""Vaults that are huge, tangled or busy: linked in circles, to nowhere, and written to while they are read.

`HYGIE_NOTES=20000` makes the tangled one as large as the largest vault that is promised.
"""

import os
import threading
from pathlib import Path

import pytest

from assistant.errors import UserError
from assistant.types import Private
from knowledge.base import KnowledgeBase
from knowledge.search.filters import Filter
from knowledge.store.linking import links_from, links_to

NOTES = int(os.environ.get("HYGIE_NOTES", "400"))


def tangled(notes: Path) -> None:
    """Write notes in one great circle, each embedding the next, itself, and a note that is not there."""
    for n in range(NOTES):
        folder = notes / f"{n % 40:02}"
        folder.mkdir(exist_ok=True)
        after = (n + 1) % NOTES
        text = (
            f"# Note {n}\n\nLe sujet {n}. ![[n{after}]] ![[n{n}]] [[absente {n}]] [[n{n // 2}]]\n"
        )
        (folder / f"n{n}.md").write_text(text)


def test_a_tangled_vault_is_read_searched_and_shown(base: KnowledgeBase, notes: Path) -> None:
    tangled(notes)
    report = base.add([str(notes)])
    assert (report.added, report.refused) == (NOTES, ())
    last = NOTES - 1
    hits = base.search.find(Private(f"sujet {last}"), 3, Filter(linked_from=f"n{last - 1}"))
    assert Path(hits[0].document).name == f"n{last}.md"
    assert base.search.find(Private("sujet 7"), 3, Filter(links_to="n7"))
    assert dict(links_from(base.database, "n1"))["absente 1"] is None
    assert len(links_to(base.database, "n5")) == 4
    shown = base.show("n0")
    assert len(base.inlined(shown)) < 1_000_000
    assert base.sync().unchanged == NOTES


def test_a_name_that_is_no_text_is_told_and_stops_nothing(base: KnowledgeBase, notes: Path) -> None:
    (notes / "calm.txt").write_text("tomates")
    named = Path(os.fsdecode(os.fsencode(notes) + b"/caf\xe9.txt"))
    try:
        named.write_text("tomates")
    except OSError:
        pytest.skip("this disk takes names of text only")
    report = base.add([str(notes)])
    assert (report.added, len(report.refused)) == (1, 1)
    assert "name" in report.refused[0].reason
    with pytest.raises(UserError):
        base.add([str(named)])


def test_a_file_written_to_while_it_is_read_stops_nothing_and_heals(
    base: KnowledgeBase, notes: Path
) -> None:
    note, stop = notes / "busy.txt", threading.Event()
    whole = {f"{sign}" * 300_000 for sign in "abc"}
    note.write_text("a" * 300_000)
    (notes / "calm.txt").write_text("tomates")

    def write() -> None:
        while not stop.is_set():
            for text in sorted(whole):
                note.write_text(text)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        reports = [base.add([str(notes)]) for _ in range(12)]
    finally:
        stop.set()
        writer.join()
    assert all(each.reason for report in reports for each in report.refused)
    assert base.search.find(Private("tomates"), 1)
    assert base.sync().refused == ()
    final = base.database.value("select body from files where path = ?", (str(note),))
    assert final == note.read_text() and final in whole
