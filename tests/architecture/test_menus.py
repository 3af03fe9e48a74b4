"""The menu book: every screen is reached, leads on and fits a phone; and what is wrong with a book is found."""

import ast
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import gsm
from app.db import Base
from app.domain import applications, notices, samples
from app.domain.catalogue import Agency, Service, Stage
from app.house import House
from app.texts import languages, translate
from menus import drawing, engine
from menus.context import Context, State
from menus.drawing import Fault
from menus.engine import Book
from menus.flows import BOOK
from menus.flows.applications import MISSES
from menus.notation import SCREENS, Ask, End, Menu, Screen

ANSWERS = {"applications.reference": "102030405060"}
"""What a citizen answers to each question, to get on."""
ROOT = Path(__file__).parents[2]
CITIZEN = "+254700000001"


def context(house: House, *, language: str = "en") -> Context:
    """A citizen in the middle of everything: a reference is known, and help is offered."""
    c = Context(
        phone=CITIZEN, hop="hop", state=State(language=language), database=house.database, contacts=house.contacts
    )
    c.draft.reference = ANSWERS["applications.reference"]
    return c


@pytest.fixture
def filled(house: House) -> House:
    """A house with the sample applications."""
    with house.database.transaction() as session:
        samples.load(session, house.contacts)
    return house


# The book as it is


def test_the_book_has_no_fault(house: House) -> None:
    assert drawing.faults(BOOK, context(house)) == []


def test_the_command_that_the_release_runs_finds_none_either(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "menus", "check"]
    ran = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_every_screen_at_its_longest_fits_in_every_language_wherever_it_stands(house: House) -> None:
    for language in languages():
        for refused in (0, engine.REFUSALS_BEFORE_HELP):
            for depth in range(5):
                for screen in SCREENS.values():
                    drawn = drawing.drawn_at_longest(
                        screen, context(house), language, depth=depth, refusals=refused
                    )
                    assert drawn
                    for page in drawn:
                        assert gsm.fits(f"CON {page}"), f"{language}, {screen.name}: {page}"
                        assert page == gsm.fold(page)


def refusals() -> set[str]:
    """Every text that a question may be refused with: `Rejected(_("..."))`, and those that are kept in a table."""
    calls = [
        node
        for file in (ROOT / "menus").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Rejected"
    ]
    marks = [call.args[0] for call in calls if isinstance(call.args[0], ast.Call)]
    said = {mark.args[0].value for mark in marks if isinstance(mark.args[0], ast.Constant)}
    assert len(said) > 3
    return {*MISSES.values(), *map(str, said)}


def test_every_question_fits_below_every_refusal(house: House) -> None:
    questions = [screen for screen in SCREENS.values() if isinstance(screen, Ask)]
    assert questions
    for language in languages():
        for question in questions:
            for refusal in refusals():
                above = translate(language, refusal, last="15")
                pages = drawing.drawn_at_longest(
                    question, context(house), language, above=above, depth=drawing.DEEP, refusals=3
                )
                assert len(pages) == 1, f"{language}, {question.name}: {pages}"
                assert above in pages[0]


def test_every_screen_is_walked_to_and_0_and_00_lead_back_from_it(filled: House) -> None:
    reached: set[str] = set()
    waiting: list[list[str]] = [[]]
    while waiting:
        typed = waiting.pop()
        c = walked(filled, typed)
        here = SCREENS[c.state.trail[-1]]
        if here.name in reached:
            continue
        reached.add(here.name)
        waiting += [[*typed, answer] for answer in answers(c, here)]
        if not isinstance(here, End):
            assert walked(filled, [*typed, "00"]).state.trail == [BOOK.home.name]
            assert walked(filled, [*typed, "0"]).state.trail == (c.state.trail[:-1] or [BOOK.home.name])
    assert reached == set(SCREENS)


def walked(house: House, typed: list[str]) -> Context:
    """Where these answers lead; each way is a session of its own, so that what it does is done."""
    c = context(house)
    c.hop = "*".join(typed)
    engine.start(BOOK, c, [])
    for answer in typed:
        engine.step(BOOK, c, answer)
    return c


def answers(c: Context, here: Screen) -> list[str]:
    if isinstance(here, Menu):
        return [str(number) for number, _ in enumerate(here.options(c), 1)]
    return [ANSWERS[here.name]] if isinstance(here, Ask) else []


def test_showing_a_screen_changes_nothing(filled: House) -> None:
    before = rows(filled)
    for language in languages():
        for screen in SCREENS.values():
            assert engine.draw(context(filled, language=language), screen)
    assert rows(filled) == before


def rows(house: House) -> dict[str, int | None]:
    with house.database.reading() as session:
        tables = Base.metadata.sorted_tables
        return {table.name: session.scalar(select(func.count()).select_from(table)) for table in tables}


def test_no_value_is_longer_than_the_longest_that_its_screen_was_drawn_with(house: House) -> None:
    standing, home = SCREENS["applications.standing"].longest, SCREENS["home.home"].longest
    assert len(home["notice"]) == notices.LONGEST
    with house.database.reading() as session:
        for language in languages():
            for field, longest in longest_values(session, language).items():
                assert longest <= (gsm.septets(standing[field]) or 0), f"{language}, {field}: {longest} septets"


