"""The start says where requests go, in the person's language and without what is secret in an address."""

import pytest

from assistant import i18n
from assistant.models.custom_llm_adapter import PROVIDER
from assistant.types import Destination
from proxy.announcing import described
from proxy.settings import Upstream as To
from tests.proxy.process import Process

EMBEDDED = To(
    name="embedded", wire="litellm", provider=PROVIDER, destination=Destination.LOCAL,
    models={"hygie/small": "small", "small": "small"},
)  # fmt: skip


@pytest.mark.parametrize(("upstream", "language", "said"), [
    (EMBEDDED, "en", "Requests go to embedded: the embedded model small, on this machine"),
    (EMBEDDED, "fr", "Les requêtes vont à embedded\u00a0: le modèle embarqué small, en local"),
    (To(name="eu", wire="litellm", provider="mistral", destination="eu"), "en",
     "Requests go to eu: mistral through litellm, in the EU"),
    (To(url="https://camille:secret@api.example.org/v1"), "en",
     "Requests go to default: https://api.example.org/v1, outside the EU"),
])  # fmt: skip
def test_an_upstream_is_described_in_one_line(upstream, language, said):
    i18n.choose(language)
    try:
        assert described(upstream) == said
    finally:
        i18n.choose("en")


def test_the_start_says_where_requests_go(upstream, tmp_path):
    with Process(tmp_path, "--upstream", upstream.url) as proxy:
        assert f"Requests go to default: {upstream.url}, outside the EU\n" in proxy.printed
