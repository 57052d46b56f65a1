# demo, unit, test, lint, docs, site, bench: nothing else to learn. Everything is installed into .venv inside this clone.
.SHELLFLAGS := -eu -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Any Python from 3.11 on: `make test PYTHON=/path/to/python` chooses another.
PYTHON ?= $(shell for p in python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --no-input
REPORT := build/loc-ninh.html
# A file's tests stay together, so that what a file makes it makes once; tests/conftest.py says which files come first.
WORKERS := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.PHONY: demo unit test lint docs site bench

demo: .venv/base ## audit the founding case; the last line is the report's path
	@mkdir -p $(dir $(REPORT))
	@$(BIN)/counterpoise audit cases/loc-ninh --format html --output $(REPORT)
	@echo $(REPORT)

unit: .venv/dev ## the checks that start no program and open no database, in less than two minutes
	@$(BIN)/python -m pytest $(WORKERS) -m "not slow" --ignore-glob "tests/site*" $(ARGS)

test: .venv/dev ## every check; what a missing program leaves out is named at the end
	@$(BIN)/python -m pytest $(WORKERS) $(ARGS)

lint: .venv/dev ## form, faults, types, import rules, spelling
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/typos

docs: .venv/dev ## write docs/reference again from the code and its data
	@$(BIN)/python docs/build.py

site: .venv/site ## open the demo of the site: SQLite in build/site, the founding case, an account for each role
	@$(BIN)/counterpoise site --folder build/site $(ARGS)

bench: .venv/dev ## measure the demo's audit, the base install, the engines beside their peers, the sweep of a country; asserts nothing
	@$(BIN)/python benchmarks/run.py

# The locks name every package, so pip adds none: the one they leave out brings a GPL codec (see CONTRIBUTING.md).
# Stamps: a second run installs nothing unless a lock or pyproject.toml changed.
.venv/created:
	@[ -n "$(PYTHON)" ] || { echo "Counterpoise needs Python 3.11 or later; name one: make PYTHON=/path/to/python" >&2; exit 2; }
	@echo "creating .venv" >&2
	@$(PYTHON) -m venv .venv >&2
	@touch $@

.venv/base: .venv/created requirements.lock pyproject.toml
	@echo "installing Counterpoise into .venv" >&2
	@$(PIP) --no-deps --require-hashes -r requirements.lock >&2
	@$(PIP) --no-deps --editable . >&2
	@touch $@

.venv/dev: .venv/base requirements-dev.lock
	@echo "installing the tools for tests and checks into .venv" >&2
	@$(PIP) --no-deps --require-hashes -r requirements-dev.lock >&2
	@touch $@

.venv/site: .venv/base requirements-site.lock
	@echo "installing the site into .venv" >&2
	@$(PIP) --no-deps --require-hashes -r requirements-site.lock >&2
	@touch $@
