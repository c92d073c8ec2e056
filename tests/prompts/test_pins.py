"""Whom a library trusts is kept outside of it: what others write there changes nothing by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli import main
from prompts.errors import UntrustedError
from prompts.library.stack import Library, Stack
from prompts.reproduce.pins import accept, trusted
from prompts.reproduce.trust import approved

KEY, OTHER = "a@example.org ssh-ed25519 AAAA\n", "b@example.org ssh-ed25519 BBBB\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    (root / "vendor").mkdir(parents=True)
    (root / "vendor/x.prompt").write_text("Say hello.")
    return root


def library(root: Path) -> Library:
    return Library(root, pins=root.parent / "pins")


def manifest(root: Path, **trust: bool) -> None:
    (root / "hygie-prompts.yaml").write_text(json.dumps({"trust": trust}))


def keys(root: Path, text: str) -> None:
    (root / ".hygie").mkdir(exist_ok=True)
    (root / ".hygie/allowed_signers").write_text(text)


def test_what_is_seen_first_holds_and_a_change_of_keys_is_refused(root: Path) -> None:
    manifest(root, signers=True)
    keys(root, KEY)
    assert trusted(library(root)).keys == KEY
    for text in (KEY + OTHER, OTHER, ""):
        keys(root, text)
        with pytest.raises(UntrustedError, match="has changed"):
            trusted(library(root))
    keys(root, KEY)
    assert trusted(library(root)).keys == KEY


def test_less_may_not_be_asked_and_more_may(root: Path) -> None:
    manifest(root)
    stack = Stack([library(root)])
    assert not approved(stack, stack.find("x"))
    manifest(root, approval=False)
    loose = Stack([library(root)])
    with pytest.raises(UntrustedError):
        approved(loose, loose.find("x"))
    manifest(root, signers=True)
    assert trusted(library(root)).signers
    manifest(root, signers=False)
    with pytest.raises(UntrustedError):
        trusted(library(root))
    accept(library(root))
    assert not trusted(library(root)).signers


def test_a_damaged_record_trusts_nobody(root: Path) -> None:
    keys(root, KEY)
    trusted(library(root))
    (file,) = (root.parent / "pins").iterdir()
    file.write_text("{")
    with pytest.raises(UntrustedError):
        trusted(library(root))


def test_the_command_shows_a_change_and_accepts_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def trust(*more: str) -> tuple[int, str]:
        code = main(["prompts", "trust", "--library", str(root), *more])
        return code, capsys.readouterr().out

    manifest(root, signers=True)
    keys(root, KEY)
    assert trust("--accept")[0] == 0
    keys(root, OTHER)
    code, said = trust()
    assert code == 1 and KEY.strip() in said and OTHER.strip() in said
    assert main(["prompts", "approve", "x", "--library", str(root), "--json"]) == 4
    capsys.readouterr()
    assert trust("--accept")[0] == trust()[0] == 0
