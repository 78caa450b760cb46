# Two commands matter: `make run` and `make test`. The others are their parts.
# Models are kept in the user's cache folder (GLOSE_CACHE changes it), so that clones share them.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt
EMBEDDER := multilingual-e5-small
# Debian's browser, for the tests of the pages: where it cannot be installed they are skipped, and nothing fails.
APT := $$([ "$$(id -u)" = 0 ] || echo sudo -n) env DEBIAN_FRONTEND=noninteractive apt-get -qq
CHROMIUM = command -v chromium >/dev/null || { echo "Installation de Chromium, pour les tests des pages…"; \
	{ $(APT) update && $(APT) install -y --no-install-recommends chromium; } >/dev/null 2>&1; } \
	|| echo "Chromium n'a pas pu être installé : les tests des pages dans un navigateur seront passés."

.PHONY: help run ask sample test check fix unit gate clean

help:            ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: sample      ## set up everything, index the sample corpus, open the pages on this machine
	@$(BIN)/glose models prepare --background
	@$(BIN)/glose serve

ask: sample      ## the same, at a prompt
	@$(BIN)/glose models prepare --background
	@echo
	@echo "Trois commandes à essayer ensuite :"
	@echo "  $(BIN)/glose search \"quotient familial\" --top 3"
	@echo "  $(BIN)/glose draft --documents corpus/sample/documents/F90001.xml --request \"places en crèche\""
	@echo "  $(BIN)/glose add VOTRE_DOSSIER && $(BIN)/glose index && $(BIN)/glose status"
	@echo
	@$(BIN)/glose ask

sample: .venv/run
	@$(BIN)/glose models fetch $(EMBEDDER)
	@$(BIN)/glose add corpus/sample/documents --publisher "Ville de Valbrume" --licence MIT
	@$(BIN)/glose index

test: check      ## set up what the tests need, then check and test everything
	@$(BIN)/glose models prepare || echo "Sans modèle qui rédige : ses tests sont passés, les autres suivent."
	$(BIN)/python -m pytest

gate: .venv/test model ## hold the answers to what they were: no worse, and nothing invented
	@$(BIN)/glose-evals gate

check: .venv/test model
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

unit: .venv/test ## the tests that need no model: under a minute
	$(BIN)/python -m pytest -m "not needs_model and not needs_generator and not slow"

fix: .venv/test  ## format, and apply the safe fixes
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

model: .venv/run
	@$(BIN)/glose models fetch $(EMBEDDER)

.venv/python:
	@echo "Création de l'environnement (.venv)…"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Glose demande Python 3.11 ou plus récent.")'
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/run: .venv/python pyproject.toml constraints.txt
	@echo "Installation des bibliothèques (quelques minutes la première fois)…"
	@$(PIP) -e .
	@touch $@

.venv/test: .venv/run
	@$(PIP) -e '.[test]'
	@$(CHROMIUM)
	@touch $@

clean:           ## remove the environment and the local library; the cached models stay
	rm -rf .venv .glose
