"""Review decisions that last: « always hide », « never hide », seen and undone like any other setting.

For screens and commands: `Decisions.with_lasting` marks at the review what should hold from now on, and
`Decisions.rules` gives it as rules; `keep` and `undo` change what is kept, `store.rules.all` lists it (through
the engine: `keep_rules`, `undo_rule`, `own_rules`). `in_force` is what every guard of this person reads before
each request. They never outrank a company's rules, and secrets cannot be let through for good.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace

from assistant import paths, store_wiring
from assistant.config import Settings
from assistant.errors import GuardError, MissingError, StoreError, UserError
from assistant.i18n import _
from assistant.store.key import Passphrase, from_environment
from assistant.store.own_rules import kept
from assistant.store.records import Always, OwnRule
from assistant.store.store import Store
from assistant.types import Review

LONGEST = 200
"""Characters of a term."""


def in_force(settings: Settings, passphrase: Passphrase = from_environment) -> Review:
    """Return the lasting decisions as a review; raises GuardError when they cannot be read.

    Without any rule the store is not opened.
    """
    if not kept(paths.data_dir()):
        return Review()
    try:
        with closing(store_wiring.store(settings, passphrase)) as store:
            return as_review(store.rules.all())
    except StoreError as error:
        raise GuardError(
            _("Your own rules of what to hide cannot be read: {reason}").format(reason=error.title),
            _("Nothing was sent."),
            error.action,
        ) from None


def keep(store: Store, rules: Iterable[OwnRule], now: float) -> None:
    """Keep lasting decisions, made now; raises UserError for one that would match nothing or anything."""
    for rule in rules:
        if not any(map(str.isalnum, rule.term.reveal())) or len(rule.term.reveal()) > LONGEST:
            raise UserError(
                _("A rule needs a word or a number, of {n} characters at most.").format(n=LONGEST),
                _("Nothing was changed."),
            )
        store.rules.keep(replace(rule, made=now))


def undo(store: Store, number: int) -> None:
    """Forget a lasting decision; raises MissingError."""
    if not store.rules.undo(number):
        raise MissingError(
            _("There is no rule {number} of yours.").format(number=number),
            action=_("List them: hygie policy rules"),
        )


def as_review(rules: list[OwnRule]) -> Review:
    """Return rules as the guard takes them."""
    hidden = tuple((rule.term, rule.kind) for rule in rules if rule.always is Always.HIDE)
    shown = tuple(rule.term for rule in rules if rule.always is Always.SHOW)
    return Review({}, hidden, shown)
