"""Values as people write them: in a sentence, on a bill, and how exact they are.

Digits are those that the source states; nothing is rounded for show except results of arithmetic.
"""

from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from babel.numbers import format_decimal, get_currency_symbol

from .dates import PartialDate, day_of, span_words
from .intervals import PRICES, Interval, Qualifier, Stated
from .units import Family, Unit, last_digit, parse_value, unit

LOCALE = "en_US"
MINUS = "\N{MINUS SIGN}"
_SCALES = (
    (Decimal("1E+12"), "trillion", "T"),
    (Decimal("1E+9"), "billion", "B"),
    (Decimal("1E+6"), "million", "M"),
)
_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_QUALIFIERS = {Qualifier.ABOUT: "about ", Qualifier.OVER: "over ", Qualifier.UNDER: "under "}


_DATE_QUALIFIERS = {Qualifier.ABOUT: "about ", Qualifier.OVER: "after ", Qualifier.UNDER: "by "}


class Form(StrEnum):
    """How a value is set: `words` in prose with its qualifier, `bare` without, `compact` on bills, `word` spelt out."""

    WORDS = "words"
    BARE = "bare"
    COMPACT = "compact"
    WORD = "word"


def text(stated: Stated, form: Form = Form.WORDS) -> str:
    """The statement in that form: "over $70 billion", "$70 billion", "over $70B". Raises ValueError as `interval`."""
    code = unit(stated.unit)
    short = form is Form.COMPACT
    if stated.qualifier is Qualifier.RANGE:
        return _range(stated, code, short)
    bare = _one(stated.value, code, short, form is Form.WORD)
    if form in (Form.BARE, Form.WORD):
        return bare
    words = _DATE_QUALIFIERS if code.family is Family.DATE else _QUALIFIERS
    return words.get(stated.qualifier, "") + bare


def _range(stated: Stated, code: Unit, short: bool) -> str:
    low, high = _one(stated.low, code, short, False), _one(stated.high, code, short, False)
    if short and code.family is Family.PERCENT:
        low = low.rstrip("%")
    return f"{low} to {high}"


def _one(value: str, code: Unit, short: bool, spelt: bool) -> str:
    parsed = parse_value(value, code.code)
    if isinstance(parsed, PartialDate):
        return parsed.words()
    if spelt and parsed == int(parsed) and 0 <= parsed < len(_SMALL):
        return _SMALL[int(parsed)]
    return number(parsed, code, short)


def number(value: Decimal, code: Unit, short: bool = False) -> str:
    """A number with its unit as prose has it: "$4.46 billion", "92%", "one in three", "380 million", "4.2 times"."""
    if code.code == "one-in":
        small = value == int(value) and 0 <= value < len(_SMALL)
        return f"one in {_SMALL[int(value)] if small else _plain(value)}"
    sign, size = (MINUS, -value) if value < 0 else ("", value)
    if code.family is Family.MONEY:
        return sign + get_currency_symbol("USD", LOCALE) + _digits(size, short)
    if code.family is Family.PERCENT:
        points = "" if code.code == "percent" else (" pp" if short else " points")
        return sign + _plain(size) + (points or "%")
    if code.code == "times":
        return sign + _plain(size) + (" ×" if short else " times")
    return sign + _digits(size, short)


def _digits(size: Decimal, short: bool) -> str:
    for scale, name, letter in _SCALES:
        if size >= scale:
            scaled = size / scale
            return _plain(_restate(scaled, size, scale)) + (letter if short else f" {name}")
    return _plain(size)


def _restate(scaled: Decimal, size: Decimal, scale: Decimal) -> Decimal:
    """The scaled value with the digits that were stated: 2.0E+9 is 2.0 billion, 2E+9 is 2 billion."""
    digit = last_digit(size) / scale
    exponent = min(0, _exponent(digit))
    quantized = scaled.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_EVEN)
    # 718000000 counted to the dollar reads better as 718 million than with six zeros after the point
    return quantized if -exponent <= 3 else quantized.normalize()


def _exponent(value: Decimal) -> int:
    return value.adjusted()


