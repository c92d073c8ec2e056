"""The Helm chart as Helm reads it and Kubernetes takes it; `make chart` installs what this needs and runs it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from proxy import settings
from tests.proxy.test_deploy import DEPLOY

FOLDER = os.environ.get("HYGIE_CHART", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="Helm's engine is not installed: make chart")
CHART = DEPLOY / "helm/hygie-proxy"
VERSIONS = ("1.29", "1.33", "1.36")
# Helm's library and these schemas stay out of the tests' own process.
WORK = """
import json, sys
import helm_python, kubernetes_validate, yaml
given = json.load(sys.stdin)
told = helm_python.lint(given["chart"], given["values"], strict=True)
problems = [m for m in told["messages"] if m["severity"] > 1] + told["errors"]
documents = []
if not problems:
    with helm_python.Chart.load(given["chart"]) as chart:
        files = chart.render(given["values"], name="team", namespace="tools")
    documents = [d for text in files.values() for d in yaml.safe_load_all(text) if d]
for document in documents:
    for version in given["versions"]:
        try:
            kubernetes_validate.validate(document, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            problems.append(f"{document['kind']} {version}: {error.message}")
print(json.dumps([problems, documents]))
"""


def looked_at(values, chart=CHART):
    """What Helm and the schemas object to, and the documents by kind."""
    given = {"chart": str(chart), "values": values, "versions": VERSIONS}
    path = os.pathsep.join([str(Path(FOLDER).absolute()), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", WORK], input=json.dumps(given), text=True, capture_output=True,
        env={**os.environ, "PYTHONPATH": path}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    problems, documents = json.loads(done.stdout)
    return problems, {document["kind"]: document for document in documents}


@pytest.mark.parametrize(("listen", "scheme"), [({}, "HTTP"), ({"certificate": "/etc/hygie/tls.crt"}, "HTTPS")])  # fmt: skip
def test_helm_finds_nothing_wrong_and_kubernetes_takes_it(tmp_path, listen, scheme):
    problems, made = looked_at({"settings": {"listen": listen}, "replicas": 3})
    assert problems == []
    assert set(made) == {"ConfigMap", "Service", "PodDisruptionBudget", "Deployment"}
    (tmp_path / "proxy.yaml").write_text(made["ConfigMap"]["data"]["proxy.yaml"])
    assert settings.read(tmp_path / "proxy.yaml").upstreams
    spec = made["Deployment"]["spec"]
    labels = spec["template"]["metadata"]["labels"]
    for selecting in (spec["selector"], made["PodDisruptionBudget"]["spec"]["selector"]):
        assert selecting["matchLabels"] == labels
    assert made["Service"]["spec"]["selector"] == labels and spec["replicas"] == 3
    [container] = spec["template"]["spec"]["containers"]
    for probe in ("readinessProbe", "livenessProbe"):
        assert container[probe]["httpGet"]["scheme"] == scheme
    mounts = {mount["name"] for mount in container["volumeMounts"]}
    assert mounts == {volume["name"] for volume in spec["template"]["spec"]["volumes"]}
    assert container["resources"]["limits"]["memory"]


@pytest.mark.parametrize(("right", "wrong"), [
    ("replicas: {{ .Values.replicas }}", "replicas: {{ .Values.replicas }"),
    ("replicas: {{ .Values.replicas }}", "replicas: many"),
    ("imagePullPolicy:", "imagePulPolicy:"),
    ("readOnlyRootFilesystem: true", "readOnlyFilesystem: true"),
])  # fmt: skip
def test_what_is_wrong_is_found(tmp_path, right, wrong):
    shutil.copytree(CHART, tmp_path / "hygie-proxy")
    template = tmp_path / "hygie-proxy/templates/proxy.yaml"
    text = template.read_text()
    assert right in text
    template.write_text(text.replace(right, wrong))
    assert looked_at({}, tmp_path / "hygie-proxy")[0]
