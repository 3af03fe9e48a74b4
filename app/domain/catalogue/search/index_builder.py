"""Builds the index in memory from the rows of the catalogue."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.domain.catalogue import menu_lines
from app.domain.catalogue.access_fees import access_fees
from app.domain.catalogue.catalogue_texts import CatalogueTexts
from app.domain.catalogue.entries import Closure, ServiceEntry, ServiceGroup
from app.domain.catalogue.faqs import Faq
from app.domain.catalogue.fees import AccessFees
from app.domain.catalogue.huduma_centres import Centre, Centres
from app.domain.catalogue.models import (
    Agency,
    Category,
    County,
    HudumaCentre,
    Question,
    Service,
    Synonym,
)
from app.domain.catalogue.places import Places
from app.domain.catalogue.search.index import Index, Kind
from app.domain.catalogue.search.ranking import Text
from app.platform import gsm0338
from app.platform.languages.localised import Localised

COUNTY_AGENCY: Final = "county-"
"""What the code of a county's agency begins with; the county's own code follows."""
ROWS_AT_ONCE: Final = 1000
A_TARIFF: Final = 200
"""An agency with more services than this has a price list (a tariff): port charges, timber, courses."""
LAST: Final = 1_000_000
"""The sort key of a service without a rank."""
GROUP: Final = 28
"""Most septets of a group's name in a menu."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A service's entry, with fields that only the search needs."""

    listed: ServiceEntry
    keywords: str
    by_hand: bool
    of_a_tariff: bool

    @property
    def order(self) -> tuple[int, bool, bool, str, str]:
        """The sort key: services with a rank come first, then those that were worked on by hand; tariffs last."""
        listed = self.listed
        label = listed.label.english.casefold()
        return (listed.popular or LAST, not self.by_hand, self.of_a_tariff, label, listed.code)


def built(session: Session, version: int, access_fee: str) -> Index:
    """The index of the catalogue in the database. `access_fee`: the setting ACCESS_FEE."""
    agencies = {row.code: row for row in session.scalars(select(Agency))}
    categories = {row.code: row for row in session.scalars(select(Category).order_by(Category.position))}
    counties = {row.code: row for row in session.scalars(select(County).order_by(County.name))}
    rows = session.execute(select(Service.__table__), execution_options={"yield_per": ROWS_AT_ONCE})
    texts = CatalogueTexts(session)
    entries = _entries(rows, agencies, texts)
    entries.sort(key=lambda entry: entry.order)
    services = menu_lines.told_apart([entry.listed for entry in entries], agencies)
    signs = {code: (_sign(row), " ".join(texts.of("agencies", row, "name").all)) for code, row in agencies.items()}
    about = {code: " ".join((*texts.of("categories", row, "label").all, code)) for code, row in categories.items()}
    return Index(
        version,
        services,
        (_text(entry, signs[entry.listed.agency_code], about.get(entry.listed.category, "")) for entry in entries),
        _groups(services, agencies, categories, counties, texts),
        synonyms={row.word: row.means for row in session.execute(select(Synonym.word, Synonym.means))},
        centres=_centres(session, counties),
        places=Places({row.code: (row.name, *_places_of(row)) for row in counties.values()}),
        questions=[_asked(row, texts) for row in session.scalars(select(Question).order_by(Question.position))],
        access_fees=access_fees(session, access_fee),
    )


def empty(access_fee: str) -> Index:
    """An index without services, in place of one that could not be built: every search finds nothing."""
    groups: dict[Kind, Sequence[ServiceGroup]] = {"category": (), "agency": (), "county": ()}
    return Index(0, (), (), groups, synonyms={}, centres=Centres((), {}), access_fees=AccessFees(access_fee))


def _entries(rows: Iterable[Row[Any]], agencies: Mapping[str, Agency], texts: CatalogueTexts) -> list[_Entry]:
    kept = list(rows)
    number = Counter(row.agency_code for row in kept)
    return [
        _Entry(
            _listed(row, agencies[row.agency_code], texts),
            keywords=row.keywords or "",
            by_hand=row.source is not None,
            of_a_tariff=number[row.agency_code] > A_TARIFF and not row.popular,
        )
        for row in kept
    ]


def _listed(row: Row[Any], agency: Agency, texts: CatalogueTexts) -> ServiceEntry:
    label, name = texts.of("services", row, "label"), texts.of("services", row, "name")
    return ServiceEntry(
        code=row.code,
        label=label,
        name=label if name == label else name,  # one object in memory, not two
        agency_code=agency.code,
        agency=agency.short_name,
        phone=agency.phone,
        category=intern(row.category),
        county=_county(agency.code),
        fee_kes=row.fee_kes,
        fee_all_in=bool(row.fee_all_in),
        fee_source=row.fee_source,
        fee_note=row.fee_note,
        days=row.processing_days,
        documents=texts.of("services", row, "documents"),
        channel=intern(row.channel),
        form=intern(row.form) if row.form else None,
        portal_url=intern(row.portal_url) if row.portal_url else None,
        answer=texts.of("services", row, "answer"),
        popular=row.popular or 0,
        pesaflow_service_id=row.pesaflow_service_id,
        line=label,
        closure=_closure(row, texts) if row.closed_at else None,
    )


def _closure(row: Row[Any], texts: CatalogueTexts) -> Closure:
    return Closure(texts.of("services", row, "closed_reason"), row.reopens_on)


def _county(agency_code: str) -> str | None:
    return intern(agency_code.removeprefix(COUNTY_AGENCY)) if agency_code.startswith(COUNTY_AGENCY) else None


def _text(entry: _Entry, agency: tuple[str, str], category: str) -> Text:
    service = entry.listed
    names = [*service.name.all]
    if entry.by_hand or service.popular:  # other labels were made from the name and add no words
        names += service.label.all
    return Text(
        names=tuple(dict.fromkeys(names)),
        keywords=entry.keywords,
        sign=agency[0],
        agency=agency[1],
        category=category,
        rank=service.popular,
        by_hand=entry.by_hand,
        of_a_tariff=entry.of_a_tariff,
    )


def _sign(agency: Agency) -> str:
    """An agency's short forms: short name, code, and the initials of its name with and without small words."""
    name = re.sub(r"\(.*?\)", "", agency.name)
    capitals = "".join(word[0] for word in name.split() if word[0].isupper())
    letters = "".join(word[0] for word in name.split() if word[0].isalnum())
    code = "" if "-" in agency.code else agency.code.rstrip("0123456789")
    return f"{agency.short_name} {code} {capitals} {letters}"


