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
    """All of these words in each kind of chart, four to a drawing, at both widths."""
    names = list(WORDS)
    return [
        _job(kind, ("wide", "narrow")[(n + start) % 2], start, [*names, *names][start : start + 4])
        for n, kind in enumerate(KINDS)
        for start in range(0, len(names), 4)
    ]


def _job(kind: str, width: str, start: int, names: list[str]) -> Job:
    one, *_, last = said = [WORDS[name] for name in names]
    points = [
        point.model_copy(update={"label": words, "period": words, "text": words, "group": said[n % 2]})
        for n, (point, words) in enumerate(zip(four_points(), said, strict=True))
    ]
    options = {
        "bars": {"show_period": True},
        "shares": {"rest": last},
        "slope": {"before": one, "after": last},
    }
    return job(
        kind,
        points,
        width,
        key=f"{kind}-hostile-{start}/told/{width}",
        title=last,
        description=one,
        options=options.get(kind, {}),
        events=[Happening(label=last, date=one, day="2021-05-08")] if kind == "line" else [],
    )
