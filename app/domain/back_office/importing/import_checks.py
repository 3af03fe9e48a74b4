"""Checks the rows of an import against the present state of the applications, by the rules of the move itself.

An application of another agency, or of a service out of the member of staff's reach, looks like an unknown one.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import applications
from app.domain.applications.applications import LONGEST_NOTE, LONGEST_PLACE, Application
from app.domain.applications.moves import Transition
from app.domain.back_office import chosen_moves
from app.domain.back_office.importing.import_files import FileRow, ImportFile
from app.domain.back_office.work_queue import reach_of
from app.domain.catalogue import catalogue_texts, models
from app.domain.catalogue.models import Stage
from app.domain.shared import references
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Invalid
from app.domain.staff.reach import Reach
from app.domain.staff.staff_members import Staff
from app.platform import i18n, normalize

_SHORTENED: Final = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+", re.IGNORECASE)
OF_A_REFERENCE: Final = frozenset(("ref", "refno", "reference", "application", "kumbukumbu", "ombi"))
"""Words that people write before a reference."""


class RowProblem(StrEnum):
    """What is wrong with a row."""

    CELLS = "more or fewer cells than columns"
    UNPRINTABLE = "a letter that is none"
    NO_REFERENCE = "no reference"
    SHORTENED = "a spreadsheet has shortened the reference"
    TWICE = "the same reference in another row"
    UNKNOWN = "no such application"
    NO_STAGE = "no stage"
    UNKNOWN_STAGE = "no such stage"
    NO_WAY = "it cannot move there"
    THERE = "it stands there already"
    ENDED = "it moves nowhere any more"
    TOO_LONG = "too long"
    NO_ENGLISH = "a note in Kiswahili alone"


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be applied. `wanted`: a detail of the problem, such as the valid stages or the other rows."""

    row: FileRow
    column: str
    problem: RowProblem
    wanted: str = ""


@dataclass(frozen=True)
class GoodRow:
    """A row that can be applied: its application, its step, and the agency's label of the new stage.

    `held`: why the note policy blocks its texts (`note: ...`), if it does.
    """

    row: FileRow
    application: Application
    step: Transition
    label: str
    held: str | None


@dataclass(frozen=True)
class CheckedFile:
    """The checked rows of a file: those that can be applied, and those that cannot."""

    columns: Sequence[str]
    good: Sequence[GoodRow]
    bad: Sequence[BadRow]

    @property
    def held(self) -> str | None:
        """Why the note policy blocks the first blocked row, if any."""
        return next((each.held for each in self.good if each.held), None)

    @property
    def standing(self) -> str:
        """The applications, their versions and new stages, as text. The form carries it, to detect later changes."""
        return " ".join(
            f"{each.application.reference}:{each.application.version}:{each.step.stage}" for each in self.good
        )


class _Bad(Exception):
    """Raised for a row that cannot be applied."""

    def __init__(self, column: str, problem: RowProblem, wanted: str = "") -> None:
        super().__init__(problem)
        self.column, self.problem, self.wanted = column, problem, wanted


def check_file(session: Session, file: ImportFile, *, staff: Staff, contacts: Contacts, language: str) -> CheckedFile:
    """Check every row of a file. Writes nothing."""
    checks = _Checks(session, file, reach_of(staff), contacts, language)
    good, bad = list[GoodRow](), list[BadRow]()
    for row in file.rows:
        try:
            good.append(checks.check_row(row))
        except _Bad as why:
            bad.append(BadRow(row, why.column, why.problem, why.wanted))
    return CheckedFile(file.columns, good, bad)


