"""The lock beside a file: it is not looked for behind a link that somebody put there."""

from pathlib import Path

import pytest

from assistant.file_lock import alone


def test_a_lock_is_not_taken_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "vault.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError), alone(tmp_path / "vault"):
        pass
    assert not (tmp_path / "elsewhere").exists()
