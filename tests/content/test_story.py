"""What the story promises its readers, checked on the files and on what was loaded from them."""

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

CONTENT = Path(__file__).resolve().parents[2] / "content"
CHAPTERS = sorted((CONTENT / "chapters").glob("*.yaml"))
MARK = re.compile(r"\[\[[^\]]+\]\]")


def rows(name: str) -> list[dict[str, str]]:
    with (CONTENT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def chapter(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def prose(front: Any) -> str:
    """The running text of a chapter: tags away, each figure one word."""
    texts = [block["value"] for block in front["body"] if block["type"] == "prose"]
    return re.sub(r"<[^>]+>", " ", MARK.sub("0", " ".join(texts)))


def test_the_ledger_is_as_large_as_promised() -> None:
    readings = rows("ledger/readings.csv")
    sources = {row["slug"]: row["kind"] for row in rows("ledger/sources.csv")}
    told = {row["figure"] for row in readings if sources[row["source"]] == "essay"}
    assert len(told) >= 143
    assert sum(sources[row["source"]] != "essay" for row in readings) >= 54
    assert len(rows("ledger/checks.csv")) >= 70
    assert len(rows("timeline/events.csv")) >= 45
    assert len(rows("companies/profiles.csv")) >= 60
    assert len(rows("glossary.csv")) >= 35


def test_every_reading_says_where_it_stands() -> None:
    assert [row["figure"] for row in rows("ledger/readings.csv") if not (row["source"] and row["locator"])] == []


def test_locators_of_the_essay_name_a_section() -> None:
    sources = {row["slug"]: row["kind"] for row in rows("ledger/sources.csv")}
    astray = [
        (row["figure"], row["locator"])
        for row in rows("ledger/readings.csv")
        if sources[row["source"]] == "essay" and not re.match(r"section \d+, ", row["locator"])
    ]
    assert astray == []


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_has_the_length_of_a_chapter(path: Path) -> None:
    words = len(prose(chapter(path)).split())
    assert 400 <= words <= 720, words


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_quantity_is_typed(path: Path) -> None:
    """Numbers are figures. A plain year may name a period; a name may hold a digit."""
    typed = re.findall(r"(?<![\w.-])\$?\d[\d.,]*%?(?![\w-])", prose(chapter(path)).replace("S&amp;P 500", ""))
    astray = [t for t in typed if not re.fullmatch(r"(19|20)\d\d[.,]*|0[.,]*", t)]
    assert astray == []


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_nobody_is_quoted(path: Path) -> None:
    long_quotes = [q for q in re.findall(r"“([^”]+)”", path.read_text(encoding="utf-8")) if len(q.split()) > 6]
    assert long_quotes == []


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_ends_with_its_claims_and_one_question(path: Path) -> None:
    kinds = [block["type"] for block in chapter(path)["body"]]
    assert kinds[-2:] == ["claims", "takeaway"]
    claims = chapter(path)["body"][-2]["value"]
    assert [claim for claim in claims if not MARK.search(claim)] == [], "a claim without a figure cannot be checked"


def test_every_told_figure_has_a_label_of_its_own() -> None:
    counted = Counter((row["label"], row["period"], row["subject"]) for row in rows("ledger/figures.csv"))
    assert [key for key, count in counted.items() if count > 1] == []


def test_every_chart_stands_in_a_chapter() -> None:
    charts = {path.stem for path in (CONTENT / "charts").glob("*.yaml")}
    placed = {block["value"] for path in CHAPTERS for block in chapter(path)["body"] if block["type"] == "chart"}
    assert len(charts) >= 10
    assert charts - placed == set()


def words_of(row: dict[str, str]) -> tuple[str, ...]:
    return row["value"], row["low"], row["high"], row["qualifier"]


def test_what_the_essay_says_does_not_change_with_the_side() -> None:
    """A sentence about the essay holds the essay's number on either side of the switch."""
    sources = {row["slug"]: row["kind"] for row in rows("ledger/sources.csv")}
    told: dict[str, tuple[str, ...]] = {}
    record: dict[str, set[tuple[str, ...]]] = {}
    for row in rows("ledger/readings.csv"):
        if sources[row["source"]] == "essay":
            told.setdefault(row["figure"], words_of(row))
        else:
            record.setdefault(row["figure"], set()).add(words_of(row))
    two = {slug for slug, words in told.items() if record.get(slug, set()) - {words}}
    loose = [
        (path.stem, slug, sentence.strip())
        for path in [*CHAPTERS, *sorted((CONTENT / "charts").glob("*.yaml"))]
        for sentence in re.split(r"(?<=[.?!])\s+|</p>|\n", path.read_text(encoding="utf-8"))
        if re.search(r"\bessay", sentence)
        for slug, side in re.findall(r"\[\[([a-z0-9-]+)(\|told|\|record)?[^\]]*\]\]", sentence)
        if slug in two and not side
    ]
    assert loose == []
