"""What lies in deploy/ can be read, and names what exists."""

import asyncio
import json
import re
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from assistant.types import Kind
from proxy import probing, settings
from proxy.metrics import Metrics
from proxy.serving import listening
from proxy.settings import Listen

DEPLOY = Path(__file__).parent.parent.parent / "deploy"


def test_the_example_settings_are_valid():
    read = settings.read(DEPLOY / "proxy.yaml")
    assert read.upstream_of("fast").name == "openai"
    assert read.upstream_of("claude-opus-4-5").wire == "anthropic"
    assert read.upstream_of("unknown") is None


def test_the_charts_settings_are_valid(tmp_path):
    values = yaml.safe_load((DEPLOY / "helm/hygie-proxy/values.yaml").read_text())
    (tmp_path / "proxy.yaml").write_text(yaml.safe_dump(values["settings"]))
    assert settings.read(tmp_path / "proxy.yaml").store.memory.startswith("valkey://")


def test_the_dashboard_asks_for_measures_that_exist():
    metrics = Metrics()
    metrics.ended("e", 200, 1)
    metrics.refused("x")
    metrics.hidden({Kind.PERSON: 1})
    metrics.tokens(1, 1)
    metrics.guard_seconds(1)
    told = metrics.text().decode()
    panels = json.loads((DEPLOY / "grafana/hygie-proxy.json").read_text())["panels"]
    asked = {
        name
        for panel in panels
        for t in panel["targets"]
        for name in re.findall(r"hygie_\w+", t["expr"])
    }
    assert asked and all(name in told for name in asked)


def test_the_compose_file_waits_for_what_is_healthy():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert {"one", "two", "database", "memory", "balancer"} <= set(services)
    own_image = (DEPLOY / "Containerfile").read_text()
    for name, service in services.items():
        for needed, how in service.get("depends_on", {}).items():
            assert how == {"condition": "service_healthy"}, name
            checked = "healthcheck" in services[needed] or "build" in services[needed]
            assert checked and "HEALTHCHECK" in own_image, needed
    named = {volume.split(":")[0] for s in services.values() for volume in s.get("volumes", [])}
    assert {name for name in named if not name.startswith(".")} == {"database", "memory"}


def certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "proxy.test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "tls.crt").write_bytes(made.public_bytes(Encoding.PEM))
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "tls.key").write_bytes(pem)
    return {"certificate": folder / "tls.crt", "private_key": folder / "tls.key"}


@pytest.mark.parametrize("kind", ["plain", "tls", "mutual"])
def test_the_health_check_finds_a_proxy_that_lives(tmp_path, kind):
    files = certificate(tmp_path) if kind != "plain" else {}
    if kind == "mutual":
        files["client_ca"] = files["certificate"]
    made = listening(Listen(port=0))
    listen = Listen(port=made.getsockname()[1], **files)
    given = {k: str(v) for k, v in files.items()}
    tls = (
        {"ssl_certfile": given["certificate"], "ssl_keyfile": given["private_key"]} if given else {}
    )
    if kind == "mutual":
        tls |= {"ssl_ca_certs": given["client_ca"], "ssl_cert_reqs": ssl.CERT_REQUIRED}

    async def healthy(_):
        return PlainTextResponse("ok")

    app = Starlette(routes=[Route("/health", healthy)])
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", **tls))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[made])))
    thread.start()
    try:
        assert probing.answers(listen)
    finally:
        server.should_exit = True
        thread.join(10)
        made.close()
    assert not probing.answers(listen)


@pytest.mark.parametrize(("upstream", "told"), [
    ("{name: a}", "needs url"), ("{url: ''}", "needs url"), ("{url: 'https://'}", "base address"),
    ("{url: 'https://x.test/openai/deployments/m?api-version=2025-01-01'}", "litellm"),
    ("{url: 'https://x.test/v1#a'}", "base address"), ("{wire: litellm}", "needs provider"),
])  # fmt: skip
def test_an_upstream_that_cannot_be_reached_is_told_at_the_start(tmp_path, upstream, told):
    (tmp_path / "proxy.yaml").write_text(f"upstreams: [{upstream}]")
    with pytest.raises(settings.ConfigError, match=told):
        settings.read(tmp_path / "proxy.yaml")
