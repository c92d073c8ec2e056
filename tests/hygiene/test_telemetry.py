"""No library reports anything to its maker."""

import os
import subprocess

import pytest

from assistant.child import command

# Where onnxruntime keeps the number of the machine and what it would send.
TRACE = ".cache/Microsoft"
LOADS = "from guards.detection.names import finder; finder('model').entities('Bonjour Karim.')"


@pytest.mark.parametrize("loads", [LOADS, "import chromadb.utils.embedding_functions"])
def test_onnxruntime_leaves_no_trace_of_telemetry(loads, tmp_path):
    code = command("assistant.cli")[3].partition(";")[2].partition(";")[0]  # the path alone
    subprocess.run(
        [*command("assistant.cli")[:2], "-c", f"import sys;{code}; import assistant; {loads}"],
        env={**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / ".cache")},
        check=True,
        capture_output=True,
    )
    assert not (tmp_path / TRACE).exists()
