"""`hygie policy`: the rules in force, and what a company needs to write, test and sign its own."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from assistant import guard_wiring, own_rules, policy_wiring
from assistant.action_words import both, word
from assistant.cli import policy_rules
from assistant.cli.inputs import exact
from assistant.cli.output import note, print_json, show
from assistant.cli.passphrases import of_history
from assistant.config import Layered
from assistant.destinations import place
from assistant.errors import Exit, UserError
from assistant.i18n import gettext as _
from assistant.kinds import label
from assistant.os_reasons import reason
from assistant.sentences import labelled
from assistant.types import Action, Destination, Finding, Kind, Private, Review, Span
from guards.policy import cases, model, reading, signing
from guards.policy.decisions import Decision, Policy


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Do what was asked; each verb's exit code is its own."""
    verbs: dict[str, Callable[[argparse.Namespace, Layered], int]] = {
        "show": _show, "explain": _explain, "check": _check, "test": _test, "key": _key,
        "sign": _sign, "verify": _verify, "rules": policy_rules.run,
    }  # fmt: skip
    return verbs[options.verb](options, layered)


def _in_force(options: argparse.Namespace, layered: Layered) -> Policy:
    """The policy of the settings, or the one file that was named."""
    if options.policy:
        return Policy([reading.read(Path(options.policy))])
    return policy_wiring.policy(layered.settings)


def _show(options: argparse.Namespace, layered: Layered) -> int:
    if options.schema:
        print_json(model.schema())
        return Exit.OK
    policy = _in_force(options, layered)
    table = {kind: {to: _of_kind(policy, kind, to) for to in Destination} for kind in Kind}
    if options.json:
        layers = [layer.model_dump(mode="json", exclude_defaults=True) for layer in policy.layers]
        actions = {
            kind.value: {to.value: decision.action.value for to, decision in row.items()}
            for kind, row in table.items()
        }
        print_json({"layers": layers, "actions": actions})
        return Exit.OK
    names = [_("built-in"), *(layer.name for layer in policy.layers)]
    print(_("Layers, the last one the strongest: {names}").format(names=" < ".join(names)) + "\n")
    _print_table({kind: [one.action for one in row.values()] for kind, row in table.items()})
    return Exit.OK


def _print_table(table: dict[Kind, list[Action]]) -> None:
    """Print what is done with each kind, in the person's words, and what a policy file calls it."""
    used = [action for action in Action if any(action in row for row in table.values())]
    wide = max(len(word(action)) for action in used) + 1
    print(f"{'':14}" + "".join(f"{to.value:{wide}}" for to in Destination))
    for kind, row in table.items():
        print(f"{kind.value:14}" + "".join(f"{word(one):{wide}}" for one in row) + label(kind))
    print("\n" + ", ".join(labelled(to.value, place(to)) for to in Destination))
    if any(word(action) != action.value for action in used):
        written = ", ".join(map(both, used))
        print(_("As a policy file writes it: {names}").format(names=written))


def _of_kind(policy: Policy, kind: Kind, to: Destination) -> Decision:
    """The decision on a certain finding of a kind that no rule names."""
    return policy.explain(Finding(Span(0, 1), kind, 1.0, "any"), to)


def _explain(options: argparse.Namespace, layered: Layered) -> int:
    """Say what is done with each finding of a text, and which rule decided."""
    from guards.explanations import explained
    from guards.reviewing import decided

    policy, destination = _in_force(options, layered), Destination(options.to)
    text = exact(options.file, "hygie policy explain -").text
    own = Review() if options.policy else own_rules.in_force(layered.settings, of_history)
    rows = []
    for finding in guard_wiring.guard(layered.settings, of_history).scan(text):
        value = text.reveal()[finding.span.start : finding.span.end]
        decision = decided(policy, own, finding, value, destination)
        rows.append((finding, decision, " ".join(explained(finding, decision))))
    if options.json:
        print_json({"findings": [_explained_fields(*row) for row in rows]})
        return Exit.OK
    for finding, decision, why in rows:
        show(f"{both(decision.action):12} {_quoted(text, finding.span)}\n    {why}")
    return Exit.OK


