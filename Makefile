# Two commands do everything: `make briefing` and `make test`.
# They need Python 3.11 or later and make; the rest is put into .venv/ and minkg/vendor/.
# `CI=1 make test` is what CI runs: long property runs, all six languages, coverage, a bare machine.

PYTHON ?= python3
BIN = .venv/bin
ENGINE = minkg/vendor/oxigraph/web_bg.wasm
CONSOLE = minkg/vendor/yasgui/build/yasgui.min.js
COVERED = --cov=minkg --cov-report=term:skip-covered --cov-fail-under=85

.PHONY: briefing test vendor check clean lock benchmarks

briefing: .venv/ready
	$(BIN)/minkg briefing -o out
	@$(MAKE) --no-print-directory --silent $(ENGINE) \
	  || echo "Oxigraph is not there, so 'minkg briefing -o FILE.html' does not work: 'make vendor' tries again" >&2

test: .venv/ready .venv/fonts .venv/browser .venv/w3c-shacl $(if $(CI),.venv/virtuoso)
	@$(MAKE) --no-print-directory --silent vendor \
	  || echo "Oxigraph and YASGUI are not there: tests that need them are left out" >&2
	$(BIN)/python -m pytest -n 2 --dist loadfile $(if $(CI),$(COVERED))

# What comes from npm and travels in the wheel; it is not committed.
vendor: $(ENGINE) $(CONSOLE)

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

# Oxigraph for the page of `minkg briefing`.
$(ENGINE): .ci/vendor.py .venv/ready
	$(BIN)/python .ci/vendor.py oxigraph 0.5.11 \
	  1095d6eb210104411fad61437f29e80c9c76c7fbbe7480c95b9aa2762818deb2 $(@D) web.js web_bg.wasm

# The editor of `/console` in `minkg serve`.
$(CONSOLE): .ci/vendor.py .venv/ready
	$(BIN)/python .ci/vendor.py @zazuko/yasgui 4.6.2 \
	  6520cdd256a4003e8d45865e0d631b6456b88a0e6b65f4f3e56d78a25d74c9a7 \
	  minkg/vendor/yasgui build/yasgui.min.css build/yasgui.min.js

# Pictures in Chinese are tested with a font of the system; Debian has a small one.
.venv/fonts: .venv/ready
	@if $(BIN)/python -c "from minkg.pictures import files_for; files_for('采')" 2> /dev/null \
	  || (apt-get update --quiet --quiet && apt-get install --yes --quiet --quiet fonts-wqy-microhei); \
	then touch $@; else echo "no Chinese font is there: tests that need one are left out" >&2; fi

# A real browser, for the pages.
.venv/browser: .venv/ready
	@if command -v chromium chromium-browser google-chrome > /dev/null \
	  || (apt-get update --quiet --quiet && apt-get install --yes --quiet --quiet chromium); \
	then touch $@; else echo "no browser is there: tests that need one are left out" >&2; fi

# The W3C's tests of SHACL travel in the source of pySHACL.
.venv/w3c-shacl: .ci/w3c_shacl.py .venv/ready
	$(BIN)/python .ci/w3c_shacl.py $@
	touch $@

# A store that answers some questions wrongly, and must be refused.
.venv/virtuoso: .venv/ready
	command -v virtuoso-t > /dev/null || (apt-get update --quiet --quiet \
	  && apt-get install --yes --quiet --quiet --no-install-recommends virtuoso-opensource-7-bin)
	touch $@

# New versions of what minkg builds on, locked with hashes.
LOCKED = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
  --no-header --upgrade
lock:
	$(LOCKED) --all-extras --group dev pyproject.toml -o requirements.txt
	$(LOCKED) --group node -o .ci/node.txt

clean:
	rm -rf .venv out dist minkg/locale/*.mo minkg/vendor
