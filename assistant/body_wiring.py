"""The parts of the team's proxy that come from the areas: its guard, its conversations, its readers."""

from __future__ import annotations

from assistant import config, policy_wiring
from assistant.config import Settings
from assistant.guard_wiring import company_recognisers
from assistant.types import Private
from guards.body.conversation import Conversation
from guards.body.detecting import RuleDetector
from guards.body.guard import BodyGuard, Guarded
from guards.body.reply import Reply
from guards.forgetting import forget as forget_texts

__all__ = [
    "BodyGuard", "Conversation", "Guarded", "Reply", "body_guard", "forget_texts", "read_attachment",
]  # fmt: skip


def body_guard(settings: Settings, before: BodyGuard | None = None) -> BodyGuard:
    """Return the guard of JSON bodies, with the company's terms and the rules in force.

    One made `before` lends its models, which take long to load. Raises ConfigError or MissingError.
    """
    from guards.detection.detector import Detector
    from guards.detection.names import finder

    policy = policy_wiring.policy(settings)
    terms = company_recognisers(settings, policy)
    prose = Detector(terms, finder(settings.ner), config.presidio_registry(settings))
    if before is not None and isinstance(before.prose, Detector):
        prose.names = before.prose.names
    return BodyGuard(prose, RuleDetector(terms), policy)


def read_attachment(data: bytes, name: str) -> Private[str]:
    """Return the text of a file that came in a request; raises ReaderError."""
    from knowledge.readers import read_text

    return read_text(data, name).text