class _Checks:
    """The checks of one file, with what is read once for all rows."""

    def __init__(self, session: Session, file: ImportFile, reach: Reach, contacts: Contacts, language: str) -> None:
        self._session, self._reach, self._contacts, self._language = session, reach, contacts, language
        written = {key for row in file.rows for key in _keys_of(row)}
        self._found = applications.find_applications(session, written)
        keys = [self._key_of(row) for row in file.rows]
        self._rows: dict[str, list[int]] = {}
        for row, key in zip(file.rows, keys, strict=True):
            self._rows.setdefault(key, []).append(row.number)
        self._many = Counter(keys)
        self._stages: dict[str, list[Stage]] = {}
        self._open: dict[tuple[str, ...], list[Stage]] = {}

    def check_row(self, row: FileRow) -> GoodRow:
        """Check one row. Raises _Bad."""
        _check_cells(row)
        application = self._find(row)
        stage = self._find_stage(application, row.cells["stage"])
        label = catalogue_texts.stage_label(self._session, stage, self._language)
        given = {name: row.cells.get(name, "") for name in ("note", "note_sw", "place")}
        try:
            step = chosen_moves.read_step([(stage, label)], given | {"way": stage.code})
        except Invalid as refused:
            column, _, why = str(refused).partition(": ")
            raise _Bad(*_words_problem(column, why)) from refused
        return GoodRow(row, application, step, label, chosen_moves.why_held(step, [application], self._contacts))

    def _find(self, row: FileRow) -> Application:
        written, key = row.cells["reference"], self._key_of(row)
        if not written:
            raise _Bad("reference", RowProblem.NO_REFERENCE)
        if _SHORTENED.fullmatch(written):
            raise _Bad("reference", RowProblem.SHORTENED)
        if key and self._many[key] > 1:
            others = ", ".join(str(each) for each in self._rows[key] if each != row.number)
            raise _Bad("reference", RowProblem.TWICE, others)
        found = self._found.get(key)
        if found is None or found.is_test or not self._reach.has_service(found.service_code, found.agency_code):
            raise _Bad("reference", RowProblem.UNKNOWN)
        return found

    def _key_of(self, row: FileRow) -> str:
        """The key of the application that a row means, else that of the reference as written; empty without one."""
        keys = _keys_of(row)
        return next((key for key in keys if key in self._found), keys[0] if keys else "")

    def _find_stage(self, application: Application, written: str) -> Stage:
        ways = self._ways(application)
        wanted = ", ".join(dict.fromkeys(self._labels(ways)))
        if not ways:
            raise _Bad("stage", RowProblem.ENDED)
        if not written:
            raise _Bad("stage", RowProblem.NO_STAGE, wanted)
        known = self._stages_of(application.service.family)
        if found := _of_code(ways, written):
            return found
        here = [each for each in known if each.code == application.stage]
        if _of_code(here, written) or self._of_label(here, written):
            raise _Bad("stage", RowProblem.THERE, wanted)
        if found := self._of_label(ways, written):
            return found
        is_known = _of_code(known, written) or self._of_label(known, written)
        raise _Bad("stage", RowProblem.NO_WAY if is_known else RowProblem.UNKNOWN_STAGE, wanted)

    def _stages_of(self, family: str) -> list[Stage]:
        if family not in self._stages:
            self._stages[family] = models.stages(self._session, family)
        return self._stages[family]

    def _ways(self, application: Application) -> list[Stage]:
        stands = application.service.family, application.status, application.stage, str(application.is_paid)
        if stands not in self._open:
            self._open[stands] = chosen_moves.list_open_stages(self._session, [application])
        return self._open[stands]

    def _labels(self, stages: Sequence[Stage]) -> list[str]:
        return [catalogue_texts.stage_label(self._session, each, self._language) for each in stages]

    def _of_label(self, stages: Sequence[Stage], written: str) -> Stage | None:
        """The first stage whose label, in any language, is as written."""
        for stage in stages:
            labels = (catalogue_texts.stage_label(self._session, stage, each) for each in i18n.languages())
            if _spelling(written) in map(_spelling, labels):
                return stage
        return None


def _of_code(stages: Sequence[Stage], written: str) -> Stage | None:
    """The stage of this code, in any spelling. The name of a status is also the code of one of its stages."""
    return next((each for each in stages if _spelling(each.code) == _spelling(written)), None)


def _spelling(text: str) -> str:
    """One spelling of a stage: `Ready-for-collection.` is `ready_for_collection`."""
    return " ".join(part for part in re.split(r"[\W_]+", text.casefold()) if part)


def _check_cells(row: FileRow) -> None:
    if not row.cells:
        raise _Bad("", RowProblem.CELLS, str(len(row.written)))
    for column, cell in row.cells.items():
        if not cell.isprintable():
            raise _Bad(column, RowProblem.UNPRINTABLE)


def _keys_of(row: FileRow) -> list[str]:
    """The look-up keys that a row's reference may have: as written, without words before it, with the zeros that a
    spreadsheet cut off one of ours."""
    written = row.cells.get("reference", "")
    bare = normalize.without_words(normalize.identifier(written), OF_A_REFERENCE)
    keys = [references.lookup_key(each) for each in (written, bare) if references.has_shape(each)]
    return [*dict.fromkeys(filter(None, [*keys, *map(references.with_zeros, keys)]))]


def _words_problem(column: str, why: str) -> tuple[str, RowProblem, str]:
    if why.startswith("at most"):
        most = LONGEST_PLACE if column == "place" else LONGEST_NOTE
        return column, RowProblem.TOO_LONG, str(most)
    return column, RowProblem.NO_ENGLISH, ""
