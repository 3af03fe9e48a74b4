"""Loads the catalogue from its CSV files: every row is checked, and all is loaded or nothing.

A row that is gone from the files stays in the database: applications may refer to it. The rows that a load changes are
counted. A load that changes rows, or loads a file for the first time, makes a new version of the catalogue, which each
process checks for.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications import reference_shapes
from app.domain.applications.reference_shapes import ReferenceShape
from app.domain.catalogue import catalogue_texts, labels
from app.domain.catalogue.changes import catalogue_changes
from app.domain.catalogue.models import Agency, CatalogueLoad, Category, County, Service
from app.domain.catalogue_import.csv_cells import SHORT_NAME
from app.domain.catalogue_import.csv_files import TABLES, Mistake, Row, loaded_columns, parse_file, table_of
from app.domain.catalogue_import.form_rows import check_forms
from app.domain.catalogue_import.text_rows import check_texts
from app.domain.shared import references
from app.domain.shared.errors import Invalid
from app.platform.db import Base, inserting, now

DATA: Final = Path(__file__).resolve().parents[2] / "data"
OUR_FILES: Final = (
    "counties",
    "agencies",
    "categories",
    "services",
    "services_elsewhere",
    "services_listed",
    "stages",
    "access_fee_tiers",
    "huduma_centres",
    "faqs",
    "synonyms",
    "reference_shapes",
)
"""The files that Lango is delivered with: `services` was worked on by hand, `services_elsewhere` has what citizens ask
for and eCitizen does not have, `services_listed` has all others. Texts in further languages: `texts_LANG.csv`."""
ROWS_AT_ONCE: Final = 500


class NotLoaded(Exception):
    """Nothing was loaded; the mistakes say why."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


