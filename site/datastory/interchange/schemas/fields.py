"""The types that the columns and keys of files have, and what they refer to."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from datastory.core.models import SHORTEST_DESCRIPTION, slug_form
from datastory.ledger.dates import parse_date
from datastory.ledger.expressions import LONGEST, figure_names
from datastory.ledger.units import parse_decimal

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")  # as core.models.slug_form has it


class Form(BaseModel):
    """Part of a file: no key that nobody declared, and no text where a number belongs."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


@dataclass(frozen=True)
class Ref:
    """Marks a slug of something else in the story; empty where nothing is referred to."""

    kind: str
    or_number: bool = False


@dataclass(frozen=True)
class Rich:
    """Marks rich text with what its editor allows; `inline` is written without `<p>` where it is one paragraph."""

    features: tuple[str, ...]
    inline: bool = False


@dataclass(frozen=True)
class Sum:
    """Marks an expression over figures."""


@dataclass(frozen=True)
class Choices:
    """Marks a list of plain words: the database keeps it without ids of its items."""


def is_number(text: str) -> bool:
    """Whether the text is a decimal, and so no slug of anything."""
    try:
        parse_decimal(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class OneOf:
    """Only these words; the error lists them."""

    words: tuple[str, ...]

    def __call__(self, text: str) -> str:
        if text not in self.words:
            raise ValueError(f"{text!r} is not one of {', '.join(self.words)}")
        return text


def one_of(*words: str) -> AfterValidator:
    """The type of a cell or value that is one of these words."""
    return AfterValidator(OneOf(words))


def _line(text: str) -> str:
    if "\n" in text:
        raise ValueError("takes one line, without line ends")
    return _trimmed(text)


def _trimmed(text: str) -> str:
    if text != text.strip():
        raise ValueError("begins or ends with a space")
    return text


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise ValueError(f"{text!r} is not a slug; {slug_form.message[0].lower()}{slug_form.message[1:]}")
    return text


def _empty_or(check: Callable[[str], object]) -> AfterValidator:
    def checked(text: str) -> str:
        if text:
            check(text)
        return text

    return AfterValidator(checked)


def _day(text: str) -> None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(f"{text!r} is not a day; write it as 2024-01-31")
    date.fromisoformat(text)


def _described(text: str) -> str:
    if len(text) < SHORTEST_DESCRIPTION:
        raise ValueError(f"has {len(text)} characters; describe it in {SHORTEST_DESCRIPTION} at least")
    return text


def _web_address(text: str) -> None:
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", text):
        raise ValueError(f"{text!r} is not an address; it begins with https://")


def _different(names: list[str]) -> list[str]:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)} stands there twice")
    return names


Line = Annotated[str, AfterValidator(_line)]  # may be empty
Words = Annotated[Line, Field(min_length=1)]
Text = Annotated[str, AfterValidator(_trimmed)]  # may be empty, may have line ends
Paragraph = Annotated[Text, Field(min_length=1)]
Slug = Annotated[str, Field(max_length=80), AfterValidator(_slug)]
MaybeSlug = Annotated[str, Field(max_length=80), _empty_or(_slug)]
Day = Annotated[str, _empty_or(_day)]
Date = Annotated[str, Field(min_length=1), _empty_or(parse_date), Field(max_length=10)]
MaybeDate = Annotated[str, _empty_or(parse_date), Field(max_length=10)]
Number = Annotated[str, Field(max_length=40)]  # read with its unit, see references.py
Expression = Annotated[Words, Sum(), _empty_or(figure_names), Field(max_length=LONGEST)]
Description = Annotated[Words, AfterValidator(_described)]
Alternative = Annotated[Paragraph, AfterValidator(_described)]
WebAddress = Annotated[str, Field(max_length=500), _empty_or(_web_address)]
Different = AfterValidator(_different)
