"""Words that an editor might type, or paste, into every place of a chart that takes words."""

from datastory.charts.data import Happening, Job
from tests.charts.jobs import KINDS, four_points, job

WORDS = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "address": "javascript:alert(1)",
    "entities": "R&D &amp; <b>\"quoted\"</b> 'twice'",
    "attributes": 'fill="#b8321e" id="x" style="x" role="y" url(#z)',
    "colours": "rgb(1, 2, 3) and 28.5312",
    "breaking": "]]></text></svg><svg onload=alert(1)>",
    "long": "A very long label that nobody would read to its end " * 8,
    "right-to-left": "שלום עולם ‮ مرحبا",
    "expression": "datum.value; ${alert(1)} {{ 7 * 7 }}",
    "symbols": "½ – ∞ 𝒳 👩‍💻 \t\u200b",
}


def jobs() -> list[Job]:
    """Each of these words in each kind of chart, at both widths."""
    return [_job(kind, width, name, words) for name, words in WORDS.items() for kind in KINDS for width in WIDTHS]


WIDTHS = ("wide", "narrow")


def _job(kind: str, width: str, name: str, words: str) -> Job:
    points = [
        point.model_copy(update={"label": words, "period": words, "text": words, "group": f"{point.group} {words}"})
        for point in four_points()
    ]
    return job(
        kind,
        points,
        width,
        key=f"{kind}-{name}/told/{width}",
        title=words,
        description=words,
        options={
            "bars": {"show_period": True},
            "shares": {"rest": words},
            "slope": {"before": words, "after": words},
        }.get(kind, {}),
        events=[Happening(label=words, date=words, day="2021-05-08")] if kind == "line" else [],
    )
