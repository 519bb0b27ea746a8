"""The forms of files and the models of the database allow the same."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from annotated_types import MaxLen
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock
from wagtail.fields import RichTextField

from datastory.charts.kinds import KINDS
from datastory.charts.models import ChartPage
from datastory.core.models import slug_form
from datastory.interchange.database.catalog import MODELS, SITE_PAGES
from datastory.interchange.database.pages import CHARTS, COLUMNS
from datastory.interchange.schemas import documents
from datastory.interchange.schemas.drawings import ChartText
from datastory.interchange.schemas.fields import SLUG, Rich
from datastory.interchange.schemas.rows import TABLES
from datastory.ledger.models import Reading
from datastory.stories.blocks import StoryBlock
from datastory.stories.models import ArticlePage, ChapterPage, HomePage

PAIRS: list[tuple[Any, Any]] = [
    *((TABLES[kind][1], model) for kind, model in MODELS.items()),
    (TABLES["reading"][1], Reading),
    (documents.Chapter, ChapterPage),
    (documents.Article, ArticlePage),
    (documents.Cover, HomePage),
    (ChartText, ChartPage),
    *((documents.LedgerPage, SITE_PAGES[kind]) for kind in ("numbers", "checks", "sources")),
    *((documents.RecordPage, SITE_PAGES[kind]) for kind in ("timeline", "companies", "charts", "glossary", "search")),
]
BLOCKS = {get_args(block.model_fields["type"].annotation)[0]: block for block in get_args(get_args(documents.Block)[0])}


def longest(field: Any) -> int | None:
    return min((mark.max_length for mark in field.metadata if isinstance(mark, MaxLen)), default=None)


def columns(schema: Any, model: Any) -> Iterator[tuple[str, Any, Any]]:
    known = {field.name: field for field in model._meta.get_fields()}
    for name, field in schema.model_fields.items():
        column = known.get(COLUMNS.get(name, name).removesuffix("_id"))
        if column is not None:
            yield name, field, column


@pytest.mark.parametrize(("schema", "model"), PAIRS, ids=lambda thing: thing.__name__)
def test_a_text_may_be_as_long_in_files_as_in_the_database(schema: Any, model: Any) -> None:
    for name, field, column in columns(schema, model):
        if getattr(column, "max_length", None) and field.annotation is str and not column.choices and name != "slug":
            assert longest(field) == column.max_length, name


@pytest.mark.parametrize(("schema", "model"), PAIRS, ids=lambda thing: thing.__name__)
def test_rich_text_may_have_in_files_what_its_editor_has(schema: Any, model: Any) -> None:
    for name, field, column in columns(schema, model):
        if isinstance(column, RichTextField):
            rich = next(mark for mark in field.metadata if isinstance(mark, Rich))
            assert sorted(rich.features) == sorted(column.features), name


def test_files_have_every_block_of_a_story() -> None:
    assert set(BLOCKS) == set(StoryBlock().child_blocks)


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_in_files_the_fields_of_its_editor(name: str) -> None:
    editor = StoryBlock().child_blocks[name]
    value = BLOCKS[name].model_fields["value"]
    if isinstance(editor, StructBlock):
        own = set(value.annotation.model_fields) - ({"alt", "decorative"} if name == "picture" else set())
        assert own == set(editor.child_blocks)
        for part, child in editor.child_blocks.items():
            _same(value.annotation.model_fields[part], child, part)
    elif isinstance(editor, ListBlock):
        assert longest(value) == editor.meta.max_num
    else:
        _same(value, editor, name)


def _same(field: Any, editor: Any, name: str) -> None:
    if isinstance(editor, RichTextBlock):
        rich = next(mark for mark in field.metadata if isinstance(mark, Rich))
        assert sorted(rich.features) == sorted(editor.features), name
    elif isinstance(editor, CharBlock):
        assert longest(field) == editor.field.max_length, name
    elif isinstance(editor, ListBlock):
        assert longest(field) == editor.meta.max_num, name


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_has_in_files_the_options_of_its_kind(kind: str) -> None:
    assert set(CHARTS) == set(KINDS)
    own = set(CHARTS[kind].model_fields) - set(ChartText.model_fields) - {"kind"}
    assert own == set(KINDS[kind].block().child_blocks)


def test_a_slug_is_a_slug_everywhere() -> None:
    assert f"^{SLUG.pattern}$" == slug_form.regex.pattern