def _plain(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(value, pattern, LOCALE)


def result(value: Decimal, code: Unit, short: bool = False, digits: int = 4) -> str:
    """A computed value at that many significant digits, with its unit; a date is a day."""
    if not value.is_finite():
        return "no limit"
    if code.family is Family.DATE:
        return span_words(day_of(value), day_of(value))
    if code.family is Family.TIME:  # dates are kept to some hours: what is finer is no time
        value = round(value, 2)
    if value == 0:
        return number(Decimal(0), code, short)
    places = digits - 1 - value.adjusted()
    if places < 0 and abs(value) < 1_000_000:  # all digits of a head count
        places = 0
    rounded = round(value, places)
    trimmed = rounded.normalize()
    if trimmed.adjusted() < 6 and last_digit(trimmed) > 1:
        trimmed = trimmed.quantize(Decimal(1))
    if code.code in PRICES or (code.family is Family.MONEY and abs(trimmed) < 1000 and trimmed % 1):
        trimmed = round(value, 2)
    return number(trimmed, code, short)


def span(whole: Interval, code: Unit) -> str:
    """An interval in words: "$4.455B to $4.465B", "$70B or more", "up to $40", "1 to 28 February 2021"."""
    if code.family is Family.DATE:
        return _days(whole)
    low, high = _end(whole.low, code), _end(whole.high, code)
    if not whole.bounded:
        if whole.low.is_finite():
            return f"{low} or more"
        return f"up to {high}" if whole.high.is_finite() else "any value"
    return low if low == high else f"{low} to {high}"


def _days(whole: Interval) -> str:
    if whole.bounded:
        return span_words(day_of(whole.low), day_of(whole.high, last=True))
    if whole.low.is_finite():
        return f"{span_words(day_of(whole.low), day_of(whole.low))} or later"
    if whole.high.is_finite():
        last = day_of(whole.high, last=True)
        return f"up to {span_words(last, last)}"
    return "any day"


def measured(words: str, code: Unit) -> str:
    """A result or its span with the name of its unit, where the number does not carry one: "3 months"."""
    if code.family is not Family.TIME and code.code != "days":
        return words
    return f"{words} {code.name.removesuffix('s') if words == '1' else code.name}"


def apart(years: Decimal) -> str:
    """A time between two dates in words: "9 days", "5 months", "2.5 years"."""
    days = round(years * 365)
    if days < 60:
        return f"{days} day{'' if days == 1 else 's'}"
    months = round(years * 12)
    return f"{months} months" if months < 24 else f"{_plain(round(years, 1).normalize())} years"


def _end(value: Decimal, code: Unit) -> str:
    if code.code in PRICES and value.is_finite() and last_digit(value) >= Decimal("0.001"):
        return number(value, code, True)  # half a cent is part of the answer here
    return result(value, code, True, digits=5)


def exactness(stated: Stated) -> str:
    """How exact a statement is, for the receipt: "to the cent", "a floor", "to the nearest $10 million"."""
    code = unit(stated.unit)
    fixed = {
        Qualifier.ABOUT: "about, taken as ± 5%",
        Qualifier.OVER: "a floor",
        Qualifier.UNDER: "a ceiling",
        Qualifier.RANGE: "a range",
    }
    if stated.qualifier is Qualifier.ABOUT and (stated.low or stated.high):
        return "about, within the ends given"  # five per cent of nought would be nothing
    if stated.qualifier in fixed:
        return fixed[stated.qualifier]
    parsed = parse_value(stated.value, stated.unit)
    if isinstance(parsed, PartialDate):
        return f"to the {parsed.precision}"
    if stated.unit in PRICES:
        return "to the cent"
    digit = last_digit(parsed)
    if code.family is Family.COUNT and digit == 1:
        return "counted"
    if code.family is Family.PERCENT:
        return {Decimal(1): "to the point", Decimal("0.1"): "to a tenth of a point"}.get(
            digit, f"to {number(digit, code)}"
        )
    return f"to the nearest {number(digit, code, True)}" if digit != 1 else "to the last digit"
