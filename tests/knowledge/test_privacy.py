"""Encrypted, the base is noise without its key; watched, it follows; nothing leaks into errors."""

import threading
import time
from pathlib import Path

import pytest

from assistant.errors import StoreError
from assistant.types import Private
from knowledge.base import FILE, KnowledgeBase
from knowledge.evaluation import Question, evaluate
from knowledge.intake.watch_adapter import changes
from knowledge.store.encryption import encrypted, finish
from knowledge.store.exporting import exported
from knowledge.store.linking import links_from, links_to

KEY = Private(bytes(range(32)))


def test_an_encrypted_base_works_and_is_noise_without_its_key(
    base: KnowledgeBase, notes: Path
) -> None:
    (notes / "a.txt").write_text("Le zarzavorgh est confidentiel.")
    base.add([str(notes)])
    base.embed()
    base.encrypt(KEY)
    for file in base.folder.rglob("*"):
        assert b"zarzavorgh" not in (file.read_bytes() if file.is_file() else b"")
    assert encrypted(base.folder / FILE)
    assert not (base.folder / "chroma").exists()
    again = KnowledgeBase(base.folder, KEY)
    again.search.settle()
    (notes / "b.txt").write_text("Une autre note.")
    again.sync()
    again.embed()
    assert again.search.find(Private("zarzavorgh"), 1)[0].document.endswith("a.txt")
    assert again.state().encrypted
    again.close()
    assert not (base.folder / "chroma").exists()
    with pytest.raises(StoreError, match="key does not open"):
        KnowledgeBase(base.folder, Private(bytes(32)))


def test_an_encryption_killed_half_way_leaves_nothing_in_clear(
    base: KnowledgeBase, notes: Path
) -> None:
    (notes / "a.txt").write_text("Le zarzavorgh.")
    base.add([str(notes)])
    clear = (base.folder / FILE).read_bytes()
    base.encrypt(KEY)
    (base.folder / FILE).with_suffix(".old").write_bytes(clear)
    finish(base.folder / FILE)
    assert not (base.folder / FILE).with_suffix(".old").exists()


def test_changes_are_noticed_as_they_come(base: KnowledgeBase, notes: Path) -> None:
    (notes / "a.txt").write_text("un")
    base.add([str(notes)])
    stop = threading.Event()

    def write() -> None:
        time.sleep(0.5)
        (notes / "b.txt").write_text("tomates")

    threading.Thread(target=write).start()
    next(changes(base.folders(), stop))
    stop.set()
    assert base.sync().added == 1


def test_links_and_backlinks_go_by_any_name_of_a_note(base: KnowledgeBase, notes: Path) -> None:
    (notes / "Élan.md").write_text("---\naliases: [Orignal]\n---\nUn animal.")
    (notes / "a.md").write_text("Voir [[élan]] et [[nulle part|ici]] et `[[code]]`.")
    (notes / "b.md").write_text("Un [lien](Élan.md) et ![[Orignal#Taille]].")
    base.add([str(notes)])
    there = dict(links_from(base.database, "a"))
    assert there["nulle part"] is None
    assert str(there["elan"]).endswith("Élan.md")
    assert [Path(d).name for d in links_to(base.database, "Orignal")] == ["a.md", "b.md"]


def test_export_gives_every_document_with_its_places(base: KnowledgeBase, notes: Path) -> None:
    (notes / "a.md").write_text("# Titre\n\nUn #mot.")
    base.add([str(notes)])
    (document,) = exported(base.database)
    assert (document["title"], document["tags"]) == ("Titre", ["mot"])
    (place,) = document["passages"]
    assert document["text"][place["start"] : place["end"]] == "# Titre\n\nUn #mot."


def test_own_questions_measure_the_search(base: KnowledgeBase, notes: Path) -> None:
    (notes / "a.md").write_text("Les tomates demandent du soleil.")
    (notes / "b.md").write_text("La voiture est en panne.")
    base.add([str(notes)])
    base.embed()
    asked = [Question(Private("panne de voiture"), frozenset({"b.md"}))]
    assert {q.system: q.ndcg for q in evaluate(base, asked)} == {
        "words": 1,
        "meaning": 1,
        "both": 1,
    }
