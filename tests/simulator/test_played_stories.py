"""Which stories phones can play, and on which numbers."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from app.container import Container
from app.simulator.command import phone_command
from app.simulator.gateway_client import is_loopback
from app.simulator.stories.player import NotPlayable, read_playable
from app.simulator.stories.playing import NumberBook, PlayCount
from tests.conftest import application_of

STORIES = Path(__file__).parents[1] / "stories"


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (
            "dial *222#\n  | Welcome\naccount of citizen 1 on 2 with password 3",
            "5: `account of citizen 1 on 2 with password 3` cannot be played",
        ),
        ("wait 6 minutes", "3: `wait 6 minutes` cannot be played: the player waits for 300 seconds at most"),
        ("dail *222#", "3: `dail *222#` cannot be played: it is about what stands around the phones"),
        ("  | Welcome", "3: something is seen before anything is done"),
        ("# nothing but a comment", "there is nothing in this story"),
    ],
)
def test_a_story_that_phones_cannot_play_is_refused_with_its_line(lines: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "some.story"
    file.write_text(f"A title\n\n{lines}\n")
    with pytest.raises(NotPlayable) as refused:
        read_playable(file)
    assert f"{refused.value}".startswith(f"{file}")
    assert why in f"{refused.value}"


@pytest.mark.parametrize("name", ["help", "find", "check_mistyped", "recorded_at_the_terminal"])
def test_a_story_of_phones_alone_can_be_played(name: str) -> None:
    assert len(read_playable(STORIES / f"{name}.story")) > 5


def test_each_player_has_numbers_of_its_own_on_the_same_network() -> None:
    book = NumberBook()
    given = [book.for_one() for _ in range(200)]
    numbers = [mine("+254712000001") for mine in given]
    assert len(set(numbers)) == 200
    assert all(each.startswith("+254712") and len(each) == 13 for each in numbers)
    assert [mine("+254712000001") for mine in given] == numbers


@pytest.mark.parametrize(
    ("base", "is_here"),
    [
        ("http://127.0.0.1:8000", True), ("http://localhost:8000", True), ("http://[::1]:1", True),
        ("http://192.168.0.1:8000", False), ("https://lango.example", False), ("nowhere", False),
    ],
)  # fmt: skip
def test_only_this_machine_is_played_against(base: str, is_here: bool) -> None:
    assert is_loopback(base) is is_here


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_command_says_what_it_does_not_do(container: Container, tmp_path: Path) -> None:
    story, mine = str(STORIES / "help.story"), tmp_path / "mine.story"
    mine.write_text("mine")
    for arguments, said in (
        (["--play", story, "--base", "http://lango.example"], "stories are played against this machine only"),
        (["--play", story, "--record", str(mine)], "--record and --play exclude each other"),
        (["--play", str(tmp_path / "none.story")], "none.story cannot be read: No such file"),
        (["--play", story, "--times", "5001"], "5001 is not in the range"),
        (["--record", "mine.txt"], "a name that ends in .story is wanted"),
        (["--record", str(mine)], "mine.story is there already; it is not written over"),
        (["me"], "a phone number is wanted, such as 0700000001"),
    ):
        with application_of(container).app_context():
            done = CliRunner().invoke(phone_command, arguments)
        assert said in done.output, done.output
        assert done.exit_code != 0


def test_what_was_played_is_told_in_one_line() -> None:
    count = PlayCount(played=2, as_told=1, different=1, hop_seconds=[n / 100 for n in range(1, 101)])
    assert count.words() == "played 2, as told 1, different 1, errors 0; hops 100, p50 505 ms, p95 951 ms"
    assert PlayCount(played=1, errors=1).words() == "played 1, as told 0, different 0, errors 1; hops 0"
