# `make` alone lists what there is to make. Everything runs in a virtual environment of its own, .venv.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -qq
SAMPLE := src/depesche/sample
DEMO   := demo/sample
UV     ?= uv
TESTERS ?= 2
PINNED := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test accept check soak fuzz bench score calibrate teach docs man sbom pictures lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.run  ## read the sample case, show its briefing, write its page
	@mkdir -p demo
	$(BIN)/depesche build $(DEMO).depesche $(SAMPLE)/reports
	$(BIN)/depesche show $(DEMO).depesche briefing --text
	@$(BIN)/depesche export $(DEMO).depesche --to html -o $(DEMO).html
	@echo
	@echo "What to do next:"
	@echo "  $(BIN)/depesche serve $(DEMO).depesche     opens it in the browser: read, compare, correct, take it home"
	@echo "  open $(DEMO).html in a browser: the briefing, and every report with its evidence"
	@echo "  $(BIN)/depesche show $(DEMO).depesche statements --actor Hallvik"
	@echo "  $(BIN)/depesche export $(DEMO).depesche --to csv -o $(DEMO).csv"
	@echo "  $(BIN)/depesche build mine.depesche FOLDER   reads reports of your own"

test: $(VENV)/.dev  ## run every test
	$(BIN)/python -m pytest -q -n $(TESTERS) --dist loadfile

accept: $(VENV)/.dev  ## write the records of tests/reports anew, to be reviewed
	$(BIN)/python scripts/accept.py

check: $(VENV)/.dev  ## lint, formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

soak: $(VENV)/.dev  ## try the workbench at length: payloads, foreign websites, everybody at once
	$(BIN)/python scripts/soak.py

fuzz: $(VENV)/.dev  ## damaged bytes for all that reads (SECONDS=60 for each target)
	$(BIN)/python scripts/fuzz.py all --seconds $(or $(SECONDS),60)

bench: $(VENV)/.dev  ## speed, memory and start-up (FULL=1 for the long ones)
	$(BIN)/python scripts/bench.py $(if $(FULL),--full)

score: $(VENV)/.run  ## how right it is; fails below the floors (PIN=1 raises them)
	$(BIN)/depesche score all $(if $(DEPESCHE_DATA),"$(DEPESCHE_DATA)" --page docs/quality.md) $(if $(PIN),--pin)

calibrate: $(VENV)/.run  ## fit the weights behind the confidence of records (needs DEPESCHE_DATA)
	$(BIN)/python scripts/calibrate.py "$(DEPESCHE_DATA)"

teach: $(VENV)/.dev  ## learn the events of speeches anew (needs DEPESCHE_DATA; minutes)
	$(BIN)/python scripts/teach_events.py "$(DEPESCHE_DATA)"

docs: $(VENV)/.run  ## run the commands shown in the docs, put their output there
	$(BIN)/python scripts/refresh_docs.py

man: $(VENV)/.run  ## write the page of the manual anew, from the help
	$(BIN)/python scripts/man_page.py

sbom: $(VENV)/.dev  ## write dist/depesche.cdx.json, the bill of materials of the core
	$(BIN)/python scripts/sbom.py

pictures: $(VENV)/.dev  ## photograph the sample's page for the docs
	$(BIN)/python scripts/pictures.py

lock:  ## pin all requirements anew, with their hashes (needs uv)
	$(PINNED) pyproject.toml --all-extras --group dev --no-annotate -o requirements/dev.txt
	$(PINNED) pyproject.toml -c requirements/dev.txt -o requirements/lock.txt
	printf 'hatchling\neditables\n' | $(PINNED) --no-annotate -c requirements/dev.txt - -o requirements/build.txt

clean:  ## remove what make made
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The stamps say what is installed, so that a second run installs nothing.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Depesche needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1 || echo missing)." >&2; \
	  echo "  hint:  make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments: its venv module is missing." >&2; \
	  echo "  hint:  on Debian and Ubuntu, install the package python3-venv." >&2; exit 1; }
	@echo "Making $(VENV) and installing what Depesche needs; this takes a minute, once."
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.run: requirements/lock.txt requirements/build.txt pyproject.toml | $(VENV)/.made
	@$(PIP) install --require-hashes -r requirements/lock.txt -r requirements/build.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@
