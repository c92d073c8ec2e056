"""Claude Code itself, in front of a stub model, lists and uses hygie's tools; the policy holds.

Runs where `claude` is installed: npm install @anthropic-ai/claude-code, or HYGIE_CLAUDE with its path.
"""

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from assistant import knowledge_wiring
from knowledge.values import Rule
from tests.mcp.stub_model import StubModel

CLAUDE = os.environ.get("HYGIE_CLAUDE") or shutil.which("claude")
NAME = "Élodie Lefèvre"
pytestmark = pytest.mark.skipif(not CLAUDE, reason="claude is not installed")


@pytest.fixture
def notes(own_home: Path, tmp_path: Path) -> None:
    for name, rule, text in (
        ("libre", Rule.ANY, f"# Livraison\n\nLa livraison du portail est suivie par Mme {NAME}."),
        ("interne", Rule.LOCAL, "# Salaires\n\nLa grille des salaires du portail reste secrète."),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.md").write_text(text)
        with closing(knowledge_wiring.knowledge()) as base:
            base.add([str(tmp_path / name)], rule)


def claude(stub: StubModel, own_home: Path, tmp_path: Path, *more: str) -> list[dict]:
    """Run Claude Code once with hygie as its only server; return what it printed, event by event."""
    servers = {
        "hygie": {
            "command": sys.executable, "args": ["-m", "assistant.cli", "mcp"],
            "env": {"HYGIE_HOME": str(own_home), "PYTHONPATH": str(Path(__file__).parents[2])},
        }
    }  # fmt: skip
    config = tmp_path / "servers.json"
    config.write_text(json.dumps({"mcpServers": servers}))
    home = tmp_path / "claude-home"
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        [
            str(CLAUDE), "-p", "Where is the delivery?", "--mcp-config", str(config), "--strict-mcp-config",
            "--allowedTools", "mcp__hygie", "--output-format", "stream-json", "--verbose", *more,
        ],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=240, cwd=home,
        env={
            "PATH": os.environ["PATH"], "HOME": str(home), "ANTHROPIC_BASE_URL": stub.address,
            "ANTHROPIC_API_KEY": "stub-key-of-no-one", "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
            "ENABLE_TOOL_SEARCH": "false", "MCP_CONNECTION_NONBLOCKING": "false",
            "MCP_TIMEOUT": "120000", "LANG": "C.UTF-8",
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def results(messages: list[dict]) -> list[str]:
    """The texts that the tools gave, as they went to the model."""
    parts = [part for m in messages if isinstance(m["content"], list) for part in m["content"]]
    given = [part["content"] for part in parts if part.get("type") == "tool_result"]
    return [each if isinstance(each, str) else each[0]["text"] for each in given]


def test_it_lists_and_uses_the_tools_and_gets_no_protected_passage(notes, own_home, tmp_path):
    calls = [
        ("mcp__hygie__knowledge_search", {"query": "livraison du portail, grille des salaires"}),
        ("mcp__hygie__protect", {"text": f"Bonjour Mme {NAME}, au 06 39 98 12 34."}),
    ]
    for _attempt in range(4):  # on a busy machine it may begin before its server has started
        with StubModel(calls) as stub:
            events = claude(stub, own_home, tmp_path)
        start = next(e for e in events if e.get("subtype") == "init")
        if start["mcp_servers"][0]["status"] != "pending":
            break
    assert {"name": "hygie", "status": "connected"}.items() <= start["mcp_servers"][0].items()
    offered = {tool["name"] for request in stub.requests for tool in request.get("tools", ())}
    assert {
        f"mcp__hygie__{n}" for n in ("scan", "protect", "restore", "check", "knowledge_read")
    } <= offered
    assert any(each.startswith("mcp__hygie__email") for each in start["slash_commands"])
    found, safe = results(stub.requests[-1]["messages"])
    assert "{{PERSON_1}}" in found and "salaires" not in found
    assert NAME not in found + safe and "Lefèvre" not in found + safe
    assert "06 39" not in safe
    assert json.loads(found)["withheld"] == 1
    # Nothing of the notes in clear went over the wire to the model.
    assert "grille des salaires du portail reste" not in json.dumps(
        stub.requests, ensure_ascii=False
    )
