"""The base follows the disk: what is new, changed, renamed, moved or gone; bad files stop nothing."""

import os
import shutil
import time
from pathlib import Path

import pytest

from assistant.errors import MissingError, StoreError
from assistant.types import Private
from knowledge.base import KnowledgeBase
from tests.knowledge.made_files import pdf


def found(base: KnowledgeBase, question: str) -> list[str]:
    return [Path(hit.document).name for hit in base.search.find(Private(question), 10)]


def keys(base: KnowledgeBase) -> set[str]:
    return {row[0] for row in base.database.rows("select key from passages")}


def test_notes_are_found_by_word_at_once(base: KnowledgeBase, notes: Path) -> None:
    (notes / "a.md").write_text("# Jardin\n\nLes tomates aiment le soleil.", encoding="utf-8")
    (notes / "b.md").write_text("The meeting was moved to Thursday.", encoding="utf-8")
    report = base.add([str(notes)])
    assert (report.added, report.refused) == (2, ())
    assert found(base, "tomate au soleil") == ["a.md"]
    assert found(base, "which meetings move?") == ["b.md"]


def test_places_point_into_the_file_itself(base: KnowledgeBase, notes: Path) -> None:
    text = "\ufeff---\ntitle: Été\n---\r\nAvant.\r\n\r\nLe num√©rique coûte 12 €.\r\n"
    (notes / "a.md").write_bytes(text.encode())
    base.add([str(notes)])
    hit = base.search.find(Private("numérique"), 1)[0]
    assert text[1:][hit.span.start : hit.span.end] == hit.text
    assert hit.text.endswith("Le num√©rique coûte 12 €.")


