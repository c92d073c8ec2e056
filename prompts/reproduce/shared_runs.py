"""One run in a file of its own: what was sent and received in protected form, and its hashes.

Nothing in it says where the library lies, and the keyed hash of the values is left out: without the
key it means nothing to another person.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

from assistant.i18n import gettext as _
from prompts.errors import DriftError, Place
from prompts.format.reading import read_text
from prompts.json_text import parsed
from prompts.reproduce.canonical import digest_text
from prompts.reproduce.records import Run, RunStore, read_run, replay

FORMAT = "hygie-shared-run/1"


def shared_text(store: RunStore, run: Run) -> str:
    """Return the file of a run; raises DriftError when one of its texts is missing or changed."""
    request, response = replay(store, run)
    known = {k: v for k, v in run.prompt.items() if k != "library"}
    record = asdict(replace(run, prompt=known, inputs="", parent=""))
    whole = {"format": FORMAT, "run": record, "request": request, "response": response}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def read_shared(path: Path) -> tuple[Run, str, str]:
    """Return a shared run with its request and answer, hashes checked; raises DriftError."""
    try:
        whole = parsed(read_text(path))
        if whole["format"] != FORMAT:
            raise ValueError
        run, request, response = read_run(whole["run"]), whole["request"], whole["response"]
        if not isinstance(request, str) or not isinstance(response, str):
            raise TypeError
    except (ValueError, TypeError, KeyError):
        raise _refused(path, _("This is not a shared run of hygie.")) from None
    if (digest_text(request), digest_text(response)) != (run.request, run.response):
        raise _refused(path, _("The shared run was changed since it was written."))
    return run, request, response


def _refused(path: Path, title: str) -> DriftError:
    return DriftError(title, action=_("Ask its maker for it again."), place=Place(str(path)))
