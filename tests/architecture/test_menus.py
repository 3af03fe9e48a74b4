"""The menu book: every screen is reachable, leads on and fits a phone; and each fault of a book is found."""

import ast
import importlib.util
import inspect
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.container import Container
from app.dev import demo_data, local_stack
from app.domain.applications import applications
from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.models import Agency, Service, Stage
from app.domain.forms import answer_reading
from app.domain.identity import accounts
from app.platform import gsm0338
from app.platform.db import Base
from app.platform.i18n import languages, translate
from menus import checks, engine, graph
from menus.context import Context, SessionState
from menus.engine import Book
from menus.faults import ROOT, MenuFault, SourcePlace, quote
from menus.flows import BOOK
from menus.flows.applications.applications import MISSES
from menus.flows.applications.drafts import ApplicationDraft
from menus.flows.identity import new_password, registration
from menus.flows.payments import asking, claim
from menus.notation import SCREENS, Ask, Choose, Menu, Screen
from tests.citizens import CITIZEN, SHALLOW, account

REFERENCE = "102030405060"


def context(container: Container, *, language: str = "en", account: str = "") -> Context:
    """The context of a citizen in the middle of a session, whose draft has a reference."""
    c = Context(
        phone=CITIZEN,
        hop="hop",
        state=SessionState(language=language, account=account),
        database=container.database,
        contacts=container.contacts,
        registry=container.registry,
        finder=container.finder,
    )
    c.draft(ApplicationDraft).reference = REFERENCE
    return c


@pytest.fixture
def filled(container: Container) -> Container:
    """An installation with the sample applications and an account of the citizen."""
    account(container)
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    return container


# The book as it is


def test_the_book_has_no_fault(container: Container) -> None:
    assert checks.find_faults(BOOK, context(container)) == []


@pytest.mark.slow
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


def test_every_screen_at_its_longest_fits_in_every_language_wherever_it_stands(container: Container) -> None:
    for language in languages():
        for refused in (0, engine.REFUSALS_BEFORE_HELP):
            for depth in range(5):
                for screen in SCREENS.values():
                    drawn = checks.draw_at_longest(screen, context(container), language, depth=depth, refusals=refused)
                    assert drawn
                    for page in drawn:
                        assert gsm0338.fits(f"CON {page}"), f"{language}, {screen.name}: {page}"
                        assert page == gsm0338.fold(page)


TWO_PAGES = {
    "form_questions.question": "the agency's question, below what it says itself (test_form_screens)",
    "registration.agreement": "reads back all that was typed, and says what is kept and why",
    "registration.account_type": "five kinds of account, a line each",
    "password_reset.account_type": "five kinds of account, a line each",
}
"""Questions that may take a second page below a refusal, and why; without a refusal they fit on one page."""
READ_BACK = {"number": "29000001", "name": "Wanjiku Ann Kamau", "birth": "1990"}
"""The values that the agreement is measured with; three names of forty letters each take more pages."""
KEPT_REFUSALS: Mapping[str, Mapping[Any, str]] = {
    "SHAPES": registration.SHAPES,
    "WEAK": new_password.WEAK,
    "MISSES": MISSES,
    "NOT_ASKED": asking.NOT_ASKED,
    "NOT_TAKEN": claim.NOT_TAKEN,
}
"""The tables of refusals, by the names that they have in the flows."""


TOLD: Final = {
    "last": "5", "left": "4", "phone": "+254 20 7903260", "code": "*222#", "most": "100", "network": "Telkom",
}  # fmt: skip
"""The fields of refusals."""


def refusals(question: Ask | Choose) -> set[str]:
    """Every text that stands above a question when it is asked again."""
    if isinstance(question, Choose):
        return {"Please answer with a number from 1 to {last}."}
    again = {said for other in SCREENS.values() for said in said_before(other, question)}
    return refused_in(question.parse) | refused_in(question.body) | again


