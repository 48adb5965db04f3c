PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test gate format bench fuzz soak clean

demo: $(STAMP)
	@$(BIN)/chiso score rules/qd766/dong-thap/2024-06.yaml examples/tam-nong-2024-06/units.csv

test: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto

gate: $(STAMP)
	$(BIN)/chiso check --strict rules examples/digital-transformation
	$(BIN)/chiso test rules examples/digital-transformation --threshold 95 --fail-on-empty

fuzz: $(STAMP)
	$(BIN)/python tests/mutations.py 100000
	$(BIN)/python tests/fuzz.py 500000

soak: $(STAMP)
	$(BIN)/python tests/soak.py

bench: $(STAMP)
	$(BIN)/python benchmarks/scale.py
	$(BIN)/python benchmarks/exact_speed.py
	$(BIN)/python benchmarks/compile_speed.py
	$(BIN)/python benchmarks/output_memory.py
	$(BIN)/python benchmarks/sweep_speed.py
	$(BIN)/python benchmarks/study_speed.py

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(STAMP): pyproject.toml
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV)
