"""`hygie prompts run|replay|rerun|history|verify-determinism`: runs that are recorded and replayed."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from assistant import __version__, prompt_wiring, wiring
from assistant.cli.output import note, print_json, progress_bar, show, show_exactly
from assistant.cli.prompt_asking import answered, flag_sensitive, kept, settings
from assistant.cli.prompt_values import collect
from assistant.config import Layered, Settings
from assistant.earlier_runs import damaged
from assistant.errors import Exit, PolicyRefused, StoreError
from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.models.cards import ModelCard
from assistant.prompt_forms import Ready, ready
from assistant.prompt_shelf import earlier
from assistant.types import Answer, Destination
from prompts.json_text import parsed
from prompts.reproduce.hashes import hashes
from prompts.reproduce.records import Run, RunStore, moment, new_identity, replay, request_text
from prompts.reproduce.shared_runs import read_shared
from prompts.reproduce.trust import require_approval


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Run, replay or list."""
    verbs = {
        "run": _run, "rerun": _rerun, "replay": _replay, "history": _history,
        "verify-determinism": _verify,
    }  # fmt: skip
    return verbs[options.verb](options, layered)


def _run(options: argparse.Namespace, layered: Layered) -> int:
    return asked_once(_asked(options, options.name), layered, options)


def asked_once(asked: Ready, layered: Layered, options: argparse.Namespace) -> int:
    """Ask once, record and show; raises HygieError."""
    record, answer = _once(asked, layered, options)
    _show(options, record, answer)
    return Exit.OK if answer.complete else Exit.MODEL


def _asked(options: argparse.Namespace, name: str) -> Ready:
    stack = prompt_wiring.stack(options.library)
    found = stack.find(name)
    require_approval(stack, found)
    return ready(stack, found, collect(found.prompt, options.vars, options.var))


def _once(
    asked: Ready, layered: Layered, options: argparse.Namespace, sample: int = 0, parent: str = ""
) -> tuple[Run, Answer]:
    chosen = settings(asked, layered)
    card = wiring.model_card(chosen)
    _may_leave(asked, card, options)
    with _recording(chosen, asked.found.entry.identity) as store:
        wiring.ready_model(card, progress_bar(_("hygie: assembling the embedded model")))
        _request, answer = answered(asked, chosen, card)
        return _recorded(store, asked, answer, card, sample, parent), answer


@contextmanager
def _recording(chosen: Settings, name: str) -> Iterator[RunStore]:
    """Open where the run is recorded; one that could not be kept is not asked."""
    with ExitStack() as opened:
        try:
            store = opened.enter_context(prompt_wiring.runs(kept(chosen)))
        except StoreError as error:
            other = _("Or ask without a record: hygie ask --prompt {name}").format(name=name)
            raise StoreError(
                error.title,
                _("Nothing was sent: a run that cannot be recorded is not asked."),
                f"{error.action} {other}",
            ) from None
        yield store


def _may_leave(asked: Ready, card: ModelCard, options: argparse.Namespace) -> None:
    """What leaves the machine is reviewed: here by --yes, in `hygie ask` on the screen."""
    flag_sensitive(asked, card)
    if card.destination is not Destination.LOCAL and not options.yes:
        raise PolicyRefused(
            _("This run would leave the machine without a review."),
            _("Nothing was sent."),
            _("Add --yes to send what the guard proposes, or use: hygie ask --prompt NAME"),
        )


def _recorded(
    store: RunStore, asked: Ready, answer: Answer, card: ModelCard, sample: int, parent: str
) -> Run:
    now = time.time()
    known = hashes(asked.found.prompt, asked.stack)
    taken, dropped = prompt_wiring.sampling(asked.found.prompt.meta.config)
    request = store.put(request_text(answer.model, taken, answer.sent))
    record = Run(
        id=new_identity(now), at=moment(now), app=f"hygie {__version__}",
        prompt={
            "name": asked.found.entry.identity, "library": str(asked.found.library.root),
            "version": asked.found.entry.version, "source": known.source, "behaviour": known.behaviour,
        },
        inputs=store.keyed(asked.values), sensitive=tuple(asked.found.prompt.meta.hygie.sensitive),
        model=answer.model, params_sent=taken, params_dropped=dropped, request=request, sample=sample,
        response=store.put(answer.received.reveal()), complete=answer.complete,
        usage=asdict(answer.usage), seconds=round(answer.seconds, 2),
        determinism={"label": "local-seeded" if card.embedded else "floating"}, parent=parent,
    )  # fmt: skip
    store.save(record)
    return record


