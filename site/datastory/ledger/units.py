"""Units of measure: how a value in each is parsed, and what its last digit means."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from .dates import PartialDate, parse_date


class Family(StrEnum):
    """Units that are read and written alike."""

    MONEY = "money"
    PERCENT = "percent"
    RATIO = "ratio"
    DATE = "date"
    TIME = "time"
    COUNT = "count"


@dataclass(frozen=True)
class Unit:
    """`code` as the ledger writes it, `name` as a receipt does."""

    code: str
    family: Family
    name: str


_NAMED = {
    unit.code: unit
    for unit in (
        Unit("USD", Family.MONEY, "US dollars"),
        Unit("USD/share", Family.MONEY, "US dollars a share"),
        Unit("USD/month", Family.MONEY, "US dollars a month"),
        Unit("percent", Family.PERCENT, "per cent"),
        Unit("percentage point", Family.PERCENT, "percentage points"),
        Unit("times", Family.RATIO, "times"),
        Unit("one-in", Family.RATIO, "one in so many"),
        Unit("date", Family.DATE, "a date"),
        Unit("years", Family.TIME, "years"),
        Unit("months", Family.TIME, "months"),
        Unit("weeks", Family.TIME, "weeks"),
        Unit("hours", Family.TIME, "hours"),
        Unit("minutes", Family.TIME, "minutes"),
        Unit("seconds", Family.TIME, "seconds"),
    )
}


MOST_DIGITS = 24  # of a value, and of its power of ten: more than any measure needs, less than arithmetic keeps


def unit(code: str) -> Unit:
    """The unit of that code; any other name is of things counted: `people`, `phone numbers`."""
    return _NAMED.get(code) or Unit(code, Family.COUNT, code)


def parse_value(text: str, code: str) -> Decimal | PartialDate:
    """Read a stated value, keeping the digits that were stated: `4.46E+9` ends at ten millions.

    Raises ValueError with a sentence for whoever wrote it.
    """
    if unit(code).family is Family.DATE:
        return parse_date(text)
    return parse_decimal(text)


def parse_decimal(text: str) -> Decimal:
    """A finite decimal in plain or exponent form. Raises ValueError."""
    written = text.strip().replace("\N{MINUS SIGN}", "-")
    try:
        if not written.isascii() or "_" in written:
            raise InvalidOperation
        value = Decimal(written)
    except InvalidOperation:
        raise ValueError(f"{text!r} is not a number; write 28.53 or, for $4.46 billion, 4.46E+9") from None
    if not value.is_finite():
        raise ValueError(f"{text!r} is not a finite number; leave the end of an open interval to its qualifier")
    if max(len(value.as_tuple().digits), abs(value.adjusted())) > MOST_DIGITS:
        raise ValueError(f"{text!r} is beyond any measure; a value has at most {MOST_DIGITS} digits")
    return value.copy_abs() if value.is_zero() else value


def last_digit(value: Decimal) -> Decimal:
    """The worth of the last stated digit: 0.01 for 28.53, ten million for 4.46E+9."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # finite, see parse_decimal
    return Decimal(1).scaleb(exponent)
