"""`hygie policy rules`: what a person decided once and for all, seen, added to and undone."""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import closing
from datetime import datetime

from assistant import own_rules, rule_wiring, store_wiring
from assistant.cli.output import note, print_json
from assistant.cli.passphrases import of_history
from assistant.config import Layered, Settings
from assistant.errors import Exit, StoreError, UserError
from assistant.i18n import gettext as _
from assistant.sentences import labelled
from assistant.store.records import Always, OwnRule
from assistant.types import Private
from assistant.visible import visible


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Change the rules as asked, then show them; raises StoreError when they are locked."""
    given = options.leave if options.hide is None else options.hide
    if not store_wiring.store_exists() and given is None:
        return _shown([], as_json=options.json)
    always = Always.SHOW if options.hide is None else Always.HIDE
    term = Private("") if given is None else _term(given)
    if given is not None and always is Always.SHOW:
        rule_wiring.check_shown(layered.settings, term)
    with closing(store_wiring.store(layered.settings, of_history)) as store:
        if options.undo is not None:
            own_rules.undo(store, options.undo)
            note(_("rule {number} forgotten").format(number=options.undo))
        elif given is not None:
            own_rules.keep(store, [OwnRule(0, term, always)], time.time())
            if always is Always.SHOW:
                _say_bounds(layered)
        return _shown(store.rules.all(), as_json=options.json)


def keep(settings: Settings, rules: tuple[OwnRule, ...]) -> None:
    """Keep what was decided for good at a review, and say how to undo it, or why it is not kept."""
    try:
        with closing(store_wiring.store(settings, of_history)) as store:
            own_rules.keep(store, rules, time.time())
    except (StoreError, UserError) as error:
        note(_("this holds for this request alone: {reason}").format(reason=error.title))
        return
    note(_("kept for later requests; see and undo: hygie policy rules"))


def _term(given: str) -> Private[str]:
    """A term on the command line stays in the shell's history: standard input does not."""
    return Private((sys.stdin.readline() if given == "-" else given).strip())


def _say_bounds(layered: Layered) -> None:
    from assistant import policy_wiring

    if policy_wiring.policy(layered.settings).binding:
        note(_("your company's rules come first: what they hide stays hidden"))


def _shown(rules: list[OwnRule], *, as_json: bool) -> int:
    if as_json:
        print_json({"rules": [_fields(rule) for rule in rules]})
        return Exit.OK
    words = {Always.HIDE: _("always hide"), Always.SHOW: _("never hide")}
    for rule in rules:
        day = datetime.fromtimestamp(rule.made).date().isoformat()
        said = labelled(words[rule.always], visible(rule.term.reveal()))
        print(f"{rule.number:>4}  {day}  {said}")
    if not rules:
        print(_("You made no lasting decision yet."))
    return Exit.OK


def _fields(rule: OwnRule) -> dict[str, object]:
    return {
        "number": rule.number, "term": rule.term.reveal(), "always": rule.always.value,
        "kind": rule.kind.value, "made": rule.made,
    }  # fmt: skip
