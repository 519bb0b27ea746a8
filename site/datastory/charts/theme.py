"""Colours, type and sizes of charts. Colours are those of `static/css/tokens.css` in the light theme; in the SVG
each is replaced by its custom property, so that one drawing serves both themes.
"""

TOKENS = {
    "#faf7f1": "paper",
    "#fffdf8": "sheet",
    "#16202e": "ink",
    "#54606e": "ink-soft",
    "#e2dacb": "rule",
    "#857c6a": "rule-strong",
    "#b8321e": "signal",
    "#23559c": "data-1",
    "#0b7473": "data-2",
    "#985f08": "data-3",
    "#7b3f7d": "data-4",
    "#557326": "data-5",
    "#5f6b79": "data-6",
}
COLOUR = {name: value for value, name in TOKENS.items()}
DATA = [COLOUR[f"data-{n}"] for n in range(1, 7)]

SANS = "Inter, sans-serif"
SERIF = "Newsreader, serif"

PLOT = {"wide": 960, "narrow": 350, "hero": 1440}  # px, everything included

CONFIG = {
    "font": SANS,
    "padding": 0,
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "ticks": False,
        "grid": False,
        "labelColor": COLOUR["ink-soft"],
        "labelFont": SANS,
        "labelFontSize": 13,
        "titleColor": COLOUR["ink-soft"],
        "titleFont": SANS,
        "titleFontSize": 13,
        "titleFontWeight": 400,
        "gridColor": COLOUR["rule"],
        "domainColor": COLOUR["rule-strong"],
        "tickColor": COLOUR["rule-strong"],
        "labelPadding": 6,
    },
    "text": {"font": SANS, "fontSize": 14, "color": COLOUR["ink"]},
    "legend": {"disable": True},
}
