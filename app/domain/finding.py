"""This process's index of the catalogue: built on first use, and anew when the catalogue has changed."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import Database
from app.domain.catalogue import Service
from app.domain.fees import TIERS, AccessFees
from app.domain.huduma import Centres
from app.domain.index import Index, Kind
from app.domain.listed import Group, Listed

__all__ = ["Finder", "Group", "Index", "Listed"]


class Finder:
    """Hands out this process's index. `access_fee` is the setting ACCESS_FEE."""

    def __init__(self, database: Database, access_fee: str = TIERS) -> None:
        self._database = database
        self._access_fee = access_fee
        self._index: Index | None = None

    def index(self) -> Index:
        """The index, at once: while the database is out of reach, the one there was (an empty one at first)."""
        if self._index is None:
            with self._database.reading() as session:
                rows = session.scalars(select(Service).options(joinedload(Service.agency)))
                services = [_listed(row) for row in rows]
            groups: dict[Kind, list[Group]] = {"category": [], "agency": [], "county": []}
            self._index = Index(1, services, groups, centres=Centres([], {}), access_fees=AccessFees(self._access_fee))
        return self._index


def _listed(row: Service) -> Listed:
    return Listed(
        code=row.code,
        label=row.label,
        label_sw=row.label_sw,
        name=row.name,
        name_sw=row.name_sw or row.name,
        agency_code=row.agency_code,
        agency=row.agency.short_name,
        category=row.category,
        county=None,
        fee_kes=row.fee_kes,
        fee_all_in=False,
        fee_source=None,
        fee_note=row.fee_note,
        days=row.processing_days,
        documents=tuple((row.documents or "").split("; ")) if row.documents else (),
        channel=row.channel,
        portal_url=row.portal_url,
        popular=0,
        line=row.label,
        line_sw=row.label_sw,
    )
