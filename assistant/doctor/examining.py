"""Runs the checks; one that breaks is told as such and keeps no other from running."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.doctor import backups, installation, settings, storage, working
from assistant.doctor.results import Home, Result, fault
from assistant.i18n import _

Check = Callable[[Home], Iterator[Result]]

QUICK: tuple[Check, ...] = (
    installation.python, installation.house, installation.libraries, installation.advisories,
    installation.detection, installation.weights, settings.settings_file, settings.policy, settings.terms,
    settings.added_models, settings.secrets_in_files, storage.permissions, storage.disk, storage.keyring,
    storage.store, storage.unfinished, working.knowledge, working.network, backups.recent,
)  # fmt: skip
ALL: tuple[Check, ...] = (*QUICK, working.guard)


def examined(home: Home, checks: Sequence[Check] = ALL) -> Iterator[Result]:
    """Yield the results of all checks as they come."""
    for check in checks:
        try:
            yield from check(home)
        except Exception as error:  # noqa: BLE001  (types only, never values)
            yield fault(
                f"doctor.{check.__name__}",
                _("The check “{name}” could not be made ({kind}).").format(
                    name=check.__name__, kind=type(error).__name__
                ),
            )
