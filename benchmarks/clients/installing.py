"""Puts each client into an environment of its own, from the package index."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PYTHON = {
    "llm": ("llm==0.36",),
    "aider": ("aider-chat==0.86.2",),
    "langchain": ("langchain-openai==1.7.3", "langgraph==1.2.22"),
}
NPM = {"openai": "6.49.0", "@anthropic-ai/claude-code": "2.1.197"}


def install(folder: Path) -> None:
    """Install what is missing; raises CalledProcessError with the installer's own words on the screen."""
    for name, packages in PYTHON.items():
        if not (folder / name).exists():
            print(f"installing {name}", flush=True)
            subprocess.run([sys.executable, "-m", "venv", str(folder / name)], check=True)
            pip = [str(folder / name / "bin/python"), "-m", "pip", "install", "--quiet"]
            subprocess.run([*pip, "--disable-pip-version-check", *packages], check=True)
    if not (folder / "npm").exists():
        print("installing the packages of npm", flush=True)
        (folder / "npm").mkdir(parents=True)
        (folder / "npm/package.json").write_text(json.dumps({"private": True, "dependencies": NPM}))
        subprocess.run(["npm", "install", "--silent"], cwd=folder / "npm", check=True)
