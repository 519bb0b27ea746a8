"""Numbers in words: Python writes what d3-format writes."""

import pytest

from datastory.charts.simulations import MODELS, phrases
from datastory.charts.simulations.phrases import FORMS


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        ("whole", 0.5, "1"),
        ("whole", 2.5, "3"),
        ("whole", -0.4, "0"),
        ("tenth", 12.0, "12"),
        ("tenth", 1234.56, "1,234.6"),
        ("billions", -0.3, "−$0.3 billion"),
        ("billions", 4.46, "$4.46 billion"),
        ("dollarcents", 1, "$1.00"),
        ("percents", 100.04, "100%"),
        ("cents", 0.75, "0.75 cents"),
        ("years", 1, "1 year"),
        ("years", -1, "−1 years"),
        ("years", 5, "5 years"),
    ],
)
def test_a_number_is_written_in_its_form(form: str, value: float, text: str) -> None:
    assert FORMS[form].write(value) == text


def test_a_template_names_values_and_forms() -> None:
    assert phrases.written("It is {a|percents} of {b|billions}.", {"a": 12.5, "b": 2}) == "It is 12.5% of $2 billion."


def test_a_quote_in_a_template_stays_a_quote_in_the_expression() -> None:
    assert phrases.expression("the firm's {a|whole}") == "'the firm\\'s ' + format(a, ',.0~f')"


def test_one_of_a_thing_is_said_in_the_singular() -> None:
    assert phrases.expression("{a|years}") == "format(a, ',.0~f') + (format(a, ',.0~f') === '1' ? ' year' : ' years')"


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_every_sentence_uses_forms_and_values_that_there_are(model: phrases.Form) -> None:
    named = {name for text in model.sentences for name in phrases.names_in(text)}
    assert phrases.unknown_forms(model.sentences) == set()
    assert named <= {each.name for each in model.inputs} | set(model.formulas)
