"""Checks that each service that is applied for on the phone names a form that was loaded."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.catalogue_import.csv_files import Mistake, Row, table_of
from app.domain.forms.form_versions import FormVersion

ON_THE_PHONE: Final = "phone"
"""The channel of services that are applied for here."""


def check_forms(session: Session, files: Mapping[Path, Sequence[Row]], mistakes: list[Mistake]) -> None:
    """Each service of the channel `phone` names a form that has a current version; any other service names none.

    The forms are loaded before the services: `flask forms load`, and in the release step too.
    """
    asked = [(file, row) for file, rows in files.items() if table_of(file) == "services" for row in rows]
    query = select(FormVersion.name).where(FormVersion.is_current)
    loaded = set(session.scalars(query)) if any(row.values["form"] for _, row in asked) else set()
    for file, row in asked:
        mistakes += [Mistake(file.name, row.line, column, what) for column, what in _wrong(row.values, loaded)]


def _wrong(service: Mapping[str, Any], loaded: set[str]) -> Iterator[tuple[str, str]]:
    """The columns of a service that are wrong, and what is wanted."""
    form, is_on_the_phone = service["form"], service["channel"] == ON_THE_PHONE
    if is_on_the_phone and not form:
        yield "form", "the name of a form is wanted for what is applied for on the phone"
    elif form and not is_on_the_phone:
        yield "channel", "phone is wanted for what has a form"
    elif form and form not in loaded:
        yield "form", f"no form {form} is loaded"
