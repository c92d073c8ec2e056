"""The key in a real keyring, GNOME's, over a session bus of its own: kept, asked for, locked, gone.

Runs where dbus-run-session and gnome-keyring-daemon are installed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
pytestmark = pytest.mark.skipif(
    not all(shutil.which(name) for name in NEEDED), reason="no keyring daemon is installed"
)
UNLOCKED = (
    "printf 'a login password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
)
LOCK = f'{sys.executable} -c "import secretstorage as s; s.get_default_collection(s.dbus_init()).lock()"'
HYGIE = f"{sys.executable} -m assistant.cli"


def session(home: Path, *lines: str) -> tuple[str, str]:
    """Run lines of a shell in a session of its own; return output and errors."""
    folder = home / "session"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    environment = {
        name: value for name, value in os.environ.items()
        if name not in ("PYTHON_KEYRING_BACKEND", "HYGIE_PASSPHRASE", "DISPLAY", "WAYLAND_DISPLAY")
    }  # fmt: skip
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", "\n".join(lines)], capture_output=True, text=True,
        timeout=120, cwd=Path(__file__).parents[2],
        env={**environment, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)},
    )  # fmt: skip
    return done.stdout, done.stderr


def test_a_locked_or_missing_keyring_opens_nothing_and_harms_nothing(own_home: Path) -> None:
    made, _said = session(own_home, UNLOCKED, f"{HYGIE} history key", f"{HYGIE} history list --json",
                          f"{HYGIE} history key")  # fmt: skip
    assert made.endswith("keyring\n")
    store = own_home / "data" / "store.db"
    before = store.read_bytes()
    again, _said = session(own_home, UNLOCKED, f"{HYGIE} history list --json; echo $?")
    assert again.endswith("0\n")
    for lines in ((UNLOCKED, LOCK), ()):  # locked; then no keyring at all
        out, said = session(own_home, *lines, f"{HYGIE} history list; echo $?")
        assert out == "5\n"
        assert "keyring" in said and "untouched" in said
        assert store.read_bytes() == before
