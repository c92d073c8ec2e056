"""Real clients do a job with a tool through the proxy, against a provider on this machine: what came back, what left.

HYGIE_CLIENTS names a folder with one environment each (`llm`, `aider`, `langchain`) and `npm` with the packages
openai and @anthropic-ai/claude-code; those that are not there are said to be missing. Nothing else is contacted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.proxy.process import Process
from tests.proxy.upstream import PLACEHOLDER, Received, Upstream, echo

KEY = "hyg-clients"
NAME, MAIL = "Ida Morvan", "ida.morvan@nordmail.example.org"
ASK = f"Note the address of Mme {NAME}, {MAIL}, with your tool, then say who it was."
_NODE = """
import OpenAI from 'openai';
const client = new OpenAI();
const parameters = {type: 'object', properties: {to: {type: 'string'}}};
const tools = [{type: 'function', function: {name: 'send', parameters}}];
const messages = [{role: 'user', content: process.env.ASK}];
const stream = client.chat.completions.stream({model: 'fake-1', messages, tools});
const first = (await stream.finalChatCompletion()).choices[0].message;
console.log('tool', first.tool_calls[0].function.arguments);
messages.push(first, {role: 'tool', tool_call_id: first.tool_calls[0].id, content: 'sent'});
console.log((await client.chat.completions.create({model: 'fake-1', messages, tools})).choices[0].message.content);
"""
_LANGCHAIN = """
import os
from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI

@tool
def send(to: str) -> str:
    '''Note an address.'''
    print('tool', to)
    return 'sent'

model = ChatOpenAI(model='fake-1').bind_tools([send])
messages = [HumanMessage(os.environ['ASK'])]
first = model.invoke(messages)
messages += [first, *(ToolMessage(send.invoke(c['args']), tool_call_id=c['id']) for c in first.tool_calls)]
print(model.invoke(messages).content)
"""
_SEND = (
    "def send(to: str) -> str:\n    'Note an address.'\n    print('tool', to)\n    return 'sent'\n"
)


@dataclass(frozen=True)
class Client:
    """A program and how it is made to use the proxy; `seen` is what the tool was called with."""

    name: str
    program: Path
    command: Callable[[Path, str], list[str]]
    tool: bool = True


def clients(folder: Path) -> list[Client]:
    """Return the clients that are tried, installed or not."""
    npm = folder / "npm"

    def llm(program: Path, url: str) -> list[str]:
        return [str(program), "-m", "fake", "--key", KEY, "--functions", _SEND, ASK]

    def aider(program: Path, url: str) -> list[str]:
        return [
            str(program), "--model", "openai/fake-1", "--no-git", "--yes-always", "--no-check-update",
            "--no-show-model-warnings", "--analytics-disable", "--no-pretty", "--message", ASK, "note.txt",
        ]  # fmt: skip

    def claude(program: Path, url: str) -> list[str]:
        return [str(program), "-p", ASK, "--model", "fake-1", "--allowedTools", "Bash"]

    return [
        Client("openai (npm)", Path("/usr/bin/node"), lambda p, u: [str(p), str(npm / "job.mjs")]),
        Client("llm", folder / "llm/bin/llm", llm),
        Client(
            "langchain", folder / "langchain/bin/python", lambda p, u: [str(p), "-c", _LANGCHAIN]
        ),
        Client("aider", folder / "aider/bin/aider", aider, tool=False),
        Client("claude code", npm / "node_modules/.bin/claude", claude),
    ]


def called(received: Received) -> tuple[str, str] | None:
    """Call the client's tool with the address, until its result is there."""
    raw = received.raw.decode()
    if '"tool_result"' in raw or '"role":"tool"' in raw.replace(" ", ""):
        return None
    names = {
        tool.get("name") or tool["function"]["name"] for tool in received.body.get("tools") or []
    }
    found = next((p for p in PLACEHOLDER.findall(_asked(received)) if "EMAIL" in p), None)
    if found and "send" in names:
        return "send", json.dumps({"to": found})
    if found and "Bash" in names:
        return "Bash", json.dumps(
            {"command": f"echo tool {found} > seen.txt", "description": "Note it"}
        )
    return None


def _asked(received: Received) -> str:
    """What the person said: a client may put instructions of its own after it."""
    messages = received.body.get("messages") or []
    return json.dumps([message for message in messages if message.get("role") == "user"])


def environment(url: str, home: Path) -> dict[str, str]:
    """Return the variables by which the clients find the proxy."""
    (home / "extra-openai-models.yaml").write_text(
        f"- model_id: fake\n  model_name: fake-1\n  api_base: {url}/v1\n  supports_tools: true\n  api_key_name: hygie\n"
    )
    (home / "note.txt").write_text("")
    return {
        "PATH": os.environ["PATH"], "HOME": str(home), "ASK": ASK, "LLM_USER_PATH": str(home), "NO_COLOR": "1",
        "OPENAI_BASE_URL": f"{url}/v1", "OPENAI_API_BASE": f"{url}/v1", "OPENAI_API_KEY": KEY,
        "ANTHROPIC_BASE_URL": url, "ANTHROPIC_API_KEY": KEY, "DISABLE_TELEMETRY": "1", "DISABLE_AUTOUPDATER": "1",
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1", "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    }  # fmt: skip


def judged(client: Client, url: str, upstream: Upstream) -> str:
    """Run one client; say whether it worked, was restored, and what left in clear."""
    if not client.program.exists():
        return "not installed"
    upstream.received.clear()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        try:
            done = subprocess.run(
                client.command(client.program, url), cwd=home, env=environment(url, home), timeout=240,
                capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return "ran out of time"
        seen = home / "seen.txt"
        said = done.stdout + done.stderr + (seen.read_text() if seen.exists() else "")
    if "--show" in sys.argv:
        print(said[-3000:])
    leaked = [value for value in (NAME, "Morvan", MAIL) if upstream.holds(value)]
    restored = NAME in said and (
        not client.tool or any("tool" in s and MAIL in s for s in said.splitlines())
    )
    return (
        f"exit {done.returncode}, {len(upstream.asked)} requests, "
        f"{'restored' if restored else 'NOT restored'}, {'LEAKED' if leaked else 'nothing left in clear'}"
    )


def main(argv: list[str] | None = None) -> None:
    folder = Path(os.environ.get("HYGIE_CLIENTS", "/nowhere"))
    if (folder / "npm").is_dir():
        (folder / "npm/job.mjs").write_text(_NODE)
    with Upstream() as upstream, tempfile.TemporaryDirectory() as home:
        upstream.calls, upstream.says = called, echo
        options = ("--upstream", upstream.url, "--key", KEY, "--no-note")
        with Process(Path(home), *options) as proxy:
            for client in clients(folder):
                print(f"{client.name:14}{judged(client, proxy.url, upstream)}", flush=True)


if __name__ == "__main__":
    main()
