# Every command of a checkout. Variables: make demo PORT=8123 DATA=/some/dir
PORT ?= 8000
DATA ?= $(or $(SLUSS_DATA),.data)
ARGS ?=
SYSTEM_PYTHON ?= $(shell command -v python3 || command -v python)
PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint verify bench screenshots clean

help: ## this list
	@echo "make setup    installs everything the project needs, into this folder"
	@echo "make demo     starts the platform with demo content (PORT=$(PORT) DATA=$(DATA))"
	@echo "make test     all tests, those in a real browser included (ARGS='-k word' chooses)"
	@echo "make lint     style, types, storeys, templates, migrations, translations"
	@echo "make verify   the slow tests"
	@echo "make bench    measures the speed and writes it as JSON"
	@echo "make screenshots  takes the pictures of the README from a demo of its own"
	@echo "make clean    removes what setup made; the data in $(DATA) stays"
	@echo
	@echo "Everything else: python3 manage.py help"

setup:
	@$(SYSTEM_PYTHON) -m deploy.setup

demo: setup
	@SLUSS_DATA="$(DATA)" SLUSS_PORT="$(PORT)" $(PYTHON) manage.py demo

test: setup
	@$(PYTHON) -m deploy.setup.test $(ARGS)

lint: setup
	@$(PYTHON) -m deploy.setup.lint

verify: setup
	@$(PYTHON) -m deploy.setup.test -m verify $(ARGS)

bench: setup
	@$(PYTHON) deploy/bench/run.py $(ARGS)

screenshots: setup
	@$(PYTHON) deploy/screenshots/take.py

clean:
	rm -rf .venv .tools node_modules platform/sluss/web/static/vendor tests/browser/vendor
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@echo "The data in $(DATA) stays: remove that folder yourself to begin with an empty database."
