"""Computed amounts in words, for drawings and summaries."""

import re
from decimal import Decimal

from datastory.ledger import formats
from datastory.ledger.units import Family, unit

MINUS = formats.MINUS
_QUALIFIED = re.compile(r"(about |over |under |)(.*)", re.DOTALL)


def amount(value: float, code: str, signed: bool = False, digits: int = 3) -> str:
    """A computed amount with its unit, compact: `$182M`, `−989`, and with its plus sign where `signed`."""
    kind = unit(code)
    if kind.family is Family.RATIO and kind.code != "times":
        kind = unit("times")
    if kind.family is Family.COUNT and abs(value) >= 10:
        value = round(value)  # nobody is a third of a person
    text = formats.result(Decimal(repr(round(value, 6))), kind, short=True, digits=digits)
    return f"+{text}" if signed and value > 0 else text


def negated(text: str) -> str:
    """A stated amount as it is taken away: `about $2B` becomes `about −$2B`."""
    match = _QUALIFIED.fullmatch(text)
    assert match
    before, rest = match[1], match[2]
    return f"{before}{rest.removeprefix(MINUS)}" if rest.startswith(MINUS) else f"{before}{MINUS}{rest}"


def listed(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) < 2 else f"{', '.join(parts[:-1])} and {parts[-1]}"
