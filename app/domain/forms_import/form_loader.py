"""Loads forms from files into the database: all of them or none; every mistake of every file is reported."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.forms import form_versions
from app.domain.forms.definition import Form
from app.domain.forms.form_versions import FormVersion
from app.domain.forms_import.compiled_form import CompiledForm, mistakes_of
from app.domain.forms_import.compiler import compile_file
from app.domain.forms_import.form_checks import check_form
from app.domain.forms_import.form_mistakes import FormMistake
from app.domain.forms_import.xlsform import find_pyxform_fault

FORMS: Final = Path(__file__).resolve().parents[2] / "data" / "forms"
"""The forms that Lango is delivered with."""
Check = Callable[[Form], list[FormMistake]]


class FormsNotLoaded(Exception):
    """No form was loaded; the mistakes say why."""

    def __init__(self, mistakes: Sequence[FormMistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


@dataclass(frozen=True)
class LoadedForm:
    """A form that is current now. `is_new`: whether this load made it so."""

    file: str
    name: str
    version: str
    digest: str
    is_new: bool


def our_forms() -> list[Path]:
    """The files of the forms that Lango is delivered with."""
    return sorted(FORMS.glob("*.csv"))


def read_xlsform(file: Path) -> tuple[Form | None, list[FormMistake]]:
    """The form of a file, and its mistakes; None for the form where there are any."""
    compiled = _read(file)
    mistakes = mistakes_of(compiled)
    return (None if mistakes else compiled.form()), mistakes


def load_forms(session: Session, files: Sequence[Path], check: Check, *, new_only: bool = False) -> list[LoadedForm]:
    """Make the forms of these files the current versions; a form that is unchanged is no new version.

    `check`: finds what a phone cannot show; its mistakes are reported with the row of the question. `new_only`: leave a
    version that was loaded before as it is, current or not: an agency may have loaded a later one.
    Raises FormsNotLoaded, with every mistake in every file, and then has changed nothing.
    """
    mistakes: list[FormMistake] = []
    forms: list[tuple[Path, Form]] = []
    for file in files:
        compiled = _read(file)
        found = mistakes_of(compiled)
        form = None if found else compiled.form()
        mistakes += found if form is None else _placed(check(form), compiled)
        forms += [(file, form)] if form else []
    mistakes += _find_same_names(forms)
    if mistakes:
        raise FormsNotLoaded(mistakes)
    known = set(session.scalars(select(FormVersion.digest))) if new_only else set()
    return [_publish(session, file, form) for file, form in forms if form.digest not in known]


def _read(file: Path) -> CompiledForm:
    compiled = compile_file(file)
    if compiled.sheets:
        check_form(compiled)
    if not compiled.mistakes.found:
        find_pyxform_fault(compiled.sheets, compiled.mistakes)
    return compiled


def _publish(session: Session, file: Path, form: Form) -> LoadedForm:
    is_new = form_versions.publish(session, form)
    return LoadedForm(file.name, form.name, form.version, form.digest, is_new)


def _placed(found: Sequence[FormMistake], compiled: CompiledForm) -> list[FormMistake]:
    """Mistakes in the texts of a form, with their file and their row in it."""
    rows = compiled.rows
    return [
        replace(
            each, file=compiled.mistakes.file, row=rows[each.question].number if each.question in rows else each.row
        )
        for each in found
    ]


def _find_same_names(forms: Sequence[tuple[Path, Form]]) -> Iterator[FormMistake]:
    seen: dict[str, Path] = {}
    for file, form in forms:
        first = seen.setdefault(form.name, file)
        if first != file:
            yield FormMistake(file.name, "settings", 0, "form_id", f"{first.name} has the same")
