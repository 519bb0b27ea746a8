"""A made-up job for each kind: what the block picker shows of it, and what tests draw."""

from typing import Any

from .data import Happening, Job, Point, Side, Width
from .kinds import KINDS
from .kinds.density import row as event
from .kinds.matrix import cells

EVENTS = (
    ("A shop opens", "the firm", "2019-03"),
    ("A second oven", "products", "2020"),
    ("A rival opens", "market", "2020-05"),
    ("Rye bread", "products", "2020-09"),
    ("Flour turns dear", "market", "2021"),
    ("The mill is bought", "purchases", "2021-06"),
    ("Bread by post", "products", "2021-Q3"),
    ("A strike", "the firm", "2021-11"),
    ("Prices rise", "market", "2022"),
    ("A shop closes", "the firm", "2022-04"),
    ("Half of the staff leave", "the firm", "2022-06"),
    ("A loan", "the firm", "2023"),
)
FIRMS = (
    ("Crumb & Co", "Bakers", "rival", ("Oven", "Shop")),
    ("Sourfield", "Bakers", "rival", ("Oven",)),
    ("Millwright", "Mills", "supplier", ("Flour",)),
    ("Old Mill", "Mills", "supplier", ("Flour",)),
    ("Loafmail", "Post", "rival", ("Shop", "Delivery")),
    ("Vanboy", "Post", "supplier", ("Delivery",)),
)


def figure(label: str, value: float, text: str, year: int = 2022, **more: object) -> Point:
    """A figure of a made-up year; exact unless `qualifier`, `low` and `high` say otherwise."""
    given = {
        "slug": "-".join(
            str(part) for part in (label, year, more.get("group"), more.get("role"), text) if part
        ).lower(),
        "label": label,
        "value": value,
        "low": value,
        "high": value,
        "qualifier": "exact",
        "text": text,
        "period": f"FY{year}",
        "start": f"{year}-01-01",
        "end": f"{year}-12-31",
        **more,
    }
    return Point.model_validate(given)


def sample(kind: str, side: Side = "told", width: Width = "wide") -> Job:
    """The made-up job of a kind. Raises KeyError where there is no such kind."""
    unit, options, points, more = _SAMPLES[kind]
    block = KINDS[kind].block()
    defaults = {name: block.child_blocks[name].get_default() for name in KINDS[kind].block.option_names}
    return Job(
        key=f"{kind}/{side}/{width}", kind=kind, side=side, width=width, title="A sample of its kind",
        description="Made-up figures that show what this kind of chart looks like.", unit=unit,
        options={**defaults, **options}, points=points, **more,
    )  # fmt: skip


