"""The list of the lines of stories is complete; a slip of an author is found; a failure shows only what differs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.simulator.stories import offered
from app.simulator.stories.notation import is_meant, unremarked
from tests.stories import judging, telling
from tests.stories.__main__ import chosen_by, main
from tests.stories.telling import Beat, Teller, beats

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
STORIES = sorted(Path(__file__).parent.rglob("*.story"))
NO_LINE = "| Please answer with a number from 1 to 6."


def listed() -> list[str]:
    """The beats that the docstring of `telling` lists, without their explanations."""
    assert telling.__doc__
    lines = re.findall(r"(?m)^ {4}(\S.*)$", telling.__doc__)[1:]  # the first is a title
    return [re.split(r" {2,}", line)[0] for line in lines]


def test_every_word_of_a_story_is_listed() -> None:
    assert [pattern for pattern in Teller.ACTS if not any(re.fullmatch(pattern, line) for line in listed())] == []


def test_every_word_that_is_listed_is_one() -> None:
    """Each matches one act only: of two acts that match, the first would be done."""
    acts = {line: [pattern for pattern in Teller.ACTS if re.fullmatch(pattern, line)] for line in listed()}
    assert {line: found for line, found in acts.items() if len(found) != 1} == {}


@pytest.mark.parametrize(
    ("does", "sees"),
    [
        ("> 9", [NO_LINE, "| Welcome. Karibu eCitizen"]),
        ("> nine", [NO_LINE]),
        ("> 9", ["| Tafadhali jibu kwa nambari 1 hadi 6."]),
        ("> 7", ["| Please answer with 1 to 3, or type a word."]),
        ("> 5", ["| There is nothing to choose on this page."]),
        (">", [NO_LINE]),
    ],
)
def test_what_a_screen_did_not_offer_is_a_slip_unless_it_is_meant(does: str, sees: list[str]) -> None:
    assert offered.slip(does, sees, over=False)
    assert offered.slip(f"{does}  # six lines".replace(">  #", ">   #"), sees, over=False) is None


def test_what_is_typed_after_the_end_is_a_slip() -> None:
    assert offered.slip("> 1", ["| Welcome"], over=True)
    assert offered.slip("> 1  # too late", ["| Welcome"], over=True) is None
    assert offered.slip("dial *222#", ["| Welcome"], over=True) is None


def test_what_a_question_does_not_take_is_none() -> None:
    assert offered.slip("> 12", ["| A passport number has 6 to 9 letters and digits."], over=False) is None


def test_a_remark_is_not_typed() -> None:
    assert unremarked("> 9  # no such line") == "> 9"
    assert unremarked("text #1") == "text #1"
    assert unremarked("dial *222*1#") == "dial *222*1#"


@pytest.mark.parametrize("story", STORIES, ids=lambda file: file.stem)
def test_a_story_says_where_it_types_what_is_not_offered_and_nowhere_else(story: Path) -> None:
    phone, over = "", {"": True}
    for beat in beats(story):
        before, does = over.get(phone, True), unremarked(beat.does)
        assert offered.slip(beat.does, beat.sees, over=before) is None, f"line {beat.line}"
        if is_meant(beat.does):
            assert offered.slip(does, beat.sees, over=before), f"line {beat.line}: it is offered, the remark is wrong"
        if does.startswith("phone "):
            phone = does
        elif does.startswith(("dial ", ">", "again")):
            over[phone] = "(end)" in beat.sees


def test_what_differs_is_shown_whole() -> None:
    expected, seen = (
        [f"| {number} of forty" for number in range(40)],
        [f"| {number} of forty" for number in range(1, 41)],
    )
    shown = judging.difference(Path("long.story"), Beat("> 1", expected, 7), seen).split("\n")
    assert shown[0] == "long.story, line 7: > 1"
    assert [line[2:] for line in shown[2:] if not line.startswith("+ ")] == expected
    assert [line[2:] for line in shown[2:] if not line.startswith("- ")] == seen


def test_a_story_that_fails_shows_what_differs_and_no_log(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("from tests.stories.conftest import pytest_runtest_makereport")
    pytester.makepyfile(
        """
        import pytest

        def test_story():
            print("a line of the log")
            pytest.fail("help.story, line 5: > 9", pytrace=False)

        def test_of_something_else():
            print("what is wanted")
            assert False
        """
    )
    shown = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:xdist").stdout
    shown.fnmatch_lines(["*help.story, line 5: > 9*", "*what is wanted*"])
    shown.no_fnmatch_line("*a line of the log*")


def test_the_names_of_stories_differ() -> None:
    assert len({story.stem for story in STORIES}) == len(STORIES)


@pytest.mark.parametrize("name", ["help", "help.story", "tests/stories/help.story"])
def test_a_story_is_found_by_its_name(name: str) -> None:
    assert chosen_by(name) == "tests/stories/test_stories.py::test_story[sqlite-help]"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("helq", "No story has the name 'helq'. Did you mean help?"),
        ("zzz", "No story has the name 'zzz'. They are files tests/stories/NAME.story."),
        ("", "Which story?"),
    ],
)
def test_a_name_that_no_story_has_is_told(name: str, said: str) -> None:
    with pytest.raises(SystemExit, match=re.escape(said)):
        main(name)


@pytest.mark.slow
def test_a_name_chooses_one_test_on_one_database() -> None:
    command = [sys.executable, "-m", "tests.stories", "help", "--collect-only"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"(?m)^tests/.*::.*$", shown) == [chosen_by("help")]
