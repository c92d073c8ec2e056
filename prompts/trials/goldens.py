"""Recorded answers of test cases: what `test --replay` judges without a model.

Cases hold invented material, so a golden holds its text in clear; runs of real work do not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.i18n import gettext as _
from prompts.errors import DriftError, Place
from prompts.format.messages import PromptMessage
from prompts.json_text import parsed
from prompts.library.placing import replace_text
from prompts.library.stack import Found
from prompts.reproduce.canonical import digest, digest_text
from prompts.trials.cases import Case

FORMAT = "hygie-golden/1"


@dataclass(frozen=True, slots=True)
class Golden:
    """One recorded answer; `request` is the hash of what the prompt made of the case."""

    request: str
    model: str
    params: Mapping[str, Any]
    answer: str
    response: str
    format: str = FORMAT


def request_hash(messages: tuple[PromptMessage, ...], config: Mapping[str, Any]) -> str:
    """Return the hash of filled-in messages with the settings they go with."""
    return digest({"messages": [m.fields() for m in messages], "config": dict(config)})


def golden_path(found: Found, case: Case) -> Path:
    """Return where the golden of a case stands."""
    return found.library.root / _relative(found, case)


def write_golden(found: Found, case: Case, golden: Golden) -> None:
    """Write the golden of a case in place of the one before it; raises PromptError."""
    text = json.dumps(asdict(golden), ensure_ascii=False, indent=1) + "\n"
    replace_text(found.library.root, _relative(found, case), text)


def _relative(found: Found, case: Case) -> str:
    return f"goldens/{found.entry.identity}/{case.slug}.json"


def read_golden(path: Path, request: str) -> Golden:
    """Return the golden of a case as it is now; raises DriftError when it is missing or stale."""
    try:
        golden = Golden(**parsed(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise _drift(_("No answer was recorded for this case."), path) from None
    except (OSError, ValueError, TypeError):
        raise _drift(_("The recorded answer cannot be read."), path) from None
    if golden.response != digest_text(golden.answer) or golden.format != FORMAT:
        raise _drift(_("The recorded answer was changed by hand."), path)
    if golden.request != request:
        raise _drift(_("The prompt or the case changed since the answer was recorded."), path)
    return golden


def _drift(title: str, path: Path) -> DriftError:
    action = _("Record it again with a model: hygie prompts test NAME --update")
    return DriftError(title, action=action, place=Place(str(path)))
