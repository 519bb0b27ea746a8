"""Numbers in words, once for Python and once for Vega: one template gives both the same sentence.

A template names values with the form in which they are written: `It costs {paid|millions}.`
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MINUS = "\N{MINUS SIGN}"
_SLOT = re.compile(r"\{(\w+)\|(\w+)\}")


@dataclass(frozen=True)
class Form:
    """How a number is written: decimal places at most, a sign of currency before it, words after it, and after 1."""

    places: int
    dollar: bool = False
    after: str = ""
    one: str = ""
    every: bool = False  # all places, where closing zeros mean something

    @property
    def d3(self) -> str:
        """The form in d3-format's language, which Vega's `format` takes."""
        return f"{'$' if self.dollar else ''},.{self.places}{'' if self.every else '~'}f"

    def write(self, value: float) -> str:
        """As d3-format writes it: halves are rounded away from zero, the minus is a minus, no zero is negative."""
        rounded = Decimal(value).quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        sign = MINUS if rounded < 0 else ""
        digits = f"{abs(rounded):,}"
        if "." in digits and not self.every:
            digits = digits.rstrip("0").rstrip(".")
        after = self.one if self.one and sign + digits == "1" else self.after
        return f"{sign}{'$' if self.dollar else ''}{digits}{after}"

    @property
    def unit(self) -> str:
        """What stands after a field in which the number is typed."""
        return f"{self.after.strip()} {'dollars' if self.dollar else ''}".strip()


FORMS = {
    "whole": Form(0),
    "tenth": Form(1),
    "hundredth": Form(2),
    "percent": Form(0, after="%"),
    "percents": Form(1, after="%"),
    "times": Form(1, after=" times"),
    "dollars": Form(0, dollar=True),
    "dollarcents": Form(2, dollar=True, every=True),
    "thousands": Form(0, dollar=True, after=" thousand"),
    "cents": Form(2, after=" cents", one=" cent"),
    "millions": Form(1, dollar=True, after=" million"),
    "billions": Form(2, dollar=True, after=" billion"),
    "million": Form(0, after=" million"),
    "years": Form(0, after=" years", one=" year"),
    "seconds": Form(0, after=" seconds", one=" second"),
}


def names_in(template: str) -> list[str]:
    """The values that a template names."""
    return [match[1] for match in _SLOT.finditer(template)]


def written(template: str, values: Mapping[str, float]) -> str:
    """The template with its values. Raises KeyError for a value or a form that there is not."""
    return _SLOT.sub(lambda m: FORMS[m[2]].write(values[m[1]]), template)


def expression(template: str) -> str:
    """The template as an expression of Vega's over signals, or data fields, of those names."""
    parts, at = [], 0
    for match in _SLOT.finditer(template):
        parts += _text(template[at : match.start()])
        form = FORMS[match[2]]
        number = f"format({match[1]}, '{form.d3}')"
        parts.append(number)
        if form.one:
            parts.append(f"({number} === '1' ? {_text(form.one)[0]} : {_text(form.after)[0]})")
        else:
            parts += _text(form.after)
        at = match.end()
    return " + ".join([*parts, *_text(template[at:])]) or "''"


def _text(words: str) -> list[str]:
    escaped = words.replace("\\", "\\\\").replace("'", "\\'")
    return [f"'{escaped}'"] if words else []


def chosen(case: str, templates: Sequence[str]) -> str:
    """The expression that says the template of that number."""
    *others, last = [expression(template) for template in templates]
    return "".join(f"{case} === {n} ? {text} : " for n, text in enumerate(others)) + last


def unknown_forms(templates: Iterable[str]) -> set[str]:
    """Forms that templates name and that there are not."""
    return {match[2] for template in templates for match in _SLOT.finditer(template)} - FORMS.keys()
