"""The files of a chart: its figures as CSV, JSON and XLSX, its drawings, its specs, its code."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from . import rows
from .code import altair_code
from .models import Artifact, ChartPage
from .poster import credit, poster
from .rows import Row

JSON_TYPE = "application/json"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SIDE_NAMES = {"told": "as told", "record": "on record"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class About:
    """What a file says of itself: where the chart stands, whose it is, how it may be used."""

    site: str
    address: str
    licence: str
    updated: str


@dataclass(frozen=True)
class File:
    """A file to be sent; `name` is what it is saved as."""

    name: str
    type: str
    body: bytes


class Missing(LookupError):  # noqa: N818  (said to readers as it stands)
    """There is no such file, said in a sentence."""


def file_named(chart: ChartPage, name: str, about: About) -> File:
    """The file of that name. Raises Missing."""
    if name in TABLES:
        ending, kind, write = TABLES[name]
        return File(f"{chart.slug}.{ending}", kind, write(chart, rows.rows(chart), about))
    stem, _, ending = name.partition(".")
    if stem in ("chart", "chart-record") and f".{ending}" in DRAWINGS:
        side = "record" if stem.endswith("record") else "told"
        return _drawing(chart, side, ending, about)
    parts = stem.split("-")
    if (
        parts[0] in ("spec", "drawing")
        and ending == {"spec": "json", "drawing": "svg"}[parts[0]]
        and len(parts) in (3, 4)
    ):
        return _part(chart, *parts)
    raise Missing(f"A chart has no file {name!r}. It has {', '.join(names())}.")


def names() -> list[str]:
    """What readers may ask for."""
    drawings = [f"chart{ending}" for ending in DRAWINGS]
    return [*TABLES, *drawings, "chart-record.svg", "chart-record.png", "spec-told-wide.json"]


def _csv(chart: ChartPage, figures: Sequence[Row], about: About) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_cell(cell) for cell in line] for line in _lines(chart, figures))
    return text.getvalue().encode()


def _lines(chart: ChartPage, figures: Sequence[Row]) -> Sequence[Sequence[str | float | None]]:
    """The table of a chart with its head: its figures, or what it draws instead of figures."""
    return [rows.HEAD, *map(rows.flat, figures)] if chart.items else rows.plain(chart)


def _cell(cell: str | float | None) -> str:
    """A cell that no spreadsheet takes for a formula, and a number in plain digits."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.12g}" if abs(cell) < 1e15 else repr(cell)
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _json(chart: ChartPage, figures: Sequence[Row], about: About) -> bytes:
    data: dict[str, Any] = {
        "title": chart.title,
        "measure": chart.measure,
        "url": about.address,
        "site": about.site,
        "licence": about.licence,
        "updated": about.updated,
        "figures": [
            {
                "figure": row.slug,
                "label": row.label,
                "series": row.series,
                "role": row.role,
                **{name: row.receipt[name] for name in ("period", "start", "end", "unit_code", "stamp")},
                **{side: _reading(row.receipt[side]) for side in rows.SIDES},
            }
            for row in figures
        ],
    }
    if not chart.items:
        head, *lines = rows.plain(chart)
        data["rows"] = [dict(zip(head, line, strict=True)) for line in lines]
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _reading(view: Any) -> dict[str, Any] | None:
    if view is None:
        return None
    numbers = {name: None if view[name] is None else float(view[name]) for name in ("value", "low", "high")}
    rest = {name: view[name] for name in ("qualifier", "exactness", "basis", "locator", "wording", "note")}
    return {**numbers, "text": view["words"], **rest, "source": view["source"]}


def _xlsx(chart: ChartPage, figures: Sequence[Row], about: About) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)

    def line(sheet: Any, cells: Sequence[str | float | None]) -> None:
        written = []
        for cell in cells:
            each = WriteOnlyCell(sheet, value=cell)
            if isinstance(cell, str):
                each.data_type = "s"  # never a formula
            written.append(each)
        sheet.append(written)

    table = book.create_sheet("Figures" if chart.items else "Rows")
    table.freeze_panes = "C2"
    table.column_dimensions["B"].width = 36
    for cells in _lines(chart, figures):
        line(table, cells)
    notes = book.create_sheet("About")
    for cells in (
        ("Title", chart.title),
        ("Measure", chart.measure),
        ("Address", about.address),
        ("From", about.site),
        ("Licence", about.licence),
        ("Last changed", about.updated),
        ("told_", "What the text says."),
        ("record_", "The best reading of the public record that was found."),
        ("low, high", "What the reading allows; an empty end is open."),
    ):
        line(notes, cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _code(chart: ChartPage, figures: Sequence[Row], about: About) -> bytes:
    artifact = _artifact(chart, "told", "wide")
    return altair_code(chart, json.loads(artifact.vegalite), artifact.points, about.address).encode()


Writer = Callable[[ChartPage, Sequence[Row], About], bytes]
TABLES: dict[str, tuple[str, str, Writer]] = {
    "data.csv": ("csv", "text/csv; charset=utf-8", _csv),
    "data.json": ("json", JSON_TYPE, _json),
    "data.xlsx": ("xlsx", XLSX_TYPE, _xlsx),
    "chart.py": ("py", "text/x-python; charset=utf-8", _code),
}
DRAWINGS = {".svg": "image/svg+xml", ".png": "image/png", ".vl.json": JSON_TYPE}


def _drawing(chart: ChartPage, side: str, ending: str, about: About) -> File:
    artifact = _artifact(chart, side, "wide")
    name = f"{chart.slug}{'-on-record' if side == 'record' else ''}.{ending}"
    if ending == "svg":
        body = poster(artifact.svg, chart.title, chart.measure, credit(about.site, side)).encode()
    elif ending == "png":
        body = bytes(artifact.png)
        if not body:
            raise Missing("This chart is the same on record as told; its picture is chart.png.")
    else:
        body = json.dumps(json.loads(artifact.vegalite), ensure_ascii=False, indent=1).encode()
    return File(name, DRAWINGS[f".{ending}"], body)


def parts(chart: ChartPage) -> dict[str, str]:
    """All that the page itself fetches once the chart is touched, by name: specs of a model, drawings on the other
    scale. One query."""
    found = {}
    for drawing in chart.artifacts.defer("png", "vegalite", "points"):
        name = f"{drawing.side}-{drawing.width}"
        if drawing.scale:
            found[f"drawing-{name}-{drawing.scale}.svg"] = drawing.svg
        elif chart.kind == "model":
            found[f"spec-{name}.json"] = drawing.vega
    return found


def _part(chart: ChartPage, what: str, side: str, width: str, scale: str = "") -> File:
    """What the page itself fetches: the compiled Vega spec, or the drawing on the other scale."""
    artifact = _artifact(chart, side, width, scale)
    name = "-".join(filter(None, (chart.slug, side, width, scale)))
    if what == "spec":
        return File(f"{name}.vg.json", JSON_TYPE, artifact.vega.encode())
    return File(f"{name}.svg", "image/svg+xml", artifact.svg.encode())


def _artifact(chart: ChartPage, side: str, width: str, scale: str = "") -> Artifact:
    found = Artifact.objects.filter(chart=chart, side=side, width=width, scale=scale).first()
    if found:
        return found
    if side not in rows.SIDES or width not in ("wide", "narrow"):
        raise Missing("A drawing is told or record, and wide or narrow, such as spec-told-wide.json.")
    raise Missing("This drawing has not been made.")
