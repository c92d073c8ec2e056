"""A library that somebody else wrote into: its links lead nowhere, its partials are read too."""

from __future__ import annotations

from pathlib import Path

import pytest

from prompts.errors import PromptError
from prompts.exchange.converted import Converted, put
from prompts.library.stack import Library, Stack
from prompts.library.starting import begin_library, begin_prompt
from prompts.reproduce.lock import make_lock, read_lock, write_lock
from prompts.trials.cases import Case, cases
from prompts.trials.goldens import Golden, write_golden

GOLDEN = Golden("r", "m", {}, "a", "s")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    begin_library(root)
    (root / "prompts/a.prompt").write_text("Hello.\n")
    (root / "tests/a.tests.yaml").write_text("- vars: {}\n")
    return root


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A file of the person's that a link of the library points to."""
    file = tmp_path / "home/settings"
    file.parent.mkdir()
    file.write_text("mine")
    return file


def case(root: Path) -> tuple[Stack, Case]:
    stack = Stack([Library(root)])
    return stack, cases(stack.find("a"))[0]


def test_a_lock_is_not_written_through_a_link(root: Path, mine: Path) -> None:
    library = Library(root)
    lock = make_lock(Stack([library]), library)
    for name in ("hygie.lock", ".hygie.lock.new"):
        (root / name).symlink_to(mine)
    write_lock(root, lock)
    assert mine.read_text() == "mine"
    assert "prompts/a.prompt" in read_lock(root).prompts and not (root / "hygie.lock").is_symlink()


def test_a_recorded_answer_is_not_written_through_a_link(root: Path, mine: Path) -> None:
    stack, first = case(root)
    folder = root / "goldens/a"
    folder.mkdir()
    for suffix in (".json", ".new"):
        (folder / f"{first.slug}{suffix}").symlink_to(mine)
    write_golden(stack.find("a"), first, GOLDEN)
    assert mine.read_text() == "mine"


def test_nothing_is_written_into_a_folder_that_leads_out(root: Path, mine: Path) -> None:
    for name in ("goldens/a", "vendor/fabric", "prompts/sub"):
        (root / name).symlink_to(mine.parent)
    stack, first = case(root)
    with pytest.raises(PromptError, match="leaves the library"):
        write_golden(stack.find("a"), first, GOLDEN)
    with pytest.raises(PromptError, match="leaves the library"):
        put(root, "fabric", [Converted("x", "text", (), mine)])
    with pytest.raises(PromptError, match="leaves the library"):
        begin_prompt(root, "sub/x.en")
    assert [p.name for p in mine.parent.iterdir()] == ["settings"]


def test_a_licence_is_not_written_through_a_link_nor_read_through_one(
    root: Path, mine: Path, tmp_path: Path
) -> None:
    origin = tmp_path / "in/x/system.md"
    origin.parent.mkdir(parents=True)
    (tmp_path / "in/LICENSE").write_text("free")
    (tmp_path / "in/x/COPYING").symlink_to(mine)
    (root / "vendor/fabric").mkdir()
    (root / "vendor/fabric/LICENSE").symlink_to(mine.with_name("new"))
    put(root, "fabric", [Converted("x", "text", (), origin)])
    assert not mine.with_name("new").exists()
    assert not (root / "vendor/fabric/COPYING").exists()
