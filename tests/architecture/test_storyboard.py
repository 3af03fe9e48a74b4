"""The storyboard: the stored file is what the code draws now, has every screen, and prices tasks by their stories."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from app.dev.storyboard import __main__ as storyboard_command
from app.dev.storyboard import task_costs
from app.dev.storyboard.html_page import Storyboard, as_time, make_storyboard, render_html
from app.dev.storyboard.least_values import LEAST, OF_A_SCREEN, least_fields
from app.dev.storyboard.pdf_document import LetterNotInFont, refuse_letters, render_pdf
from app.dev.storyboard.pdf_phone import LETTERS_A_LINE, wrap_screen
from app.dev.storyboard.screens import PhonePage, StoryboardScreen, blank_context
from app.dev.storyboard.task_costs import cost_of, count_keys, find_sms
from app.dev.storyboard.tasks import TASKS, CitizenTask
from app.platform import gsm0338
from app.platform.i18n import languages
from app.simulator.stories.notation import Beat
from menus.engine import BACK, FIRST, LOST, MORE
from menus.notation import SCREENS, Fork

PAGE = storyboard_command.PAGE


@pytest.fixture(scope="module")
def storyboard() -> Storyboard:
    return make_storyboard()


@pytest.fixture(scope="module")
def screens(storyboard: Storyboard) -> dict[str, StoryboardScreen]:
    return {screen.name: screen for flow in storyboard.flows for screen in flow.screens}


class Read(HTMLParser):
    """Parses an HTML page: its ids, its links, and the elements that fetch or run something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names, self.links, self.fetched = list[str](), set[str](), list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.names += [told["id"] or ""] if "id" in told else []
        self.links |= {told["href"] or ""} if tag == "a" else set()
        self.fetched += [tag] if tag in ("script", "link", "img", "iframe") or "src" in told else []


# The page


def test_what_is_kept_is_what_the_code_draws_now(storyboard: Storyboard) -> None:
    assert PAGE.read_text() == render_html(storyboard), "run: make storyboard"


def test_every_screen_is_on_it_in_every_language(screens: dict[str, StoryboardScreen]) -> None:
    assert screens.keys() == SCREENS.keys()
    for name, screen in screens.items():
        drawn = [] if isinstance(SCREENS[name], Fork) else [*languages()]
        assert [each.language for each in screen.drawn] == drawn, name
        assert screen.about


def test_every_page_fits_and_says_something_and_has_no_gap(storyboard: Storyboard) -> None:
    for page in storyboard.pages:
        assert gsm0338.fits(f"CON {page.text}")
        assert not re.match(r"$|0\. |[:,.]", page.text), page.text
        assert not re.search(r"[{}]|  ", page.text), page.text


def test_a_shortest_page_is_never_longer_than_the_longest(screens: dict[str, StoryboardScreen]) -> None:
    for name, screen in screens.items():
        for each in screen.drawn:
            if each.longest:
                short, long = (sum(page.septets for page in pages) for pages in (each.shortest, each.longest))
                assert short <= long, f"{name}, {each.language}"


def test_its_exits_are_those_of_the_screens(screens: dict[str, StoryboardScreen]) -> None:
    home = {exit_.key: (exit_.label, exit_.leads) for exit_ in screens["home.home"].exits}
    assert home["1"] == ("Track by reference number", ("applications.reference",))
    assert home["5"] == ("Help", ("help.topics",))
    assert home[FIRST] == ("home", ("home.home",))
    assert home[LOST] == ("help, after three refusals", ("help.topics",))
    assert {BACK, FIRST, LOST} <= {exit_.key for exit_ in screens["registration.number"].exits}
    assert MORE not in {exit_.key for exit_ in screens["registration.number"].exits}
    assert MORE in {exit_.key for exit_ in screens["help.topics"].exits}
    assert [exit_.label for exit_ in screens["call_me.too_often"].exits] == ["the call ends"]
    [typed] = [each for each in screens["applications.reference"].exits if not each.key]
    assert typed.leads == ("applications.standing",)
    for screen in screens.values():
        assert {name for exit_ in screen.exits for name in exit_.leads} <= screens.keys()
        assert set(screen.led_from) <= screens.keys()