def _quoted(text: Private[str], span: Span) -> str:
    from assistant.visible import visible

    return visible(" ".join(text.reveal()[span.start : span.end].split()))


def _explained_fields(finding: Finding, decision: Decision, why: str) -> dict[str, object]:
    from assistant.cli.scan import finding_fields

    return {
        **finding_fields(finding), "action": decision.action.value, "layer": decision.layer,
        "policy_rule": decision.rule, "why": why,
    }  # fmt: skip


def _check(options: argparse.Namespace, _layered: Layered) -> int:
    """Read a file; what is wrong in it is an error with its line."""
    policy = reading.read(Path(options.file))
    if options.json:
        print_json({"name": policy.name, "rules": len(policy.rules)})
    else:
        show(_("{name}: {n} rules, nothing wrong.").format(name=policy.name, n=len(policy.rules)))
    return Exit.OK


def _test(options: argparse.Namespace, layered: Layered) -> int:
    """Compare the policy's decisions with what is expected; exit code 1 when one differs."""
    expected = cases.read_cases(reading.content(Path(options.file)))
    wrong = cases.failures(_in_force(options, layered), expected)
    if options.json:
        print_json({"cases": len(expected), "failed": [_case_fields(*one) for one in wrong]})
    for number, case, decision in () if options.json else wrong:
        print(
            _("case {n}: {kind} to {to} is {action} (rule {rule} of {layer}), expected {expected}").format(
                n=number, kind=case.kind.value, to=case.to.value, action=both(decision.action),
                rule=decision.rule, layer=decision.layer, expected=both(case.expect),
            )
        )  # fmt: skip
    if not options.json:
        good = len(expected) - len(wrong)
        print(_("{good} of {n} cases as expected.").format(good=good, n=len(expected)))
    return Exit.FINDINGS if wrong else Exit.OK


def _case_fields(number: int, case: cases.Case, decision: Decision) -> dict[str, object]:
    return {
        "case": number, "kind": case.kind.value, "to": case.to.value, "expected": case.expect.value,
        "action": decision.action.value, "layer": decision.layer, "rule": decision.rule,
    }  # fmt: skip


def _key(options: argparse.Namespace, _layered: Layered) -> int:
    """Make a key pair: the private half in a file only its owner reads, the public half shown."""
    private, public = signing.new_key()
    try:
        handle = os.open(options.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise UserError(
            _("The key cannot be written to {path} ({reason}).").format(
                path=options.file, reason=reason(error)
            ),
            _("No key was made."),
            _("Name a file that does not exist yet."),
        ) from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(signing.written(private))
    note(
        _("private key written: keep it where the company keeps its keys, never beside the policy")
    )
    print_json({"public_key": public}) if options.json else print(public)
    return Exit.OK


def _sign(options: argparse.Namespace, _layered: Layered) -> int:
    """Write the signature beside the policy, which must be valid."""
    path = Path(options.file)
    data = reading.content(path)
    reading.parse(data, path.name)
    key = signing.read_key(reading.content(Path(options.key)))
    signature = path.with_name(path.name + policy_wiring.SIGNATURE)
    signature.write_text(signing.sign(data, key) + "\n", encoding="ascii")
    print_json({"signature": str(signature)}) if options.json else print(signature)
    return Exit.OK


def _verify(options: argparse.Namespace, _layered: Layered) -> int:
    """Check a signature with the company's public key; raises ConfigError when it does not fit."""
    policy_wiring.verified(Path(options.file), options.key)
    if options.json:
        print_json({"verified": True})
    else:
        print(_("The signature is the company's, and the policy was not changed since."))
    return Exit.OK
