# Two commands do everything: `make briefing` and `make test`.
# They need Python 3.11 or later, make and npm; the rest is put into .venv/ and minkg/vendor/.

PYTHON ?= python3
BIN = .venv/bin
ENGINE = minkg/vendor/oxigraph/web_bg.wasm
CONSOLE = minkg/vendor/yasgui/build/yasgui.min.js

.PHONY: briefing test check clean lock benchmarks

briefing: .venv/ready $(ENGINE)
	$(BIN)/minkg briefing -o out

test: .venv/ready .venv/fonts .venv/browser .venv/axe/axe.min.js $(ENGINE) $(CONSOLE) .venv/w3c-shacl \
  $(if $(CI),.venv/virtuoso)
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

# Oxigraph for the page of `minkg briefing`; it travels in the wheel and is not committed.
$(ENGINE): .ci/vendor
	.ci/vendor oxigraph 0.5.11 1095d6eb210104411fad61437f29e80c9c76c7fbbe7480c95b9aa2762818deb2 \
	  $(@D) web.js web_bg.wasm

# The editor of `/console` in `minkg serve`.
$(CONSOLE): .ci/vendor
	.ci/vendor @zazuko/yasgui 4.6.2 6520cdd256a4003e8d45865e0d631b6456b88a0e6b65f4f3e56d78a25d74c9a7 \
	  minkg/vendor/yasgui build/yasgui.min.js build/yasgui.min.css

# The accessibility rules that the page is tested with, and the browser it is opened in.
.venv/axe/axe.min.js: .ci/vendor .venv/ready
	.ci/vendor axe-core 4.14.1 e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745 \
	  $(@D) axe.min.js

.venv/browser: .venv/ready
	command -v chromium chromium-browser google-chrome > /dev/null \
	  || (apt-get update --quiet --quiet && apt-get install --yes --quiet --quiet chromium)
	touch $@

# The W3C's tests of SHACL travel in the source of pySHACL, of the version and hash that is locked.
.venv/w3c-shacl: .venv/ready
	rm -rf $@ .venv/pyshacl && mkdir -p .venv/pyshacl
	sed -n '/^pyshacl==/,/[^\\]$$/p' requirements.txt > .venv/pyshacl/locked.txt
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps \
	  --no-binary pyshacl --dest .venv/pyshacl -r .venv/pyshacl/locked.txt
	tar --extract --gzip --file .venv/pyshacl/*.tar.gz --directory .venv/pyshacl --strip-components 1
	mv .venv/pyshacl/test/resources/sht_tests $@ && rm -rf .venv/pyshacl && touch $@

# A store that answers some questions wrongly, and must be refused.
.venv/virtuoso: .venv/ready
	command -v virtuoso-t > /dev/null || (apt-get update --quiet --quiet \
	  && apt-get install --yes --quiet --quiet --no-install-recommends virtuoso-opensource-7-bin)
	touch $@

# New versions of what minkg builds on, locked with hashes.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras \
	  --group dev --no-annotate --no-header --upgrade pyproject.toml -o requirements.txt

clean:
	rm -rf .venv out dist minkg/vendor
