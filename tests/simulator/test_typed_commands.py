"""How a line at the terminal phone is read: as a command, as a mistyped command, or as an SMS for the gateway."""

import re
from pathlib import Path

import pytest

from app.simulator.handset import Handset, Shown
from app.simulator.terminal.commands import OTHER_LINES, SUBJECTS, find_command, find_slip, manual
from app.simulator.terminal.drawing import draw_screen
from app.simulator.terminal.held_phones import HeldPhone, idle_seconds, network_code
from app.simulator.terminal.phone import TerminalPhone
from menus.sms.keywords import KEYWORDS

COMMANDS = TerminalPhone.COMMANDS
PAGE = Path(__file__).parents[2] / "docs" / "phone.md"


def understood(line: str, *, in_call: bool = False) -> str:
    """The command that a line is; else the error message for a mistyped command; else `text`."""
    found = find_command(COMMANDS, line, in_call=in_call)
    return found[0].word if found else find_slip(COMMANDS, line) or "text"


@pytest.mark.parametrize(
    "line",
    [
        "hali 1020 3040 5060", "STOP", "FIND driving licence", "late registration of birth", "pay 1020", "cancel it",
        "again and again", "PAY", "HELP", "mailbox", "twice a day", "inboxes are full", "no",
    ],
)  # fmt: skip
def test_what_begins_like_a_command_may_be_a_text(line: str) -> None:
    assert understood(line) == "text"


def test_no_word_of_the_gateway_is_taken_for_a_slip() -> None:
    """In capitals each keyword is an SMS; in small letters four are commands of the phone, as its manual says."""
    assert {word for word in KEYWORDS if understood(word) != "text"} == set()
    small = {word.lower(): understood(word.lower()) for word in KEYWORDS}
    assert {word for word, meant in small.items() if meant != "text"} == {"help", "pay", "paybill", "cancel"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("network orange", "Type: network safaricom | airtel | telkom | equitel"),
        ("pin", "Type: pin 1234 [twice | late]"),
        ("pin 1234 often", "Type: pin 1234 [twice | late]"),
        ("paybill 222222 50", "Type: paybill NUMBER ACCOUNT AMOUNT"),
        ("as me", "Type: as 0700000002"),
        ("wire maybe", "Type: wire on | off"),
        ("inbx", "Did you mean `inbox`? To text it: sms inbx"),
        ("*222", "A code begins with * and ends with #, such as *222#."),
    ],
)
def test_a_mistyped_command_is_told_how_it_is_typed(line: str, said: str) -> None:
    assert understood(line) == said


@pytest.mark.parametrize("line", ["pay", "pin 1234", "cancel", "sms hello", "paybill 1 2 3", "as me", "help me"])
def test_in_a_session_what_is_no_command_there_answers_the_screen(line: str) -> None:
    assert find_command(COMMANDS, line, in_call=True) is None


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("pin 1234 late", "pin"),
        ("cancel twice", "cancel"),
        ("as +254 700 000 002", "as"),
        ("network Airtel", "network"),
    ],
)
def test_a_command_takes_what_belongs_to_it(line: str, word: str) -> None:
    assert understood(line) == word


def test_each_subject_has_its_lines_and_each_line_its_subject() -> None:
    assert all(manual(COMMANDS, subject) for subject in SUBJECTS)
    assert {each.subject for each in COMMANDS} | {each[0] for each in OTHER_LINES} == set(SUBJECTS)


def test_a_screen_says_at_its_edge_how_much_of_it_is_used() -> None:
    drawn = draw_screen(Shown("Welcome [1]\n1. A line that is longer than the phone", over=False)).split("\n")
    assert drawn == [
        "+------------------------------------+",
        "| Welcome [1]                        |",
        "| 1. A line that is longer than the  |",
        "| phone                              |",
        "+----------------------- 57 of 160 --+",
    ]
    assert draw_screen(Shown("ŵ", over=True)).endswith("-- cannot be sent --+")


def test_a_network_waits_for_its_own_time() -> None:
    names = ("safaricom", "Airtel", "TELKOM", "equitel")
    assert [idle_seconds(network_code(name)) for name in names] == [30, 60, 30, 30]
    assert idle_seconds("nobody's") == 60


def test_a_session_is_closed_when_nobody_answers_and_when_its_whole_time_is_over() -> None:
    phone = HeldPhone(Handset("+254711000001", lambda *_: (200, "CON Welcome"), callback_key="k", sms_code="22222"))
    assert phone.closed_because() == "", "there is none"
    phone.handset.dial("*222#")
    phone.begin(30)
    assert phone.closed_because() == ""
    phone.idle_until = 0
    assert (phone.closed_because(), phone.handset.in_session) == ("nothing was answered for 30 s", False)
    phone.handset.again()
    phone.begin(30)
    phone.whole_until = 0
    assert (phone.closed_because(), phone.handset.in_session) == ("its 180 s are over", False)


def test_the_page_lists_what_can_be_typed() -> None:
    lines = [*OTHER_LINES, *((each.subject, each.usage, each.what) for each in COMMANDS)]
    wanted = [
        " | ".join((subject, f"`{usage}`".replace("|", "\\|"), what))
        for subject in SUBJECTS
        for about, usage, what in lines
        if about == subject
    ]
    subjects = "|".join(SUBJECTS)
    assert re.findall(rf"^\| ((?:{subjects}) \| `.*) \|$", PAGE.read_text(), re.MULTILINE) == wanted