def refused_in(function: Callable[..., Any]) -> set[str]:
    """The texts of `Rejected(...)` in a function and in all functions of the flows that it calls."""
    found: set[str] = set()
    for each in called(function):
        for call in calls(each):
            if getattr(call.func, "id", "") == "Rejected":
                found |= texts(call.args[0], each)
    return found


def said_before(screen: Screen, question: Screen) -> set[str]:
    """The texts that a screen which leads to this question shows above it with `c.say(...)`."""
    if question not in graph.read_ways(screen):
        return set()
    said = [call for call in calls(screen.body) if getattr(call.func, "attr", "") == "say"]
    return {text for call in said for text in texts(call.args[0], screen.body)}


def called(function: Callable[..., Any]) -> set[Callable[..., Any]]:
    """A function, and all functions of the flows that it calls directly or indirectly."""
    found: set[Callable[..., Any]] = set()
    waiting = [function]
    while waiting:
        each = waiting.pop()
        if inspect.isfunction(each) and each.__module__.startswith("menus.flows") and each not in found:
            found.add(each)
            waiting += [graph._resolve(call.func, each) for call in calls(each)]  # type: ignore[arg-type, misc]
    return found


def calls(function: Callable[..., Any]) -> list[ast.Call]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def texts(argument: ast.expr, function: Callable[..., Any]) -> set[str]:
    """The texts that an argument may be: `_("...")`, either of a condition, a named constant, or any of a table.

    Refusals that a form's author wrote (`{why}`) are measured by test_form_screens; the other refusals of an answer
    to a form are those of `answer_reading`.
    """
    if ast.unparse(argument) == "_('{why}')":
        return set()
    if ast.unparse(argument) == "refused.text":
        given = [each for each in ast.walk(ast.parse(inspect.getsource(answer_reading))) if isinstance(each, ast.Call)]
        said = [each.args[0] for each in given if getattr(each.func, "id", "") == "AnswerRefused"]
        return {ast.literal_eval(each.args[0]) for each in said if isinstance(each, ast.Call)}
    if isinstance(argument, ast.IfExp):
        return texts(argument.body, function) | texts(argument.orelse, function)
    if isinstance(argument, ast.Call):
        return {ast.literal_eval(argument.args[0])}
    if isinstance(argument, ast.Subscript):
        table = argument.value
        return set(KEPT_REFUSALS[table.attr if isinstance(table, ast.Attribute) else ast.unparse(table)].values())
    assert isinstance(argument, ast.Name | ast.Attribute)
    named = graph._resolve(argument, function)
    assert isinstance(named, str)
    return {named}


def as_asked(question: Screen, language: str, refusal: str) -> list[Screen]:
    """A question with the values that its length depends on, where this refusal stands above it."""
    if question.name == "registration.agreement":
        return [replace(question, longest=READ_BACK)]
    if question.name == "registration.number":
        kinds = [kind for kind, shape in registration.SHAPES.items() if shape == refusal]
        documents = [translate(language, registration.DOCUMENTS[kind]) for kind in kinds]
        assert documents, refusal
        return [replace(question, longest={"document": document}) for document in documents]
    return [checks.without_lines(question)]


@pytest.mark.slow
def test_every_question_fits_below_every_refusal_of_its_own(container: Container) -> None:
    questions = [screen for screen in SCREENS.values() if isinstance(screen, Ask | Choose)]
    assert questions
    for language in languages():
        for question in questions:
            assert refusals(question), f"{question.name} is never refused"
            depth = SHALLOW.get(question.name, checks.DEEP)
            for refusal in refusals(question):
                above = translate(language, refusal, **TOLD)
                for refused, asked in product((1, engine.REFUSALS_BEFORE_HELP), as_asked(question, language, refusal)):
                    pages = checks.draw_at_longest(
                        asked, context(container), language, above=above, depth=depth, refusals=refused
                    )
                    assert above in pages[0]
                    most = 2 if question.name in TWO_PAGES else 1
                    assert len(pages) <= most, f"{language}, {question.name}, {refused} refusals: {pages}"


