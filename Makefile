# Every command of the house. `make` alone lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help setup demo test check lint types borders queries migrations docs bench soak fmt schema browser test-floor words formats

BIN := .venv/bin
# Nothing in a test run is random: hashes are fixed too. Output is not held back, so that a hang shows where it is.
PYTEST := PYTHONHASHSEED=0 PYTHONUNBUFFERED=1 $(BIN)/python -m pytest
PYTHON ?= python3
DATA ?=
PORT ?= 8080
MINUTES ?= 10
SEED ?= 1
ARGS ?=
export PYTHON
ifdef CHROMIUM
export CHROMIUM
endif

help: ## list the commands (this)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## make the environment .venv; the command line is .venv/bin/newsflow
	@house/setup.sh

demo: setup ## run the demo agency (DATA=folder, else demo-data here; PORT=number; Ctrl-C ends it)
	@exec $(BIN)/newsflow up --demo$(if $(DATA), --data "$(DATA)") --port $(PORT)

test: setup browser ## run every test, within its time budget (ARGS=… go to pytest)
	@$(PYTEST) $(ARGS)

check: lint types borders queries migrations docs test ## all that CI runs: lint, types, borders, queries, migrations, docs, test

lint: setup ## ruff: rules and format
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: setup ## basedpyright, strict
	@$(BIN)/basedpyright

borders: setup ## imports one way, pure rooms pure, sizes, house lints
	@$(PYTEST) -q --durations=0 --durations-min=5 tests/borders --ignore=tests/borders/test_queries.py --ignore=tests/borders/test_migrations.py --ignore=tests/borders/test_docs.py

queries: setup ## every named query, prepared against the migrated schema
	@$(PYTEST) -q --durations=0 --durations-min=5 tests/borders/test_queries.py

migrations: setup ## all migrations together equal schema.sql
	@$(PYTEST) -q --durations=0 --durations-min=5 tests/borders/test_migrations.py

docs: setup ## links resolve, settings and commands are documented, decisions name their enforcer
	@$(PYTEST) -q --durations=0 --durations-min=5 tests/borders/test_docs.py

bench: setup ## run every bench quickly; a table of figures beside their limits
	@$(BIN)/python -m house.bench

soak: setup ## the long loads, seeded (MINUTES=10, SEED=1)
	@$(BIN)/python -m house.soak --minutes $(MINUTES) --seed $(SEED)

fmt: setup ## put the code in its form
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format

schema: setup ## write src/newsflow/db/schema.sql from the migrations
	@$(BIN)/python -m house.schema

words: setup ## bring the desk's catalogues up to date with the code; new words come in empty
	@$(BIN)/python -m house.words

formats: setup ## write docs/formats/ from the tables beside the writers
	@$(BIN)/python -m house.formats

browser: setup ## see to a Chromium and fonts for the tests
	@house/browser.sh

test-floor: setup ## the tests that use the database, on the oldest PostgreSQL that we carry (15)
	@house/floor.sh
