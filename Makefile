# Everything starts here: each target sets up what it needs, from nothing but `python3` and `make`.
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .tools/bin/uv)
DEMO_OUT ?= demo

.PHONY: uv help setup compile demo test lint mutation bench app docs release clean

help:  ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.tools/bin/uv:
	@echo "Getting uv, which installs the rest (once) …"
	@python3 -m venv .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check uv

# With uv already on the PATH there is no file to make.
uv:
	@true

setup: $(UV)  ## install the locked dependencies into .venv
	@test -d .venv || echo "Installing the locked dependencies into .venv (once, some minutes) …"
	@$(UV) sync --quiet --locked --compile-bytecode
	@$(UV) run --no-sync python -m compileall -q agents experiments model viz

compile: setup
	@$(UV) run --no-sync python -m experiments.preparing

demo: compile  ## simulate a real town under three designs (about a minute)
	@$(UV) run --no-sync shanyraq demo --out $(DEMO_OUT)

test: compile  ## run the whole test suite
	@$(UV) run --no-sync pytest -n auto

lint: setup  ## ruff and the type checker
	@$(UV) run --no-sync ruff check .
	@$(UV) run --no-sync ruff format --check .
	@$(UV) run --no-sync mypy

mutation: setup  ## put small faults into the code and see whether the tests notice (hours)
	@$(UV) run --no-sync --with cosmic-ray==8.7.0 python -m tests.mutation

bench: setup  ## measure speed, memory and variance reduction side by side
	@$(UV) run --no-sync python -m benchmarks

app: compile  ## open the application in a browser
	@$(UV) run --no-sync shanyraq app

docs: setup  ## build the documentation as a site, without the network, and show it on this machine
	@echo "Building the site (half a minute) …"
	@$(UV) run --no-sync mkdocs build --quiet
	@$(UV) run --no-sync mkdocs serve

release: $(UV)  ## build sdist and wheel, and run the demo from the wheel in a clean environment
	@rm -rf dist
	@$(UV) build --quiet
	@$(UV) run --quiet --isolated --no-project --with "$$(echo dist/*.whl)" shanyraq demo --out dist/demo
	@ls dist

clean:  ## remove what can be made again
	rm -rf .venv .tools demo dist site .pytest_cache .ruff_cache .mypy_cache .hypothesis
