"""Camille and Ousmane share a library through a bare repository, with hygie's commands alone.

One conflict, one approval, one signed release, and a key that nobody knows.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main

Hygie = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def hygie(capsys: pytest.CaptureFixture[str]) -> Hygie:
    def call(root: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
        code = main(["prompts", *arguments, "--library", str(root), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return call


def git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def commit(hygie: Hygie, root: Path) -> None:
    hygie(root, "lock")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Change")


def key(folder: Path, who: str) -> Path:
    path = folder / f"{who}-key"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", who, "-f", str(path)]
    subprocess.run(command, check=True)
    return path


def prompt(root: Path, body: str) -> Path:
    path = root / "prompts/notes.prompt"
    path.write_text(f"---\nname: notes\ndescription: Sums up notes.\n---\n{body}\n")
    return path


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hygie: Hygie) -> tuple[Path, Path]:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    for variable in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{variable}_NAME", "Test")
        monkeypatch.setenv(f"{variable}_EMAIL", "test@example.org")
    bare, camille, ousmane = (tmp_path / name for name in ("bare", "camille", "ousmane"))
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(bare)], check=True)
    subprocess.run(["git", "init", "-q", "-b", "main", str(camille)], check=True)
    hygie(camille, "init", str(camille))
    prompt(camille, "Sum up in five points: {{text}}")
    commit(hygie, camille)
    git(camille, "remote", "add", "origin", str(bare))
    git(camille, "push", "-qu", "origin", "main")
    subprocess.run(["git", "clone", "-q", str(bare), str(ousmane)], check=True)
    return camille, ousmane


def test_two_people_share_a_library(two: tuple[Path, Path], hygie: Hygie, tmp_path: Path) -> None:
    camille, ousmane = two

    # Both change the same line: nothing is taken, and the message names the file.
    prompt(camille, "Sum up in three points: {{text}}")
    commit(hygie, camille)
    assert hygie(camille, "sync")[1]["given"]
    mine = prompt(ousmane, "Sum up in seven points: {{text}}")
    commit(hygie, ousmane)
    code, result = hygie(ousmane, "sync")
    assert code == 2 and "prompts/notes.prompt" in result["error"]["title"]
    assert "seven" in mine.read_text() and git(ousmane, "status", "--porcelain") == ""

    # Ousmane merges by hand; a prompt still in conflict is refused with its line, the lock is not.
    subprocess.run(["git", "-C", str(ousmane), "merge", "-q", "origin/main"], capture_output=True)
    code, result = hygie(ousmane, "render", "notes", "--var", "text=x")
    assert code == 2 and result["error"]["line"] == "5"
    prompt(ousmane, "Sum up in four points: {{text}}")
    commit(hygie, ousmane)
    assert hygie(ousmane, "sync")[1]["given"]
    assert hygie(camille, "sync")[1]["taken"]
    assert "four" in (camille / "prompts/notes.prompt").read_text()
    assert hygie(camille, "check")[0] == hygie(ousmane, "check")[0] == 0

    # Camille takes a pattern from elsewhere and approves it; the approval reaches Ousmane.
    (tmp_path / "in/tidy").mkdir(parents=True)
    (tmp_path / "in/tidy/system.md").write_text("# IDENTITY\n\nYou tidy up texts.\n")
    assert hygie(camille, "import", "fabric", str(tmp_path / "in"))[1]["added"] == ["tidy"]
    assert hygie(camille, "run", "tidy")[0] == 4
    assert hygie(camille, "approve", "tidy", "--by", "Camille")[0] == 0
    git(camille, "add", "-A")
    git(camille, "commit", "-qm", "Approve")
    hygie(camille, "sync")
    hygie(ousmane, "sync")
    lock = json.loads((ousmane / "hygie.lock").read_text())["prompts"]
    assert lock["vendor/fabric/tidy.prompt"]["review"]["by"] == "Camille"

    # A release signed by Camille is verified by Ousmane once he has her key, by another key never.
    hers, unknown = key(tmp_path, "camille"), key(tmp_path, "nobody")
    (camille / ".hygie").mkdir(exist_ok=True)
    public = hers.with_suffix(".pub").read_text()
    (camille / ".hygie/allowed_signers").write_text(f"camille@example.org {public}")
    commit(hygie, camille)
    hygie(camille, "sync")
    assert hygie(camille, "release", "v1", "--key", str(hers))[0] == 0
    assert hygie(camille, "release", "v2", "--key", str(unknown))[0] == 0
    git(camille, "push", "-q", "--tags")
    # Who may sign came from the very place that signatures guard against: Ousmane asks her first.
    assert hygie(ousmane, "sync")[0] == 4
    assert hygie(ousmane, "sync", "--anyway")[0] == 0
    git(ousmane, "fetch", "-q", "--tags")
    code, result = hygie(ousmane, "verify", "v1")
    assert (code, result["signer"]) == (0, "camille@example.org")
    code, result = hygie(ousmane, "verify", "v2")
    assert code == 4 and "allowed_signers" in result["error"]["file"]
