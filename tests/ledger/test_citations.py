"""A receipt as a reference."""

import pytest

from datastory.ledger.citations import Citation

CITED = Citation("Loaves & Co.", "Price, 100% wheat", "007", "https://example.org/numbers/price_1/", "2026")


def test_in_a_note_it_is_one_line() -> None:
    assert CITED.words == "Loaves & Co.: Price, 100% wheat. Receipt 007. https://example.org/numbers/price_1/"


def test_apa_has_title_kind_year_and_address() -> None:
    assert CITED.apa == (
        "Price, 100% wheat (Receipt 007) [Data]. (2026). Loaves & Co. https://example.org/numbers/price_1/"
    )


def test_without_a_year_apa_says_so() -> None:
    assert "(n.d.)" in Citation("Site", "Title", "001", "https://example.org/x/").apa


def test_bibtex_is_an_entry_with_a_key() -> None:
    lines = CITED.bibtex.splitlines()
    assert (lines[0], lines[-1]) == ("@misc{price_1,", "}")
    assert [line.split("=")[0].strip() for line in lines[1:-1]] == ["title", "howpublished", "year", "url"]


@pytest.mark.parametrize(
    ("title", "written"),
    [("100%", r"100\%"), ("a_b", r"a\_b"), ("R&D #1", r"R\&D \#1"), (r"\x{}", r"\textbackslash{}x\{\}")],
)
def test_what_tex_would_read_is_escaped(title: str, written: str) -> None:
    assert f"{{{{{written}}}}}" in Citation("Site", title, "001", "https://example.org/x/").bibtex
