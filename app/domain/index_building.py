"""From the rows of the catalogue to its index in memory."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from sys import intern
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app import gsm
from app.domain import labels
from app.domain.catalogue import (
    AccessFeeTier,
    Agency,
    Category,
    County,
    HudumaCentre,
    Question,
    Service,
    Synonym,
)
from app.domain.fees import AccessFees, Tier
from app.domain.huduma import Centre, Centres
from app.domain.index import Index, Kind
from app.domain.listed import Group, Listed
from app.domain.questions import Asked
from app.domain.search import Text

COUNTY_AGENCY: Final = "county-"
"""What the code of a county's agency begins with; the county's own code follows."""
LAST: Final = 1_000_000
"""The rank of a service that nobody has ranked, for ordering."""


def built(session: Session, version: int, access_fee: str) -> Index:
    """The index of the catalogue as it is in the database."""
    agencies = {row.code: row for row in session.scalars(select(Agency))}
    categories = {row.code: row for row in session.scalars(select(Category).order_by(Category.position))}
    counties = {row.code: row for row in session.scalars(select(County).order_by(County.name))}
    rows = sorted(session.execute(select(Service.__table__)), key=_order)
    lines = _lines(rows, agencies)
    services = [
        _listed(row, agencies[row.agency_code], *lines.get(row.code, (row.label, row.label_sw))) for row in rows
    ]
    return Index(
        version,
        services,
        (_text(row, agencies[row.agency_code], categories.get(row.category)) for row in rows),
        _groups(services, agencies, categories, counties),
        synonyms=dict(session.execute(select(Synonym.word, Synonym.means)).tuples().all()),
        centres=_centres(session, counties),
        questions=[_asked(row) for row in session.scalars(select(Question).order_by(Question.position))],
        access_fees=AccessFees(access_fee, _tiers(session)),
    )


def empty(access_fee: str) -> Index:
    """The index of no catalogue: nothing is found, nothing breaks."""
    groups: dict[Kind, Sequence[Group]] = {"category": (), "agency": (), "county": ()}
    return Index(0, (), (), groups, synonyms={}, centres=Centres((), {}), access_fees=AccessFees(access_fee))


def _order(row: "Row[Any]") -> tuple[int, bool, str, str]:
    return (row.popular or LAST, row.source is None, row.label.casefold(), row.code)


def _listed(row: "Row[Any]", agency: Agency, line: str, line_sw: str) -> Listed:
    return Listed(
        code=row.code,
        label=row.label,
        label_sw=row.label if row.label_sw == row.label else row.label_sw,
        name=row.label if row.name == row.label else row.name,
        name_sw=row.name_sw or row.name,
        agency_code=agency.code,
        agency=agency.short_name,
        category=intern(row.category),
        county=_county(agency.code),
        fee_kes=row.fee_kes,
        fee_all_in=bool(row.fee_all_in),
        fee_source=row.fee_source,
        fee_note=row.fee_note,
        days=row.processing_days,
        documents=tuple(row.documents.split("; ")) if row.documents else (),
        channel=intern(row.channel),
        portal_url=intern(row.portal_url) if row.portal_url else None,
        popular=row.popular or 0,
        line=row.label if line == row.label else line,
        line_sw=row.label_sw if line_sw == row.label_sw else line_sw,
    )


def _county(agency_code: str) -> str | None:
    return intern(agency_code.removeprefix(COUNTY_AGENCY)) if agency_code.startswith(COUNTY_AGENCY) else None


def _text(row: "Row[Any]", agency: Agency, category: Category | None) -> Text:
    names = [row.name, row.label, row.label_sw, row.name_sw or ""]
    if row.source is None:  # its label was made from its name, and has nothing but words cut short
        names = [row.name, row.name_sw or ""]
    return Text(
        names=tuple(dict.fromkeys(name for name in names if name)),
        keywords=row.keywords or "",
        sign=_sign(agency),
        agency=f"{agency.name} {agency.name_sw or ''}",
        category=f"{category.label} {category.label_sw} {category.code}" if category else "",
        rank=row.popular or 0,
        by_hand=row.source is not None,
    )


def _sign(agency: Agency) -> str:
    """What an agency is called for short: also the first letters of its name, with and without the small words."""
    name = re.sub(r"\(.*?\)", "", agency.name)
    capitals = "".join(word[0] for word in name.split() if word[0].isupper())
    letters = "".join(word[0] for word in name.split() if word[0].isalnum())
    code = "" if "-" in agency.code else agency.code.rstrip("0123456789")
    return f"{agency.short_name} {code} {capitals} {letters}"


def _lines(rows: Iterable["Row[Any]"], agencies: Mapping[str, Agency]) -> dict[str, tuple[str, str]]:
    """The menu lines of the services whose label another agency's service has too: label and agency."""
    shared: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        shared[row.label.casefold()].append(row)
    return {
        row.code: (
            _with_agency(row.label, agencies[row.agency_code]),
            _with_agency(row.label_sw, agencies[row.agency_code]),
        )
        for same in shared.values()
        if len(same) > 1
        for row in same
    }


def _with_agency(label: str, agency: Agency) -> str:
    """`Parking, KICC`: the agency's short name, or its code where that would leave no room for the label."""
    end = agency.short_name
    room = labels.LABEL - (gsm.septets(end) or 0) - 2
    if room < min(len(label), 14):
        end = agency.code.upper() if "-" not in agency.code else labels.short(end, 12)
        room = labels.LABEL - len(end) - 2
    return f"{labels.short(label, room)}, {end}"


def _groups(
    services: Sequence[Listed],
    agencies: Mapping[str, Agency],
    categories: Mapping[str, Category],
    counties: Mapping[str, County],
) -> dict[Kind, Sequence[Group]]:
    in_category = Counter(each.category for each in services)
    by_agency = Counter(each.agency_code for each in services)
    in_county = Counter(each.county for each in services)
    named = sorted((agencies[code] for code in by_agency), key=lambda agency: agency.short_name.casefold())
    return {
        "category": [
            Group(row.code, row.label, row.label_sw, in_category[row.code])
            for row in categories.values()
            if in_category[row.code]
        ],
        "agency": [_agency_group(row, by_agency[row.code]) for row in named],
        "county": [Group(row.code, row.name, row.name, in_county[row.code]) for row in counties.values()],
    }


def _agency_group(agency: Agency, number: int) -> Group:
    in_swahili = agency.name_sw if agency.name_sw and gsm.fits(agency.name_sw, 28) else agency.short_name
    return Group(agency.code, agency.short_name, in_swahili, number)


def _centres(session: Session, counties: Mapping[str, County]) -> Centres:
    rows = session.scalars(select(HudumaCentre).order_by(HudumaCentre.code))
    centres = [
        Centre(
            code=row.code,
            name=row.name,
            short_name=row.short_name,
            county=row.county,
            town=row.town,
            address=row.address,
            hours=row.hours,
            open=row.status == "open",
        )
        for row in rows
    ]
    return Centres(centres, {row.code: row.name for row in counties.values()})


def _asked(row: Question) -> Asked:
    return Asked(row.code, row.label, row.label_sw, row.answer, row.answer_sw)


def _tiers(session: Session) -> list[Tier]:
    rows = session.scalars(select(AccessFeeTier).order_by(AccessFeeTier.min_kes))
    return [Tier(row.min_kes, row.max_kes, row.access_fee_kes) for row in rows]
