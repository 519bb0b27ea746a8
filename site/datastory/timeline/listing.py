"""An event as it stands in a list: on the board, in a slice of the timeline, in an embed."""

import re
from collections.abc import Mapping

from django.utils.safestring import SafeString
from wagtail.templatetags.wagtailcore_tags import richtext

from datastory.core.pieces import piece

from .board import Row
from .models import Event

_paragraph = re.compile(r"(<p\b[^>]*>)(.*?)(</p>)", re.DOTALL)
_sentence = re.compile(r"(?<=[.?!]) (?=[A-Z<])")
WITHHELD = "num--missing"
WRITTEN = {"day": "%Y-%m-%d", "month": "%Y-%m"}  # as `<time>` has it, by how precisely a date is known


def listed(
    event: Event,
    places: Mapping[str, str],
    level: str,
    row: Row | None = None,
    ride: str = "",
    then: bool = False,
) -> SafeString:
    """The event as an item of a list, under a heading of that level (`h2`, `h3`).

    With a `row` it stands on the board, and links lead to the chart beside it, `ride` by its slug. As it was known
    `then`, it has no note, and no sentence that holds a number of later. `places` are addresses of pages by model.
    """
    return piece(
        "parts/event.html",
        event={
            "slug": event.slug,
            "category": event.category,
            "kind": event.get_category_display(),
            "written": event.first_day.strftime(WRITTEN.get(event.precision, "%Y")),
            "when": row.when if row else event.when,
            "title": event.title,
            "lasts": bool(event.until),
            "span": event.precision not in WRITTEN,
            "source": {"slug": event.source.slug, "kind": event.source.get_kind_display()},
            "locator": event.locator,
            "note": "" if then else event.note,
        },
        body=_body(event, then),
        level=level,
        on_board=row is not None,
        classes=row.classes if row else "",
        meets=row.meets if row else [],
        chart=f"{places.get('chartindexpage', '')}{ride}/",
        sources=places.get("sourcespage", ""),
    )


def _body(event: Event, then: bool) -> str:
    html = str(richtext(event.text)) if event.text else ""
    if not then or WITHHELD not in html:
        return html

    def known(paragraph: re.Match[str]) -> str:
        kept = [sentence for sentence in _sentence.split(paragraph[2]) if WITHHELD not in sentence]
        return f"{paragraph[1]}{' '.join(kept)}{paragraph[3]}" if kept else ""

    return _paragraph.sub(known, html)
