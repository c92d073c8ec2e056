"""A filter by day goes by what a document says of itself, then by its name, then by the disk."""

import os
from pathlib import Path

import pytest

from assistant.types import Private
from knowledge.base import KnowledgeBase
from knowledge.search.filters import Filter
from tests.knowledge.made_vault import MAIL

LONG_AGO = 1_000_000_000  # 9 September 2001


@pytest.mark.parametrize(
    ("name", "text", "day"),
    [
        ("a.md", "---\ndate: 2026-02-03\n---\nLa loutre.", "2026-02-03"),
        ("a.md", "---\ncreated: 2026-02-03T10:20:00\n---\nLa loutre.", "2026-02-03"),
        ("a.md", "---\ndate: début mars\n---\nLa loutre.", "2001-09-09"),
        ("a.md", "---\ndate: 2026-13-45\n---\nLa loutre.", "2001-09-09"),
        ("2026-03-05.md", "La loutre.", "2026-03-05"),
        ("Réunion 2026-03-06.md", "La loutre.", "2026-03-06"),
        ("2026-03-05.md", "---\ndate: 2026-02-03\n---\nLa loutre.", "2026-02-03"),
        ("shed.eml", MAIL, "2026-03-02"),
        ("odd.eml", MAIL.replace("Mon, 2 Mar 2026 09:00:00 +0100", "yesterday"), "2001-09-09"),
        ("a.txt", "La loutre.", "2001-09-09"),
    ],
)
def test_the_day_of_a_document(
    base: KnowledgeBase, notes: Path, name: str, text: str, day: str
) -> None:
    (notes / name).write_text(text)
    os.utime(notes / name, (LONG_AGO, LONG_AGO))
    base.add([str(notes)])
    question = Private("loutre garden shed")
    assert base.search.find(question, 1, Filter(since=day, until=day))
    assert not base.search.find(question, 1, Filter(since="2026-03-07"))


def test_a_mail_whose_zone_is_no_number_stops_nothing(base, notes):
    mail = "From: a@example.org\nSubject: Four\nDate: Mon, 1 Jan 2026 00:00:00 +999999999999999999999\n\nLe four."
    (notes / "four.eml").write_text(mail)
    (notes / "b.md").write_text("Le pain.")
    report = base.add([str(notes)])
    assert len(base.search.find(Private("pain"), 3)) == 1
    assert report is not None
