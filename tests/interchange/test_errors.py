"""Every error of a run is a sentence with file, line and column; nothing is written if there is one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from datastory.interchange.files.places import Problems
from datastory.interchange.files.reading import read_story
from datastory.interchange.models import Loaded
from datastory.ledger.models import Figure
from datastory.stories.models import ArticlePage, ChapterPage, HomePage

from .folders import edit

CHAPTER = "chapters/01-a-loaf-by-post.yaml"


def problems(folder: Path) -> list[str]:
    with pytest.raises(Problems) as found:
        read_story(folder, "bakery")
    return [str(problem) for problem in found.value.found]


REPLACED = [
    # file, what stands there, what is put in its place, and the whole sentence that follows
    (
        "ledger/readings.csv",
        "1,,,exact,stated,one,",
        "1,,,circa,stated,one,",
        'bakery/ledger/readings.csv, line 4, column "qualifier": '
        "'circa' is not one of exact, about, over, under, range",
    ),
    (
        "ledger/readings.csv",
        ",14,16,range",
        ",14,,range",
        'bakery/ledger/readings.csv, line 16, column "qualifier": a range has a low and a high end and no value',
    ),
    (
        "ledger/readings.csv",
        "3.68E+6",
        "3,68E+6",
        "bakery/ledger/readings.csv, line 11: has 11 cells; the header has 10 columns",
    ),
    (
        "ledger/readings.csv",
        "3.68E+6",
        "3.68 million",
        'bakery/ledger/readings.csv, line 11, column "value": '
        "'3.68 million' is not a number; write 28.53 or, for $4.46 billion, 4.46E+9",
    ),
    (
        "ledger/readings.csv",
        "founded,essay",
        "found,essay",
        'bakery/ledger/readings.csv, line 2, column "figure": there is no figure found',
    ),
    (
        "ledger/readings.csv",
        "figure,source,locator",
        "figure,source,place",
        'bakery/ledger/readings.csv, line 1, column "locator": the column is missing',
    ),
    (
        "ledger/figures.csv",
        "2016-09-01,2016-09-01",
        "2016-09-02,2016-09-01",
        'bakery/ledger/figures.csv, line 3, column "end": '
        "the period ends on 2016-09-01, before it starts on 2016-09-02",
    ),
    (
        "ledger/figures.csv",
        "ovens-first-day,",
        "founded,",
        'bakery/ledger/figures.csv, line 3, column "slug": founded is taken, in line 2',
    ),
    (
        "ledger/figures.csv",
        "ovens-first-day,",
        "Ovens_first,",
        "bakery/ledger/figures.csv, line 3, column \"slug\": 'Ovens_first' is not a slug; "
        "write lower-case letters, digits and single hyphens, such as market-cap-peak.",
    ),
    (
        "ledger/subjects.csv",
        "company,,A bakery",
        "company,rye-loaf,A bakery",
        'bakery/ledger/subjects.csv, line 2, column "parent": its parents run in a circle: rye-loaf → crumb → rye-loaf',
    ),
    (
        "ledger/checks.csv",
        "loaf_price_2023 * 12",
        "loaf_cost * 12",
        'bakery/ledger/checks.csv, line 2, column "expression": there is no figure loaf-cost',
    ),
    (
        "ledger/checks.csv",
        "result_2023 / result_2018",
        "result_2023 // result_2018",
        'bakery/ledger/checks.csv, line 5, column "expression": '
        "FloorDiv is not arithmetic; use + - * / ** and min, max, abs, sqrt",
    ),
    (
        "timeline/events.csv",
        "2019-22",
        "summer 2019",
        "bakery/timeline/events.csv, line 3, column \"date\": 'summer 2019' is not a date; "
        "write it as 2008, 2008-11, 2024-01-08, 2022-Q2 or 2016-21 (spring; -22 summer, -23 autumn, -24 winter)",
    ),
    (
        "timeline/events.csv",
        "|word]]",
        "|record]]",
        'bakery/timeline/events.csv, line 2, column "text": '
        "[[ovens-first-day|record]]: the figure has no reading on record",
    ),
    (
        "timeline/events.csv",
        "A report in the Gazette",
        "A report in the Gazette that has a title which is much too long for it",
        'bakery/timeline/events.csv, line 3, column "title": has 70 characters; at most 60 fit',
    ),
    ("glossary.csv", "low &amp; rare", "low & rare", None),
    (CHAPTER, "asks:", "ask:", f"bakery/{CHAPTER}, line 3, column 6: there is no key ask here"),
    (
        CHAPTER,
        "[[loaf-price-2023|bare]]",
        "[[loaf-cost]]",
        f"bakery/{CHAPTER}, line 13, column 81: there is no figure loaf-cost",
    ),
    (
        CHAPTER,
        "page:the-bill-of-flour",
        "page:the-bill",
        f"bakery/{CHAPTER}, line 13, column 242: there is no page the-bill",
    ),
    (
        CHAPTER,
        "term:subscription",
        "term:subscribing",
        f"bakery/{CHAPTER}, line 13, column 25: there is no term subscribing",
    ),
    (CHAPTER, "<b>caraway</b>", "<b>caraway", f"bakery/{CHAPTER}, line 18, column 9: <b> is not closed before </li>"),
    (CHAPTER, "<p>Cake.</p>", "<div>Cake.</div>", None),
    (CHAPTER, "decorative: true", "decorative: 'true'", None),
    (CHAPTER, "type: takeaway", "type: moral", None),
    (
        CHAPTER,
        "the-oven.png",
        "the-door.png",
        f"bakery/{CHAPTER}, line 27, column 12: there is no picture the-door.png",
    ),
    (
        CHAPTER,
        "The bakery was founded in",
        "The <b>bakery</b> was founded in",
        f"bakery/{CHAPTER}, line 43, column 5: this text may have figure, italic; not bold",
    ),
    (CHAPTER, "slug: a-loaf-by-post", "slug: a-loaf", None),
    (CHAPTER, "title: A loaf by post", "title: [A loaf by post", None),
    ("chapters/02-the-bill-of-flour.yaml", "end: 2023-Q4", "end: 2023", None),
    ("charts/subscribers-by-year.yaml", "kind: line", "kind: pie", None),
    ("charts/subscribers-by-year.yaml", "log: true", "log: true\nlog: false", None),
    ("charts/result-in-two-years.yaml", "figure: result-2018", "figure: result-2017", None),
    ("story.yaml", "description: A made-up story of a bakery", "description: Short. #", None),
    ("story.yaml", "- kind: article\n  slug: about\n  in_menu: true\n", "", None),
    ("story.yaml", "slug: words", "slug: overnight", None),
    ("story.yaml", ", result-in-two-years]", "]", None),
    ("story.yaml", "page: checks", "page: sums", "bakery/story.yaml, line 13, column 9: there is no page sums"),
]


@pytest.mark.parametrize(("name", "old", "new", "sentence"), REPLACED)
def test_an_error_says_what_is_wrong_and_where(
    files: Path, name: str, old: str, new: str, sentence: str | None
) -> None:
    edit(files, name, old, new)
    found = problems(files)
    assert all(line.startswith("bakery/") and ", line " in line for line in found), found
    if sentence:
        assert sentence in found


def _not_utf8(folder: Path) -> None:
    path = folder / "glossary.csv"
    path.write_bytes(path.read_bytes().replace(b"standing", b"stand\xefng"))


def _crlf(folder: Path) -> None:
    path = folder / "glossary.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def _marked(folder: Path) -> None:
    path = folder / "glossary.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


FILES: list[tuple[Callable[[Path], object], str]] = [
    (_not_utf8, "bakery/glossary.csv, line 2, column 32: byte 0xef is not UTF-8"),
    (_crlf, "bakery/glossary.csv, line 1, column 30: lines end with CR LF; end them with LF"),
    (_marked, "bakery/glossary.csv, line 1, column 1: a byte order mark; save the file as UTF-8 without it"),
    (lambda folder: (folder / "glossary.csv").unlink(), "bakery/glossary.csv: there is no such file"),
    (lambda folder: (folder / "story.yaml").unlink(), "bakery/story.yaml: there is no such file"),
    (
        lambda folder: (folder / "story.yaml").write_text("- a list\n"),
        "bakery/story.yaml: a file holds keys with values",
    ),
    (
        lambda folder: (folder / "glossary.csv").write_text(""),
        "bakery/glossary.csv: is empty; its first line is slug,term,also,definition,see",
    ),
    (
        lambda folder: (folder / "glossary.csv").write_text('slug,term,also,definition,see\na,"b\n'),
        "bakery/glossary.csv, line 2: this is not CSV: unexpected end of data",
    ),
    (
        lambda folder: (folder / "chapters/03-overnight.yaml").rename(folder / "chapters/overnight.yaml"),
        "bakery/chapters/overnight.yaml: does not belong here; files are called 01-slug.yaml",
    ),
    (
        lambda folder: (folder / "chapters/03-overnight.yaml").rename(folder / "chapters/02-overnight.yaml"),
        "bakery/chapters: there are 2 chapters 02",
    ),
]


@pytest.mark.parametrize(("spoil", "sentence"), FILES)
def test_a_file_that_cannot_be_read_is_named(files: Path, spoil: Callable[[Path], object], sentence: str) -> None:
    spoil(files)
    assert any(line.startswith(sentence) for line in problems(files)), problems(files)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="there is no such folder"):
        read_story(tmp_path / "nowhere")


def spoil_much(folder: Path) -> int:
    """Nine errors of nine kinds in seven files. Returns how many."""
    edit(folder, "ledger/readings.csv", "1,,,exact,stated,one,", "1,,,circa,stated,one,")
    edit(folder, "ledger/sources.csv", "https://example.org/letter", "example.org/letter")
    edit(folder, "timeline/events.csv", "2019-22", "2019-31")
    edit(folder, "glossary.csv", ",churn\n", ",churning\n")
    edit(folder, CHAPTER, "[[founded|told]]", "[[foundation|told]]")
    edit(folder, CHAPTER, "<li>wheat</li>", "<li>wheat<li>")
    edit(folder, CHAPTER, "page:the-bill-of-flour", "page:the-bill")
    edit(folder, "charts/subscribers-by-year.yaml", "log: true", "log: perhaps")
    edit(folder, "story.yaml", "headline: Bread by Post", "headline: 2024")
    return 9


def test_one_run_shows_all_errors(files: Path) -> None:
    count = spoil_much(files)
    found = problems(files)
    assert len(found) >= count
    assert len({line.split(",")[0] for line in found}) == 7
    assert all(", line " in line and ", column " in line for line in found)
    assert found == sorted(found, key=lambda line: line.split(",")[0])


def test_nothing_is_written_if_there_is_an_error(empty: None, files: Path) -> None:
    spoil_much(files)
    with pytest.raises(CommandError, match=r"Nothing was loaded. \d+ to mend"):
        call_command("load_story", str(files))
    assert not (Figure.objects.exists() or HomePage.objects.exists() or Loaded.objects.exists())


def test_nothing_is_written_if_the_database_refuses(bakery: None, files: Path) -> None:
    edit(files, "ledger/figures.csv", "Bakery founded", "Bakery started")
    ArticlePage.objects.get(slug="about").delete()
    described = "Another kind of page in the place of an article, made in the administration."
    chapter = ChapterPage(title="About", slug="about", search_description=described, asks="?")
    HomePage.objects.get().add_child(instance=chapter)
    with pytest.raises(CommandError, match="article about: the database has a page of this name that is a ChapterPage"):
        call_command("load_story", str(files), "--replace")
    assert Figure.objects.get(slug="founded").label == "Bakery founded"
