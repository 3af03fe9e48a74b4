"""What a citizen chooses from: a service as it is listed, and a group of services to browse."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.platform.languages.localised import Localised


@dataclass(frozen=True, slots=True)
class Closure:
    """Why a service takes no applications (at most 60 septets), and the day it reopens (None: not known)."""

    reason: Localised
    reopens_on: date | None


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """A service of the catalogue, as every screen and message may show it; all of it plain GSM 03.38 text."""

    code: str
    label: Localised
    """The short name; at most 32 septets. See `line` for a menu's line."""
    name: Localised
    """The full name, in English the agency's own; may be longer than a screen."""
    agency_code: str
    agency: str
    """The agency's short name, at most 24 septets."""
    phone: str | None
    """The agency's telephone, in E.164 or a short number."""
    category: str
    """The code of the category that it is browsed under."""
    county: str | None
    """The code of the county that gives it (`047`), None for the national government."""
    fee_kes: Decimal | None
    """The base fee in shillings; None where none is published. What is paid in all: `Index.fee`."""
    fee_all_in: bool
    """Whether the published fee has eCitizen's access fee in it already."""
    fee_source: str | None
    """Where the fee comes from and since when, for a screen: `Gazette, Mar 2024`; at most 32 septets."""
    fee_note: str | None
    """A note on the fee for staff; English, of any length, not for a screen."""
    days: int | None
    """Working days it takes, 0 at once; None where it is not published."""
    documents: Localised
    """What to bring, with `; ` between; empty where it is not published. As a list: `documents_in`."""
    channel: str
    """Where to apply. `phone`: here, by USSD. `portal`: only on eCitizen's portal. `desk`: only where `answer` says."""
    form: str | None
    """The form that is filled in to apply here; None for every other channel than `phone`."""
    portal_url: str | None
    answer: Localised
    """Where to go for a service that eCitizen does not have; at most 120 septets."""
    popular: int
    """The rank: 1 is the service that is asked for most, 0 a service without a rank."""
    pesaflow_service_id: str | None
    """Its service id at Pesaflow, where it has one of its own."""
    line: Localised
    """The line in a menu: `label`, with the agency added where another service has the same label; at most 32 septets.
    Unique within the catalogue, as far as names differ."""
    closure: Closure | None = None
    """As recorded, in force or not; `closure_on` says whether it holds on a day."""

    def closure_on(self, today: date) -> Closure | None:
        """The closure that holds on a day, by the calendar of Nairobi; None where applications are taken."""
        found = self.closure
        return found if found and (found.reopens_on is None or today < found.reopens_on) else None

    def documents_in(self, language: str) -> tuple[str, ...]:
        """What to bring, in a language; in English where it is not translated."""
        listed = self.documents.in_language(language)
        return tuple(listed.split("; ")) if listed else ()


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """Services that are browsed together: a category, an agency, a county. Labels have at most 28 septets."""

    code: str
    label: Localised
    count: int
    """How many services are in it; a county may have none."""
