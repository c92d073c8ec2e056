"""Children that are killed at work: SIGKILL a moment after they say that they begin."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
READY = "ready"
"""What a child says when its imports are done and its work begins: a kill before proves nothing."""


def kills(usual: int) -> int:
    """How often to kill: HYGIE_KILLS, set to 100 for the measured run of 300."""
    return int(os.environ.get("HYGIE_KILLS", usual))


def killed(module: str, *arguments: str, wait: float, temporary: Path) -> list[str]:
    """Run a module, kill it so many seconds after it is ready; return the whole lines it said.

    Its temporary files go to `temporary`, so that they can be searched too.
    """
    temporary.mkdir(exist_ok=True)
    child = subprocess.Popen(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(temporary)},
        bufsize=0,  # else lines that came with the first would be lost to `communicate`
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline().decode() == f"{READY}\n"
    time.sleep(wait)
    child.send_signal(signal.SIGKILL)
    out, err = child.communicate()
    assert err == b""
    return [line for line in out.decode().split("\n")[:-1] if line]


def readable(*folders: Path, word: str) -> list[Path]:
    """Return the files under folders that show a word, in any of three encodings."""
    forms = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [p for folder in folders for p in folder.rglob("*") if p.is_file()]
    return [p for p in files if any(form in p.read_bytes() for form in forms)]
