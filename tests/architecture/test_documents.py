"""Counts and lists in documents are those of the code; a count that no test compares is not written."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Final

import click
import pytest
from flask import Flask

from app.cli import main
from app.domain.catalogue_import import loader

ROOT: Final = Path(__file__).parents[2]
README, DOCS = ROOT / "README.md", ROOT / "docs"
THINGS: Final = (
    "agencies categories centres commands counties migrations modules mutants questions routes screens services "
    "settings stages stories synonyms tests walks"
)
"""Things whose number changes as the project grows."""
NUMBER: Final = (
    r"\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|\w+ dozen"
)
WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")
COUNT: Final = re.compile(rf"(?<!at most )\b(?:{NUMBER}) (?:[a-z-]+ )?(?:{'|'.join(THINGS.split())})\b")
NOT_OURS: Final = frozenset(
    {
        "1,000 to 100,000 services",  # how many `make bench` makes up
        "100,000 services",
        "22,000 services",
        "22,515 services",
        "400 services",  # drawn for a measurement
        "three services",  # in one SMS
        "two agencies",  # that are told apart
        "two modules",  # of a rule
        "three modules",
        "27 loose modules",  # as it was before a decision
    }
)
"""Counts that do not depend on our files."""


def rows(*names: str) -> int:
    """How many rows files of the catalogue have."""
    total = 0
    for name in names:
        with (ROOT / "app" / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            total += sum(1 for _ in csv.DictReader(lines))
    return total


def services() -> int:
    """The number of services that eCitizen has, without those that citizens ask for and that are elsewhere."""
    return rows("services", "services_listed")


COUNTED: Final[Mapping[str, Callable[[], str]]] = {
    "README.md: 5,546 services": lambda: f"{services():,} services",
    "README.md: 5,546 real services": lambda: f"{services():,} real services",
    "catalogue.md: 47 counties": lambda: f"{rows('counties')} counties",
}
"""The counts that documents have, and the current value of each."""


def pages() -> list[Path]:
    """The documents that are written by hand."""
    return [README, *DOCS.glob("*.md"), *(DOCS / "decisions").glob("*.md")]


def counts(text: str) -> Iterator[str]:
    """The counts of such things in a text; `at most 15 modules` is a rule and no count."""
    yield from (found for found in COUNT.findall(" ".join(text.split())) if found not in NOT_OURS)


def commands(group: click.Command, path: str = "") -> Iterator[str]:
    """Every command, as it is typed; a group that can run without a subcommand is one too."""
    if isinstance(group, click.Group):
        if group.invoke_without_command and path:
            yield path
        for name, command in group.commands.items():
            yield from commands(command, f"{path} {name}".strip())
    else:
        yield path


def all_commands() -> set[str]:
    app = Flask("lango")
    main.register(app)
    return {name for group in app.cli.commands.values() for name in commands(group, group.name or "")}


def listed_commands(text: str) -> set[str]:
    """The commands of the README's table. A command behind a slash has the group of the command before it."""
    table = text.partition("\n## Commands\n")[2].partition("\n## ")[0]
    found = set()
    for cell in re.findall(r"(?m)^\| (`.*?`[^|]*) \|", table):
        for alternatives in cell.split(" · "):
            group: list[str] = []
            for code in re.findall(r"(?:^| / )`(.*?)`", alternatives):
                words = [*takewhile(WORD.fullmatch, code.split())]
                group = words[:-1] or group
                found.add(" ".join([*group, words[-1]]))
    return found


def targets() -> set[str]:
    return set(re.findall(r"(?m)^([a-z-]+):(?!=)", (ROOT / "Makefile").read_text()))


def test_a_count_is_compared_or_not_written() -> None:
    assert {f"{page.name}: {count}" for page in pages() for count in counts(page.read_text())} == set(COUNTED)


@pytest.mark.parametrize("count", COUNTED)
def test_a_count_is_what_there_is(count: str) -> None:
    assert count.partition(": ")[2] == COUNTED[count]()


@pytest.mark.parametrize("text", ["has 90 screens", "the 265\ntests", "all twelve settings", "two dozen walks"])
def test_a_count_would_be_found(text: str) -> None:
    assert [*counts(text)]


def test_the_readme_lists_every_command_and_no_other() -> None:
    assert listed_commands(README.read_text()) == all_commands()


def test_a_command_that_is_not_listed_would_be_found() -> None:
    text = README.read_text()
    assert listed_commands(text.replace("/ `unlock` ", "")) == all_commands() - {"account unlock"}
    assert listed_commands(text.replace("| `outbox` |", "| `outbox nothing` |")) > {"outbox nothing"}


def test_the_page_of_the_catalogue_lists_every_file() -> None:
    listed = re.findall(r"(?m)^\| `(\w+)\.csv` \|", (DOCS / "catalogue.md").read_text())
    assert sorted(listed) == sorted(file.stem for file in loader.our_files())


def test_every_target_of_make_that_is_named_is_there() -> None:
    named = {name for page in pages() for name in re.findall(r"`make ([a-z-]+)", page.read_text())}
    assert len(named) > 5
    assert named - targets() == set()


def test_every_target_of_make_is_in_its_own_help() -> None:
    helped = set(re.findall(r"(?m)^([a-z-]+):.*## ", (ROOT / "Makefile").read_text()))
    assert helped == targets()
