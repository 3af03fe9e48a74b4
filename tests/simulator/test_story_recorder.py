"""What is done on phones is recorded as a story: random values become names, and late events become lines of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.simulator.handset import SANDBOX_NETWORK
from app.simulator.stories.names import StoryNames, in_story_days
from app.simulator.stories.notation import beats, written
from app.simulator.stories.recorder import StoryRecorder

NOON = datetime(2027, 2, 3, 9, tzinfo=UTC)
MINE, OTHER = "+254711000001", "+254711000002"
SAFARICOM = "63902"


class Session:
    """A recorder, and the clock that it reads."""

    def __init__(self, folder: Path) -> None:
        self.file, self.now = folder / "life.story", NOON
        self.recorder = StoryRecorder(self.file, clock=lambda: self.now)

    def do(self, does: str, *shown: str, phone: str = MINE, network: str = SANDBOX_NETWORK) -> None:
        self.recorder.do(does, phone, network, shown, began=self.now)

    def later(self, seconds: float) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now

    def told(self) -> list[str]:
        return self.file.read_text().splitlines()[2:]


@pytest.fixture
def life(tmp_path: Path) -> Session:
    return Session(tmp_path)


def test_a_reference_that_is_seen_first_has_a_name_from_then_on(life: Session) -> None:
    life.do("> 1", "| Done. Your reference: 0606 0964 8060", "| 1020 3040 5060", "| Submitted, 3 Feb 2027")
    life.do("text hali 0606 0964 8060")
    life.do("text 0777 7777 7777")
    life.recorder.add_sms(MINE, "0777 7777 7777: not found. Receipt of 060609648060", life.now)
    assert life.told() == [
        "phone 0711000001",
        "> 1",
        "  | Done. Your reference: {reference}",
        "  | 1020 3040 5060",
        "  | Submitted, 23 Nov 2026",
        "text hali {reference}",
        "text 0777 7777 7777",
        "  < 0777 7777 7777: not found. Receipt of {reference}",
    ]


def test_a_code_is_written_by_its_name_where_it_comes_and_where_it_is_typed(life: Session) -> None:
    life.do("> 1", "| A code is on its way", "(end)")
    life.recorder.add_mail("a@example.com", "eCitizen", "Your code is 654321.\n\nNever tell anyone.", life.later(1))
    life.do("> 654321", "| Confirmed")
    assert life.told()[1:] == [
        "> 1",
        "  | A code is on its way",
        "  (end)",
        "  @ a@example.com: eCitizen",
        "  @ Your code is {code}.",
        "  @ Never tell anyone.",
        "> {code}",
        "  | Confirmed",
    ]


def test_an_sms_stands_with_what_caused_it_though_something_was_typed_meanwhile(life: Session) -> None:
    life.do("text hali")
    sent = life.later(0.5)
    life.later(1)
    life.do("dial *222#", "| Welcome")
    life.recorder.add_sms(MINE, "Two\nlines", sent)
    assert life.told()[1:] == ["text hali", "  < Two", "  < lines", "dial *222#", "  | Welcome"]


def test_an_sms_to_a_phone_that_is_not_held_is_seen_when_it_is_taken_again(life: Session) -> None:
    life.do("dial *222#", "| Welcome", phone=OTHER)
    sent = life.later(0.5)
    life.do("text hali", phone=MINE)
    life.recorder.add_sms(MINE, "To you", sent)
    life.recorder.add_sms(OTHER, "To the other", life.later(0.1))
    assert life.told() == [
        "phone 0711000002", "dial *222#", "  | Welcome", "phone 0711000001", "text hali", "  < To you", "sms",
        "  < To the other",
    ]  # fmt: skip


def test_time_that_passes_is_written_down(life: Session) -> None:
    life.do("dial *222#", "| Welcome")
    life.later(59)
    life.do("> 1", "| One")
    life.later(61)
    life.do("> 2", "| Two")
    assert [line for line in life.told() if line.startswith("wait")] == ["wait 120 seconds"]


def test_what_comes_late_has_its_words(life: Session) -> None:
    life.do("> 3", "| We SMS you the paybill", "(end)")
    life.recorder.add_sms(MINE, "Pay to it", life.later(5.4))
    life.recorder.answer_payer(
        MINE, SANDBOX_NETWORK, "enters the PIN", "ABCDEFGHIJ Confirmed.", "late", began=life.now, is_paid=True
    )
    life.recorder.add_sms(MINE, "ABCDEFGHIJ came", life.later(21))
    life.recorder.answer_payer(MINE, SANDBOX_NETWORK, "cancels", "nothing", "once", began=life.now, is_paid=False)
    life.recorder.add_sms(MINE, "Not paid", life.later(40))
    life.recorder.add_sms(MINE, "From the office", life.later(100))
    assert life.told()[3:] == [
        "  (end)", "wait 6 seconds", "  < Pay to it", "callbacks come late", "0711000001 enters the PIN",
        "  $ {receipt} Confirmed.", "late callbacks come", "  < {receipt} came", "callbacks come once",
        "0711000001 cancels", "  $ nothing", "payments are settled", "  < Not paid",
        "# left out, nothing on these phones brought it:", "#   < From the office",
    ]  # fmt: skip


def test_what_a_story_has_no_words_for_is_a_comment(life: Session) -> None:
    life.recorder.comment("the network is lost here")
    life.do("dial *222#", "| Welcome", network=SAFARICOM)
    life.do("> 9", "| Please answer with a number from 1 to 6.", network=SAFARICOM)
    assert life.told()[:3] == ["phone 0711000001 on Safaricom", "# the network is lost here", "dial *222#"]
    assert "> 9  # not offered" in life.told()
    assert [beat.comments for beat in beats(life.file)][1] == ("# the network is lost here",)


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "life.story").write_text("mine")
    with pytest.raises(FileExistsError):
        Session(tmp_path)


def test_a_disk_that_takes_no_more_is_said_at_the_end(life: Session) -> None:
    life.file.unlink()
    life.file.mkdir()
    life.do("dial *222#", "| Welcome")
    assert life.recorder.trouble == "Is a directory"


@pytest.mark.parametrize(
    ("expected", "seen", "is_told"),
    [
        ("| Welcome", "| Welcome", True),
        ("| Welcome.", "| Welcome!", False),
        ("< {reference}: dial *222*1*{reference}#", "< 0606 0964 8060: dial *222*1*060609648060#", True),
        ("< {reference}: dial *222*1*{reference}#", "< 0606 0964 8060: dial *222*1*111122220000#", False),
        ("$ {receipt} Confirmed, account {invoice}.", "$ UKRS24PNGO Confirmed, account AOLKHV.", True),
        ("$ {receipt} Confirmed.", "$ UKRS24PNG Confirmed.", False),
        ("| {test receipt}", "| TEST-00AB12CD", True),
    ],
)
def test_a_line_is_what_a_story_says(expected: str, seen: str, is_told: bool) -> None:
    assert StoryNames().matches(expected, seen) is is_told


def test_what_a_name_stands_for_is_learned_once_and_typed() -> None:
    names = StoryNames()
    assert names.matches("| Your reference: {reference}", "| Your reference: 0606 0964 8060")
    assert names.filled("text {reference}") == "text 060609648060"
    assert names.matches("< {reference}: Submitted", "< 0606 0964 8060: Submitted")
    assert not names.matches("< {reference}: Submitted", "< 1111 2222 0000: Submitted")


def test_todays_date_is_the_day_of_stories() -> None:
    assert in_story_days("| Submitted, 3 Feb 2027; 13 Feb 2027", NOON) == "| Submitted, 23 Nov 2026; 13 Feb 2027"


@pytest.mark.parametrize("name", ["help", "recorded_at_the_terminal", "paying/told_twice"])
def test_a_story_is_written_as_it_was_read(name: str) -> None:
    file = Path(__file__).parents[1] / "stories" / f"{name}.story"
    title, *_ = file.read_text().splitlines()
    assert written(title, beats(file)) == file.read_text()
