"""The real guard with its models, once for all tests of the proxy."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.body_wiring import BodyGuard
from guards.body.detecting import RuleDetector
from guards.detection.company_adapter import CompanyTerms
from guards.detection.detector import Detector
from tests.proxy.running import KEY, Running
from tests.proxy.upstream import Upstream

TERMS = ["Projet Zéphyr", "Nordelle", "ZEPHYR-4471"]


@pytest.fixture(scope="session")
def body_guard() -> BodyGuard:
    terms = [CompanyTerms(TERMS)]
    guard = BodyGuard(Detector(terms), RuleDetector(terms))
    guard.load()
    return guard


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    with Upstream() as made:
        yield made


@pytest.fixture
def proxy(body_guard: BodyGuard, upstream: Upstream, own_home: Path) -> Iterator[Running]:
    with Running(body_guard, upstream.url) as running:
        yield running


@pytest.fixture
def client(proxy: Running) -> Iterator[httpx.Client]:
    headers = {"authorization": f"Bearer {KEY}"}
    with httpx.Client(base_url=proxy.url, headers=headers, timeout=20, trust_env=False) as made:
        yield made