def load(session: Session, files: Sequence[Path], *, new_only: bool = False) -> dict[str, int]:
    """Load files named after their tables (`services.csv`), and return how many rows of each were read.

    `new_only`: leave out files whose content was loaded before.
    Raises NotLoaded, with every mistake in every file, and then has changed nothing.
    """
    digests = {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    known = set(session.scalars(select(CatalogueLoad.digest))) if new_only else set()
    wanted = sorted((file for file in files if digests[file] not in known), key=_order)
    mistakes: list[Mistake] = []
    read_rows = {file: parse_file(file, mistakes) for file in wanted}
    _check_references(session, read_rows, mistakes)
    _check_shapes(session, read_rows, mistakes)
    check_texts(session, read_rows, mistakes)
    check_forms(session, read_rows, mistakes)
    if mistakes:
        raise NotLoaded(mistakes)
    for file, rows in read_rows.items():
        _load_file(session, file, rows, digests[file])
    return {file.stem: len(rows) for file, rows in read_rows.items()}


def our_files() -> list[Path]:
    """The files that Lango is delivered with, those in further languages too."""
    return [*(DATA / f"{name}.csv" for name in OUR_FILES), *sorted(DATA.glob("texts_*.csv"))]


def _order(file: Path) -> tuple[int, str]:
    table = table_of(file)
    return ([*TABLES].index(table) if table else -1, file.stem)


def _load_file(session: Session, file: Path, rows: Sequence[Row], digest: str) -> None:
    name = table_of(file) or ""
    values = [row.values for row in rows]
    if name == "services":
        _label_services(session, values)
        catalogue_changes.keep_edits(session, values)
    elif name == "agencies":
        _label_agencies(values)
    changed = _write(session, TABLES[name], values)
    catalogue_texts.read_words_anew(session)
    if changed or not session.scalar(select(CatalogueLoad.id).where(CatalogueLoad.digest == digest).limit(1)):
        session.add(CatalogueLoad(file=file.name, digest=digest, rows=len(rows), changed=changed, at=now(session)))
        session.flush()


def _check_references(session: Session, files: Mapping[Path, Sequence[Row]], mistakes: list[Mistake]) -> None:
    """Every code that a row refers to must exist, in the database or in these files."""
    for column, table, held in (
        ("agency_code", "services", Agency), ("category", "services", Category), ("county", "huduma_centres", County),
        ("agency_code", "reference_shapes", Agency),
    ):  # fmt: skip
        asked = [(file, row) for file, rows in files.items() if table_of(file) == table for row in rows]
        if not asked:
            continue
        there = set(session.scalars(select(held.code)))
        for file, rows in files.items():
            if TABLES.get(table_of(file) or "") is held:
                there.update(row.values["code"] for row in rows)
        mistakes += [
            Mistake(file.name, row.line, column, f"there is none of this code in {held.__tablename__}")
            for file, row in asked
            if row.values[column] not in there
        ]


def _check_shapes(session: Session, files: Mapping[Path, Sequence[Row]], mistakes: list[Mistake]) -> None:
    """Reference shapes of two agencies must not overlap, also with those loaded before; nor may a new shape match a
    reference that another agency has recorded already."""
    asked = [(file, row) for file, rows in files.items() if table_of(file) == "reference_shapes" for row in rows]
    known = {each.shape: each.agency_code for each in session.scalars(select(ReferenceShape))}
    for file, row in asked:
        shape, agency = row.values["shape"], row.values["agency_code"]
        others = {other: code for other, code in known.items() if other != shape}
        try:
            wrong = [f"it overlaps {each}" for each in reference_shapes.clashes_with(shape, agency, others)]
            if not wrong and known.get(shape) != agency and reference_shapes.held_by_others(session, shape, agency):
                wrong = ["another agency has applications of this shape"]
            if not reference_shapes.parse_shape(shape).reads(references.lookup_key(row.values["example"])):
                wrong.append("its example is not of this shape")
        except Invalid as refused:
            wrong = [str(refused).partition(": ")[2]]
        mistakes += [Mistake(file.name, row.line, "shape", each) for each in wrong]
        known[shape] = agency


def _label_services(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Give each row without a label one that no other service of its agency has."""
    unnamed: dict[str, list[dict[str, Any]]] = defaultdict(list)
    taken: dict[str, set[str]] = defaultdict(set)
    others: dict[str, list[str]] = defaultdict(list)
    codes = {row["code"] for row in rows}
    there = session.execute(select(Service.code, Service.agency_code, Service.label, Service.name))
    labelled = [(agency, label, name) for code, agency, label, name in there if code not in codes]
    labelled += [(row["agency_code"], row["label"], row["name"]) for row in rows if row["label"]]
    for agency, label, name in labelled:
        taken[agency].add(label.casefold())
        others[agency].append(name)
    for row in rows:
        if not row["label"]:
            unnamed[row["agency_code"]].append(row)
    for agency, group in unnamed.items():
        made = labels.told_apart([row["name"] for row in group], taken[agency], others=others[agency])
        for row, label in zip(group, made, strict=True):
            row["label"] = label
    for row in rows:
        row["label_sw"] = row["label_sw"] or row["label"]


def _label_agencies(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        row["short_name"] = row["short_name"] or labels.short(row["name"], SHORT_NAME)


def _write(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert new rows and update rows that differ; return the number of both."""
    table, columns = model.__table__, loaded_columns(model)
    key = [column.name for column in table.primary_key]
    there = session.execute(select(*columns.values())).mappings()
    known = {tuple(row[name] for name in key): dict(row) for row in there}
    new = [row for row in rows if known.get(tuple(row[name] for name in key)) != row]
    plain = inserting(session, model)
    rest = {name: plain.excluded[name] for name in columns if name not in key}
    statement = plain.on_conflict_do_update(index_elements=key, set_=rest)
    for start in range(0, len(new), ROWS_AT_ONCE):
        session.connection().execute(statement, new[start : start + ROWS_AT_ONCE])
    session.expire_all()
    return len(new)
