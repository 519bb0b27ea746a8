"""Stylesheets and modules of every page are joined when static files are collected."""

import pytest

from datastory.core.static import joined
from tests.serving import collected_static


def of(files: dict[str, str]) -> str:
    return joined("css/site.css", lambda name: files[name])


def test_imports_are_replaced_by_their_files_in_order() -> None:
    files = {
        "css/site.css": '/* why */\n@import url("one.css");\n@import url("two.css") print;\n',
        "css/one.css": "a { color: red }",
        "css/two.css": '@import url("three.css");\n',
        "css/three.css": "b { color: blue }",
    }
    assert of(files) == "a { color: red }\n@media print {\nb { color: blue }\n}"


@pytest.mark.parametrize(
    ("name", "text"), [("css/site.css", '@import url("gone.css");'), ("css/site.js", 'import "./gone.css";')]
)
def test_an_import_of_nothing_is_an_error_that_names_both(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=rf"{name} imports css/gone\.css, which is not there"):
        joined(name, {name: text}.__getitem__)


def test_a_module_is_joined_in_a_block_unless_it_shares_names() -> None:
    files = {
        "js/site.js": 'import "./one.js";\nimport "./parts/two.js";\nconst a = 1;\n',
        "js/one.js": "const a = 2;\n",
        "js/parts/two.js": 'import { b } from "./three.js";\n',
    }
    assert joined("js/site.js", files.__getitem__) == '{\nconst a = 2;\n}\nimport "./parts/two.js";\nconst a = 1;\n'


def test_names_asked_of_a_module_are_handed_out_by_a_function() -> None:
    files = {
        "js/board.js": 'import { plug } from "./panel.js";\nimport { prepare } from "./site.js";\nplug();\n',
        "js/panel.js": "const a = 1;\nexport function plug() {}\n",
        "js/site.js": 'import "./one.js";\nexport function prepare() {}\n',
    }
    assert joined("js/board.js", files.__getitem__) == (
        "const { plug } = (() => {\nconst a = 1;\nfunction plug() {}\nreturn { plug };\n})();\n"
        'import { prepare } from "./site.js";\nplug();\n'
    )


def test_the_collected_stylesheet_imports_nothing_and_knows_its_fonts() -> None:
    collected = collected_static()
    found = [path for path in (collected / "css").glob("site.*.css") if path.name != "site.css"]
    assert len(found) == 1
    text = found[0].read_text()
    assert "@import" not in text and "@layer print" in text
    fonts = [part.split('"')[0] for part in text.split('url("../fonts/')[1:]]
    assert fonts and all((collected / "fonts" / name).is_file() and name.count(".") == 2 for name in fonts)
    assert found[0].with_name(found[0].name + ".br").is_file()