def test_showing_a_screen_changes_nothing(filled: Container) -> None:
    before = rows(filled)
    with filled.database.reading() as session:
        (holder,) = accounts.by_phone(session, CITIZEN)
    for language in languages():
        for screen in SCREENS.values():
            assert engine.draw(context(filled, language=language, account=holder.id), screen)
    assert rows(filled) == before


def rows(container: Container) -> dict[str, int | None]:
    with container.database.reading() as session:
        tables = Base.metadata.sorted_tables
        return {table.name: session.scalar(select(func.count()).select_from(table)) for table in tables}


def test_no_value_is_longer_than_the_longest_that_its_screen_was_drawn_with(container: Container) -> None:
    standing = SCREENS["applications.standing"].longest
    with container.database.reading() as session:
        for language in languages():
            for field, longest in longest_values(session, language).items():
                assert longest <= (gsm0338.septets(standing[field]) or 0), f"{language}, {field}: {longest} septets"


def longest_values(session: Session, language: str) -> dict[str, int]:
    """The septets of the longest values that the catalogue and the domain's limits allow."""
    stages, services = session.scalars(select(Stage)).all(), session.scalars(select(Service)).all()
    agencies = [agency.short_name for agency in session.scalars(select(Agency))]
    return {
        "service": longest_of(catalogue_texts.service_label(session, each, language) for each in services),
        "stage": longest_of(catalogue_texts.stage_label(session, each, language) + ", 30 Sep 2026" for each in stages),
        "next": longest_of(catalogue_texts.stage_next(session, each, language) for each in stages),
        "place": longest_of(["W" * applications.LONGEST_PLACE]),
        "note": longest_of(agencies) + len(": ") + applications.LONGEST_NOTE,
    }


def longest_of(texts: Iterator[str] | list[str]) -> int:
    return max(gsm0338.septets(gsm0338.fold(text)) or 0 for text in texts)


# What the graph shows


def test_the_graph_names_every_screen_and_every_way(container: Container) -> None:
    drawn = checks.draw_graph(BOOK)
    assert drawn.startswith("flowchart TD\n")
    for screen in SCREENS.values():
        assert f'"{screen.name}"' in drawn
    assert "    home_home --> applications_reference\n" in drawn
    assert "    applications_reference --> applications_standing\n" in drawn


# Books with something wrong in them


Plant = Callable[[str], list[MenuFault]]
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

def greet(c):
    return home
"""


def fault(about: str, what: str) -> MenuFault:
    """A fault of a screen, whatever its place in the source."""
    return MenuFault(about, what, SourcePlace(Path(), 0))


def lines_of(faults: list[MenuFault]) -> list[int]:
    """The lines in the file of a planted book that its faults name."""
    assert {each.place.file.name for each in faults} <= {"planted.py"}
    return [each.place.line for each in faults]


def line_of(written: str, what: str) -> int:
    """The line of a book in which something is first written."""
    return written[: written.index(what)].count("\n") + 1


@pytest.fixture
def planted(tmp_path: Path, container: Container) -> Iterator[Plant]:
    """A function that writes a small book to a file, as flows are, and returns its faults."""
    kept = dict(SCREENS)

    def faults(written: str) -> list[MenuFault]:
        SCREENS.clear()
        file = tmp_path / "planted.py"
        file.write_text(written)
        spec = importlib.util.spec_from_file_location("planted", file)
        assert spec is not None
        assert spec.loader is not None
        sys.modules["planted"] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        book = Book(home=module.home, help=module.topics, first=module.greet, next=module.greet)
        return checks.find_faults(book, context(container))

    yield faults
    sys.modules.pop("planted", None)
    SCREENS.clear()
    SCREENS.update(kept)


def test_a_sound_book_has_no_fault(planted: Plant) -> None:
    assert planted(SOUND) == []


def test_a_link_to_no_screen_is_found(planted: Plant) -> None:
    linked = (
        SOUND
        + '\nfrom menus.notation import link\n@menu("Lost")\ndef lost(c):\n    yield Option("", link("help.gone"))\n'
    )
    assert fault("planted.lost", "a link to 'help.gone', which is no screen") in planted(linked)


def test_a_screen_that_nothing_leads_to_is_found(planted: Plant) -> None:
    lost = SOUND + '\n@menu("Lost")\ndef lost(c):\n    yield Option("Home", home)\n'
    assert planted(lost) == [fault("planted.lost", "no screen leads here")]


LINES = """
def lines(c):
    for each in ("a", "b"):
        yield line(each)

