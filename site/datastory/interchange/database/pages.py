"""Pages between their files and their models."""

import json
from collections.abc import Mapping
from typing import Any

from ..files.places import Path
from ..schemas.documents import Article, Chapter, Cover, LedgerPage, RecordPage, TimelinePlace
from ..schemas.drawings import CHARTS
from ..schemas.walking import walk
from .blocks import bare, block_id, from_stored, items, to_stored
from .catalog import PAGES, SITE_PAGES, Catalog
from .naming import Inwards, Outwards

# where they are called otherwise
COLUMNS = {"description": "search_description", "cover": "chart_id", "chart": "chart_id"}
APART = ("kind", "body", "doors", "in_menu")  # not plain columns
PLAIN = (
    "title",
    "slug",
    "measure",
    "alternative",
    "description",
    "seo_title",
    "in_menu",
    "note",
    "summary",
)  # of a chart


def page_schema(kind: str, name: str = "") -> type[Any]:
    """The form of a kind of page; `name` is that of the chart or of the site's page."""
    if kind == "chart":
        return CHARTS[name]
    if name == "timeline":
        return TimelinePlace
    if kind == "page":
        return LedgerPage if "introduction" in {f.name for f in SITE_PAGES[name]._meta.get_fields()} else RecordPage
    return {"cover": Cover, "chapter": Chapter, "article": Article}[kind]


def stored_page(kind: str, page: Any, outwards: Outwards) -> tuple[type[Any], dict[str, Any]]:
    """The form of a published page, as plain data, with its schema."""
    name = _name(kind, page)
    schema = page_schema(kind, name)
    found: dict[str, Any] = {"in_menu": page.show_in_menus}
    columns = PLAIN if kind == "chart" else tuple(schema.model_fields)
    for column in columns:
        if column not in APART:
            found[column] = _text(getattr(page, COLUMNS.get(column, column)))
    if kind in ("chart", "page"):
        found["kind"] = name
    if kind == "chart" and page.drawing:
        found |= bare(page.drawing.raw_data[0]["value"])
    if kind == "cover":
        found["doors"] = [bare(door["value"]) for door in page.doors.raw_data]
        del found["in_menu"]
    if kind == "article":
        del found["in_menu"]
    plain = {key: value for key, value in found.items() if key in schema.model_fields}
    form = walk(schema, plain, outwards)
    if "body" in schema.model_fields:
        form["body"] = from_stored(page.body.raw_data, outwards)
    return schema, form


def _name(kind: str, page: Any) -> str:
    if kind == "chart":
        return page.kind if page.kind in CHARTS else "line"
    return next((name for name, model in SITE_PAGES.items() if isinstance(page, model)), "")


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return "" if value is None else value


def page_model(kind: str, form: Mapping[str, Any]) -> type[Any]:
    """The model of a page of files other than the cover."""
    return SITE_PAGES[form["kind"]] if kind == "page" else PAGES[kind]


def set_columns(page: Any, form: Mapping[str, Any]) -> None:
    """The plain words of a page, which need nothing else to exist."""
    for name in (
        "title",
        "slug",
        "asks",
        "dek",
        "measure",
        "alternative",
        "headline",
        "licence",
        "seo_title",
        "summary",
    ):
        if name in form:
            setattr(page, name, form[name])
    page.search_description = form["description"]
    if not page.has_unpublished_changes:  # else it is the title of the draft
        page.draft_title = form["title"]


def set_content(kind: str, page: Any, form: Mapping[str, Any], catalog: Catalog) -> None:
    """What refers to other things: rich text, blocks, the chart of the cover."""
    inwards = Inwards(catalog)
    schema = page_schema(kind, form.get("kind", ""))
    slug = form.get("slug", "home")

    def wrap(values: list[Any], path: Path) -> list[Any]:
        return items(values, slug, *path)

    plain = {name: value for name, value in form.items() if name not in ("body", "doors")}
    found = walk(schema, plain, inwards, wrap)
    for name in ("note", "introduction", "caption"):
        if name in found:
            setattr(page, name, found[name])
    if "chart" in found:  # of the timeline
        page.chart_id = found["chart"] or None
    if kind == "cover":
        page.chart_id = found["cover"] or None
        doors = walk(Cover, {"doors": form["doors"]}, inwards)["doors"]
        page.doors = json.dumps([{"type": "door", "value": d, "id": block_id(slug, n)} for n, d in enumerate(doors)])
    if kind == "chart":
        value = {name: part for name, part in found.items() if name not in (*PLAIN, "kind")}
        page.drawing = json.dumps([{"type": form["kind"], "value": value, "id": block_id(slug, 0)}])
    if "body" in form:
        page.body = json.dumps(to_stored(form["body"], slug, inwards))
