#!/bin/sh
# Recompile the locks: names, versions and hashes, no download address.
set -eu
cd "$(dirname "$0")/.."
compile() { uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url "$@"; }
compile --python-version 3.11 pyproject.toml -o requirements/run.txt
compile --python-version 3.11 pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt
compile --python-version 3.11 pyproject.toml --extra team -c requirements/run.txt -o requirements/team.txt
compile --python-version 3.11 requirements/guardrail.in -o requirements/guardrail.txt
for set in models weights weights-small chart; do
  compile --python-version 3.12 --no-deps "requirements/$set.in" -o "requirements/$set.txt"
done
