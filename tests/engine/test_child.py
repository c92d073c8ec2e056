"""hygie starts its own code again, and locks what two programs would spoil."""

import subprocess
from concurrent.futures import ThreadPoolExecutor

from assistant.child import command


def test_a_file_of_a_common_name_in_the_folder_is_not_run(tmp_path):
    for name in ("prompts.py", "proxy.py", "assistant.py"):
        (tmp_path / name).write_text("raise SystemExit('run!')")
    done = subprocess.run(
        [*command("assistant.cli"), "--version"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("hygie ")


def run(verb: str, vault: str, text: str) -> str:
    return subprocess.run(
        [*command("assistant.cli"), verb, "--vault", vault, "-"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_two_programs_at_once_give_no_placeholder_twice(own_home, monkeypatch, tmp_path):
    monkeypatch.setenv("HYGIE_PASSPHRASE", "quatre mots sans lien")
    vault = str(tmp_path / "v")
    texts = ["Bonjour Karim Benhaddou.", "Bonjour Solange Perrault."]
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda text: run("protect", vault, text), texts))
    assert len({text.split()[1] for text in both}) == 2
    assert [run("restore", vault, text) for text in both] == texts
