"""Files beside a prompt: scripts, settings; read as text, never run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.i18n import gettext as _

CODE = frozenset({".py", ".sh", ".bash", ".zsh", ".js", ".ts", ".mjs", ".rb", ".pl", ".ps1", ".bat", ".php", ".go", ".rs", ".lua"})  # fmt: skip
TEXT = frozenset({".md", ".txt", ".yaml", ".yml", ".json", ".toml", ".ini", ".cfg", ".prompt", ".prompty", ".html", ".csv", ".xml", ""})  # fmt: skip
MAX_BYTES = 2_000_000
MAX_FILES = 500

_NETWORK = re.compile(
    r"\b(?:requests\.(?:post|put|get)|urllib\.request|http\.client|httpx\.|aiohttp|socket\.(?:socket|create_connection)|fetch\(|XMLHttpRequest|axios|smtplib|curl |wget |Invoke-WebRequest|net/http)"
)
_SECRETS = re.compile(
    r"os\.environ|getenv|process\.env|\.aws|\.ssh|id_rsa|credentials|keyring|/etc/passwd|\.netrc|Login Data|cookies",
    re.IGNORECASE,
)
_RUNS: Mapping[str, re.Pattern[str]] = {
    "eval": re.compile(r"\b(?:eval|exec)\s*\(\s*(?!['\"]\s*\))[^)\n]|\bcompile\([^)\n]*exec|__import__\(|new Function\("),
    "shell": re.compile(r"shell\s*=\s*True|os\.(?:system|popen)\s*\(|child_process|\bpty\.spawn|\|\s*(?:ba)?sh\b|/dev/tcp/"),
    "destroys": re.compile(r"shutil\.rmtree\(|\brm -rf\b|os\.remove\([^)\n]*\*|fs\.rmSync\("),
    "persists": re.compile(r"crontab|\.bashrc|\.zshrc|authorized_keys|LaunchAgents|systemctl enable|schtasks"),
    "unpickles": re.compile(r"\b(?:pickle|marshal|dill)\.loads?\(|yaml\.(?:unsafe_)?load\([^)\n]*(?:Loader=yaml\.(?:Unsafe|Full)?Loader)?\)"),
    "query": re.compile(r"(?:f[\"']{1,3}[^\"'\n]*\b(?:SELECT|INSERT|UPDATE|DELETE)\b[^\"'\n]*\{|\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b[^\"'\n]*[\"']\s*(?:\+|%|\.format))", re.IGNORECASE),
    "path": re.compile(r"\bopen\([^)\n]*(?:\.\./|user_input|filename\s*\+|\+\s*filename)"),
}  # fmt: skip
_ENDLESS = re.compile(
    r"^([ \t]*)while (?:True|1|true)\b.*\n((?:\1[ \t]+.*\n|[ \t]*\n)*)", re.MULTILINE
)
_MASS = re.compile(r"\*\s*(?:10{6,}|10\s*\*\*\s*[6-9])|\bfork\(\)")


def reason(rule: str) -> str:
    """Return what a rule means, for the person."""
    return {
        "secrets and network": _("the scripts read secrets and use the network"),
        "eval": _("runs text as a program"), "shell": _("runs commands of the system"),
        "destroys": _("deletes files"), "persists": _("installs itself to run again"),
        "unpickles": _("loads data that can run as a program"),
        "query": _("builds a database query from what it is given"),
        "path": _("opens files by a name that it is given"),
        "endless": _("has a loop that never ends"), "mass": _("fills the memory"),
    }[rule]  # fmt: skip


def files(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the files beside a prompt that can be examined, and those that cannot."""
    readable: list[Path] = []
    left: list[Path] = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file() or p.is_symlink())[:MAX_FILES]:
        known = path.suffix.lower() in CODE | TEXT
        fits = known and not path.is_symlink() and path.stat().st_size <= MAX_BYTES
        (readable if fits else left).append(path)
    return readable, left


def risks(text: str) -> Iterator[tuple[str, int]]:
    """Yield (rule, offset) of what a script does that prompts need not do."""
    for rule, pattern in _RUNS.items():
        if match := pattern.search(text):
            yield rule, match.start()
    for match in _ENDLESS.finditer(text):
        if not re.search(r"\b(?:break|return|raise|sys\.exit|yield)\b", match[2]):
            yield "endless", match.start()
    if match := _MASS.search(text):
        yield "mass", match.start()


def reads_secrets(text: str) -> bool:
    """Whether a script reaches for credentials or the environment."""
    return bool(_SECRETS.search(text))


def uses_network(text: str) -> bool:
    """Whether a script talks to the network."""
    return bool(_NETWORK.search(text))
