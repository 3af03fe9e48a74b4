"""Every screen is reached by typing, and 0 and 00 lead back from it."""

from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from app.container import Container
from app.dev import demo_data
from app.domain.identity import otp
from app.domain.identity.otp import Purpose
from menus import checks, engine
from menus.context import Context, SessionState
from menus.flows import BOOK
from menus.notation import SCREENS, Ask, Choose, End, Fork, Menu
from tests.architecture import walks_of_accounts_and_applying, walks_of_help_and_finding, walks_of_identity
from tests.architecture.walk_preconditions import STOPPED
from tests.citizens import CITIZEN, SHALLOW
from tests.conftest import Clock, settings

pytestmark = pytest.mark.slow

WALKS: Final = {
    **walks_of_help_and_finding.WALKS,
    **walks_of_identity.WALKS,
    **walks_of_accounts_and_applying.WALKS,
}


@pytest.fixture(scope="module")
def sqlite_file(sqlite_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file to copy, with the sample applications: recording them takes longer than most walks."""
    file = tmp_path_factory.mktemp("walks") / "sampled.db"
    file.write_bytes(sqlite_file.read_bytes())
    made = Container.of(settings(database_url=f"sqlite:///{file}", redis_url="unix:///nowhere"), clock=Clock())
    with closing(made.database) as database, database.transaction() as session:
        demo_data.load(session, made.contacts)
    return file


OF_THREE: Final = frozenset({"home.which_language"})
"""Screens offered only with more than two languages (tests/web/test_third_language.py walks to them)."""


FORKS: Final = frozenset(screen.name for screen in SCREENS.values() if isinstance(screen, Fork))
"""Forks are never shown: they lead straight on to another screen."""
NOBODY_THERE: Final = frozenset(
    {
        ("my_applications.one", "sign_in.name"),  # the account of the applications is known
        ("service.one", "sign_in.name"),
        ("unfinished.offer", "sign_in.name"),
    }
)
"""Edges that `sign_in.asked_before` has, but that cannot be reached from these screens."""


MEANWHILE: Final = frozenset({"pay.nothing_due"})
"""The screen for an application that was paid or cancelled between two hops (tests/web/test_paying.py)."""


def test_the_walks_come_to_every_screen() -> None:
    come_to = {screen for walk in WALKS.values() for _, screen in walk.steps()}
    assert come_to == set(SCREENS) - OF_THREE - FORKS - MEANWHILE


def test_the_walks_take_every_way_that_a_menu_offers() -> None:
    taken = {
        (before, after)
        for walk in WALKS.values()
        for (_, before), (typed, after) in zip(walk.steps(), list(walk.steps())[1:], strict=False)
        if typed not in ("dial", "0", "00")
    }
    offered = {
        (screen.name, there.name)
        for screen in SCREENS.values()
        if isinstance(screen, Menu)
        for there in checks.find_ways(BOOK, screen)
    }
    left = {(before, after) for before, after in offered - taken if after not in OF_THREE | FORKS}
    assert left == NOBODY_THERE


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", WALKS)
def test_every_screen_is_walked_to_and_0_and_00_lead_back_from_it(
    container: Container, clock: Clock, name: str
) -> None:
    WALKS[name].before(container, clock)
    c = hop(container, SessionState(), f"{name}, before")
    for number, (typed, wanted) in enumerate(WALKS[name].steps()):
        before = list(c.state.trail)
        c = hop(container, c.state, f"{name}, {number}")
        come(container, c, typed)
        assert c.state.trail[-1] == wanted, f"{name}, line {number}: {typed}"
        assert len(c.state.trail) - 1 <= SHALLOW.get(wanted, len(SCREENS))
        assert c.state.refusals == 0, f"{name}, line {number}: {typed} is refused"
        if not isinstance(SCREENS[wanted], End):
            home = BOOK.home.name
            goes_on = before[-1:] == ["unfinished.offer"] and wanted == STOPPED[-1]
            straight = STOPPED[:-1] if goes_on else way_back(before, wanted)
            back = [home] if typed == "dial" or c.settled else straight
            back = back_in_form(container, c) or back
            assert led(container, c, "00") == [home]
            assert led(container, c, "0") == back


def hop(container: Container, state: SessionState, name: str) -> Context:
    """The context of the citizen's next hop, whose state is serialised and read back as between real hops."""
    return Context(
        phone=CITIZEN,
        hop=name,
        state=SessionState.from_bytes(state.to_bytes()) if state.trail else state,
        database=container.database,
        contacts=container.contacts,
        registry=container.registry,
        finder=container.finder,
    )


def come(container: Container, c: Context, typed: str) -> None:
    """Dial again, or answer the screen that is shown."""
    if typed == "dial":
        c.state = SessionState()
        engine.start(BOOK, c, [])
    else:
        engine.step(BOOK, c, typed.format_map(codes(container)) if "{" in typed else typed)


def codes(container: Container) -> dict[str, str]:
    """The codes that the citizen was sent, by their purpose, and a wrong code as `miss`."""
    with container.database.reading() as session:
        waiting = {purpose: otp.pending(session, purpose, CITIZEN) for purpose in Purpose}
        found = {str(purpose): code.digits for purpose, code in waiting.items() if code}
    last = next(iter(found.values()))
    return found | {"miss": last[:-1] + str((int(last[-1]) + 1) % 10)}


def back_in_form(container: Container, c: Context) -> list[str]:
    """The trail after 0 within a form, whose questions are one screen; empty on any other screen."""
    copy = hop(container, c.state, f"{c.hop}, back")
    here = SCREENS[c.state.trail[-1]]
    there = here.back(copy) if isinstance(here, Ask | Choose) else None
    if there is None:
        return []
    name, trail = there.name, c.state.trail
    return trail[: trail.index(name) + 1] if name in trail else [*trail, name]


def way_back(before: list[str], here: str) -> list[str]:
    """The trail after 0 on `here`, reached with the trail `before`; a trail that has `here` already is cut there."""
    return (before[: before.index(here)] if here in before else before) or [BOOK.home.name]


def led(container: Container, c: Context, key: str) -> list[str]:
    """The trail after a key was pressed; the key must have no effect."""
    after = hop(container, c.state, f"{c.hop}, {key}")
    engine.step(BOOK, after, key)
    assert not after.acted
    return after.state.trail
