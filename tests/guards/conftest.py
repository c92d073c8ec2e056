"""The real detector, with its models, once a session."""

import pytest

from guards.detection.detector import Detector
from guards.engine import ConfidentialityGuard


@pytest.fixture(scope="session")
def detector() -> Detector:
    made = Detector()
    made.load()
    return made


@pytest.fixture(scope="session")
def guard(detector: Detector) -> ConfidentialityGuard:
    return ConfidentialityGuard(detector)
