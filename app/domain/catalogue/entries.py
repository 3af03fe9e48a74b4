"""What a citizen chooses from: a service as it is listed, and a group of services to browse."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """A service of the catalogue, as every screen and message may show it; all of it plain GSM 03.38 text."""

    code: str
    label: str
    """At most 32 septets; see `line` for a menu's line."""
    label_sw: str
    name: str
    """The agency's own full name of it; may be longer than a screen."""
    name_sw: str
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
    """What a clerk would want to know of the fee; English, of any length, not for a screen."""
    days: int | None
    """Working days it takes, 0 at once; None where it is not published."""
    documents: tuple[str, ...]
    """What to bring, in English; empty where it is not published. In a language: `documents_in`."""
    documents_sw: tuple[str, ...]
    channel: str
    """`phone`: can be applied for here. `portal`: only there. `desk`: nowhere but where `answer` says."""
    portal_url: str | None
    answer: str
    """Where to go for what eCitizen does not have; at most 120 septets."""
    answer_sw: str
    popular: int
    """1 for the most asked for service; 0 for those that nobody has ranked."""
    line: str
    """`label`, told apart by its agency where another service has the same label; at most 32 septets."""
    line_sw: str

    def label_in(self, language: str) -> str:
        """The short name in a language."""
        return self.label_sw if language == "sw" else self.label

    def name_in(self, language: str) -> str:
        """The full name in a language; the agency's own English one where it has no Swahili."""
        return self.name_sw if language == "sw" else self.name

    def documents_in(self, language: str) -> tuple[str, ...]:
        """What to bring, in a language; in English where it is not translated."""
        return self.documents_sw if language == "sw" and self.documents_sw else self.documents

    def answer_in(self, language: str) -> str:
        """Where to go, in a language."""
        return self.answer_sw if language == "sw" and self.answer_sw else self.answer

    def line_in(self, language: str) -> str:
        """The menu line in a language: nobody else's within the catalogue, as far as names can be told apart."""
        return self.line_sw if language == "sw" else self.line


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """Services that are browsed together: a category, an agency, a county. Labels have at most 28 septets."""

    code: str
    label: str
    label_sw: str
    count: int
    """How many services are in it; a county may have none."""

    def label_in(self, language: str) -> str:
        """Its name in a language."""
        return self.label_sw if language == "sw" else self.label
