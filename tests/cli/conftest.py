"""The command line in a process of its own, in front of a provider on loopback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.models.fake_provider import FakeProvider

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@dataclass
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def hygie(own_home: Path) -> Callable[..., Ran]:
    """Run hygie with arguments and standard input."""

    def run(*arguments: str, stdin: str | bytes = b"", **environment: str) -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "assistant.cli", *arguments],
            input=data,
            capture_output=True,
            timeout=300,
            env={**os.environ, "HYGIE_HOME": str(own_home), **environment},
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def provider(own_home: Path) -> Iterator[FakeProvider]:
    """A remote model named test/remote, which replies as the test scripts it."""
    with FakeProvider() as fake:
        config = own_home / "config"
        config.mkdir(parents=True)
        (config / "models.toml").write_text(
            f'[[model]]\nname = "test/remote"\nlitellm_id = "openai/remote"\n'
            f'api_base = "{fake.address}/v1"\ndestination = "world"\ncontext_tokens = 8192\n'
        )
        yield fake
