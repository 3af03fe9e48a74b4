"""Compiling forms from their files: what an author wrote, and every mistake with its place in the file."""

import csv
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app.cli.form_screens import find_form_misfits, room_of_a_question
from app.domain.forms.definition import Comparison, Form, Kind, read_form
from app.domain.forms_import import columns
from app.domain.forms_import.form_loader import our_forms, read_xlsform
from app.platform.i18n import languages

ROOT: Final = Path(__file__).parents[2]
BROKEN: Final = ROOT / "tests" / "data" / "forms"
REFUSALS: Final = (BROKEN / "refusals.txt").read_text(encoding="utf-8").splitlines()
EXAMPLE: Final = ROOT / "docs" / "examples" / "dog-licence.csv"
PAGE: Final = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
SURVEY: Final = (
    "type,name,label::English (en),label::Kiswahili (sw),required,lango::short::English (en),"
    "lango::short::Kiswahili (sw)"
)
OWNER: Final = "text,owner,Who?,Nani?,yes,Owner,Mwenye"
SETTINGS: Final = "form_title,form_id,version,lango::title::Kiswahili (sw)\n,Dog licence,dog-licence,1,Leseni"


def written(folder: Path, *rows: str, head: str = SURVEY, begin: str = "") -> Path:
    """Write a form with these rows; its CSV file."""
    file = folder / "dog.csv"
    lines = "".join(f",{row}\n" for row in (head, *rows))
    file.write_text(f"{begin}survey\n{lines}settings\n,{SETTINGS}\n", encoding="utf-8")
    return file


def refused(file: Path) -> list[str]:
    form, mistakes = read_xlsform(file)
    assert form is None
    return [str(each) for each in mistakes]


def taken(file: Path) -> Form:
    form, mistakes = read_xlsform(file)
    assert form is not None, "\n".join(map(str, mistakes))
    return form


def as_excel(file: Path, into: Path, *, sheets: Sequence[str] = ()) -> Path:
    """The same form as a workbook, with `sheets` of other names besides."""
    book = Workbook()
    book.remove(book.active)
    for line in file.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition(",")
        if name:
            sheet = book.create_sheet(name)
        if rest.strip(","):
            sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in next(csv.reader([rest]))])
    for name in sheets:
        book.create_sheet(name)["A1"] = "For whom we ask this"
    book.save(into)
    return into


@pytest.mark.parametrize("file", sorted(BROKEN.glob("*.csv")), ids=lambda file: file.stem)
def test_a_broken_form_is_refused_with_every_mistake_and_its_place(file: Path) -> None:
    assert refused(file) == [line for line in REFUSALS if line.startswith(f"{file.name}:")]


def test_every_refusal_there_is_belongs_to_a_file() -> None:
    assert {line.partition(":")[0] for line in REFUSALS} == {file.name for file in BROKEN.glob("*.csv")}


def test_the_example_is_what_it_says(tmp_path: Path) -> None:
    form = taken(EXAMPLE)
    kinds = [Kind.TEXT, Kind.CHOICE, Kind.YES_NO, Kind.DATE, Kind.NUMBER, Kind.HUDUMA]
    assert [each.kind for each in form.questions] == kinds
    assert (form.name, form.min_age, form.hand_in_days, form.account_types) == (
        "dog-licence", 18, 14, ("citizen", "resident"),
    )  # fmt: skip
    day = form.question("vaccinated_on")
    assert day is not None
    assert day.relevant == Comparison(op="=", left="vaccinated", right="yes")
    assert read_form(form.to_json()) == form


def test_an_excel_file_is_the_same_form(tmp_path: Path) -> None:
    excel = as_excel(EXAMPLE, tmp_path / "dog.xlsx", sheets=["notes", "Sheet4"])
    assert taken(excel).digest == taken(EXAMPLE).digest


def test_a_version_that_excel_made_a_date_of_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = as_excel(EXAMPLE, tmp_path / "dog.xlsx")
    book = load_workbook(file)
    sheet = book["settings"]
    [column] = [cell.column for cell in sheet[1] if cell.value == "version"]
    sheet.cell(2, column, date(2026, 12, 1))
    book.save(file)
    assert taken(file).version == "2026-12-01"


def test_a_sheet_of_a_csv_that_nobody_reads_may_hold_notes(tmp_path: Path) -> None:
    noted = tmp_path / "dog.csv"
    noted.write_text(EXAMPLE.read_text("utf-8") + "notes for the office\n,asked,by\n,2026,us\n", "utf-8")
    assert taken(noted).digest == taken(EXAMPLE).digest


def test_an_excel_files_mistakes_have_the_rows_of_its_sheets(tmp_path: Path) -> None:
    excel = as_excel(BROKEN / "texts.csv", tmp_path / "dog.xlsx")
    assert "dog.xlsx: survey row 2, label::Kiswahili (sw): a text is wanted" in refused(excel)
    book = Workbook()
    book.active.title = "survey"
    book.active.append(["type", "name", "required"])
    book.active.append([None])
    book.active["A4"], book.active["B4"] = "decimal", "size"
    settings_sheet = book.create_sheet("settings")
    settings_sheet.append(["form_title", "form_id", "version"])
    settings_sheet.append(["Dog", "dog", 1])
    book.save(excel)
    assert "dog.xlsx: survey row 4, type: one of select_one LIST" in "\n".join(refused(excel))


