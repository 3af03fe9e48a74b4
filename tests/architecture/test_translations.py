"""`make check` fails on a text without its translation; `make strings` loses none when an English text is changed."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from app.bootstrap.web import create_app
from app.cli import main
from app.container import Container
from app.dev import strings
from app.platform.i18n import LOCALE
from menus import translations
from menus.faults import ROOT, SourcePlace
from menus.translations import marked_texts

pytestmark = pytest.mark.slow

ENGLISH, SWAHILI = "Enter your number, {name}", "Weka nambari yako, {name}"
CHANGED = "Enter the number of your ID, {name}"


def catalogue(texts: dict[str, str]) -> Catalog:
    made = Catalog(locale="sw")
    for text, translation in texts.items():
        made.add(text, translation)
    return made


def template(*texts: str) -> Catalog:
    made = Catalog()
    for text in texts:
        made.add(text)
    return made


def taken_in(before: Catalog, *texts: str) -> Catalog:
    strings.take_in(before, template(*texts))
    return before


# `make check`


def faults(found: Catalog, marked: set[str]) -> list[str]:
    """The faults of a translation catalogue, with one place in the source for all marked texts."""
    places = dict.fromkeys(marked, SourcePlace(ROOT / "menus" / "flows" / "help.py", 41))
    return [each.what for each in translations.find_translation_faults(found, places, ROOT / "sw" / "lango.po")]


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the Kiswahili translations in a folder of the test, which takes the place of the real one."""
    ours = LOCALE / "sw" / "lango.po"
    file = tmp_path / "sw" / "lango.po"
    file.parent.mkdir()
    file.write_bytes(ours.read_bytes())
    monkeypatch.setattr(translations, "LOCALE", tmp_path)
    return file


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_command_fails_on_a_text_without_its_translation(container: Container, scratch: Path) -> None:
    app = create_app(container)
    main.register(app)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["menus", "check"]).exit_code == 0
    whole = scratch.read_text()
    scratch.write_text(whole.replace('msgid "A payment"\nmsgstr "Malipo"', 'msgid "A payment"\nmsgstr ""'))
    assert scratch.read_text() != whole
    line = whole[: whole.index('msgid "A payment"')].count("\n") + 1
    ran = runner.invoke(args=["menus", "check"])
    assert ran.exit_code == 1
    assert f"{scratch}:{line}: sw: 'A payment': not translated\n" in ran.output


# `make strings`


def test_a_text_that_changes_keeps_its_old_translation_as_a_comment() -> None:
    after = taken_in(catalogue({ENGLISH: SWAHILI, "Help": "Msaada"}), CHANGED, "Help", "Another")
    assert not after[CHANGED].string
    assert after[CHANGED].user_comments == [f"was: {ENGLISH} -> {SWAHILI}"]
    assert after["Another"].user_comments == []
    assert after["Help"].string == "Msaada"
    assert ENGLISH not in after


def test_an_old_translation_stays_when_the_text_changes_once_more() -> None:
    after = taken_in(taken_in(catalogue({ENGLISH: SWAHILI}), CHANGED), "Your ID, {name}")
    assert after["Your ID, {name}"].user_comments == [f"was: {ENGLISH} -> {SWAHILI}"]


def test_an_old_translation_goes_when_the_new_one_is_there() -> None:
    after = taken_in(catalogue({ENGLISH: SWAHILI}), CHANGED)
    assert faults(after, {CHANGED}) == ["not translated"]
    after[CHANGED].string = "Weka nambari ya kitambulisho, {name}"
    assert faults(after, {CHANGED}) == ["translated, with the old one beside it still (make strings)"]
    assert faults(taken_in(after, CHANGED), {CHANGED}) == []


def test_a_text_that_is_gone_leaves_nothing_where_none_is_new() -> None:
    after = taken_in(catalogue({ENGLISH: SWAHILI, "Help": "Msaada"}), "Help")
    assert faults(after, {"Help"}) == []


def test_a_file_with_nothing_new_stays_as_it_is(scratch: Path) -> None:
    before = scratch.read_bytes()
    strings.write(scratch, template(*marked_texts()))
    assert scratch.read_bytes() == before, "run: make strings"


@pytest.mark.slow
def test_a_long_comment_goes_when_the_text_is_translated(scratch: Path) -> None:
    long, new = "Say it " * 30, f"{'Say it ' * 30}again"
    strings.write(scratch, template(*marked_texts(), long))
    scratch.write_text(scratch.read_text().replace(f'"{long}"\nmsgstr ""', f'"{long}"\nmsgstr "Sema"'))
    strings.write(scratch, template(*marked_texts(), new))
    assert f"# was: {long.strip()}" in scratch.read_text()
    scratch.write_text(scratch.read_text().replace(f'"{new}"\nmsgstr ""', f'"{new}"\nmsgstr "Sema tena"'))
    strings.write(scratch, template(*marked_texts(), new))
    assert not re.findall("^# .*[Ss]ay it.*", scratch.read_text(), re.MULTILINE)


@pytest.mark.slow
def test_a_file_keeps_the_comment_of_a_text_of_several_lines(scratch: Path) -> None:
    strings.write(scratch, template(*marked_texts(), "Two\nlines"))
    new = 'msgid ""\n"Two\\n"\n"lines"\nmsgstr '
    scratch.write_text(scratch.read_text().replace(f'{new}""', f'{new}"Mbili"'))
    for _ in range(2):
        strings.write(scratch, template(*marked_texts(), "Two\nor three lines"))
        assert "# was: Two\\nlines -> Mbili\n" in scratch.read_text()
