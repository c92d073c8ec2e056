"""Nothing heavy is imported before it is needed, and importing litellm contacts no one."""

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.models.loops import LoopDetector
from assistant.models.retry import Backoff


def run(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_building_a_client_imports_nothing_heavy() -> None:
    script = """
import sys, importlib, pkgutil
import assistant.models
for module in pkgutil.iter_modules(assistant.models.__path__):
    importlib.import_module("assistant.models." + module.name)
from assistant.models.cards import find
from assistant.models.litellm_adapter import LitellmClient
for name in ("openai/gpt-4.1", "hygie/qwen-1.5b"):
    LitellmClient(find(name)).context_tokens
heavy = {"litellm", "openai", "httpx", "pydantic", "xllamacpp", "keyring", "numpy"}
print(heavy & set(sys.modules))
"""
    assert run(script) == "set()\n"


def test_importing_litellm_contacts_no_one() -> None:
    # urllib3 binds a socket on ::1 to learn whether the system has IPv6; nothing leaves.
    script = """
import sys
seen = []
allowed = {"socket.__new__", "socket.bind", "socket.gethostname"}
sys.addaudithook(lambda name, args: name.startswith("socket.") and seen.append((name, args)))
from assistant.models.litellm_adapter import import_litellm
litellm = import_litellm()
assert {name for name, _ in seen} <= allowed, seen
assert all(args[1] == ("::1", 0) for name, args in seen if name == "socket.bind"), seen
assert litellm.custom_provider_map[0]["provider"] == "hygie"
import_litellm()
assert len(litellm.custom_provider_map) == 1
"""
    assert run(script) == ""


def test_dotenv_files_are_not_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("OPENAI_API_BASE=http://elsewhere.example\n")
    script = f"""
import os
from assistant.models.litellm_adapter import import_litellm
os.chdir({str(tmp_path)!r})
import_litellm()
assert "OPENAI_API_BASE" not in os.environ
assert "127.0.0.1" in os.environ["NO_PROXY"]
"""
    assert run(script) == ""


@pytest.mark.parametrize(
    ("attempt", "asked", "expected"),
    [
        (1, None, 1.0),
        (2, None, 2.0),
        (3, None, None),
        (1, 5.0, 5.0),
        (1, 0.0, 1.0),
        (1, 31.0, None),
    ],
)
def test_backoff(attempt: int, asked: float | None, expected: float | None) -> None:
    assert Backoff().wait(attempt, asked) == expected


def test_loops_are_noticed_and_lists_are_not() -> None:
    line = "The sea is a place of beauty, a place of wonder, a place of calm.\n"
    loops = LoopDetector()
    assert any(loops.feed(line) for _ in range(20))
    lines = LoopDetector()
    assert not any(lines.feed(f"{n}. {line}") for n in range(40))
