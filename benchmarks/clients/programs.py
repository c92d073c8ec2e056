"""The clients, how each is started, and by which settings it finds the proxy."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

KEY = "hyg-key-of-the-clients-at-work"
NAMES = ("Ida Morvan", "Paul Kervadec")
MAILS = ("ida.morvan@nordmail.example.org", "paul.kervadec@nordmail.example.org")
ASKED = (
    f"Note the address of Mme {NAMES[0]}, {MAILS[0]}, in note.txt with your tool, then say who it was.",
    f"Now note M. {NAMES[1]}, {MAILS[1]}, below her in note.txt as well, and say who both are.",
)
JOBS = Path(__file__).parent / "jobs"
_SEND = (
    "def send(to: str) -> str:\n    'Note an address.'\n    print('tool', to)\n    return 'sent'\n"
)

Commands = list[tuple[list[str], str]]


@dataclass(frozen=True)
class Client:
    """A program and the commands, each with what is typed into it, that make it do the job."""

    name: str
    program: Path
    commands: Callable[[Path], Commands]


def clients(folder: Path) -> list[Client]:
    """Return the clients that are tried, installed or not."""
    node, npm = Path(shutil.which("node") or "/nowhere"), folder / "npm/node_modules"
    python, langchain = Path(sys.executable), folder / "langchain/bin/python"

    def script(program: Path, name: str) -> Callable[[Path], Commands]:
        return lambda home: [([str(program), str(JOBS / name)], "")]

    def in_npm(home: Path) -> Commands:
        job = shutil.copy(JOBS / "openai_npm.mjs", npm.parent)  # where node finds the package
        return [([str(node), str(job)], "")]

    def llm(home: Path) -> Commands:
        program = [str(folder / "llm/bin/llm"), "-m", "fake", "--key", KEY, "--functions", _SEND]
        return [([*program, ASKED[0]], ""), ([*program, "-c", ASKED[1]], "")]

    def aider(home: Path) -> Commands:
        git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
        program = [
            str(folder / "aider/bin/aider"), "--model", "openai/fake-1", "--edit-format", "diff", "--yes-always",
            "--no-check-update", "--no-show-model-warnings", "--analytics-disable", "--no-pretty",
            "--no-fancy-input", "--no-gitignore", "note.txt",
        ]  # fmt: skip
        typed = "\n".join([*ASKED, "/exit", ""])
        shown = [*git, "log", "--format=%s"]
        return [([*git, "init", "--quiet"], ""), (program, typed), (shown, "")]

    def claude(home: Path) -> Commands:
        program = [str(npm / ".bin/claude"), "--model", "fake-1", "--allowedTools", "Bash,Read,Edit"]  # fmt: skip
        return [([*program, "-p", ASKED[0]], ""), ([*program, "--continue", "-p", ASKED[1]], "")]

    return [
        Client("openai", python, script(python, "openai_python.py")),
        Client("anthropic", python, script(python, "anthropic_python.py")),
        Client("openai-npm", npm / "openai" if node.exists() else node, in_npm),
        Client("llm", folder / "llm/bin/llm", llm),
        Client("langchain", langchain, script(langchain, "langchain_agent.py")),
        Client("aider", folder / "aider/bin/aider", aider),
        Client("claude-code", npm / ".bin/claude", claude),
    ]


def environment(url: str, home: Path) -> dict[str, str]:
    """Return the variables by which the clients find the proxy."""
    (home / "extra-openai-models.yaml").write_text(
        f"- model_id: fake\n  model_name: fake-1\n  api_base: {url}/v1\n  supports_tools: true\n  api_key_name: hygie\n"
    )
    return {
        "PATH": os.environ["PATH"], "HOME": str(home), "ASKED": "\n".join(ASKED), "LLM_USER_PATH": str(home),
        "OPENAI_BASE_URL": f"{url}/v1", "OPENAI_API_BASE": f"{url}/v1", "OPENAI_API_KEY": KEY, "NO_COLOR": "1",
        "ANTHROPIC_BASE_URL": url, "ANTHROPIC_API_KEY": KEY, "DISABLE_TELEMETRY": "1", "DISABLE_AUTOUPDATER": "1",
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1", "LITELLM_LOCAL_MODEL_COST_MAP": "True",
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
    }  # fmt: skip