def test_a_document_is_named_as_it_was_added(
    base: KnowledgeBase, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (notes / "sub").mkdir()
    (notes / "sub" / "a.txt").write_text("tomates")
    monkeypatch.chdir(notes.parent)
    base.add(["notes"])
    assert base.search.find(Private("tomates"), 1)[0].document == "notes/sub/a.txt"
    base.add([str(notes)])
    assert base.search.find(Private("tomates"), 1)[0].document == str(notes / "sub" / "a.txt")


def test_changes_deletions_and_additions_are_noticed(base: KnowledgeBase, notes: Path) -> None:
    for name in ("a", "b", "c"):
        (notes / f"{name}.txt").write_text(f"texte {name * 4}")
    base.add([str(notes)])
    (notes / "a.txt").write_text("texte nouveau")
    (notes / "b.txt").unlink()
    (notes / "d.txt").write_text("texte dddd")
    report = base.sync()
    assert (report.added, report.changed, report.deleted, report.unchanged) == (1, 1, 1, 1)
    assert sorted(found(base, "texte")) == ["a.txt", "c.txt", "d.txt"]
    assert found(base, "aaaa bbbb") == []


def test_a_save_of_the_same_size_within_a_tick_is_noticed(base: KnowledgeBase, notes: Path) -> None:
    note = notes / "a.txt"
    note.write_text("avant")
    facts = note.stat()
    base.add([str(notes)])
    note.write_text("apres")
    os.utime(note, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert base.sync().changed == 1


def test_renames_and_moves_keep_passages_and_their_names(base: KnowledgeBase, notes: Path) -> None:
    (notes / "old").mkdir()
    for n in range(5):
        (notes / "old" / f"{n}.md").write_text(f"# Note {n}\n\nLe sujet numéro {n}.")
    base.add([str(notes)])
    before = keys(base)
    (notes / "old").rename(notes / "new")
    report = base.sync()
    assert (report.renamed, report.added, report.deleted) == (5, 0, 0)
    assert keys(base) == before
    assert base.search.find(Private("sujet numéro 3"), 1)[0].document.endswith("new/3.md")


def test_a_folder_that_is_away_is_kept(base: KnowledgeBase, notes: Path) -> None:
    (notes / "a.txt").write_text("tomates")
    base.add([str(notes)])
    notes.rename(notes.with_name("unplugged"))
    report = base.sync()
    assert report.deleted == 0
    assert report.refused
    assert found(base, "tomates") == ["a.txt"]


def test_each_bad_file_is_named_with_its_reason_and_the_rest_goes_on(
    base: KnowledgeBase, notes: Path
) -> None:
    (notes / "empty.md").write_bytes(b"")
    (notes / "blank.md").write_bytes(b" \n\n")
    (notes / "binary.md").write_bytes(bytes(range(256)) * 10)
    (notes / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (notes / "huge.txt").touch()
    os.truncate(notes / "huge.txt", 60_000_000)
    os.mkfifo(notes / "pipe.txt")
    (notes / "dangling.txt").symlink_to(notes / "nowhere")
    (notes / "round").symlink_to(notes)
    (notes / "good.txt").write_text("tomates")
    (notes / "good.pdf").write_bytes(pdf([["Des tomates"], ["Des courges"]]))
    report = base.add([str(notes)])
    reasons = {Path(each.document).name: each.reason for each in report.refused}
    assert reasons == {
        "empty.md": "This file is empty",
        "blank.md": "This document holds no text",
        "binary.md": "This is not a text document",
        "broken.pdf": "This PDF is damaged",
        "huge.txt": "This file is over 50 MB",
        "pipe.txt": "This is not an ordinary file",
        "dangling.txt": "This link leads to no file",
    }
    assert sorted(found(base, "tomates")) == ["good.pdf", "good.txt"]
    assert base.search.find(Private("courges"), 1)[0].page == 2
    assert {Path(each.document).name for each in base.state().refused} == set(reasons)


def test_a_file_that_turned_bad_keeps_its_last_good_text(base: KnowledgeBase, notes: Path) -> None:
    (notes / "a.txt").write_text("tomates")
    base.add([str(notes)])
    os.truncate(notes / "a.txt", 60_000_000)
    assert [each.reason for each in base.sync().refused] == ["This file is over 50 MB"]
    assert found(base, "tomates") == ["a.txt"]


def test_folders_added_inside_one_another_hold_each_file_once(
    base: KnowledgeBase, notes: Path
) -> None:
    (notes / "sub").mkdir()
    (notes / "sub" / "a.txt").write_text("tomates")
    base.add([str(notes)])
    base.add([str(notes / "sub")])
    assert (base.sync().added, base.state().files) == (0, 1)


def test_what_is_forgotten_is_found_nowhere_on_disk(base: KnowledgeBase, notes: Path) -> None:
    for n in range(30):
        (notes / f"{n}.txt").write_text("Le zarzavorgh est confidentiel. " * 30 + str(n))
    (notes / "kept.txt").write_text("Rien de tel.")
    base.add([str(notes)])
    assert base.forget(str(notes / "3.txt")) == 1
    shutil.rmtree(notes)
    assert base.forget(str(notes)) == 30
    for file in base.folder.rglob("*"):
        assert b"zarzavorgh" not in file.read_bytes()
    with pytest.raises(MissingError):
        base.forget("zarzavorgh")


def test_what_a_sync_finds_deleted_or_cut_out_is_nowhere_on_disk(
    base: KnowledgeBase, notes: Path
) -> None:
    for n in range(30):
        (notes / f"{n}.txt").write_text(f"Le zarzavorgh est confidentiel, {n}.")
    (notes / "kept.txt").write_text("Le qwyxal est confidentiel.")
    base.add([str(notes)])
    for n in range(30):
        (notes / f"{n}.txt").unlink()
    (notes / "kept.txt").write_text("Rien de tel.")
    report = base.sync()
    assert (report.deleted, report.changed) == (30, 1)
    for file in base.folder.rglob("*"):
        assert b"zarzavorgh" not in file.read_bytes()
        assert b"qwyxal" not in file.read_bytes()


def test_a_renamed_folder_of_a_thousand_notes_is_synced_in_seconds(
    base: KnowledgeBase, notes: Path
) -> None:
    (notes / "avant").mkdir()
    for n in range(1000):
        (notes / "avant" / f"{n}.md").write_text(f"# Note {n}\n\nLe sujet {n} est vu en {n * 3}.")
    base.add([str(notes)])
    before = keys(base)
    (notes / "avant").rename(notes / "apres")
    began = time.process_time()
    report = base.sync()
    assert time.process_time() - began < 6
    assert (report.renamed, report.added, report.deleted) == (1000, 0, 0)
    assert keys(base) == before
    assert found(base, "sujet 512")[0] == "512.md"


def test_a_missing_path_is_refused(base: KnowledgeBase, notes: Path) -> None:
    with pytest.raises(MissingError):
        base.add([str(notes / "nowhere")])


def test_a_base_of_a_newer_version_is_not_touched(base: KnowledgeBase) -> None:
    base.database.run("pragma user_version = 99")
    with pytest.raises(StoreError, match="newer"):
        KnowledgeBase(base.folder)


def test_a_damaged_base_says_so(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "base.sqlite").write_bytes(b"no database at all " * 100)
    with pytest.raises(StoreError, match="damaged"):
        KnowledgeBase(tmp_path / "base")