def longest_values(session: Session, language: str) -> dict[str, int]:
    """The septets of the longest values that the catalogue and the domain's limits allow."""
    stages, services = session.scalars(select(Stage)).all(), session.scalars(select(Service)).all()
    agencies = [agency.short_name for agency in session.scalars(select(Agency))]
    return {
        "service": longest_of(service.label_in(language) for service in services),
        "stage": longest_of(stage.label_in(language) + ", 30 Sep 2026" for stage in stages),
        "next": longest_of(stage.next_in(language) for stage in stages),
        "place": longest_of([translate(language, "Place: {place}", place="W" * applications.LONGEST_PLACE)]),
        "note": longest_of(agencies) + len(": ") + applications.LONGEST_NOTE,
    }


def longest_of(texts: Iterator[str] | list[str]) -> int:
    return max(gsm.septets(gsm.fold(text)) or 0 for text in texts)


# What the storyboard and the graph show


def test_the_graph_names_every_screen_and_every_way(house: House) -> None:
    drawn = drawing.graph(BOOK)
    assert drawn.startswith("flowchart TD\n")
    for screen in SCREENS.values():
        assert f'"{screen.name}"' in drawn
    assert "    home_home --> applications_reference\n" in drawn
    assert "    applications_reference --> applications_standing\n" in drawn


def test_the_storyboard_shows_every_screen_in_every_language(house: House) -> None:
    shown = drawing.storyboard(BOOK, context(house))
    for screen in SCREENS.values():
        assert f"## {screen.name}\n" in shown
        for language in languages():
            assert drawing.drawn_at_longest(screen, context(house), language)[0] in shown


# Books with something wrong in them


Plant = Callable[[str], list[Fault]]
SOUND = """
from menus.notation import Option, Rejected, ask, choose, end, menu

@menu("Welcome")
def home(c):
    yield Option("Name", name)
    yield Option("Fruit", fruit)

@ask("Your name?", parse=str)
def name(c, given):
    return done

@choose("Which?", {"a": "Apple"})
def fruit(c, given):
    return done

@end("Done")
def done(c):
    return {}

@menu("Help")
def topics(c):
    return ()
"""


@pytest.fixture
def planted(tmp_path: Path, house: House) -> Iterator[Plant]:
    """The faults of a small book, written down in a file as flows are."""
    kept = dict(SCREENS)

    def faults(source: str) -> list[Fault]:
        SCREENS.clear()
        file = tmp_path / "planted.py"
        file.write_text(source)
        spec = importlib.util.spec_from_file_location("planted", file)
        assert spec is not None
        assert spec.loader is not None
        sys.modules["planted"] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return drawing.faults(Book(home=module.home, help=module.topics), context(house))

    yield faults
    sys.modules.pop("planted", None)
    SCREENS.clear()
    SCREENS.update(kept)


def test_a_sound_book_has_no_fault(planted: Plant) -> None:
    assert planted(SOUND) == []


def test_a_screen_that_nothing_leads_to_is_found(planted: Plant) -> None:
    lost = SOUND + '\n@menu("Lost")\ndef lost(c):\n    yield Option("Home", home)\n'
    assert planted(lost) == [Fault("planted.lost", "no screen leads here")]


@pytest.mark.parametrize("kind", ["ask", "choose"])
def test_a_dead_end_is_found(planted: Plant, kind: str) -> None:
    asked, chosen = "def name(c, given):\n    return done", "def fruit(c, given):\n    return done"
    dead = asked if kind == "ask" else chosen
    faults = planted(SOUND.replace(dead, dead.replace("return done", "raise Rejected('No')")))
    assert faults == [Fault("planted.name" if kind == "ask" else "planted.fruit", "an answer leads nowhere")]


def test_a_question_too_long_for_one_page_is_found(planted: Plant) -> None:
    faults = planted(SOUND.replace("Your name?", "Your name? " * 20))
    assert {fault.screen for fault in faults} == {"planted.name"}
    assert [fault.what for fault in faults] == [
        f"{each}: a question must stand on one page" for each in languages()
    ]


def test_a_question_is_measured_with_all_the_keys_that_may_stand_below_it(planted: Plant) -> None:
    question = "x" * 140
    assert gsm.fits(f"CON {question}\n0. Back")
    assert {fault.screen for fault in planted(SOUND.replace("Your name?", question))} == {"planted.name"}


def test_a_question_is_measured_with_its_longest_values(planted: Plant) -> None:
    asked = '@ask("{what}?", parse=str, fields=lambda c: {"what": "x"}, longest={"what": "x" * 150})'
    assert len(planted(SOUND.replace('@ask("Your name?", parse=str)', asked))) == len(languages())


def test_a_field_without_a_value_is_found(planted: Plant) -> None:
    faults = planted(SOUND.replace('"Done"', '"Done, {name}"'))
    assert set(faults) == {
        Fault("planted.done", f"{language}: no value for the field 'name'") for language in languages()
    }


def test_two_screens_of_one_name_do_not_start(planted: Plant) -> None:
    with pytest.raises(ValueError, match=r"two screens are called planted\.done"):
        planted(SOUND + '\n@end("Again")\ndef done(c):\n    return {}\n')
