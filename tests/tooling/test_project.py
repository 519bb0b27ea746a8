"""What the project says of itself is true."""

import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands
from tools.packages import pinned

from datastory.settings.environment import Environment

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
CODE = re.findall(r"`([^`\n]+)`", README) + re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
MADE_AT_RUN_TIME = ("var", ".venv")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))


def said(pattern: str) -> set[str]:
    """What the README's commands name."""
    return {name for code in CODE for name in re.findall(pattern, code, flags=re.MULTILINE)}


def test_the_readme_names_make_targets_that_exist_and_all_of_them() -> None:
    assert said(r"(?:^|\s)make ([a-z]+)") == targets()


def test_the_readme_names_commands_that_exist() -> None:
    commands = said(r"manage\.py ([a-z_]+)")
    assert {"load_story", "export_story", "charts"} <= commands <= set(get_commands())


def test_the_readme_names_programs_that_are_installed() -> None:
    assert all((Path(sys.prefix) / "bin" / name).exists() for name in said(r"\.venv/bin/([a-z-]+)"))


def test_the_readme_names_paths_that_exist() -> None:
    words = {
        word for code in CODE for word in shlex.split(code, comments=True) if re.fullmatch(r"[\w.-]+(/[\w.-]*)+", word)
    }
    links = set(re.findall(r"\]\(([^):]+)\)", README))
    beside = {"pages/", "blocks/", "embeds/", "parts/"}  # of templates
    missing = [
        path
        for path in sorted((words - beside) | links)
        if not path.startswith(("../", *MADE_AT_RUN_TIME)) and not (ROOT / path).exists()
    ]
    assert not missing
    assert all((ROOT / "templates" / path).is_dir() for path in beside)


def test_the_readme_names_every_variable_of_the_environment() -> None:
    table = set(re.findall(r"^\| `([A-Z_]+)` \|", README, flags=re.MULTILINE))
    assert table == {name.upper() for name in Environment.model_fields}


def test_every_target_says_what_it_does() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
    assert phony
    assert set(phony[1].split()) - {"packages-dev"} == targets()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_holds_no_address(lock: str) -> None:
    assert not re.search(r"https?:|file:|index-url|find-links", (ROOT / lock).read_text())


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_hashes(lock: str) -> None:
    for entry in re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip()):
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_the_packages_for_development_contain_those_of_the_site() -> None:
    assert set(pinned("requirements.lock")) <= set(pinned("requirements-dev.lock"))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_what_the_project_asks_for(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = list(project["dependencies"])
    if "dev" in lock:
        asked += project["optional-dependencies"]["dev"]
    names = {re.split(r"[\[~=<> ]", line)[0].lower().replace("_", "-").replace(".", "-") for line in asked}
    assert names <= {pin.split("==")[0].split("[")[0] for pin in pinned(lock)}


@pytest.mark.parametrize("place", ["site", "templates", "static"])
def test_the_code_knows_nothing_of_the_company(place: str) -> None:
    company = b"twi" + b"lio"
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / place).rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and company in (path.read_bytes() + path.name.encode()).lower()
    ]
    assert not found


def test_the_code_has_a_licence() -> None:
    assert (ROOT / "LICENSE").read_text().startswith("MIT License")


def test_the_commit_hooks_run_what_is_installed() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()
    entries = re.findall(r"entry: \.venv/bin/(\S+)", hooks)
    assert entries and "http" not in hooks
    assert all((Path(sys.prefix) / "bin" / entry).exists() for entry in entries)