def line(each) -> Option:
    return Option(each, extra)

@menu("Extra")
def extra(c):
    return ()
"""
OFFERING = SOUND.replace("@ask", LINES + "\n@ask").replace("parse=str", "parse=str, options=lines")


def test_the_lines_that_a_question_offers_lead_somewhere(planted: Plant) -> None:
    assert planted(OFFERING) == []
    assert planted(SOUND + LINES) == [fault("planted.extra", "no screen leads here")]


def test_a_question_need_not_have_its_lines_on_one_page(planted: Plant) -> None:
    assert planted(OFFERING.replace('("a", "b")', "range(100)").replace("Option(each,", 'Option("x" * 60,')) == []
    question = OFFERING.replace("Your name?", "x" * 140)
    assert {fault.what for fault in planted(question)} == {
        f"{language}: a question must stand on one page" for language in languages()
    }


@pytest.mark.parametrize("kind", ["ask", "choose"])
def test_a_dead_end_is_found(planted: Plant, kind: str) -> None:
    asked, chosen = "def name(c, given):\n    return done", "def fruit(c, given):\n    return done"
    dead = asked if kind == "ask" else chosen
    faults = planted(SOUND.replace(dead, dead.replace("return done", "raise Rejected('No')")))
    assert faults == [fault("planted.name" if kind == "ask" else "planted.fruit", "an answer leads nowhere")]


def test_a_question_too_long_for_one_page_is_found(planted: Plant) -> None:
    faults = planted(SOUND.replace("Your name?", "Your name? " * 20))
    assert {fault.about for fault in faults} == {"planted.name"}
    assert [fault.what for fault in faults] == [f"{each}: a question must stand on one page" for each in languages()]


def test_a_question_is_measured_with_all_the_keys_that_may_stand_below_it(planted: Plant) -> None:
    question = "x" * 140
    assert gsm0338.fits(f"CON {question}\n0. Back")
    assert {fault.about for fault in planted(SOUND.replace("Your name?", question))} == {"planted.name"}


def test_a_question_is_measured_with_its_longest_values(planted: Plant) -> None:
    asked = '@ask("{what}?", parse=str, fields=lambda c: {"what": "x"}, longest={"what": "x" * 150})'
    assert len(planted(SOUND.replace('@ask("Your name?", parse=str)', asked))) == len(languages())


def test_a_field_without_a_value_is_found(planted: Plant) -> None:
    faults = planted(SOUND.replace('"Done"', '"Done, {name}"'))
    assert set(faults) == {
        fault("planted.done", f"{language}: no value for the field 'name'") for language in languages()
    }


FORKED = """
from menus.notation import fork

@fork
def which(c):
    return {to}

@fork
def other(c):
    return which
