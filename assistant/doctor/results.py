"""What a check says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.config import Settings
from assistant.errors import HygieError
from assistant.store.key import Passphrase


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    NOTICE = "notice"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Result:
    """One finding; `code` is its stable name, `mend` what to do about it."""

    code: str
    level: Level
    title: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """What is examined: settings as far as they could be read, and the three folders."""

    settings: Settings
    config: Path
    data: Path
    cache: Path
    passphrase: Passphrase


def ok(code: str, title: str) -> Result:
    """Return a result that all is well."""
    return Result(code, Level.OK, title)


def notice(code: str, title: str, mend: str = "") -> Result:
    """Return something worth knowing that keeps nothing from working."""
    return Result(code, Level.NOTICE, title, mend)


def fault(code: str, title: str, mend: str = "") -> Result:
    """Return something that has to be mended."""
    return Result(code, Level.FAULT, title, mend)


def of_error(code: str, error: HygieError) -> Result:
    """Return one of hygie's own errors as a fault."""
    title = error.title if not error.detail else f"{error.title} {error.detail}"
    return fault(code, title, error.action)
