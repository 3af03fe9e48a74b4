"""Compiles the rows of an XLSForm to a form: each cell is checked by itself, every mistake is reported.

The rules between rows are checked after that (`form_checks`).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from app.domain.forms.definition import Choice, FormQuestion, Kind
from app.domain.forms_import.columns import FormSheets, attributes_of, read_columns
from app.domain.forms_import.compiled_form import CompiledForm, CompiledQuestion
from app.domain.forms_import.expressions import ExpressionRefused, parse_condition, parse_filter
from app.domain.forms_import.form_mistakes import FileMistakes, SheetRow
from app.domain.forms_import.form_texts import DATE, LABEL_OF_CHOICE, PLACE, read_texts
from app.domain.forms_import.xlsform import read_sheets
from app.domain.shared.persons import AccountType

T = TypeVar("T")
NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
CHOICE_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
FORM_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
VERSION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,19}")
CALENDAR: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
SELECT: Final = "select_one"
TYPES: Final[Mapping[str, Kind]] = {
    SELECT: Kind.CHOICE,
    "text": Kind.TEXT,
    "integer": Kind.NUMBER,
    "date": Kind.DATE,
    "note": Kind.NOTE,
    "acknowledge": Kind.AGREE,
}
KINDS: Final[Mapping[str, Kind]] = {
    "name": Kind.NAME,
    "id": Kind.DOCUMENT,
    "phone": Kind.PHONE,
    "plate": Kind.PLATE,
    "county": Kind.COUNTY,
    "huduma": Kind.HUDUMA,
    "email": Kind.EMAIL,
    "slot": Kind.SLOT,
}
"""The values of `lango::kind` for the type `text`."""
TOLD: Final = ("in_hand", "instead", "hand_in")
"""The values of `lango::kind` for a note that is no question: it is shown before the first question, to citizens who
may not apply, or after the last question."""
UNASKED: Final = ("hint", "constraint_message", "lango::short")
RULES: Final = ("constraint", "relevant", "required", "choice_filter", "lango::calendar")
BOOLEANS: Final = {
    "yes": True, "true": True, "true()": True, "no": False, "false": False, "false()": False,
}  # fmt: skip
OLDEST: Final = 120
LONGEST_HAND_IN: Final = 365
MOST_CHOICES: Final = 99


def compile_file(file: Path) -> CompiledForm:
    """Compile a file; every cell is checked."""
    mistakes = FileMistakes(file.name)
    compiled = CompiledForm(mistakes)
    sheets = read_sheets(file, mistakes)
    given = None if mistakes.found else read_columns(sheets, mistakes)
    if given is None:
        return compiled
    compiled.sheets = sheets
    _Compiler(given, compiled).compile()
    return compiled


class _Compiler:
    """Compiles the rows of one file."""

    def __init__(self, sheets: FormSheets, into: CompiledForm) -> None:
        self._sheets = sheets
        self._into = into
        self._wrong = into.mistakes.add

    def compile(self) -> None:
        """Read all sheets."""
        self._read_choices()
        self._read_settings()
        for row in self._sheets.survey:
            self._read_survey_row(row)

    def _texts(self, row: SheetRow, column: str, **limits: Any) -> dict[str, str]:
        return read_texts(row, column, self._sheets.languages, self._into.mistakes, **limits)

    def _parse(self, row: SheetRow, column: str, parse: Callable[[str], T]) -> T | None:
        """A parsed expression; None where the cell is empty or refused."""
        if not row[column]:
            return None
        try:
            return parse(row[column])
        except ExpressionRefused as refused:
            self._wrong(row, column, str(refused))
            return None

    def _named(self, row: SheetRow, column: str, pattern: re.Pattern[str], wanted: str) -> str:
        if not pattern.fullmatch(row[column]):
            self._wrong(row, column, f"{wanted} is wanted")
            return ""
        return row[column]

    def _read_choices(self) -> None:
        lists: dict[str, list[tuple[SheetRow, Choice]]] = defaultdict(list)
        for row in self._sheets.choices:
            name = self._named(row, "name", CHOICE_NAME, "a name of letters, digits, _ . -")
            list_name = self._named(row, "list_name", NAME, "a name of small letters, digits and _")
            label = self._texts(row, "label", is_wanted=True, limit=LABEL_OF_CHOICE)
            if first := next((there for there, each in lists[list_name] if name and each.name == name), None):
                self._wrong(row, "name", f"row {first.number} of the list has the same")
            lists[list_name].append((row, Choice(name=name, label=label, attributes=attributes_of(row))))
        self._into.choices = {name: rows for name, rows in lists.items() if name}

    def _read_settings(self) -> None:
        row, *more = self._sheets.settings
        self._into.setting_row = row
        for each in more:
            self._wrong(each, "", "one row is wanted on this sheet")
        account_types = row["lango::account_types"].split()
        unknown = [each for each in account_types if each not in [*AccountType]]
        if unknown:
            self._wrong(row, "lango::account_types", f"{', '.join(AccountType)} are wanted, not {', '.join(unknown)}")
        self._into.settings = {
            "name": self._named(row, "form_id", FORM_NAME, "a name of small letters, digits and hyphens"),
            "version": self._named(row, "version", VERSION, "a version such as 1 or 2026-12-01"),
            "title": self._texts(row, "lango::title", is_wanted=True),
            "account_types": tuple(AccountType(each) for each in account_types if each not in unknown),
            "min_age": self._number(row, "lango::min_age", OLDEST),
            "hand_in_days": self._number(row, "lango::hand_in_days", LONGEST_HAND_IN),
        }

    def _number(self, row: SheetRow, column: str, most: int) -> int:
        said = row[column] or "0"
        if not re.fullmatch(r"[0-9]{1,4}", said, re.ASCII) or int(said) > most:
            self._wrong(row, column, f"a whole number of at most {most} is wanted")
            return 0
        return int(said)

    def _read_survey_row(self, row: SheetRow) -> None:
        name = self._named(row, "name", NAME, "a name of small letters, digits and _")
        if name and name in self._into.rows:
            self._wrong(row, "name", f"row {self._into.rows[name].number} has the same")
        self._into.rows.setdefault(name, row)
        kind, list_name = self._read_kind(row)
        if kind is None:
            return
        if row["type"] == "note" and row["lango::kind"]:
            self._read_told(row)
            return
        self._into.questions.append(CompiledQuestion(row, self._read_question(row, name, kind, list_name), list_name))

    def _read_kind(self, row: SheetRow) -> tuple[Kind | None, str]:
        """The kind of a question, and the name of its list of choices; None where the type is refused."""
        said, _, list_name = " ".join(row["type"].split()).partition(" ")
        kind, special = TYPES.get(said), row["lango::kind"]
        if kind is None or (list_name and said != SELECT) or " " in list_name:
            self._wrong(row, "type", f"one of {SELECT} LIST, {', '.join([*TYPES][1:])} is wanted")
            return None, ""
        if said == SELECT and not list_name:
            self._wrong(row, "type", f"the name of a list is wanted: {SELECT} LIST")
        allowed: Sequence[str] = {SELECT: ["yes_no"], "text": [*KINDS], "note": TOLD}.get(said, [])
        if special and special not in allowed:
            wanted = f"one of {', '.join(allowed)}, or nothing," if allowed else "nothing"
            self._wrong(row, "lango::kind", f"{wanted} is wanted here")
            return None, ""
        return (Kind.YES_NO if special == "yes_no" else KINDS.get(special, kind)), list_name

    def _read_told(self, row: SheetRow) -> None:
        """Read a note that is no question (`TOLD`)."""
        which = row["lango::kind"]
        for column in row.cells:
            if column in RULES or column.rpartition("::")[0] in UNASKED:
                self._wrong(row, column, "nothing is wanted here: it is no question")
        if which in self._into.told:
            self._wrong(row, "lango::kind", f"there is a note {which} already")
        self._into.told[which] = self._texts(
            row, "label", is_wanted=True, fields=(PLACE, DATE) if which == "hand_in" else ()
        )

    def _read_question(self, row: SheetRow, name: str, kind: Kind, list_name: str) -> FormQuestion:
        constraint = self._parse(row, "constraint", parse_condition)
        return FormQuestion(
            name=name,
            kind=kind,
            label=self._texts(row, "label", is_wanted=True),
            short=self._texts(row, "lango::short", is_wanted=kind != Kind.NOTE),
            hint=self._texts(row, "hint"),
            refusal=self._texts(row, "constraint_message", is_wanted=bool(row["constraint"])),
            required=self._read_required(row, kind),
            relevant=self._parse(row, "relevant", parse_condition),
            constraint=constraint,
            choices=self._choices_of(row, kind, list_name),
            choice_filter=self._parse(row, "choice_filter", parse_filter),
            calendar=self._named(row, "lango::calendar", CALENDAR, "the name of a calendar")
            if kind == Kind.SLOT
            else "",
        )

    def _read_required(self, row: SheetRow, kind: Kind) -> bool:
        said = row["required"].lower()
        if kind in (Kind.NOTE, Kind.AGREE):
            if BOOLEANS.get(said, not said) is not True:
                self._wrong(row, "required", "yes or nothing is wanted here: it cannot be passed over")
            return True
        if said not in BOOLEANS:
            self._wrong(row, "required", "yes or no is wanted")
        return BOOLEANS.get(said, True)

    def _choices_of(self, row: SheetRow, kind: Kind, list_name: str) -> tuple[Choice, ...]:
        if not list_name:
            return ()
        choices = tuple(choice for _, choice in self._into.choices.get(list_name, ()))
        if not choices:
            self._wrong(row, "type", f"there is no list {list_name} on the sheet choices")
        if kind != Kind.YES_NO:
            if len(choices) > MOST_CHOICES:
                self._wrong(row, "type", f"at most {MOST_CHOICES} choices are wanted")
            return choices
        if choices and {choice.name for choice in choices} != {"yes", "no"}:
            self._wrong(row, "lango::kind", f"the list {list_name} must have yes and no, and nothing else")
        return ()