def test_it_needs_nothing_else_and_its_links_lead_somewhere() -> None:
    page = PAGE.read_text()
    found = Read(page)
    assert found.fetched == []
    assert "url(" not in page
    assert len(found.names) == len(set(found.names)), "two things of one name"
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.names)
    assert [link for link in found.links if not link.startswith("#") and not (PAGE.parent / link).is_file()] == []
    assert len(page) < 1_500_000


def test_every_field_that_is_empty_has_its_least_and_no_row_is_left_over() -> None:
    c = blank_context()
    fields = {name: set(re.findall(r"{(\w+)}", screen.text)) for name, screen in SCREENS.items()}
    assert {*LEAST} - set().union(*fields.values()) == set()
    for row in OF_A_SCREEN:
        screen, _, field = row.rpartition(".")
        assert field in fields[screen], row
    bare = replace(SCREENS["own_steps.withdrawn"], text="Gone: {nowhere}")
    with pytest.raises(KeyError, match=r"own_steps\.withdrawn\.nowhere"):
        least_fields(bare, c)


# What a task costs


def test_keys_are_counted_as_they_are_pressed() -> None:
    assert count_keys("dial *222#") == 6
    assert count_keys("> 1") == 2
    assert count_keys("> cab") == 3 + 1 + 2 + 1
    assert count_keys("> 29000001  # no such person") == 9
    assert count_keys("> {code}") == 7
    assert count_keys("text {reference}") == 12 + len("22222") + 1


def test_a_session_is_paid_for_as_a_whole_and_sms_by_their_parts() -> None:
    dialled = [
        Beat("dial *222#", ["| Welcome"]),
        Beat("> 1", ["| Done", "< eCitizen: " + "x" * 160, "< more"]),
    ]
    cost = cost_of(dialled)
    assert (cost.hops, cost.keys, cost.sessions) == (2, 8, 1)
    assert cost.citizen_kes == task_costs.KES_A_SESSION
    assert cost.our_kes == 2 * task_costs.KES_A_PART
    slow = cost_of([*dialled, *[Beat("> wanjiku", [])] * 40])
    assert slow.sessions > 1
    assert slow.citizen_kes == slow.sessions * task_costs.KES_A_SESSION
    texted = cost_of([Beat("text hali", ["< eCitizen: ready"])])
    assert (texted.hops, texted.sessions, texted.citizen_kes) == (1, 0, task_costs.KES_AN_SMS)


def test_two_sms_are_told_apart() -> None:
    beat = Beat("> 1", ["< eCitizen: one", "< of two lines", "< eCitizen: another"])
    assert [*find_sms(beat)] == ["eCitizen: one\nof two lines", "eCitizen: another"]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_every_task_has_its_cost(task: CitizenTask) -> None:
    cost = task.cost()
    assert 0 < cost.hops <= cost.keys
    assert 10 < cost.seconds < 400
    assert cost.citizen_kes >= 1


def test_times_are_written_for_people() -> None:
    assert [as_time(53), as_time(125)] == ["53 s", "2 min 5 s"]


# The PDF


def test_a_letter_that_its_fonts_do_not_have_is_refused(storyboard: Storyboard) -> None:
    refuse_letters(storyboard)
    greek = StoryboardOf(storyboard, PhonePage("Ω"))
    with pytest.raises(LetterNotInFont, match=r"U\+03A9"):
        refuse_letters(greek)


class StoryboardOf(Storyboard):
    """A storyboard with one page only."""

    def __init__(self, like: Storyboard, page: PhonePage) -> None:
        super().__init__(like.flows, like.tasks, like.code)
        self.__dict__["pages"] = [page]


def test_a_line_of_its_phones_is_no_wider_than_their_screen(storyboard: Storyboard) -> None:
    lines = [[*wrap_screen(page.text)] for page in storyboard.pages]
    assert max(len(line) for page in lines for line in page) <= LETTERS_A_LINE
    assert max(map(len, lines)) <= 11


@pytest.mark.slow
def test_the_pdf_has_every_flow_and_is_always_the_same(storyboard: Storyboard) -> None:
    made = render_pdf(storyboard)
    assert made == render_pdf(storyboard)
    assert made.startswith(b"%PDF-")
    assert 30 < made.count(b"/Type /Page\n") < 200
    assert len(made) < 1_000_000
