"""The guard of prose: its detector, with the company's terms and registry, and the rules in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import config, own_rules, policy_wiring
from assistant.config import Settings
from assistant.errors import ConfigError, ReaderError
from assistant.i18n import _
from assistant.store.key import Passphrase, from_environment

if TYPE_CHECKING:
    from guards.detection.detector import Detector
    from guards.detection.rule import Recogniser
    from guards.engine import ConfidentialityGuard
    from guards.policy.decisions import Policy
    from guards.policy.model import PolicyPattern


def guard(
    settings: Settings, passphrase: Passphrase = from_environment, rules: Policy | None = None
) -> ConfidentialityGuard:
    """Return the guard, with the company's terms, the rules in force (or those given) and the person's own.

    Its models load at first use or by `load()`. A list or policy that changed is read again.
    """
    from guards.engine import ConfidentialityGuard

    terms, policy = config.company_terms(settings), rules or policy_wiring.policy(settings)
    registry = config.presidio_registry(settings)
    sources = _Sources(settings.ner, terms, registry, policy.patterns)
    detector = _detector(sources, tuple(_stamp(path) for path in (terms, registry) if path))
    # Read once: a command may guard thousands of lines. A request of the engine makes its own guard.
    own = lru_cache(maxsize=1)(partial(own_rules.in_force, settings, passphrase))
    return ConfidentialityGuard(detector, policy, own)


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes when a file is written; raises ConfigError like reading it."""
    try:
        stat = path.stat()
    except OSError:
        return ()
    return stat.st_mtime_ns, stat.st_size


@dataclass(frozen=True, slots=True)
class _Sources:
    """What a detector is made of."""

    ner: str
    terms: Path | None
    registry: Path | None
    patterns: tuple[PolicyPattern, ...]


# One detector holds two languages' models: the one before is let go.
@lru_cache(maxsize=1)
def _detector(sources: _Sources, stamps: tuple[tuple[int, ...], ...]) -> Detector:
    from guards.detection.detector import Detector
    from guards.detection.names import finder

    extra = _recognisers(sources.terms, sources.patterns)
    return Detector(extra, finder(sources.ner), sources.registry)


def company_recognisers(settings: Settings, policy: Policy) -> list[Recogniser]:
    """Return what finds the company's own terms and its policy's patterns; raises ConfigError."""
    return _recognisers(config.company_terms(settings), policy.patterns)


def _recognisers(terms: Path | None, patterns: Sequence[PolicyPattern]) -> list[Recogniser]:
    own: list[Recogniser] = []
    if patterns:
        from guards.policy.patterns import recognisers

        own += recognisers(patterns)
    if terms:
        from guards.detection.company_adapter import CompanyTerms

        own.append(CompanyTerms(_lines(terms)))
    return own


def _lines(terms: Path) -> list[str]:
    from knowledge.readers.decoding import decode

    try:
        return decode(terms.read_bytes())[0].splitlines()
    except (OSError, ReaderError):
        raise ConfigError(
            _("The company's list of terms cannot be read."),
            _("Without it its terms would go unseen, so nothing is sent."),
            _("Save it as plain text in UTF-8, one term a line."),
        ) from None
