"""Reads the applications of typed references for a status check, in one prepared SELECT."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, make_transient_to_detached

from app.domain.applications.applications import Application
from app.domain.catalogue import catalogue_texts
from app.domain.shared import counters
from app.platform.database.prepared_select import PreparedSelect
from app.platform.db import find_rows

_NOT_TOLD: Final = {"id_sealed", "phone_sealed", "email_sealed", "answers_sealed", "subject_sealed"}
"""Sealed columns about the person. A status check does not show them, so they are not read."""
_COLUMNS: Final = [each for each in Application.__table__.columns if each.key not in _NOT_TOLD]
_NAMES: Final = [each.key for each in _COLUMNS]
_APPLICATIONS: Final = PreparedSelect(
    select(*_COLUMNS, counters.RECENT_OF.label("recent")).where(
        (Application.lookup == bindparam("first")) | (Application.lookup == bindparam("second"))
    )
)


class NamedApplications:
    """The applications of at most two look-up keys (`references.lookup_key`); `found` maps each key to its application.

    The objects are detached and have `service` set; any attribute that was not loaded raises DetachedInstanceError.
    The same SELECT reads the sliding-window counter of `what`, `who` and `per`, which `counted` returns.
    """

    def __init__(self, session: Session, keys: Sequence[str], what: str, who: str, per: timedelta) -> None:
        self._session, self._thing = session, (what, who, per)
        asked = {"first": keys[0], "second": keys[-1], "tally": counters.key_of(session, what, who, per)}
        self._rows = find_rows(session, _APPLICATIONS, asked)
        self.found = {each.lookup: self._application_of(each) for each in self._rows}

    def counted(self) -> int:
        """The value of the counter. Costs a SELECT of its own where no application was found."""
        if not self._rows:
            return counters.so_far(self._session, *self._thing)
        return counters.total_of(self._session, self._rows[0].recent, self._thing[2])

    def _application_of(self, row: Any) -> Application:
        application = Application()
        application.__dict__.update(zip(_NAMES, row, strict=False))
        application.__dict__["service"] = catalogue_texts.find_service(self._session, row.service_code)
        make_transient_to_detached(application)
        return application