_YEARS = [
    figure("Sales", v * 1e6, f"${v}M", y) for y, v in ((2018, 1.2), (2019, 1.9), (2020, 2.4), (2021, 4.1), (2022, 3.6))
]
_SAMPLES: dict[str, tuple[str, dict[str, Any], list[Point], dict[str, Any]]] = {
    "line": (
        "USD",
        {},
        [
            *_YEARS[:3],
            _YEARS[3].model_copy(update={"marked": True, "qualifier": "over", "high": None, "text": "over $4.1M"}),
            _YEARS[4],
        ],
        {"events": [Happening(label="Bread by post", date="summer of 2021", day="2021-08-01")]},
    ),
    "bars": (
        "USD",
        {"show_period": False},
        [
            figure("Rye", 1.4e6, "$1.4M"),
            figure("Wheat", 2.1e6, "about $2.1M", qualifier="about", marked=True),
            figure("Spelt", 6e5, "under $600,000", qualifier="under"),
            figure("Cake", 9e5, "over $900,000", qualifier="over", high=None),
        ],
        {},
    ),
    "ranges": (
        "percent",
        {},
        [
            figure("Margin of rye", 41, "38 to 44%", low=38, high=44, qualifier="range"),
            figure("Margin of wheat", 30, "about 30%", low=28.5, high=31.5, qualifier="about", marked=True),
            figure("Margin of cake", 52, "over 52%", low=52, high=None, qualifier="over"),
        ],
        {},
    ),
    "slope": (
        "USD",
        {"before": "2018", "after": "2022"},
        [
            figure("Sales", 1.2e6, "$1.2M", 2018, group="Sales"),
            figure("Sales", 3.6e6, "$3.6M", 2022, group="Sales"),
            figure("Result", -3e5, "−$300,000", 2018, group="Result", marked=True),
            figure("Result", 4e5, "$400,000", 2022, group="Result", marked=True),
        ],
        {},
    ),
    "shares": (
        "percent",
        {"whole": 100.0, "rest": "everything else"},
        [
            figure("Rye", 34, "34%", group="2018"),
            figure("Wheat", 41, "41%", group="2018"),
            figure("Rye", 22, "22%", group="2022"),
            figure("Wheat", 58, "58%", group="2022", marked=True),
        ],
        {},
    ),
    "dumbbell": (
        "percent",
        {"before": "2018", "after": "2022"},
        [
            figure("Rye", 34, "34%", group="Rye"),
            figure("Rye", 22, "22%", group="Rye"),
            figure("Wheat", 41, "over 41%", group="Wheat", qualifier="over", high=None),
            figure("Wheat", 58, "58%", group="Wheat", marked=True),
            figure("Cake", 12, "12%", group="Cake"),
            figure("Cake", 15, "14 to 16%", low=14, high=16, group="Cake", qualifier="range"),
        ],
        {},
    ),
    "waterfall": (
        "USD",
        {},
        [
            figure("Result", -3e5, "−$300,000", 2018, role="level"),
            figure("Bread by post", 5e5, "$500,000", role="plus", marked=True),
            figure("Dearer flour", 1.6e5, "about $160,000", role="minus", qualifier="about"),
            figure("Result", 4e5, "$400,000", role="level"),
        ],
        {},
    ),
    "mosaic": (
        "USD",
        {"width_name": "sales", "height_name": "margin", "area_name": "profit"},
        [
            figure("Bread", 2.4e6, "$2.4M", group="Bread", role="width"),
            figure(
                "Bread",
                33,
                "30 to 36%",
                low=30,
                high=36,
                qualifier="range",
                group="Bread",
                role="height",
                unit="percent",
            ),
            figure("Cake", 1.2e6, "$1.2M", group="Cake", role="width", marked=True),
            figure("Cake", 62, "62%", group="Cake", role="height", unit="percent"),
            figure("margin of all", 42, "42%", role="line", unit="percent"),
        ],
        {},
    ),
    "units": (
        "percent",
        {"of": "loaves"},
        [
            figure("Sold by post", 17.5, "17.5%", 2021),
            figure("Sold by post", 26, "over 26%", 2022, qualifier="over", high=None, marked=True),
        ],
        {},
    ),
    "matrix": ("count", {}, [], {"rows": cells(["Flour", "Oven", "Shop", "Delivery"], FIRMS, ["Oven", "Shop"], False)}),
    "heat": (
        "percent",
        {},
        [
            figure("Growth", 58, "58%", 2019, group="Growth"),
            figure("Growth", 26, "26%", 2020, group="Growth"),
            figure("Growth", 71, "71%", 2021, group="Growth"),
            figure("Growth", -12, "−12%", 2022, group="Growth", marked=True),
            figure("Margin", 31, "31%", 2019, group="Margin"),
            figure("Margin", 34, "34%", 2021, group="Margin"),
            figure("Margin", 42, "42%", 2022, group="Margin", assumed=True),
        ],
        {},
    ),
    "density": (
        "count",
        {},
        [],
        {
            "rows": [event(*each) for each in EVENTS],
            "events": [Happening(label="Bread by post", date="summer of 2021", day="2021-08-15")],
        },
    ),
    "multiples": (
        "USD",
        {},
        [
            *(p.model_copy(update={"group": "Sales"}) for p in _YEARS),
            *(
                figure("Bakers", v, str(v), y, group="Bakers", unit="people", marked=y == 2022)
                for y, v in ((2018, 9), (2020, 14), (2021, 21), (2022, 11))
            ),
            *(
                figure("Margin", v, f"{v}%", y, group="Margin", unit="percent")
                for y, v in ((2019, 31), (2021, 34), (2022, 42))
            ),
        ],
        {},
    ),
    "model": (
        "percent",
        {"model": "recovery"},
        [figure("Fall of the sales", 60, "60%", 2022, group="fall")],
        {},
    ),
}
