# Two commands do everything: `make briefing` and `make test`.
# They need Python 3.11 or later and make; the rest is put into .venv/.

PYTHON ?= python3
BIN = .venv/bin

.PHONY: briefing test check clean lock benchmarks

briefing: .venv/ready
	$(BIN)/minkg briefing -o out

test: .venv/ready .venv/fonts
	$(BIN)/python -m pytest

check: .venv/ready
	$(BIN)/minkg check

benchmarks: .venv/ready
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/findings.py
	$(BIN)/python benchmarks/duplicates.py

.venv/ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# Pictures in Chinese are tested with a font of the system; Debian has a small one.
.venv/fonts: .venv/ready
	$(BIN)/python -c "from minkg.pictures.fonts import chinese; chinese()" 2>/dev/null \
	  || (apt-get update --quiet --quiet && apt-get install --yes --quiet --quiet fonts-wqy-microhei)
	touch $@

# New versions of what minkg builds on, locked with hashes.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras \
	  --group dev --no-annotate --no-header --upgrade pyproject.toml -o requirements.txt

clean:
	rm -rf .venv out dist