"""


def test_forks_that_lead_to_each_other_only_are_found(planted: Plant) -> None:
    way = SOUND.replace("    return done", "    return other", 1)
    assert planted(way + FORKED.format(to="done")) == []
    circle = way + FORKED.format(to="other")
    faults = planted(circle)
    what = "it leads to forks that lead back to it, and to nothing that is shown"
    assert faults == [fault("planted.which", what), fault("planted.other", what)]
    assert lines_of(faults) == [line_of(circle, "@fork\ndef which"), line_of(circle, "@fork\ndef other")]


def test_a_menu_that_can_offer_no_line_is_found_and_a_page_to_read_is_none(planted: Plant) -> None:
    empty = SOUND.replace("    return ()", "    yield from ()")
    assert planted(empty) == [
        fault("planted.topics", "no line can be offered; a page that is only read says `return ()`")
    ]


def test_a_choice_without_a_line_is_found(planted: Plant) -> None:
    faults = planted(SOUND.replace('{"a": "Apple"}', "lambda c: {}"))
    assert faults == [fault("planted.fruit", "there is no line to choose")]


@pytest.mark.parametrize(
    "line", ['Option("Fruit", fruit)', 'Option("Fruit", fruit) if c.state.name else Option("Eat", fruit)']
)
def test_a_line_that_no_page_holds_is_found_whether_it_is_shown_or_may_be(planted: Plant, line: str) -> None:
    long = "Fruit" * 30
    written = SOUND.replace('Option("Fruit", fruit)', line.replace("Fruit", long))
    faults = planted(written)
    assert set(faults) == {
        fault("planted.home", f"{language}: no page holds the line {quote(long)}") for language in languages()
    }
    assert planted(written.replace(long, "Fruit" * 20)) == []


@pytest.mark.parametrize("broken", ["Done {", "Done }", "Done {0}"])
def test_a_text_that_cannot_be_filled_in_is_found(planted: Plant, broken: str) -> None:
    faults = planted(SOUND.replace('@end("Done")', f'@end("{broken}")').replace("return {}", 'return {"x": "y"}'))
    assert {each.about for each in faults} == {"planted.done"}
    assert len(faults) == len(languages())


def test_each_fault_is_named_with_its_file_and_line_and_all_at_once(planted: Plant, tmp_path: Path) -> None:
    broken = SOUND.replace("Your name?", "x" * 140).replace("    return done", "    raise Rejected('No')", 1)
    broken = broken.replace('    yield Option("Fruit", fruit)\n', '    yield Option("Fruit", link("help.gone"))\n')
    broken = broken.replace("choose, end,", "choose, end, link,")
    faults = planted(broken)
    assert sorted({str(each).removeprefix(f"{tmp_path}/") for each in faults}) == sorted(
        {
            f"planted.py:{line_of(broken, '@choose')}: planted.fruit: no screen leads here",
            f"planted.py:{line_of(broken, '@end')}: planted.done: no screen leads here",
            f"planted.py:{line_of(broken, '@ask')}: planted.name: an answer leads nowhere",
            f"planted.py:{line_of(broken, 'help.gone')}: planted.home: a link to 'help.gone', which is no screen",
            *(
                f"planted.py:{line_of(broken, '@ask')}: planted.name: {language}: a question must stand on one page"
                for language in languages()
            ),
        }
    )


def test_everything_that_starts_lango_is_held_up_by_a_fault() -> None:
    """`make run`, `make check` and the release run the command, which exits with status 1 on a fault."""
    assert "flask --app wsgi seed && flask --app wsgi menus check" in (ROOT / "Procfile").read_text()
    assert "\n\t@$(FLASK) menus check\n" in (ROOT / "Makefile").read_text()
    assert local_stack.STEPS["the check of the menus"][-2:] == ["menus", "check"]


MISSING = "an answer may have an effect (once, outside), and acts=True is missing"
ACT = """
def keep(c):
    c.once("keep", lambda session: True)
