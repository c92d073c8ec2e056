"""The folders of a person's data are the person's, whatever the umask."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.folders import private_folder
from assistant.vault_key import vault_lock


@pytest.fixture
def careless() -> Iterator[None]:
    """What programs started by some services have."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(folder: Path) -> int:
    return folder.stat().st_mode & 0o777


def test_every_folder_that_was_missing_is_private(careless: None, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir(mode=0o755)
    made = private_folder(there / "a" / "b" / "c")
    assert made.is_dir()
    assert {mode(made), mode(made.parent), mode(made.parent.parent)} == {0o700}
    assert mode(there) == 0o755  # what a person made stays as it is
    assert private_folder(made) == made


def test_the_home_that_is_made_with_the_first_file_is_private(
    careless: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "new" / "home"
    monkeypatch.setenv("HYGIE_HOME", str(home))
    vault_lock(None)
    made = [home.parent, home, *(one for one in home.rglob("*") if one.is_dir())]
    assert len(made) > 2
    assert {mode(folder) for folder in made} == {0o700}