def _groups(
    services: Sequence[ServiceEntry],
    agencies: Mapping[str, Agency],
    categories: Mapping[str, Category],
    counties: Mapping[str, County],
    texts: CatalogueTexts,
) -> dict[Kind, Sequence[ServiceGroup]]:
    in_category = Counter(each.category for each in services)
    by_agency = Counter(each.agency_code for each in services)
    in_county = Counter(each.county for each in services)
    named = sorted((agencies[code] for code in by_agency), key=lambda agency: agency.short_name.casefold())
    return {
        "category": [
            ServiceGroup(row.code, texts.of("categories", row, "label"), in_category[row.code])
            for row in categories.values()
            if in_category[row.code]
        ],
        "agency": [_agency_group(row, by_agency[row.code], texts) for row in named],
        "county": [ServiceGroup(row.code, Localised(row.name), in_county[row.code]) for row in counties.values()],
    }


def _agency_group(agency: Agency, number: int, texts: CatalogueTexts) -> ServiceGroup:
    """An agency's group. Its label is the short name; in other languages the name, if it fits `GROUP` septets."""
    others = texts.others("agencies", agency, "name")
    short = {code: name for code, name in others.items() if name and gsm0338.fits(name, GROUP)}
    return ServiceGroup(agency.code, Localised.of(agency.short_name, short), number)


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
    return Centres(centres, {row.code: (row.name, *_places_of(row)) for row in counties.values()})


def _places_of(county: County) -> list[str]:
    """The headquarters of a county, and its sub-counties, towns and camps."""
    return [each for each in (county.headquarters, *(county.places or "").split("; ")) if each]


def _asked(row: Question, texts: CatalogueTexts) -> Faq:
    return Faq(row.code, texts.of("faqs", row, "label"), texts.of("faqs", row, "answer"))
