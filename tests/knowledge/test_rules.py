"""A file's text goes no farther than the strictest folder that really holds it, whatever the way to it."""

from pathlib import Path

import pytest

from assistant.types import Destination, Private
from knowledge.base import KnowledgeBase
from knowledge.retriever import NotesRetriever
from knowledge.values import Rule

TEXT = "# Salaires\n\nLa grille des salaires du portail reste entre nous."


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A folder to protect, with one note, and one for all."""
    inner, free = tmp_path / "interne", tmp_path / "libre"
    inner.mkdir()
    free.mkdir()
    (inner / "interne.md").write_text(TEXT)
    (free / "autre.md").write_text("# Livraison\n\nLa livraison du portail est suivie le mardi.")
    return inner, free


def given(base: KnowledgeBase) -> list[str]:
    found = NotesRetriever(base, Destination.WORLD).search(Private("grille des salaires"), 10)
    return [passage.text.reveal() for passage in found if "salaires" in passage.text.reveal()]


def link_folder(inner: Path, free: Path) -> None:
    (free / "dossier").symlink_to(Path("..") / inner.name)


def link_file(inner: Path, free: Path) -> None:
    (free / "lien.md").symlink_to(inner / "interne.md")


def link_hard(inner: Path, free: Path) -> None:
    (free / "dur.md").hardlink_to(inner / "interne.md")


def link_hidden(inner: Path, free: Path) -> None:
    (inner / ".brouillons").mkdir()
    (inner / "interne.md").rename(inner / ".brouillons" / "interne.md")
    (free / "lien.md").symlink_to(inner / ".brouillons" / "interne.md")


@pytest.mark.parametrize("link", [link_folder, link_file, link_hard, link_hidden])
@pytest.mark.parametrize("first", ["interne", "libre"])
def test_a_link_into_a_protected_folder_keeps_its_rule(base, folders, link, first):
    inner, free = folders
    link(inner, free)
    if first == "interne":
        base.add([str(inner)], Rule.NEVER)
        base.add([str(free)])
    else:
        base.add([str(free)])
        assert given(base)
        base.add([str(inner)], Rule.NEVER)
    assert given(base) == []


def test_a_rule_on_a_link_protects_the_folder_behind_it(base, folders, tmp_path):
    inner, _free = folders
    (tmp_path / "alias").symlink_to(inner)
    base.add([str(tmp_path / "alias")], Rule.LOCAL)
    base.add([str(inner)])
    assert given(base) == []


def test_a_link_that_went_since_frees_nothing(base, folders):
    inner, free = folders
    link_folder(inner, free)
    base.add([str(inner)], Rule.NEVER)
    base.add([str(free)])
    (free / "dossier").unlink()
    (inner / "interne.md").unlink()
    assert given(base) == []


def test_a_hard_link_changed_since_the_folder_was_read_stays_held(base, folders):
    inner, free = folders
    base.add([str(inner)], Rule.NEVER)
    (free / "dur.md").hardlink_to(inner / "interne.md")
    (free / "dur.md").write_text(TEXT + " La grille a changé.")
    base.add([str(free)])
    assert given(base) == []


def test_what_no_folder_holds_back_goes(base, folders):
    inner, free = folders
    base.add([str(inner)], Rule.NEVER)
    (free / "mien.md").write_text("# Salaires\n\nLa grille publique des salaires du portail.")
    base.add([str(free)])
    assert len(given(base)) == 1
