"""Previews of phone screens, drawn by the code that draws the screens of citizens."""

from dataclasses import dataclass
from typing import Final

from app.domain.catalogue.entries import ServiceEntry
from app.domain.catalogue.search.finder import FixedFinder
from app.domain.catalogue.search.index import Index
from app.platform import gsm0338
from app.platform.i18n import languages
from app.web import container
from menus import engine
from menus.context import Context, SessionState
from menus.flows import home
from menus.flows.services import service
from menus.flows.services.drafts import ServiceDraft
from menus.paging import PREFIX

DEPTH: Final = 2
"""Screens behind that of a service that was found: the search, and the first screen."""


@dataclass(frozen=True)
class PhonePageShown:
    """A page of a screen, and its septets, as the network counts them."""

    text: str
    septets: int | None


@dataclass(frozen=True)
class PhoneShown:
    """A screen in one language: its pages, one below the other."""

    language: str
    pages: tuple[PhonePageShown, ...]


def draw_service(entry: ServiceEntry) -> list[PhoneShown]:
    """The screen of a service, in each language."""
    changed, shown = container().finder.index().with_service(entry), list[PhoneShown]()
    for language in languages():
        c = _context(SessionState(language=language), changed)
        c.draft(ServiceDraft).service = entry.code
        shown.append(_shown(language, engine.draw(c, service.one, depth=DEPTH)))
    return shown


def draw_first_screen(texts: dict[str, str]) -> list[PhoneShown]:
    """The first screen of a phone on which nobody is signed in, with a notice."""
    index = container().finder.index()
    return [
        _shown(
            language, engine.draw(_context(SessionState(language=language, notices=texts), index), home.home, depth=0)
        )
        for language in languages()
    ]


def show_text(language: str, text: str) -> PhoneShown:
    """An SMS, as a phone shows it."""
    folded = gsm0338.fold(text)
    return PhoneShown(language, (PhonePageShown(folded, gsm0338.septets(folded)),))


def _context(state: SessionState, index: Index) -> Context:
    """The context of a hop without a phone, for drawing screens alone."""
    here = container()
    finder = FixedFinder(here.database, index)
    return Context("", "", state, here.database, here.contacts, here.registry, finder)


def _shown(language: str, pages: list[str]) -> PhoneShown:
    return PhoneShown(language, tuple(PhonePageShown(each, gsm0338.septets(PREFIX + each)) for each in pages))
