# Every command of the project. Needs make and Python 3.11 or newer; the rest is installed into .venv.

PORT ?= 8000
export PORT

DEV := DJANGO_SETTINGS_MODULE=datastory.settings.dev
COMPILE := .venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet

.PHONY: help run dev test check bench lock admin packages-dev

help: ## Say what every command does
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1	\2/' | expand -t 16

run: ## Set up what is missing and serve the site on loopback (PORT=8000)
	@tools/python site/datastory/core/startup/port.py $(PORT)
	@tools/python tools/packages.py requirements.lock
	@exec .venv/bin/python manage.py start

dev: ## The same with Django's own server, which shows errors and follows changes of the code
	@tools/python site/datastory/core/startup/port.py $(PORT)
	@tools/python tools/packages.py requirements-dev.lock
	@$(DEV) .venv/bin/python manage.py start --prepare-only
	@$(DEV) exec .venv/bin/python manage.py runserver 127.0.0.1:$(PORT)

test: packages-dev ## Run the checks and all tests, in a browser too
	@.venv/bin/python tools/test.py

check: packages-dev ## Run the checks alone: style, types, import order, migrations
	@.venv/bin/python tools/check.py

bench: packages-dev ## Measure what no test asserts: compiling, weights, speed; on the story of var/
	@$(DEV) .venv/bin/python manage.py start --prepare-only
	@$(DEV) .venv/bin/python tests/bench/charts.py
	@$(DEV) .venv/bin/python tests/bench/pages.py

lock: packages-dev ## Pin what pyproject.toml asks for, with hashes (UPGRADE=1: the newest that it allows)
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --output-file requirements.lock pyproject.toml
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	@echo "Locks: written; look at the difference, then run make test."

admin: ## Give the user "admin" a new password and print it
	@tools/python tools/packages.py requirements.lock
	@.venv/bin/python manage.py admin_user

packages-dev:
	@tools/python tools/packages.py requirements-dev.lock
