# make site      builds the sample site into public/
# make test      everything a change must pass
# make test-all  the same, with the long checks
# make lint      ruff, mypy, import-linter

PY := .venv/bin/python
AS_OF ?=

.PHONY: site test test-all lint serve bench clean

site: .venv/installed
	.venv/bin/doithoai build $(if $(AS_OF),--as-of $(AS_OF))
	@echo "Mở trang: file://$(CURDIR)/public/index.html (hoặc chạy: .venv/bin/doithoai serve)"

serve: .venv/installed
	.venv/bin/doithoai serve

test: .venv/dev
	$(PY) -m pytest -n 2 --dist worksteal -m "not slow and ($$(.ci/browser))"

test-all: .venv/dev
	$(PY) -m pytest -n 2 --dist worksteal --hypothesis-profile thorough -m "$$(.ci/browser)"

lint: .venv/dev
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	.venv/bin/lint-imports

bench: .venv/dev
	$(PY) -m bench.run

.venv/installed: pyproject.toml
	.ci/venv
	$(PY) -m pip install --quiet --disable-pip-version-check --editable ".[print,docx]"
	touch $@

.venv/dev: .venv/installed
	$(PY) -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(PY) -m pip install --quiet --disable-pip-version-check --group dev
	touch $@

clean:
	rm -rf .venv public .public.* dist
