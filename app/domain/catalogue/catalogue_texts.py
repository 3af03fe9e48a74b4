"""The texts of the catalogue in every language: columns for English and Kiswahili, a table for all others.

Stages, short names of agencies, and services are cached for `WORDS_KEPT_SECONDS`: every status check needs one of each.
A process reads all stages and agencies at once, but only those of the thousands of services that are asked for. What is
not in the cache is read from the database, so that a stage which another process has just loaded is found at once.
"""

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.catalogue.models import Agency, Service, Stage, StageSilence, agency, stage
from app.platform.database.prepared_select import PreparedSelect
from app.platform.db import Base, find_rows, known
from app.platform.i18n import ENGLISH, KISWAHILI
from app.platform.languages.localised import Localised

IN_COLUMNS: Final = frozenset({ENGLISH, KISWAHILI})
"""The languages with columns of their own: `label`, and `label_sw` beside it."""
WORDS_KEPT_SECONDS: Final = 5.0
_NAME: Final = "catalogue words"
_STAGES: Final = select(*Stage.__table__.columns)
_SILENCES: Final = select(StageSilence.agency_code, StageSilence.family, StageSilence.stage)
_AGENCIES: Final = select(Agency.code, Agency.short_name)
_SERVICE: Final = PreparedSelect(select(*Service.__table__.columns).where(Service.code == bindparam("code")))
NOTHING: Final = Localised("")
"""The value of a field without a text: one object for all of them."""


class CatalogueText(Base):
    """The text of a row's field in a further language. `kind`: the row's table; a stage's `code` is `family/code`."""

    __tablename__ = "catalogue_texts"

    kind: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class CatalogueTexts:
    """All texts of the further languages, read at once to build an index."""

    def __init__(self, session: Session) -> None:
        self._texts: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
        table = CatalogueText.__table__.c
        for kind, code, name, language, text in session.execute(
            select(table.kind, table.code, table.field, table.language, table.text).order_by(table.language)
        ):
            self._texts[kind, code, name][language] = text

    def of(self, kind: str, row: Any, field: str) -> Localised:
        """A field of a row of the table `kind` in every language; `NOTHING` where it has no text at all."""
        found = Localised.of(getattr(row, field) or "", self.others(kind, row, field))
        return NOTHING if found == NOTHING else found

    def others(self, kind: str, row: Any, field: str) -> Mapping[str, str | None]:
        """A field of a row in every language but English, as far as it is translated."""
        further = self._texts.get((kind, row.code, field), {})
        return {KISWAHILI: getattr(row, f"{field}_{KISWAHILI}"), **further}


def service_label(session: Session, service: Service, language: str) -> str:
    """The short name of a service in a language."""
    return _in_language(session, language, service, service.code, "label")


def stage_label(session: Session, stage: Stage, language: str) -> str:
    """The agency's word for a stage in a language."""
    return _in_language(session, language, stage, f"{stage.family}/{stage.code}", "label")


def stage_next(session: Session, stage: Stage, language: str) -> str:
    """The citizen's next step at a stage in a language."""
    return _in_language(session, language, stage, f"{stage.family}/{stage.code}", "next")


def _in_language(session: Session, language: str, row: Service | Stage, code: str, field: str) -> str:
    """One text of a row; without a query for the languages that have columns."""
    english: str = getattr(row, field)
    others = {KISWAHILI: getattr(row, f"{field}_{KISWAHILI}")}
    if language not in IN_COLUMNS:
        found = session.get(CatalogueText, (row.__tablename__, code, field, language))
        others[language] = found.text if found else None
    return Localised.of(english, others).in_language(language)


@dataclass(frozen=True)
class _Words:
    stages: dict[tuple[str, str], Stage]
    agencies: dict[str, str]
    silences: frozenset[tuple[str, str, str]]
    until: float
    services: dict[str, Service] = field(default_factory=dict)
    """The services that were read since, by code."""


def find_stage(session: Session, family: str, code: str) -> Stage | None:
    """A stage of a family, from the cache, so up to some seconds old; not to be changed."""
    return _words(session).stages.get((family, code)) or stage(session, family, code)


def is_silent(session: Session, agency_code: str, family: str, stage_code: str) -> bool:
    """Whether an agency sends no SMS at a stage; from the cache, so up to some seconds old."""
    return (agency_code, family, stage_code) in _words(session).silences


def find_service(session: Session, code: str) -> Service:
    """A service of the catalogue, from the cache, so up to some seconds old; not to be changed."""
    services = _words(session).services
    if code not in services:
        [found] = find_rows(session, _SERVICE, {"code": code})
        services[code] = Service(**found._asdict())
    return services[code]


def short_name(session: Session, code: str) -> str:
    """The short name of an agency, at most 24 septets; its code where there is no such agency."""
    found = _words(session).agencies.get(code)
    if found is None:
        office = agency(session, code)
        found = office.short_name if office else code
    return found


def read_words_anew(session: Session) -> None:
    """Drop the cache of this process: the catalogue has been changed."""
    known(session).pop(_NAME, None)


def _words(session: Session) -> _Words:
    words: _Words | None = known(session).get(_NAME)
    if words is None or words.until < time.monotonic():
        connection = session.connection()
        stages = [Stage(**row._asdict()) for row in connection.execute(_STAGES)]
        words = _Words(
            {(each.family, each.code): each for each in stages},
            {row.code: row.short_name for row in connection.execute(_AGENCIES)},
            frozenset((row.agency_code, row.family, row.stage) for row in connection.execute(_SILENCES)),
            time.monotonic() + WORDS_KEPT_SECONDS,
        )
        known(session)[_NAME] = words
    return words
