"""Every screen of a menu book as phones show it, with where each of its lines leads."""

import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Final

from app.dev.storyboard.least_values import fill_in, least_fields
from app.domain.catalogue.search.finder import Finder
from app.domain.identity.identity_checks import RegisteredPerson
from app.domain.shared.contacts import Contacts
from app.domain.shared.payment_ways import PaymentWays
from app.domain.shared.persons import AccountType
from app.platform import gsm0338
from app.platform.config.setting_fields import SettingFields
from app.platform.db import Base, Database
from app.platform.encryption import Keyring
from app.platform.i18n import languages
from menus.checks import draw_at_longest, find_meant, find_reachable, find_ways
from menus.context import Context, SessionState
from menus.engine import BACK, FIRST, LOST, MORE, Book, draw, is_secret, labels
from menus.graph import FLOWS, read_screens
from menus.notation import Ask, Choose, End, Fork, Menu, Option, Screen
from menus.paging import PREFIX

MIDNIGHT: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""The fixed time of the storyboard, so that the same code draws the same page."""
KINDS: Final = {Menu: "menu", Choose: "choice", Ask: "question", End: "end", Fork: "decision"}
FIRST_SUBJECT: Final = "First screen and help"
"""The subject of the flows that are in no folder."""
TYPED: Final = "what is typed"
CHOSEN: Final = "by what is chosen"
OTHERWISE: Final = "by what is known then"


class NobodyRegistered:
    """An identity registry without anybody: no screen queries it to be drawn."""

    def look_up(self, kind: AccountType, number: str) -> RegisteredPerson | None:
        """None: nobody is registered."""
        return None


@dataclass(frozen=True)
class PhonePage:
    """One page of a screen, as a phone shows it."""

    text: str

    @cached_property
    def septets(self) -> int:
        """Its length, `CON ` or `END ` included, of the 160 that a screen has."""
        return gsm0338.septets(PREFIX + self.text) or 0


@dataclass(frozen=True)
class ScreenInLanguage:
    """The pages of a screen in a language. `longest` is empty if the longest content gives the same pages."""

    language: str
    shortest: tuple[PhonePage, ...]
    longest: tuple[PhonePage, ...]


@dataclass(frozen=True)
class ScreenExit:
    """A line, or something typed, and the screens it may lead to; `is_key`: a key that every screen has."""

    key: str
    label: str
    leads: tuple[str, ...]
    is_key: bool = False


@dataclass(frozen=True)
class StoryboardScreen:
    """A screen: what it is for, how it looks, which screens lead to it, and where it leads."""

    name: str
    kind: str
    about: str
    is_secret: bool
    acts: bool
    exits: tuple[ScreenExit, ...]
    led_from: tuple[str, ...]
    drawn: tuple[ScreenInLanguage, ...]


@dataclass(frozen=True)
class StoryboardFlow:
    """The screens of one file, its title, and its subject, which is the folder of the file."""

    name: str
    title: str
    subject: str
    screens: tuple[StoryboardScreen, ...]


def blank_context() -> Context:
    """A context without a citizen's data, on an empty database in memory, with payments set up."""
    keys = Keyring(["a key for what is never kept, as the storyboard has no data"])
    empty = Database("sqlite://", keys, lambda: MIDNIGHT)
    Base.metadata.create_all(empty.engine)
    told = {name: str(field.default) for name, field in SettingFields.model_fields.items()}
    ways = PaymentWays(has_pesaflow=True, pesaflow_service_id="1")
    return Context(
        phone="+254712345678",
        hop="",
        state=SessionState(),
        database=empty,
        contacts=Contacts(told["ussd_code"], told["sms_code"], told["support_phone"], told["support_email"], ways),
        registry=NobodyRegistered(),
        finder=Finder(empty),
    )


def read_book(book: Book, c: Context) -> list[StoryboardFlow]:
    """All flows of a book, subject by subject, in the order in which a citizen comes to them."""
    screens = find_reachable(book)
    depths = _find_depths(book, screens)
    led_from: dict[str, list[str]] = {}
    for screen in screens:
        for there in find_ways(book, screen):
            led_from.setdefault(there.name, []).append(screen.name)
    flows: dict[str, list[Screen]] = {}
    for screen in screens:
        flows.setdefault(screen.body.__module__, []).append(screen)
    subjects = list(dict.fromkeys(module.rpartition(".")[0] for module in flows))
    return [
        StoryboardFlow(
            name=module.removeprefix(f"{FLOWS}.").replace(".", "/"),
            title=_first_line(sys.modules[module].__doc__),
            subject=module.removeprefix(f"{FLOWS}.").rpartition(".")[0].capitalize() or FIRST_SUBJECT,
            screens=tuple(_read_screen(book, c, each, depths[each.name], led_from.get(each.name, [])) for each in own),
        )
        for module, own in sorted(flows.items(), key=lambda flow: subjects.index(flow[0].rpartition(".")[0]))
    ]


