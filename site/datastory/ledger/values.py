"""Figures by their values as pages write them, told or on record: "28.53", "17%", "$2.4B", "one in three"."""

import re
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from .formats import MINUS
from .models import Figure
from .sides import RECORD, TOLD

VALUES = tuple(f"receipt__data__{side}__{form}" for side in (TOLD, RECORD) for form in ("words", "compact"))
NAMES = ("label", "period", "subject__name", "metric__name")
_START = "(^|[^0-9a-z.,])"  # what stands before a number or a word, so that 28 is not found in 128
_END = "($|[^0-9a-z.,])"
_between_digits = re.compile(r"(?<=\d)(?=\d)")
_number = re.compile(r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE)


def has_number(words: str) -> bool:
    """Whether there is a number among the words, in digits or spelt out."""
    return bool(_number.search(words))


def with_values(words: str) -> QuerySet[Figure]:
    """Published figures that have each word in a value or a name; first those with such a value, whole ones before all.

    A word may be the beginning of what is written: 28 finds $28.53, after 28%.
    """
    begun = [_pattern(word) for word in dict.fromkeys(words.split())]
    whole = [pattern + _END for pattern in begun]
    nearest = Case(When(_any(VALUES, whole), then=Value(0)), When(_any(VALUES, begun), then=Value(1)), default=Value(2))
    found = Figure.objects.filter(*(_any((*VALUES, *NAMES), [pattern]) for pattern in begun), live=True)
    return found.select_related("receipt").order_by(nearest, "position")


def _pattern(word: str) -> str:
    """A regular expression of the word's beginning; thousands may be written with commas or without."""
    return _START + _between_digits.sub(",?", re.escape(word.lstrip(f"-{MINUS}")))


def _any(fields: Iterable[str], patterns: Iterable[str]) -> Q:
    """Whether one of the patterns is found in one of the fields."""
    found = Q()
    for field, pattern in product(fields, patterns):
        found |= Q(**{f"{field}__iregex": pattern})
    return found


def in_short(receipt: Mapping[str, Any]) -> str:
    """The value as told, the one on record where it differs, and the period unless the value is that date."""
    told, record = ((receipt[side] or {}).get("compact", "") for side in (TOLD, RECORD))
    values = [told, "" if record == told else f"{record} on record" if record else ""]
    dated = receipt["unit_code"] == "date" and any(receipt["period"] in value for value in values)
    return ", ".join(filter(None, (*values, "" if dated else receipt["period"])))
