# Two commands do everything: `make briefing` and `make test`.
# They need Python 3.11 or later and make; the rest is put into .venv/.

PYTHON ?= python3
BIN = .venv/bin

.PHONY: briefing test check clean lock benchmarks

briefing: .venv/ready
	$(BIN)/minkg briefing -o out

test: .venv/ready .venv/fonts .venv/w3c-shacl
	$(BIN)/python -m pytest

check: .venv/ready
	$(BIN)/minkg check

benchmarks: .venv/ready
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/findings.py
	$(BIN)/python benchmarks/duplicates.py
	$(BIN)/python benchmarks/validate.py

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

# The W3C's tests of SHACL travel in the source of pySHACL, of the version and hash that is locked.
.venv/w3c-shacl: .venv/ready
	rm -rf $@ .venv/pyshacl && mkdir -p .venv/pyshacl
	sed -n '/^pyshacl==/,/[^\\]$$/p' requirements.txt > .venv/pyshacl/locked.txt
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps \
	  --no-binary pyshacl --dest .venv/pyshacl -r .venv/pyshacl/locked.txt
	tar --extract --gzip --file .venv/pyshacl/*.tar.gz --directory .venv/pyshacl --strip-components 1
	mv .venv/pyshacl/test/resources/sht_tests $@ && rm -rf .venv/pyshacl && touch $@

# New versions of what minkg builds on, locked with hashes.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras \
	  --group dev --no-annotate --no-header --upgrade pyproject.toml -o requirements.txt

clean:
	rm -rf .venv out dist
