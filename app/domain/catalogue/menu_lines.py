"""The line of each service in a menu: its label, told apart by its agency where another service has the same."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.catalogue import labels
from app.domain.catalogue.entries import ServiceEntry
from app.domain.catalogue.models import Agency
from app.domain.catalogue.siblings import Siblings
from app.platform import gsm0338


def told_apart(services: Sequence[ServiceEntry], agencies: Mapping[str, Agency]) -> list[ServiceEntry]:
    """The services, with the agency in the menu line of each whose label another agency's service has too.

    The one of them that is asked for, where only one is, keeps its label as it is.
    """
    often = Counter(each.label.casefold() for each in services)
    asked = Counter(each.label.casefold() for each in services if each.popular)
    shared: dict[str, list[ServiceEntry]] = defaultdict(list)
    for each in services:
        label = each.label.casefold()
        if often[label] > 1 and not (each.popular and asked[label] == 1):
            shared[each.agency_code].append(each)
    lines: dict[str, tuple[str, str]] = {}
    for code, group in shared.items():
        english, swahili = (
            _lines([each.label_in(language) for each in group], agencies[code]) for language in ("en", "sw")
        )
        lines |= {each.code: pair for each, pair in zip(group, zip(english, swahili, strict=True), strict=True)}
    return [
        replace(each, line=lines[each.code][0], line_sw=lines[each.code][1]) if each.code in lines else each
        for each in services
    ]


def _lines(shared: Sequence[str], agency: Agency) -> list[str]:
    """`Parking, KICC`: with the agency's short name, or its code where that would leave no room for the label."""
    siblings = Siblings(shared)
    taken: set[str] = set()
    lines = []
    for label in shared:
        end = agency.short_name
        room = labels.LABEL - (gsm0338.septets(end) or 0) - 2
        if room < min(len(label), 14):
            end = agency.code.upper() if agency.code.isalpha() else labels.narrowed(end, 14)
            room = labels.LABEL - len(end) - 2
        short = labels.one_apart(label, taken, room, siblings)
        lines.append(f"{short}, {end}")
    return lines
