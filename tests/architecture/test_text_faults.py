"""`flask menus check` refuses a text that would reach a citizen broken, and names its file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.platform.i18n import LOCALE
from app.platform.languages.language_files import Language
from menus import translations
from menus.faults import MenuFault, SourcePlace
from menus.marked_texts import find_marked, find_unmarked_faults

CODE = '''"""A flow."""
from app.platform.i18n import _
from menus.notation import Option, menu

@menu(_("Enter your number, {name}"))
def home(c):
    yield Option(_("Help"), home)
'''
SOUND = """# the texts of a flow
msgid "Enter your number, {name}"
msgstr "Weka nambari yako, {name}"

msgid "Help"
msgstr "Msaada"
"""
Check = Callable[..., list[MenuFault]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """A function that returns the faults of the texts of a small program and of their translations."""

    def faults(po: str = SOUND, code: str = CODE) -> list[MenuFault]:
        source, file = tmp_path / "menus" / "help.py", tmp_path / "sw" / "lango.po"
        for each, told in ((source, code), (file, po)):
            each.parent.mkdir(exist_ok=True)
            each.write_text(told)
        marked = find_marked.__wrapped__(tmp_path)
        return [
            *find_unmarked_faults(tmp_path),
            *translations.find_english_faults(marked),
            *translations.find_translation_faults(translations.read_catalogue(file), marked, file),
        ]

    return faults


def told(fault: MenuFault) -> str:
    return f"{fault.place.file.name}:{fault.place.line}: {fault.about}: {fault.what}"


def test_sound_texts_have_no_fault(check: Check) -> None:
    assert check() == []


UNSENT = " cannot be sent (GSM 03.38)"
DIFFERS = "its fields differ: "
NUMBER = "sw: 'Enter your number, {name}'"


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('"Msaada"', '""', "lango.po:5: sw: 'Help': not translated"),
        ('msgid "Help"', '#, fuzzy\nmsgid "Help"', "lango.po:6: sw: 'Help': a guess (fuzzy)"),
        ('"Msaada"', '"Help"', "lango.po:5: sw: 'Help': not translated: it is the English"),
        ('\nmsgid "Help"\nmsgstr "Msaada"\n', "", "help.py:7: sw: 'Help': not taken in (make strings)"),
        ('msgid "Help"', 'msgid "Gone"\nmsgstr "x"\n\nmsgid "Help"',
         "lango.po:5: sw: 'Gone': in no code any more (make strings)"),
        ('msgid "Help"', '#~ msgid "Old"\n#~ msgstr "Kale"\n\nmsgid "Help"', "lango.po:5: sw: 'Old': left over"),
        ("yako, {name}", "yako, {jina}",
         f"lango.po:2: {NUMBER}: {DIFFERS}without {{name}} and with {{jina}}"),
        ("yako, {name}", "yako", f"lango.po:2: {NUMBER}: {DIFFERS}without {{name}}"),
        ("yako, {name}", "yako, {name} {name}", f"lango.po:2: {NUMBER}: {DIFFERS}with {{name}}"),
        ("yako, {name}", "yako, {name", f"lango.po:2: {NUMBER}: {DIFFERS}{translations.UNCLOSED}"),
        ("yako, {name}", "yako, {name}}", f"lango.po:2: {NUMBER}: {DIFFERS}{translations.UNCLOSED}"),
        ("yako, {name}", "yako, {name:d}",
         f"lango.po:2: {NUMBER}: {DIFFERS}without {{name}} and with {{name:d}}"),
        ("yako, {name}", "yako,\\n{name}", f"lango.po:2: {NUMBER}: its lines of a field alone differ"),
        ("Msaada", "Msaada…", f"lango.po:6: sw: 'Help': U+2026 HORIZONTAL ELLIPSIS in column 15{UNSENT}"),
        ("Msaada", "Mũsaada",
         f"lango.po:6: sw: 'Help': U+0169 LATIN SMALL LETTER U WITH TILDE in column 10{UNSENT}"),
        ("Msaada", "Msaada 🙂",
         f"lango.po:6: sw: 'Help': U+1F642 SLIGHTLY SMILING FACE in column 16{UNSENT}"),
    ],
)  # fmt: skip
def test_a_broken_translation_is_named_with_its_line(check: Check, right: str, wrong: str, fault: str) -> None:
    assert [told(each) for each in check(SOUND.replace(right, wrong))] == [fault]


def test_letters_of_the_extension_of_the_alphabet_can_be_sent(check: Check) -> None:
    assert check(SOUND.replace("Msaada", "Msaada [€]~|^")) == []


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('_("Help")', '"Help"', "help.py:7: 'Help': shown without a mark for translation: _(...)"),
        ('_("Help")', 'f"Help {c}"', "help.py:7: 'Help ': shown without a mark for translation: _(...)"),
    ],
)
def test_a_text_without_a_mark_is_named_with_its_line(check: Check, right: str, wrong: str, fault: str) -> None:
    po = SOUND.partition('\nmsgid "Help"')[0]
    assert [told(each) for each in check(po, CODE.replace(right, wrong))] == [fault]


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("Help’", "help.py:7: 'Help’': U+2019 RIGHT SINGLE QUOTATION MARK in column 25 cannot be sent (GSM 03.38)"),
        ("Help {", f"help.py:7: 'Help {{': {translations.UNCLOSED}"),
    ],
)
def test_a_broken_english_text_is_named_with_its_line(check: Check, wrong: str, fault: str) -> None:
    faults = check(SOUND.replace('msgid "Help"', f'msgid "{wrong}"'), CODE.replace('"Help"', f'"{wrong}"'))
    assert [told(each) for each in faults] == [fault]


def test_a_letter_that_the_source_escapes_is_named_by_its_place_in_the_text(check: Check) -> None:
    faults = check(SOUND.replace('"Help"', '"Help’"'), CODE.replace('"Help"', '"Help\\u2019"'))
    assert [told(each) for each in faults] == [
        "help.py:7: 'Help’': U+2019 RIGHT SINGLE QUOTATION MARK in column 5 cannot be sent (GSM 03.38)"
    ]


def test_the_name_of_a_language_can_be_sent() -> None:
    [fault] = translations.find_language_faults([Language("qps", "Gĩkuyu"), Language("en", "English")])
    assert str(fault) == (
        "menus/locale/qps/language.toml:1: qps: 'Gĩkuyu': "
        "U+0129 LATIN SMALL LETTER I WITH TILDE in column 2 cannot be sent (GSM 03.38)"
    )


def test_a_fault_is_one_line(check: Check) -> None:
    long = "Enter your number\\n" * 9
    [fault] = check(SOUND.replace('"Help"', f'"{long}"').replace("Msaada", ""), CODE.replace('"Help"', f'"{long}"'))
    assert "\n" not in str(fault)
    assert len(fault.about) < 80


def test_places_are_told_from_the_root_of_the_project() -> None:
    place = SourcePlace(LOCALE / "sw" / "lango.po", 7)
    assert str(MenuFault("sw", "x", place)) == "menus/locale/sw/lango.po:7: sw: x"
