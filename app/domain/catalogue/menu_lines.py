"""The line of each service in a menu: its label, with its agency added where another service has the same label."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.domain.catalogue import labels
from app.domain.catalogue.entries import ServiceEntry
from app.domain.catalogue.models import Agency
from app.domain.catalogue.siblings import Siblings
from app.platform import gsm0338
from app.platform.languages.localised import Localised


def told_apart(services: Sequence[ServiceEntry], agencies: Mapping[str, Agency]) -> list[ServiceEntry]:
    """The services, with the agency added to the menu line of each whose label another agency's service has too.

    Where only one of them has a rank (`popular`), that one keeps its label as its line.
    """
    often = Counter(each.label.english.casefold() for each in services)
    asked = Counter(each.label.english.casefold() for each in services if each.popular)
    shared: dict[str, list[ServiceEntry]] = defaultdict(list)
    for each in services:
        label = each.label.english.casefold()
        if often[label] > 1 and not (each.popular and asked[label] == 1):
            shared[each.agency_code].append(each)
    lines = {code: line for agency, group in shared.items() for code, line in _told_apart(group, agencies[agency])}
    return [replace(each, line=lines[each.code]) if each.code in lines else each for each in services]


def _told_apart(group: Sequence[ServiceEntry], agency: Agency) -> Iterator[tuple[str, Localised]]:
    """The code of each service of an agency, and its line in every language that one of them has a label in."""
    english = _lines([each.label.english for each in group], agency)
    spoken = dict.fromkeys(language for each in group for language in each.label.languages)
    lines = {language: _lines([each.label.in_language(language) for each in group], agency) for language in spoken}
    for place, each in enumerate(group):
        yield each.code, Localised.of(english[place], {language: made[place] for language, made in lines.items()})


def _lines(shared: Sequence[str], agency: Agency) -> list[str]:
    """`Parking, KICC`: with the agency's short name; where that leaves no room, with its code or the name narrowed."""
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
