"""`hygie prompts test|matrix`: cases judged over recorded answers, or over live ones by model."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from assistant import prompt_wiring, wiring
from assistant.cli.output import note, print_json, progress_bar, show
from assistant.cli.prompt_asking import answered, opinion
from assistant.config import Layered, Settings
from assistant.errors import Exit, UserError
from assistant.i18n import gettext as _
from assistant.prompt_forms import ready
from assistant.sentences import labelled
from prompts.filled_source import FilledPrompt
from prompts.format.messages import PromptMessage
from prompts.library.stack import Found, Stack
from prompts.reproduce.canonical import digest_text
from prompts.trials.assertions import Outcome
from prompts.trials.cases import Case, cases
from prompts.trials.goldens import Golden, request_hash, write_golden
from prompts.trials.rubric import Judge
from prompts.trials.running import Trial, judged, replayed, wilson

_SIGNS = {Outcome.PASS: "=", Outcome.FAIL: "!", Outcome.UNDECIDED: "·"}


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Judge the cases; exit code 1 when one failed."""
    stack = prompt_wiring.stack(options.library)
    chosen = _chosen(stack, options.names)
    if options.verb == "matrix":
        return _matrix(options, layered.settings, stack, chosen)
    if options.replay and (options.live or options.update):
        raise UserError(
            _("--replay asks no model; --live and --update do."), action=_("Give one of them.")
        )
    live = options.live or options.update
    judging = _judge(layered.settings, options.judge) if options.judge else None
    trials = []
    for found, case in chosen:
        if live:
            answer = _asked(stack, found, case, layered.settings, record=options.update)
            trial = judged(found, case, answer.messages, answer.text, judging)
        else:
            trial = replayed(stack, found, case, judging)
        trials.append(trial)
        if not options.json:
            _show(trial)
    counts = Counter(trial.outcome for trial in trials)
    if options.json:
        print_json(
            {
                "trials": [t.fields() for t in trials],
                "counts": {o.value: counts[o] for o in Outcome},
            }
        )
    else:
        note(
            _("{passed} passed, {failed} failed, {undecided} undecided").format(
                passed=counts[Outcome.PASS],
                failed=counts[Outcome.FAIL],
                undecided=counts[Outcome.UNDECIDED],
            )
        )
    return Exit.FINDINGS if counts[Outcome.FAIL] else Exit.OK


def _chosen(stack: Stack, names: list[str]) -> list[tuple[Found, Case]]:
    wanted = names or [entry.identity for _library, entry in stack.entries() if not entry.problem]
    pairs = [(found, case) for found in map(stack.find, wanted) for case in cases(found)]
    if not pairs:
        raise UserError(
            _("These prompts have no test cases."),
            action=_("Write tests/NAME.tests.yaml: a list of vars and assert."),
        )
    return pairs


@dataclass(frozen=True, slots=True)
class _Answered:
    """What a model answered to a case; `seconds` of wall time."""

    messages: tuple[PromptMessage, ...]
    text: str
    seconds: float


def _asked(
    stack: Stack, found: Found, case: Case, settings: Settings, *, record: bool = False
) -> _Answered:
    card = wiring.model_card(settings)
    wiring.ready_model(card, progress_bar(_("hygie: assembling the embedded model")))
    asked = ready(stack, found, case.values)
    _request, answer = answered(asked, settings, card)
    text = answer.text.reveal()
    if record:
        taken, _dropped = prompt_wiring.sampling(found.prompt.meta.config)
        request = request_hash(asked.messages, found.prompt.meta.config)
        golden = Golden(request, answer.model, taken, text, digest_text(text))
        write_golden(found, case, golden)
    return _Answered(asked.messages, text, answer.seconds)


def _judge(settings: Settings, model: str) -> Judge:
    """A model that gives its opinion; what it is asked passes the guard like any request."""
    card = wiring.model_card(replace(settings, model=model))
    wiring.ready_model(card, progress_bar(_("hygie: assembling the embedded model")))

    def ask(messages: tuple[PromptMessage, ...], sample: int) -> str:
        wishes = {"temperature": 0.7, "seed": sample, "maxOutputTokens": 160}
        return opinion(FilledPrompt(messages), settings, card, wishes)

    return Judge(card.name, ask)


def _show(trial: Trial) -> None:
    show(f"{_SIGNS[trial.outcome]} {labelled(trial.prompt, trial.case.name)}")
    for reason in trial.fields()["reasons"]:
        show(f"    {reason}")


def _matrix(
    options: argparse.Namespace, settings: Settings, stack: Stack, chosen: list[tuple[Found, Case]]
) -> int:
    began, rows = time.monotonic(), []
    for model in options.models.split(","):
        for name in dict.fromkeys(found.entry.identity for found, _case in chosen):
            mine = [(f, c) for f, c in chosen if f.entry.identity == name]
            chosen_settings = replace(settings, model=model.strip())
            runs = [
                (judged(found, case, answer.messages, answer.text), answer.seconds)
                for found, case in mine
                for _sample in range(options.samples)
                for answer in (_asked(stack, found, case, chosen_settings),)
            ]
            rows.append(_cell(model.strip(), name, runs))
            if not options.json:
                show(_line(rows[-1]))
    totals = [_total(model, rows) for model in dict.fromkeys(row["model"] for row in rows)]
    if options.json:
        seconds = round(time.monotonic() - began, 1)
        print_json({"cells": rows, "totals": totals, "seconds": seconds})
        return Exit.OK
    for total in totals:
        show(_line(total))
    return Exit.OK


def _total(model: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """One model over all prompts: few runs a cell say little, their sum says more."""
    mine = [row for row in rows if row["model"] == model]
    passed, runs = (sum(row[key] for row in mine) for key in ("passed", "runs"))
    low, high = wilson(passed, runs)
    return {
        "model": model, "prompt": _("all"), "passed": passed, "runs": runs,
        "low": round(low, 2), "high": round(high, 2),
        "seconds": round(median(row["seconds"] for row in mine), 1),
    }  # fmt: skip


def _cell(model: str, name: str, runs: list[tuple[Trial, float]]) -> dict[str, Any]:
    passed = sum(trial.outcome is Outcome.PASS for trial, _seconds in runs)
    low, high = wilson(passed, len(runs))
    return {
        "model": model, "prompt": name, "passed": passed, "runs": len(runs),
        "low": round(low, 2), "high": round(high, 2),
        "seconds": round(median(seconds for _trial, seconds in runs), 1),
    }  # fmt: skip


def _line(cell: dict[str, Any]) -> str:
    return (
        f"{cell['prompt']:<26} {cell['model']:<28} {cell['passed']}/{cell['runs']} "
        f"[{cell['low']:.2f}–{cell['high']:.2f}]  {cell['seconds']:.0f} s"
    )
