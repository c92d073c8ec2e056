"""What lies in deploy/ can be read, and names what exists."""

import json
import re
from pathlib import Path

import yaml

from assistant.types import Kind
from proxy import settings
from proxy.metrics import Metrics

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


def test_the_compose_file_is_yaml():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert {"one", "two", "database", "memory", "balancer"} <= set(services)
