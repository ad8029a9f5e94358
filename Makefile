# dawndusk. On a fresh machine with Python 3.11 or later and make:
#   make study    environment, install, main job; prints the path of the report
#   make test     environment, install, tests
# Everything goes into .venv here; delete it (make clean) to start again.

PYTHON ?= python3
SCENARIO ?= scenarios/gigawatt.yaml
ARGS ?=

VENV := .venv
RUN := $(VENV)/bin/python -m
INSTALL := $(RUN) pip --disable-pip-version-check install --quiet --constraint constraints.txt
RECIPE := pyproject.toml constraints.txt

.DELETE_ON_ERROR:
.DEFAULT_GOAL := study
.PHONY: study test check lint types imports docs bench clean

study: $(VENV)/.runtime
	@$(RUN) dawndusk.cli study "$(SCENARIO)" $(ARGS)

test: $(VENV)/.everything
	$(RUN) pytest $(ARGS)

check: lint types imports docs test

lint: $(VENV)/.everything
	$(RUN) ruff format --check src tests tools docs
	$(RUN) ruff check src tests tools docs

types: $(VENV)/.everything
	$(RUN) mypy --strict

imports: $(VENV)/.everything
	$(VENV)/bin/python -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

docs: $(VENV)/.everything
	$(RUN) sphinx -W --keep-going -q -b html docs docs/_build/html
	@echo docs/_build/html/index.html

bench: $(VENV)/.bench
	@$(VENV)/bin/python tools/bench.py $(ARGS)

# Peers that no test needs; where one cannot be installed, its line is left out.
$(VENV)/.bench: $(VENV)/.everything
	@$(INSTALL) --editable '.[bench]' || echo "a peer cannot be installed here; its lines are left out" >&2
	@touch $@

clean:
	rm -rf $(VENV) docs/_build docs/generated .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks

# A stamp is written only after pip has succeeded, so a broken download is tried again next time.
$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "dawndusk needs Python 3.11 or later; $(PYTHON) is older or missing. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "making the environment in $(VENV)" >&2
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.python $(RECIPE)
	@echo "installing dawndusk (first time, or the requirements changed)" >&2
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.everything: $(VENV)/.runtime $(RECIPE)
	@echo "installing what tests, checks and docs need" >&2
	@$(INSTALL) --editable '.[test,check,docs]'
	@touch $@