def _find_depths(book: Book, screens: list[Screen]) -> dict[str, int]:
    """The number of screens on the shortest way to each screen; forks do not count."""
    depths = {book.home.name: 0}
    waiting = [book.home]
    while waiting:
        here = waiting.pop(0)
        for there in find_ways(book, here):
            if there.name not in depths:
                depths[there.name] = depths[here.name] + (not isinstance(here, Fork))
                waiting.append(there)
    return {screen.name: depths.get(screen.name, 1) for screen in screens}


def _read_screen(book: Book, c: Context, screen: Screen, depth: int, led_from: list[str]) -> StoryboardScreen:
    drawn = [] if isinstance(screen, Fork) else [_draw(c, screen, language, depth) for language in languages()]
    return StoryboardScreen(
        name=screen.name,
        kind=KINDS[type(screen)],
        about=_first_line(screen.body.__doc__),
        is_secret=is_secret(screen),
        acts=screen.acts,
        exits=(*_find_exits(book, c, screen), *_find_keys(book, screen, drawn)),
        led_from=tuple(led_from),
        drawn=tuple(drawn),
    )


def _draw(c: Context, screen: Screen, language: str, depth: int) -> ScreenInLanguage:
    here = replace(c, state=SessionState(language=language))
    filled = _with_filled_lines(screen)
    fields = least_fields(screen, here)
    kept = {name: value for name, value in vars(filled).items() if name != "fields"}
    shortest = draw(here, type(screen)(**kept, fields=lambda _: fields), depth=depth)
    longest = draw_at_longest(filled, here, language, depth=depth) if screen.longest else shortest
    pages = (tuple(map(PhonePage, each)) for each in (shortest, longest if longest != shortest else ()))
    return ScreenInLanguage(language, *pages)


def _with_filled_lines(screen: Screen) -> Screen:
    """The screen, with values in its lines too, although nothing is known: `Pay KES 50 now`."""
    if not isinstance(screen, Menu | Ask):
        return screen

    def options(c: Context) -> list[Option]:
        return [replace(each, fields=fill_in(each.fields, screen, c)) for each in screen.options(c)]

    return replace(screen, options=options)


def _find_exits(book: Book, c: Context, screen: Screen) -> Iterator[ScreenExit]:
    """The exits of a screen: by the lines shown here, then by a typed answer, then all others."""
    every = [there.name for there in find_ways(book, screen)]
    named: set[str] = set()
    for number, (label, there) in enumerate(_find_lines(book, c, screen), 1):
        leads = [each.name for each in there]
        named.update(leads)
        yield ScreenExit(str(number), label, tuple(leads))
    others = [name for name in every if name not in named]
    if isinstance(screen, Ask):
        typed = [each.name for each in find_meant(book, read_screens(screen.body))]
        yield ScreenExit("", TYPED, tuple(dict.fromkeys(typed)))
        others = [name for name in others if name not in typed]
    if others:
        yield ScreenExit("", CHOSEN if isinstance(screen, Choose) else OTHERWISE, tuple(others))


def _find_keys(book: Book, screen: Screen, drawn: list[ScreenInLanguage]) -> Iterator[ScreenExit]:
    """The exits by keys that every screen has; for an end screen, the end of the call."""
    if any(len(each.shortest) > 1 or len(each.longest) > 1 for each in drawn):
        yield ScreenExit(MORE, "the next page", (), is_key=True)
    if isinstance(screen, End):
        yield ScreenExit("", "the call ends", (), is_key=True)
    elif drawn:
        yield ScreenExit(BACK, "back to the screen before", (), is_key=True)
        yield ScreenExit(FIRST, "home", (book.home.name,), is_key=True)
        yield ScreenExit(LOST, "help, after three refusals", (book.help.name,), is_key=True)


def _find_lines(book: Book, c: Context, screen: Screen) -> list[tuple[str, list[Screen]]]:
    """The lines that a phone without any data is shown, and where each leads."""
    shown = labels(c, _with_filled_lines(screen))
    if isinstance(screen, Menu | Ask):
        return [(label, _read_option(book, option)) for label, option in zip(shown, screen.options(c), strict=True)]
    if isinstance(screen, Choose):
        then = find_meant(book, read_screens(screen.then))
        return [(label, then if len(then) == 1 else []) for label in shown]
    return []


def _read_option(book: Book, option: Option) -> list[Screen]:
    leads = option.leads
    if isinstance(leads, Screen):
        return find_meant(book, [leads])
    return find_meant(book, read_screens(leads)) if _is_readable(leads) else []


def _is_readable(leads: Callable[..., object]) -> bool:
    """Whether a function has a source of its own that can be read: a lambda has none."""
    return inspect.isfunction(leads) and leads.__name__ != "<lambda>"


def _first_line(told: str | None) -> str:
    """The first line of a docstring, as plain text."""
    return (told or "").strip().split("\n")[0].replace("`", "")
