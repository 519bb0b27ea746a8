"""The serif of the site: it varies in weight and optical size, and its kerning does not."""

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from tools.fonts import settle_kerning

SERIF = Path(__file__).resolve().parents[2] / "static" / "fonts" / "newsreader-var.woff2"


@pytest.fixture
def serif(tmp_path: Path) -> Path:
    return Path(shutil.copy(SERIF, tmp_path))


def test_the_kerning_stands_still_and_the_outlines_vary(serif: Path) -> None:
    settle_kerning(serif, {"wght": 400, "opsz": 24})
    font = TTFont(serif)
    assert {axis.axisTag for axis in font["fvar"].axes} == {"wght", "opsz"}
    assert "gvar" in font and "GPOS" in font
    assert getattr(font["GDEF"].table, "VarStore", None) is None


def test_the_serif_of_the_site_is_made_so() -> None:
    assert getattr(TTFont(SERIF)["GDEF"].table, "VarStore", None) is None


def test_a_place_must_name_each_axis(serif: Path) -> None:
    before = serif.read_bytes()
    with pytest.raises(SystemExit, match="opsz, wght"):
        settle_kerning(serif, {"wght": 400})
    assert serif.read_bytes() == before
