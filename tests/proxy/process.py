"""`hygie proxy serve` as a process of its own, started as a person would."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parent.parent.parent


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


class Process:
    """`with Process("--upstream", url) as proxy:`; ready when its addresses are printed."""

    def __init__(self, home: Path, *options: str, **environment: str) -> None:
        self.home, self.options = home, options
        self.environment = {
            **os.environ,
            "HYGIE_HOME": str(home),
            "HYGIE_LANG": "en",
            **environment,
        }
        self.port, self.key = 0, ""
        self.printed: list[str] = []

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "proxy", "serve", "--port", "0", *self.options]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, process_group=0,
        )  # fmt: skip
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line)
            if found := re.search(r"Anthropic(?: clients|\u00a0): http://[^:]+:(\d+)", line):
                self.port = int(found.group(1))
                given = "--key" in self.options or "HYGIE_PROXY_KEY" in self.environment
                if given or "--config" in self.options:
                    break
            if line.startswith(("Key: ", "Clé\u00a0: ")):
                self.key = line.split()[-1]
                break
        assert self.port, "".join(self.printed)
        self._draining = threading.Thread(target=self._drain, daemon=True)
        self._draining.start()
        return self

    def _drain(self) -> None:
        assert self.process.stdout is not None
        self.printed += self.process.stdout

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
        self._draining.join(5)
        assert self.process.stdout is not None
        self.process.stdout.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def memory(self) -> int:
        """Resident megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) // 1024  # type: ignore[union-attr]