def _show(options: argparse.Namespace, record: Run, answer: Answer) -> None:
    if options.json:
        print_json({"run": asdict(record), "answer": answer.text.reveal()})
        return
    show_exactly(answer.text.reveal() + "\n")
    note(_("recorded as {id}").format(id=record.id))
    for name in record.params_dropped:
        note(_("the setting {name} was not sent: it is not known here").format(name=name))


def _replay(options: argparse.Namespace, layered: Layered) -> int:
    if Path(options.id).is_file():
        record, request, response = read_shared(Path(options.id))
    else:
        with prompt_wiring.runs(kept(layered.settings)) as store:
            record = store.load(options.id)
            request, response = replay(store, record)
    if options.json:
        print_json({"run": asdict(record), "request": _said(request), "received": response})
        return Exit.OK
    show_exactly(response + "\n")
    note(_("as received on {at} from {model}, names and numbers as placeholders").format(
        at=record.at, model=record.model
    ))  # fmt: skip
    return Exit.OK


def _said(request: str) -> object:
    """What was asked, as JSON; a file of somebody else's may hold any text there."""
    try:
        return parsed(request)
    except ValueError:
        return request


def _rerun(options: argparse.Namespace, layered: Layered) -> int:
    with prompt_wiring.runs(kept(layered.settings)) as store:
        record = store.load(options.id)
        options.library = options.library or record.prompt["library"]
        asked = _asked(options, record.prompt["name"])
        changed = _changes(record, asked, store.keyed(asked.values))
    for what in changed:
        note(what)
    again, answer = _once(asked, layered, options, record.sample + 1, record.id)
    same = again.response == record.response
    if options.json:
        result = {"run": asdict(again), "parent": record.id, "same": same, "changed": changed}
        print_json({**result, "answer": answer.text.reveal()})
        return Exit.OK if same else Exit.FINDINGS
    _show(options, again, answer)
    note(
        _("the same answer, byte for byte")
        if same
        else _("another answer: hygie prompts diff {a} {b}").format(a=record.id, b=again.id)
    )
    return Exit.OK if same else Exit.FINDINGS


def _changes(record: Run, asked: Ready, inputs: str) -> list[str]:
    known = hashes(asked.found.prompt, asked.stack)
    changed = []
    if known.behaviour != record.prompt["behaviour"]:
        changed.append(_("the prompt has changed since that run"))
    if inputs != record.inputs:
        changed.append(_("the values are not those of that run"))
    return changed


def _history(options: argparse.Namespace, layered: Layered) -> int:
    wanted = options.name or ""
    with prompt_wiring.runs(kept(layered.settings)) as store:
        runs = [r for r in store.runs() if r.prompt["name"].startswith(wanted)]
    if unread := damaged(earlier()):
        note(
            ngettext(
                "{n} record of an earlier version cannot be opened; it was left in {folder}",
                "{n} records of an earlier version cannot be opened; they were left in {folder}",
                len(unread),
            ).format(n=len(unread), folder=earlier())
        )
    if options.json:
        print_json({"runs": [asdict(record) for record in runs]})
        return Exit.OK
    for record in runs:
        show(
            f"{record.id}  {record.prompt['name']:<26} {record.model:<24} {record.seconds:>5.0f} s"
        )
    return Exit.OK


def _verify(options: argparse.Namespace, layered: Layered) -> int:
    asked = _asked(options, options.name)
    records = [_once(asked, layered, options, sample)[0] for sample in range(options.n)]
    identical = max(Counter(record.response for record in records).values())
    verified: dict[str, Any] = {"runs": options.n, "identical": identical, "at": records[-1].at}
    last = replace(
        records[-1], id=new_identity(time.time()), parent=records[-1].id,
        determinism={**records[-1].determinism, "verified": verified},
    )  # fmt: skip
    with prompt_wiring.runs(kept(layered.settings)) as store:
        store.save(last)
    if options.json:
        print_json({"model": last.model, **verified, "runs_recorded": [r.id for r in records]})
    else:
        show(_("{identical} of {runs} answers are the same, byte for byte").format(**verified))
    return Exit.OK if identical == options.n else Exit.FINDINGS
