# Two commands: `make demo` sets up and shows a case from the example pages; `make test` sets up and runs all tests.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary :all:

.PHONY: demo demo-exports test validators check bench train-reader train-incident train-letters train-setting train-acts fmt lock clean help

help:
	@echo "make demo   set up, read the example pages, show the case of their main person"
	@echo "make demo-exports  the demo's case in every format, in demo-exports/"
	@echo "make test   set up, run all tests"
	@echo "make check  types, lint, layers, docs"
	@echo "make validators  install the libraries of the formats that tests check exports with (PyICU is built: it needs a compiler and ICU)"
	@echo "make bench  our figures beside the peers' (skips the data it cannot find)"
	@echo "make train-reader  learn again what tells an article from its surroundings (docs/models/reader.md)"
	@echo "make train-letters  learn again how other scripts' letters stand for Latin ones (docs/models/letters.md)"
	@echo "make train-incident  learn again which candidates are a page's incident (docs/models/incident.md)"
	@echo "make train-setting  learn again where an act was done whose own words name no place (docs/models/setting.md)"
	@echo "make train-acts  learn again which acts are ones for a case file (docs/models/acts.md)"

demo: .venv/run
	$(BIN)/letapis demo

demo-exports: .venv/run
	$(BIN)/letapis demo
	$(BIN)/letapis export -p demo-project all "Andrei Khalchevich" --to demo-exports

test: .venv/dev
	$(BIN)/python -m pytest

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layers.py tests/test_docs.py

bench: .venv/dev
	$(BIN)/python -m bench

LETAPIS_BENCH ?= ../shared/bench
train-reader: .venv/train
	$(BIN)/python -m tools.train_reader $(LETAPIS_BENCH)

train-incident: .venv/train
	LETAPIS_BENCH=$(LETAPIS_BENCH) $(BIN)/python -m tools.train_incident $(LETAPIS_BENCH)/incidents/train.json $(LETAPIS_BENCH)/claims/score-ids.json

train-letters: .venv/dev
	$(BIN)/python -m tools.train_letters $(LETAPIS_BENCH)/names

train-setting: .venv/train
	LETAPIS_BENCH=$(LETAPIS_BENCH) $(BIN)/python -m tools.train_setting $(LETAPIS_BENCH)/claims

train-acts: .venv/train
	LETAPIS_BENCH=$(LETAPIS_BENCH) $(BIN)/python -m tools.train_acts

validators: .venv/dev requirements-validators.txt
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-validators.txt

fmt: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# New pins, with hashes; look at the difference before you commit it.
lock: .venv/dev
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements-train.in -o requirements-train.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements-validators.in -o requirements-validators.txt

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Letapis needs Python 3.11 or newer; call make with PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/run: .venv/made requirements.txt pyproject.toml
	@echo "Setting up (about a minute, once)"
	$(PIP) -r requirements.txt
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/run requirements-dev.txt
	$(PIP) -r requirements-dev.txt
	@touch $@

.venv/train: .venv/dev requirements-train.txt
	$(PIP) -r requirements-train.txt
	@touch $@

clean:
	rm -rf .venv demo-project demo-exports .mypy_cache .ruff_cache