def test_a_pattern_that_is_none_is_told_although_a_later_question_leans_on_it(tmp_path: Path) -> None:
    head = f"{SURVEY},relevant,constraint,constraint_message::English (en),constraint_message::Kiswahili (sw)"
    plate = """text,plate,Plate?,Nambari?,yes,Plate,Nambari,,"regex(., '[')",Wrong.,Si sahihi."""
    colour = "text,colour,Colour?,Rangi?,yes,Colour,Rangi,${plate} = 'KAA 001A',,,"
    [told] = refused(written(tmp_path, plate, colour, head=head))
    assert "the pattern" in told


def test_no_file_of_another_kind_breaks_it(tmp_path: Path) -> None:
    for name, content, wanted in (
        ("dog.xlsx", b"PK\x03\x04nothing", "this is no Excel file (.xlsx)"),
        ("dog.xlsx", b"", "this is no Excel file (.xlsx)"),
        ("dog.xls", b"\xd0\xcf\x11\xe0", "a file .xlsx or .csv is wanted"),
        ("dog.csv", b"survey\n" + b"," * 1_000_000, "at most 1000000 bytes are wanted"),
        ("dog.csv", b"survey\n\0\n", "settings: the sheet is wanted"),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        assert refused(file)[0].startswith(f"{name}: {wanted}"), refused(file)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=7), max_size=5))
def test_no_cell_breaks_it(tmp_path: Path, rows: list[list[str]]) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    try:
        file = written(tmp_path, OWNER, *quoted)
    except UnicodeEncodeError:  # half of a surrogate pair, which UTF-8 cannot encode
        return
    form, mistakes = read_xlsform(file)
    assert (form is None) == bool(mistakes)


def test_how_a_spreadsheet_writes_it_does_not_count(tmp_path: Path) -> None:
    """A byte order mark, empty cells behind the last column, blank rows, capitals and blanks in names of columns."""
    file = written(
        tmp_path, ",,,,,,", f"{OWNER},,,", head=f"{SURVEY},,,".replace("label::E", "Label :: e"), begin="\ufeff"
    )
    plain = tmp_path / "plain"
    plain.mkdir()
    assert taken(file).digest == taken(written(plain, OWNER)).digest


def test_quotes_and_dashes_that_a_spreadsheet_makes_are_made_plain(tmp_path: Path) -> None:
    [question] = taken(written(tmp_path, "text,owner,The dog’s “owner” – who?,Nani?,yes,Owner,Mwenye")).questions
    assert question.label["en"] == 'The dog\'s "owner" - who?'


def test_what_is_xlsform_for_us_is_xlsform_for_others(tmp_path: Path) -> None:
    """pyxform checks a form last, and its error has the row that the author sees: XLSForm reserves the name `meta`."""
    file = written(tmp_path, OWNER, "", OWNER.replace("owner", "meta"))
    [said] = refused(file)
    assert said.startswith("dog.csv: survey row 5: ")


def test_a_further_language_is_spoken_wholly_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "languages", lambda: {**languages(), "luo": "Dholuo"})
    assert taken(written(tmp_path, OWNER)).question("owner")
    said = refused(written(tmp_path, f"{OWNER},Ng'a?", head=f"{SURVEY},label::Dholuo (luo)"))
    assert said == [
        "dog.csv: settings row 5, lango::title::Dholuo (luo): the column is missing",
        "dog.csv: settings row 6, lango::title::Dholuo (luo): a text is wanted",
        "dog.csv: survey row 3, lango::short::Dholuo (luo): a text is wanted",
    ]


def test_what_does_not_fit_on_one_screen_is_told_in_its_language(tmp_path: Path) -> None:
    room = room_of_a_question("sw")
    fits, too_long = ("w" * (room - len("Kama 1") - 1), "w" * (room - len("Kama 1")))
    head = f"{SURVEY},hint::English (en),hint::Kiswahili (sw)"
    row = "text,owner,Who?,{},yes,Owner,Mwenye,Such as 1,Kama 1"
    assert find_form_misfits(taken(written(tmp_path, row.format(fits), head=head))) == []
    [misfit] = find_form_misfits(taken(written(tmp_path, row.format(too_long), head=head)))
    assert (misfit.question, misfit.column, misfit.what) == (
        "owner",
        "label::Kiswahili (sw)",
        f"at most {room} septets with the hint are wanted; these are {room + 1}",
    )


@pytest.mark.parametrize("form", our_forms(), ids=lambda file: file.stem)
def test_our_forms_fit(form: Path) -> None:
    assert find_form_misfits(taken(form)) == []


@pytest.mark.slow
def test_who_serves_citizens_never_has_pyxform(tmp_path: Path) -> None:
    code = """
import sys
import wsgi
from app.domain.shared import model_registry
model_registry.import_all()
found = [name for name in sys.modules if name.split(".")[0] in ("pyxform", "openpyxl", "xlrd")]
sys.exit(", ".join(found) or 0)
"""
    command, here = [sys.executable, "-c", code], {**os.environ, "DATA_DIR": str(tmp_path / "data")}
    done = subprocess.run(command, cwd=ROOT, env=here, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_the_page_says_is_refused_is_refused_so() -> None:
    table = PAGE.partition("## What is refused")[2].partition("\n## ")[0]
    said = re.findall(r"(?m)^\| `(.+?)` \|", table)
    assert len(said) > 10
    known = [line.split(": ", 2)[-1] for line in REFUSALS]
    assert [each for each in said if not any(what.startswith(each) for what in known)] == []
