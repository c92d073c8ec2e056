"""Run again what the README shows and put the real output in: `python -m examples.transcripts`.

A block begins with the comment `<!-- run: COMMAND -->` and is followed by a fenced block, whose
content is replaced. Commands run from the top of the checkout with an empty home.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs/fr/demarrer.md")
_ONCE = "hygie: assembling"  # printed at the very first question only
_BLOCK = re.compile(r"<!-- run: (?P<command>[^\n]+) -->\n```text\n.*?```", re.DOTALL)


def output(command: str, home: str, language: str) -> str:
    """Return what a command prints, both streams, as a person sees it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {
        **os.environ, "HYGIE_HOME": home, "HYGIE_LANG": language, "PATH": path,
        "HYGIE_PASSPHRASE": "of this history alone",  # as where a keyring is
    }  # fmt: skip
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (done.stdout + done.stderr).rstrip().splitlines()
    return "\n".join(line for line in lines if not line.startswith(_ONCE))


def _answers() -> bool:
    command = Path(sys.executable).with_name("hygie")
    try:
        return (
            subprocess.run([command, "--version"], capture_output=True, check=False).returncode == 0
        )
    except OSError:  # missing, or made for a Python that is gone
        return False


def refreshed(page: Path, home: str) -> str:
    """Return a page with its transcripts made anew."""
    language = "fr" if "/fr/" in page.as_posix() else "en"

    def block(match: re.Match[str]) -> str:
        command = match["command"]
        shown = output(command, home, language)
        return f"<!-- run: {command} -->\n```text\n$ {command}\n{shown}\n```"

    return _BLOCK.sub(block, page.read_text(encoding="utf-8"))


def main() -> None:
    """Refresh every page; stop before any where the command does not run."""
    if not _answers():
        sys.exit("hygie does not run here: run `make setup` in this checkout first.")
    with tempfile.TemporaryDirectory() as home:
        for page in PAGES:
            page.write_text(refreshed(page, home), encoding="utf-8")


if __name__ == "__main__":
    main()
