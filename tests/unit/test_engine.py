"""The menu engine with a small book of screens: the keys of every screen, pages, refusals, and text dialled ahead."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.container import IdentityRegistry
from app.domain.catalogue.search.finder import Finder
from app.domain.idempotency.hop_effects import Effect
from app.domain.shared.contacts import Contacts
from app.platform import gsm0338
from app.platform.db import Database
from app.platform.encryption import Keyring
from app.providers.identity_registry import NoRegister
from menus import engine
from menus.context import Context, SessionState
from menus.draft import Draft, Drafts
from menus.engine import Book, ScreenReply
from menus.notation import SCREENS, Fields, Option, Rejected, Screen, ScreenGone, ask, choose, end, menu

LINES = [f"Line {number} of the long page says this much." for number in range(1, 12)]
FRUITS = [f"Fruit number {number}" for number in range(1, 16)]
NUMBERED = [f"{number}. {fruit}" for number, fruit in enumerate(FRUITS, 1)]
OPTIONS = ["1. Name", "2. Fruit", "3. Read", "4. Act", "5. Secret", "6. The long end"]
WANTED = "A name has two letters. Please type it again."
SECRET = "the secret word"


class NameDraft(Draft):
    whom: str = ""


@pytest.fixture
def book() -> Iterator[Book]:
    """Screens of every kind, and no others while the test lasts."""
    kept = dict(SCREENS)
    SCREENS.clear()
    yield written()
    SCREENS.clear()
    SCREENS.update(kept)


@pytest.fixture
def c() -> Iterator[Context]:
    """The context of one phone, with the only table that it writes to."""
    contacts = Contacts(ussd_code="*222#", sms_code="22222", phone="1919", email="help@example.com")
    database = Database("sqlite://", Keyring(["the key of this test, 32 characters"]))
    Effect.metadata.create_all(database.engine, tables=[Effect.metadata.tables["effects"]])
    registry = IdentityRegistry(NoRegister())
    yield Context(
        phone="+254700000001",
        hop="hop",
        state=SessionState(),
        database=database,
        contacts=contacts,
        registry=registry,
        finder=Finder(database),
    )
    database.close()


def written() -> Book:  # noqa: C901 (eight screens of a line or two each)
    @menu("{notice}\nWelcome", acts=True, fields=lambda c: {"notice": c.state.notices.get("en", "")})
    def home(c: Context) -> Iterator[Option]:
        yield Option("Name", name)
        yield Option("Fruit", fruit)
        yield Option("Read", reading)
        yield Option("Act", done, does=act)
        yield Option("Secret", password)
        yield Option("The long end", farewell)

    @ask("What is your name?", parse=a_name)
    def name(c: Context, given: str) -> Screen:
        c.draft(NameDraft).whom = given
        return greeting

    @menu("Hello {name}", acts=True, fields=lambda c: {"name": c.draft(NameDraft).whom})
    def greeting(c: Context) -> Iterator[Option]:
        yield Option("Another name", name)
        yield Option("Name and act", done, does=act)

    @choose("Which fruit?", {fruit: fruit for fruit in FRUITS})
    def fruit(c: Context, chosen: str) -> Screen:
        c.draft(NameDraft).whom = chosen
        return greeting

    @menu("\n".join(LINES))
    def reading(c: Context) -> tuple[Option, ...]:
        return ()

    @ask("Your password", parse=a_name, secret=True)
    def password(c: Context, given: str) -> Screen:
        c.draft(NameDraft).whom = given
        return done

    @end("Done, {name}")
    def done(c: Context) -> Fields:
        return {"name": c.draft(NameDraft).whom}

    @end("\n".join(LINES))
    def farewell(c: Context) -> Fields:
        return {}

    @menu("How to use this")
    def topics(c: Context) -> tuple[Option, ...]:
        return ()

    return Book(home=home, help=topics, first=lambda c: home, next=lambda c: home)


def a_name(typed: str) -> str:
    if len(typed) < 2:
        raise Rejected("A name has {least} letters. Please type it again.", least="two")
    return typed


def act(c: Context) -> None:
    c.once("act", lambda session: "done")


def walked(book: Book, c: Context, *typed: str) -> ScreenReply:
    """Start a session and type each of these at the screen before it; the reply to the last."""
    reply = engine.start(book, c, [])
    for each in typed:
        assert reply.state is not None, f"the session was over before {each}"
        next_hop(c, SessionState.from_bytes(reply.state.to_bytes()))
        reply = engine.step(book, c, each)
    return reply


def next_hop(c: Context, state: SessionState) -> None:
    """Reset a context to what it is at the beginning of a hop."""
    c.state, c.acted, c.settled, c.above = state, False, False, ""


def shown(reply: ScreenReply) -> list[str]:
    return reply.text.split("\n")


# The keys that every screen has


def test_the_first_screen_offers_no_way_back(book: Book, c: Context) -> None:
    assert shown(walked(book, c)) == ["Welcome", *OPTIONS]


@pytest.mark.parametrize(
    "typed",
    ["1", "1.", " 1 ", "1)", "１", "¹", "१", "\u0661", "1!", "(1)", "1\ufe0f\u20e3", "\u200b1\u202c", "\u201c1\u201d"],
)
def test_a_number_chooses_however_it_is_written(book: Book, c: Context, typed: str) -> None:
    assert shown(walked(book, c, typed)) == ["What is your name?", "0. Back"]


@pytest.mark.parametrize("typed", ["7", "-1", "one", "", "*", "1*2", "1.5", "1 1", "9" * 182, "\x00", "😀"])
def test_what_is_no_number_of_the_menu_is_refused_and_asked_again(book: Book, c: Context, typed: str) -> None:
    refused = walked(book, c, typed)
    assert shown(refused)[:3] == ["Please answer with a number from 1 to 6.", "Welcome", "1. Name"]
    assert c.state.refusals == 1


def test_back_leads_to_the_screen_before_and_stops_at_the_first(book: Book, c: Context) -> None:
    assert shown(walked(book, c, "1", "Asha"))[0] == "Hello Asha"
    assert shown(walked(book, c, "1", "Asha", "0"))[0] == "What is your name?"
    assert shown(walked(book, c, "1", "Asha", "0", "0"))[0] == "Welcome"
    assert shown(walked(book, c, "1", "Asha", "0", "0", "0"))[0] == "Welcome"


def test_home_is_understood_everywhere_and_written_where_back_is_long(book: Book, c: Context) -> None:
    assert "00. Home" not in shown(walked(book, c, "1", "Asha"))
    assert shown(walked(book, c, "1", "Asha", "00")) == shown(walked(book, c))
    c.state.trail = [book.home.name, "x", "y", "z"]
    assert engine.draw(c, book.help, depth=3)[0].endswith("0. Back\n00. Home")


def test_a_screen_that_led_here_is_gone_back_to_not_piled_up(book: Book, c: Context) -> None:
    walked(book, c, "1", "Asha", "1", "Njeri", "1", "Otieno")
    assert c.state.trail == ["test_engine.home", "test_engine.name", "test_engine.greeting"]


def test_a_phone_is_greeted_with_what_awaits_it_and_back_leads_home(book: Book, c: Context) -> None:
    awaited = replace(book, first=lambda c: SCREENS["test_engine.password"])
    assert shown(engine.start(awaited, c, [])) == ["Your password", "0. Back"]
    assert shown(engine.step(awaited, c, "0"))[0] == "Welcome"
    assert shown(engine.start(awaited, c, ["1", "Asha"]))[0] == "Hello Asha"


@pytest.mark.parametrize("way_back", [True, False])
def test_an_effect_closes_the_way_back_unless_it_is_kept(book: Book, c: Context, way_back: bool) -> None:
    @ask("Tell", parse=a_name)
    def telling(c: Context, given: str) -> Screen:
        c.once("tell", lambda session: given, way_back=way_back)
        return SCREENS["test_engine.greeting"]

    c.state.trail = [book.home.name, telling.name]
    engine.step(book, c, "Asha")
    assert c.acted
    assert c.state.trail == [book.home.name, *([telling.name] if way_back else []), "test_engine.greeting"]


def test_where_a_line_leads_is_looked_up_only_when_it_is_chosen(book: Book, c: Context) -> None:
    asked: list[str] = []

    def where(c: Context) -> Screen:
        asked.append(c.state.trail[-1])
        return SCREENS["test_engine.greeting"]

    @menu("Two ways")
    def two_ways(c: Context) -> Iterator[Option]:
        yield Option("Straight on", book.home)
        yield Option("As it may be", where)

    c.state.trail = [book.home.name, two_ways.name]
    refused = engine.step(book, c, "3")
    assert asked == []
    assert refused.state is not None
    next_hop(c, refused.state)
    assert shown(engine.step(book, c, "2"))[0].startswith("Hello")
    assert asked == [two_ways.name]


def test_what_is_said_stands_above_the_next_screen_and_only_there(book: Book, c: Context) -> None:
    @ask("Tell", parse=a_name)
    def saying(c: Context, given: str) -> Screen:
        c.say("{name} is known.", name=given)
        return SCREENS["test_engine.name"]

    c.state.trail = [book.home.name, saying.name]
    said = engine.step(book, c, "Asha")
    assert shown(said) == ["Asha is known.", "What is your name?", "0. Back"]
    assert said.state is not None
    next_hop(c, said.state)
    assert shown(engine.step(book, c, "Njeri"))[0] == "Hello Njeri"


def test_a_state_comes_back_from_the_session_as_it_went(c: Context) -> None:
    state = SessionState(
        ["a", "b"],
        page=-1,
        refusals=2,
        language="sw",
        notices={"en": "“x”"},
        draft=Drafts({NameDraft: NameDraft("1020")}),
    )
    assert SessionState.from_bytes(state.to_bytes()) == state


def test_a_screen_that_is_no_more_is_gone(book: Book, c: Context) -> None:
    c.state.trail = ["registration.gone"]
    with pytest.raises(ScreenGone):
        engine.step(book, c, "1")


# Pages


def test_a_refusal_keeps_the_choices_where_the_whole_screen_has_no_room(book: Book, c: Context) -> None:
    @menu("{story}", fields=lambda c: {"story": "word " * 26})
    def long_story(c: Context) -> Iterator[Option]:
        yield Option("Go on", SCREENS["test_engine.greeting"])
        yield Option("Leave", book.home)

    c.state.trail = [book.home.name, long_story.name]
    refused = engine.step(book, c, "7")
    choices = ["1. Go on", "2. Leave"]
    assert shown(refused) == ["Please answer with a number from 1 to 2.", *choices, "98. More", "0. Back"]
    assert refused.state is not None
    next_hop(c, refused.state)
    whole = engine.step(book, c, "98")
    assert whole.text.startswith("word word")
    assert whole.state is not None
    next_hop(c, whole.state)
    assert shown(engine.step(book, c, "1"))[0].startswith("Hello")


def turned(book: Book, c: Context, reply: ScreenReply) -> list[str]:
    """All lines from this page to the last one, reached by 98, without the lines of the keys."""
    lines = shown(reply)
    while "98. More" in reply.text:
        before = reply.text
        reply = engine.step(book, c, "98")
        assert reply.text != before
        lines += shown(reply)
    return [line for line in lines if line not in ("98. More", "0. Back", "00. Home", "99. Help")]


@pytest.mark.parametrize("option", ["3", "6"])
def test_a_long_screen_is_read_to_its_end(book: Book, c: Context, option: str) -> None:
    assert turned(book, c, walked(book, c, option)) == LINES


def test_a_long_ending_ends_with_its_last_page(book: Book, c: Context) -> None:
    reply = walked(book, c, "6")
    while "98. More" in reply.text:
        assert reply.wire.startswith("CON ")
        reply = engine.step(book, c, "98")
    assert reply.wire.startswith("END ")


def test_back_turns_pages_back_and_then_leaves(book: Book, c: Context) -> None:
    pages = [walked(book, c, "3", *["98"] * number).text for number in range(3)]
    assert len(set(pages)) == 3
    assert [engine.step(book, c, "0").text for _ in range(2)] == [pages[1], pages[0]]
    assert shown(engine.step(book, c, "0"))[0] == "Welcome"


def test_options_of_other_pages_may_be_chosen_and_pages_begin_anew(book: Book, c: Context) -> None:
    assert shown(walked(book, c, "2", "98", "15"))[0] == "Hello Fruit number 15"
    assert shown(walked(book, c, "2", "98", "1", "0"))[0] == "Which fruit?"


def test_the_first_screen_has_pages_too(book: Book, c: Context) -> None:
    c.state.notices = {"en": "Payments are delayed today, and so is much else that we would like to tell. " * 2}
    first = walked(book, c)
    assert turned(book, c, first)[-6:] == OPTIONS
    assert c.state.page > 0
    assert engine.step(book, c, "00").text == first.text


# Refusals


def test_a_question_says_what_is_wanted_and_asks_again(book: Book, c: Context) -> None:
    assert shown(walked(book, c, "1", "A")) == [WANTED, "What is your name?", "0. Back"]


def test_help_is_offered_after_three_refusals_and_back_leads_to_the_question(book: Book, c: Context) -> None:
    assert "99. Help" not in shown(walked(book, c, "1", "A", "B"))
    assert shown(walked(book, c, "1", "A", "B", "C"))[-1] == "99. Help"
    assert shown(walked(book, c, "1", "A", "B", "C", "99"))[0] == "How to use this"
    assert shown(walked(book, c, "1", "A", "B", "C", "99", "0")) == ["What is your name?", "0. Back"]


def test_98_and_99_are_answers_where_they_are_not_offered(book: Book, c: Context) -> None:
    assert shown(walked(book, c, "1", "98"))[0] == "Hello 98"
    assert shown(walked(book, c, "1", "A", "99"))[0] == "Hello 99"
    assert c.state.refusals == 0


@pytest.mark.parametrize("refused", [1, 2, 3, 4])
@pytest.mark.parametrize(("option", "said"), [("3", LINES), ("6", LINES), ("2", NUMBERED)])
def test_a_refusal_hides_nothing_of_a_long_screen(
    book: Book, c: Context, refused: int, option: str, said: list[str]
) -> None:
    reply = walked(book, c, option, "98", *["nothing"] * refused)
    assert set(said) <= set(turned(book, c, reply))


def test_more_works_on_a_screen_that_only_its_refusal_makes_too_long(book: Book, c: Context) -> None:
    c.state.notices = {"en": "Payments are delayed today. Please do not pay for anything twice, ever."}
    whole = walked(book, c)
    assert "98. More" not in whole.text
    refused = engine.step(book, c, "nothing")
    assert "98. More" in refused.text
    assert engine.step(book, c, "98").text == whole.text


def test_below_a_refusal_back_leaves_the_screen_and_an_answer_counts(book: Book, c: Context) -> None:
    assert shown(walked(book, c, "3", "98", "nothing", "0"))[0] == "Welcome"
    assert shown(walked(book, c, "2", "98", "nothing", "15"))[0] == "Hello Fruit number 15"


# Text dialled ahead


def dialled(book: Book, c: Context, *ahead: str) -> ScreenReply:
    return engine.start(book, c, list(ahead))


def test_text_dialled_ahead_leads_where_typing_would(book: Book, c: Context) -> None:
    assert dialled(book, c, "1", "Asha").text == walked(book, c, "1", "Asha").text
    assert not c.ahead


def test_it_stops_at_a_refusal_and_says_so(book: Book, c: Context) -> None:
    assert shown(dialled(book, c, "1", "A", "Asha"))[:2] == [WANTED, "What is your name?"]


def test_it_never_answers_a_secret(book: Book, c: Context) -> None:
    assert shown(dialled(book, c, "5", SECRET))[0] == "Your password"
    assert c.draft(NameDraft).whom == ""


def test_it_never_acts(book: Book, c: Context) -> None:
    assert shown(dialled(book, c, "4"))[0] == "Welcome"
    assert shown(dialled(book, c, "1", "Asha", "2", "1"))[0] == "Hello Asha"
    assert not c.acted


def test_after_an_effect_back_leads_home_and_never_to_the_question(book: Book, c: Context) -> None:
    walked(book, c, "1", "Asha", "2")
    assert c.acted
    assert c.state.trail == ["test_engine.home", "test_engine.done"]


def test_it_ends_with_the_end(book: Book, c: Context) -> None:
    reply = dialled(book, c, "6", "98", "98", "98", "98", "98", "1")
    assert reply.state is None
    assert shown(reply)[-1] == LINES[-1]


# What is typed


def test_a_question_is_given_what_was_typed_as_it_came_and_no_more_than_can_be_typed(book: Book, c: Context) -> None:
    reply = walked(book, c, "1", "Ng\u2019endo \u0141\u200b.")
    assert reply.state
    assert reply.state.draft.of(NameDraft).whom == "Ng\u2019endo \u0141\u200b."
    long = walked(book, c, "1", "x" * 500)
    assert long.state
    assert long.state.draft.of(NameDraft).whom == "x" * engine.LONGEST_INPUT


INPUTS = st.lists(
    st.sampled_from(["0", "00", "98", "99", "1", "2", "3", "4", "5", "6", "x", "", "*", "Asha"]) | st.text(max_size=9),
    max_size=40,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(INPUTS)
def test_whatever_is_typed_a_screen_is_shown_that_leads_home(book: Book, c: Context, typed: list[str]) -> None:
    c.state = SessionState()
    reply = engine.start(book, c, [])
    for each in typed:
        if reply.state is None:
            break
        next_hop(c, reply.state)
        reply = engine.step(book, c, each)
        assert reply.wire.startswith(("CON ", "END "))
        assert gsm0338.fits(reply.wire)
        assert c.state.trail[0] == book.home.name
        assert len(c.state.trail) == len(set(c.state.trail))
        assert SessionState.from_bytes(c.state.to_bytes()) == c.state
    if reply.state is not None:
        next_hop(c, reply.state)
        assert shown(engine.step(book, c, "00"))[0] == "Welcome"
