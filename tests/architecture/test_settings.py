"""The README's table and the settings name each other, both ways."""

import re
from pathlib import Path

import pytest

from app.platform.config.settings import Settings

README = Path(__file__).parents[2] / "README.md"
ROW = re.compile(r"^\|\s*((?:`[A-Z0-9_]+`[ ,·]*)+)\|", re.MULTILINE)


def documented(text: str) -> set[str]:
    """The settings that a table's rows name in their first column."""
    return {name for row in ROW.findall(text) for name in re.findall(r"`([A-Z0-9_]+)`", row)}


def settings_table() -> str:
    _before, _heading, after = README.read_text().partition("\n## Settings\n")
    return after.partition("\n## ")[0]


def test_every_setting_is_documented_and_nothing_else() -> None:
    assert documented(settings_table()) == {name.upper() for name in Settings.model_fields}


def test_a_default_is_documented_as_it_is() -> None:
    rows = {name: line for line in settings_table().splitlines() for name in documented(line)}
    for name, field in Settings.model_fields.items():
        if field.default and isinstance(field.default, str | int) and not isinstance(field.default, bool):
            assert f"`{field.default}`" in rows[name.upper()], name


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("| `PORT` | `8000` | where |", {"PORT"}),
        ("| `USSD_CODE` `SMS_CODE` | | |", {"USSD_CODE", "SMS_CODE"}),
        ("`PORT` is named in a sentence", set()),
        ("| name | `PORT` |", set()),
        ("| `agency-key CODE` | |", set()),
    ],
)
def test_a_row_is_read(table: str, names: set[str]) -> None:
    assert documented(table) == names
