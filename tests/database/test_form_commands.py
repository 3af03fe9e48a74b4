"""`flask forms`: what the author of a form sees, and that docs/forms.md describes it correctly."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from click.testing import Result

from app.bootstrap.web import create_app
from app.cli import main
from app.container import Container
from app.domain.applications.applications import Application
from app.domain.applying.application_drafts import DraftedApplication
from app.platform import gsm0338
from tests.unit.test_form_compiler import BROKEN, REFUSALS, as_excel

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ROOT: Final = Path(__file__).parents[2]
PAGE: Final = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
EXAMPLE: Final = ROOT / "docs" / "examples" / "dog-licence.csv"
Run = Callable[..., Result]


@pytest.fixture
def run(container: Container) -> Run:
    """Run `flask forms` with these arguments; `typed` are the lines of its standard input."""
    app = create_app(container)
    main.register(app)
    runner = app.test_cli_runner()
    return lambda *words, typed=(): runner.invoke(
        args=["forms", *map(str, words)], input="".join(f"{line}\n" for line in typed)
    )


def screens(result: Result) -> list[str]:
    """The output, screen by screen; the answer that was typed is the first line of the next screen."""
    assert result.exit_code == 0, result.output
    return [each.strip() for each in result.output.split("> ")]


def test_every_mistake_is_a_line_and_nothing_is_loaded(run: Run) -> None:
    result = run("load", EXAMPLE, BROKEN / "texts.csv", BROKEN / "types.csv")
    wanted = [line for line in REFUSALS if line.startswith(("texts.csv:", "types.csv:"))]
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [*wanted, f"Error: {len(wanted)} mistakes; nothing is loaded"]
    assert run("show", "dog-licence").exit_code == 1


def test_a_form_that_is_not_there_is_told_with_those_that_are(run: Run) -> None:
    for command in ("show", "dial"):
        result = run(command, "cat-licence")
        assert result.exit_code == 1
        assert result.stderr.startswith("Error: no form cat-licence is loaded; there are: birth-certificate, ")


def test_the_page_is_followed_and_says_what_is_seen(run: Run, tmp_path: Path) -> None:
    """The ten-minute tutorial of docs/forms.md: one more choice, loaded from CSV and Excel, dialled in Kiswahili."""
    file = tmp_path / "my-dog.csv"
    added = re.search(r"a row with `(\w+)`, `(\w+)`, `(.+?)`, `(.+?)`", PAGE)
    assert added is not None
    text, row = EXAMPLE.read_text(encoding="utf-8"), ",".join(["", *added.groups()])
    file.write_text(text.replace(",yes_no,yes,", f"{row}\n,yes_no,yes,"), encoding="utf-8")
    for each, became in ((file, "is asked from now on"), (as_excel(file, tmp_path / "my-dog.xlsx"), "is as it was")):
        said = run("load", each)
        assert re.fullmatch(rf"dog-licence, version 1, {became} \([0-9a-f]{{12}}\)\n", said.output), said.output
    assert "dog-licence, version 1, is asked from now on (DIGEST)" in PAGE
    shown = screens(run("dial", "dog-licence", "--language", "sw", typed=["Simba", "3", "2", "-", "thika"]))
    assert f"3. {added[4]}" in shown[1]
    assert shown[-1].splitlines()[2:5] == ["Mbwa: Simba", f"Ukubwa: {added[4]}", "Alichanjwa: Hapana"]


def test_what_the_page_breaks_is_refused_as_it_says(run: Run, tmp_path: Path) -> None:
    file, text = tmp_path / "dog-licence.csv", EXAMPLE.read_text(encoding="utf-8")
    for old, new in (
        ("Ana ukubwa gani?", ""),
        ("${vaccinated}", "${vaccinatd}"),
        ("integer,other_dogs", "decimal,other_dogs"),
    ):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    assert f"```\n{run('load', file).stderr}```\n" in PAGE


def test_a_form_is_shown_in_both_languages_with_its_septets(run: Run) -> None:
    assert run("load", EXAMPLE).exit_code == 0
    shown = run("show", "dog-licence").output
    for told in (
        "## vaccinated_on (date), asked where ${vaccinated} = 'yes'",
        "## other_dogs (number), may be passed over",
        "    2. Mkubwa zaidi",
        "    By {date} show the vaccination card at {place}.",
    ):
        assert told in shown
    pages = re.findall(r"\n(en|sw), (\d+) septets\n\n((?:    .*\n)+)", shown)
    assert len(pages) > 2 * 8
    for _, septets, page in pages:
        text = "\n".join(line[4:] for line in page.splitlines())
        assert int(septets) == gsm0338.septets(f"CON {text}")
        assert int(septets) <= gsm0338.SCREEN


def test_a_form_is_dialled_refused_gone_back_in_and_read_back(run: Run, container: Container) -> None:
    assert run("load", EXAMPLE).exit_code == 0
    typed = ["S1mba", "Simba", "1", "1", "1/1/1999", "0", "2", "12", "3", "nairobi", "0", "thika"]
    shown = screens(run("dial", "dog-licence", typed=typed))
    assert shown[0].startswith(
        "Dog licence (example)\nHave the vaccination card of your dog.\n\nWhat is your dog called?"
    )
    assert shown[1].splitlines()[2:4] == ["2 to 20 letters.", "What is your dog called?"]
    assert "It must be a day of the last year." in shown[5]
    assert "Was it vaccinated in the last year?" in shown[6]
    assert "At most 9 dogs." in shown[8]
    assert "1. Nairobi GPO" in shown[10]
    assert "1. " not in shown[11]
    assert shown[12].splitlines()[2:] == [
        "Dog: Simba",
        "Size: Up to the knee",
        "Vaccinated: No",
        "Other dogs: 3",
        "Huduma Centre: Huduma Centre Kiambu (Thika)",
        "By 7 Dec 2026 show the vaccination card at Huduma Centre Kiambu (Thika).",
    ]
    with container.database.reading() as session:
        for table in (Application, DraftedApplication):
            assert session.query(table).count() == 0, "nothing is kept"


def test_a_long_list_is_turned_over_and_98_is_no_answer_where_it_ends(run: Run) -> None:
    shown = screens(run("dial", "passport-damaged", typed=["1", "-", "98", "98", "0", "98", "6"]))
    assert "5. Eldoret\n98. More\n0. Back" in shown[2]
    assert "6. Kisii\n7. Embu\n0. Back" in shown[3]
    assert "Answer with the number" in shown[4]
    assert shown[5].startswith("0\n\nNumber of the damaged passport")


@pytest.mark.parametrize("typed", [["00"], ["0"], [], ["Simba", "00"]])
def test_a_form_is_left(run: Run, typed: list[str]) -> None:
    assert run("load", EXAMPLE).exit_code == 0
    assert "Dog: Simba" not in run("dial", "dog-licence", typed=typed).output
