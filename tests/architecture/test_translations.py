"""`make check` fails on a text without its translation; `make strings` loses none when an English text is changed."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from app.bootstrap.web import create_app
from app.cli import main
from app.container import Container
from app.dev import strings
from app.platform.i18n import LOCALE
from menus import translations
from menus.translations import faults, marked_texts

pytestmark = pytest.mark.slow

ENGLISH, SWAHILI = "Enter your number, {name}", "Weka nambari yako, {name}"
CHANGED = "Enter the number of your ID, {name}"


def catalogue(texts: dict[str, str], *, fuzzy: bool = False) -> Catalog:
    made = Catalog(locale="sw")
    for text, translation in texts.items():
        made.add(text, translation, flags=["fuzzy"] if fuzzy else [])
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


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (catalogue({}), "not taken in"),
        (catalogue({ENGLISH: ""}), "not translated"),
        (catalogue({ENGLISH: SWAHILI}, fuzzy=True), "a guess"),
        (catalogue({ENGLISH: "Weka nambari yako, {jina}"}), "its fields differ"),
        (catalogue({ENGLISH: "Weka nambari yako, {name"}), "its fields differ"),
        (catalogue({ENGLISH: SWAHILI, "Gone": "Imeondoka"}), "in no code any more"),
    ],
)
def test_each_fault_of_a_translation_is_found(found: Catalog, said: str) -> None:
    [fault] = faults(found, {ENGLISH})
    assert fault.startswith(said)


def test_what_is_left_over_is_found() -> None:
    found = catalogue({ENGLISH: SWAHILI})
    found.obsolete["Gone"] = catalogue({"Gone": "Imeondoka"})["Gone"]
    assert [*faults(found, {ENGLISH})] == ["left over: 'Gone'"]


def test_a_whole_translation_has_no_fault() -> None:
    assert [*faults(catalogue({ENGLISH: SWAHILI}), {ENGLISH})] == []


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The translations in a folder of the test's own."""
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
    ran = runner.invoke(args=["menus", "check"])
    assert ran.exit_code == 1
    assert "sw: not translated: 'A payment'\n" in ran.output


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
    assert [*faults(after, {CHANGED})] == [f"not translated: {CHANGED!r}"]
    after[CHANGED].string = "Weka nambari ya kitambulisho, {name}"
    assert [fault.partition(":")[0] for fault in faults(after, {CHANGED})] == [
        "translated, with the old one beside it still (make strings)"
    ]
    assert [*faults(taken_in(after, CHANGED), {CHANGED})] == []


def test_a_text_that_is_gone_leaves_nothing_where_none_is_new() -> None:
    after = taken_in(catalogue({ENGLISH: SWAHILI, "Help": "Msaada"}), "Help")
    assert [*faults(after, {"Help"})] == []


def test_a_file_with_nothing_new_stays_as_it_is(scratch: Path) -> None:
    before = scratch.read_bytes()
    strings.write(scratch, template(*marked_texts()))
    assert scratch.read_bytes() == before


@pytest.mark.slow
def test_a_file_keeps_the_comment_of_a_text_of_several_lines(scratch: Path) -> None:
    strings.write(scratch, template(*marked_texts(), "Two\nlines"))
    new = 'msgid ""\n"Two\\n"\n"lines"\nmsgstr '
    scratch.write_text(scratch.read_text().replace(f'{new}""', f'{new}"Mbili"'))
    for _ in range(2):
        strings.write(scratch, template(*marked_texts(), "Two\nor three lines"))
        assert "# was: Two\\nlines -> Mbili\n" in scratch.read_text()
