"""What can be embedded, and what may be asked of it."""

from dataclasses import dataclass

READINGS = ("told", "record")
THEMES = ("light", "dark")
LANGUAGES = ("en",)
COMMON = ("reading", "theme", "lang", "v", "doctor")


@dataclass(frozen=True)
class Kind:
    """A kind of embed.

    `parameters` choose a part of it; `height` is a screenful of it in a column of 600 px, or all that most of its
    things take there (heights.py knows better of what can be reckoned); `styles` are the sheets that it needs beside
    the embeds' own.
    """

    name: str
    noun: str
    height: int
    parameters: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


KINDS = {
    kind.name: kind
    for kind in (
        Kind("timeline", "timeline", 900, ("from", "to", "category", "q", "then")),
        Kind("chart", "chart", 980, ("scale",)),
        Kind("chapter", "chapter", 900, (), ("css/pages.css",)),
        Kind(
            "bill",
            "bill",
            800,
            ("figures", "q", "subject", "metric", "year", "exact", "verdict", "disputed", "sort", "then"),
            ("css/pages.css", "css/record.css"),
        ),
        Kind("receipt", "receipt", 900, (), ("css/record.css",)),
        Kind("check", "check", 700, (), ("css/record.css",)),
        Kind("companies", "companies panel", 900, ("layer", "group", "relation", "kind")),
    )
}
PARAMETERS = frozenset(name for kind in KINDS.values() for name in kind.parameters)