"""
ACTING = {
    "in the function of a question": SOUND.replace("    return done", "    c.once('x', len)\n    return done", 1),
    "in a function that it calls": ACT + SOUND.replace("    return done", "    keep(c)\n    return done", 1),
    "by asking the outside world": SOUND.replace("    return done", "    c.outside('x', str)\n    return done", 1),
    "in what a line does": ACT + OFFERING.replace("extra)", "extra, does=keep)"),
}
"""Books whose question has an effect and does not declare it."""


@pytest.mark.parametrize("acting", ACTING.values(), ids=ACTING)
def test_an_effect_that_a_screen_does_not_declare_is_found(planted: Plant, acting: str) -> None:
    assert planted(acting) == [fault("planted.name", MISSING)]
    assert planted(acting.replace("parse=str", "acts=True, parse=str")) == []


@pytest.mark.parametrize("kind", ["menu", "choose", "ask"])
def test_an_effect_that_is_declared_and_is_not_there_is_found(planted: Plant, kind: str) -> None:
    texts = {"menu": ('"Help"', "topics"), "choose": ('{"a": "Apple"}', "fruit"), "ask": ('"Your name?"', "name")}
    text, screen = texts[kind]
    faults = planted(SOUND.replace(text, f"{text}, acts=True"))
    assert faults == [fault(f"planted.{screen}", "acts=True, and no answer has an effect (once, outside)")]


def test_an_effect_that_may_be_dialled_ahead_need_not_be_declared(planted: Plant) -> None:
    assert planted(ACTING["in what a line does"].replace("c.once(", "c.once_counted(")) == []


def test_only_an_sms_may_be_dialled_ahead() -> None:
    """Only SMS about a status, a bill, a service or a Huduma Centre use `once_counted`; never money or a secret."""
    counted = {name: screen for name, screen in SCREENS.items() if graph.calls_effect(screen, graph.COUNTED)}
    assert set(counted) == {
        "applications.standing",
        "my_applications.one",
        "paybill.bill",
        "service.one",
        "service.how_much",
        "huduma.centre",
    }
    assert not any(screen.acts or engine.is_secret(screen) for screen in counted.values())


@pytest.mark.parametrize("effect", ["once", "once_counted"])
def test_an_end_that_has_an_effect_is_found(planted: Plant, effect: str) -> None:
    faults = planted(SOUND.replace("    return {}", f"    return {{}} if c.{effect} else {{}}"))
    assert faults == [fault("planted.done", "it has an effect (once, outside), and nothing answers it")]


def test_a_form_that_is_no_flow_is_found() -> None:
    read = [replace(each, name="leaflet.page") for each in SCREENS.values() if isinstance(each, Menu)][:1]
    book = replace(BOOK, forms=["registration", "enroling", "leaflet"])
    assert checks.find_false_declarations(book, [*SCREENS.values(), *read]) == [
        fault("enroling", "a form without a question"),
        fault("leaflet", "a form without a question"),
    ]


def test_no_flow_but_the_book_imports_the_first_screen() -> None:
    """A flow leads there by `HOME` and `RESTART` of `menus/notation.py`; else all flows would import in a circle."""
    modules = [ROOT / "menus" / "engine.py", ROOT / "menus" / "notation.py", *(ROOT / "menus" / "flows").rglob("*.py")]
    named = {
        file.relative_to(ROOT / "menus").as_posix()
        for file in modules
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom)
        and (
            (node.module == "menus.flows" and "home" in {each.name for each in node.names})
            or node.module == "menus.flows.home"
        )
    }
    assert named == {"flows/__init__.py"}


def test_two_screens_of_one_name_do_not_start(planted: Plant) -> None:
    with pytest.raises(ValueError, match=r"two screens are called planted\.done"):
        planted(SOUND + '\n@end("Again")\ndef done(c):\n    return {}\n')


FEW = 4
"""Choices that must all stay on the screen below a refusal; of longer lists at least the first three."""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", languages())
def test_a_wrong_number_leaves_the_choices_on_the_screen(filled: Container, language: str) -> None:
    with filled.database.reading() as session:
        (holder,) = accounts.by_phone(session, CITIZEN)
    c = context(filled, language=language, account=holder.id)
    for screen in checks.find_reachable(BOOK):
        if not isinstance(screen, Menu | Choose) or not (lines := engine.labels(c, screen)):
            continue
        refusal = engine.no_number(len(lines))
        said, briefly = (translate(language, text, **refusal.fields) for text in (refusal.text, refusal.short))
        first = checks.draw_at_longest(screen, c, language, above=said, briefly=briefly, refusals=1)[0]
        wanted = range(1, 1 + (len(lines) if len(lines) <= FEW else 3))
        assert [number for number in wanted if f"\n{number}. " not in first] == [], (screen.name, first)
