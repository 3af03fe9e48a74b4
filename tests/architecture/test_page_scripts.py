"""The scripts of the phone page are small modules that make no HTML from strings and evaluate no code."""

import re
from pathlib import Path
from typing import Final

import pytest

STATIC: Final = Path(__file__).parents[2] / "app" / "simulator" / "browser" / "static"
LONGEST_FILE, LONGEST_LINE = 250, 140
DANGEROUS: Final = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function|setHTML\w*|createContextualFragment)\b"
    r"|\.style\b|\bimport\(|https?://(?!www\.w3\.org/2000/svg)"
)


def faults(source: str) -> list[str]:
    return DANGEROUS.findall(source)


def test_every_script_is_small_and_makes_no_html() -> None:
    scripts = sorted(STATIC.glob("*.js"))
    assert len(scripts) > 10
    for file in scripts:
        lines = file.read_text().splitlines()
        assert len(lines) <= LONGEST_FILE, file.name
        assert [line for line in lines if len(line) > LONGEST_LINE] == [], file.name
        assert faults(file.read_text()) == [], file.name


def test_the_styles_are_small_and_load_nothing_of_elsewhere() -> None:
    for file in STATIC.glob("*.css"):
        assert len(file.read_text().splitlines()) <= LONGEST_FILE, file.name
        assert re.findall(r"url\((?!\"wallpaper\.svg\"\))|@import", file.read_text()) == []


@pytest.mark.parametrize("line", ["a.innerHTML = b", "eval(x)", "node.style.width = 1", "import('x')", "'http://x.ke'"])
def test_what_is_dangerous_would_be_found(line: str) -> None:
    assert faults(line)
