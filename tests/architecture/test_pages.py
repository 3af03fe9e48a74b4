"""The pages in docs/: generated parts are up to date, lists are complete, and links lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.architecture import glossary, test_structure
from tests.architecture.package_map import PAGE, made, packages, summary
from tests.architecture.prose import DOCS, ROOT

DECISIONS = DOCS / "decisions"


def anchors(page: Path) -> set[str]:
    """What a link to a page may have behind its `#`."""
    text = page.read_text()
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    made_of = {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}
    return made_of | set(re.findall(r"<a name=\"([\w-]+)\">", text))


def astray(page: Path, text: str) -> list[str]:
    """The links of a page that lead to no file, or to no heading of it."""
    found = []
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        file, _, heading = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        if not target.exists() or (heading and heading not in anchors(target)):
            found.append(link)
    return found


def test_the_structure_is_as_it_is_now() -> None:
    assert made(PAGE.read_text()) == PAGE.read_text(), "run: python -m tests.architecture.package_map"
    assert len(packages()) > 30


def test_the_glossary_is_as_the_code_is_now() -> None:
    page = glossary.PAGE.read_text()
    assert glossary.made(page) == page, "run: python -m tests.architecture.glossary"
    assert all(what for _, _, what, _ in glossary.table_rows()), "a table says what a row of it is"
    assert all(what for _, what, _, _ in glossary.word_rows())


@pytest.mark.parametrize("gone", [r"\| `accounts` .*\n", r"\| `Status` .*\n"])
def test_what_is_not_in_the_glossary_would_be_found(gone: str) -> None:
    page = glossary.PAGE.read_text()
    without = re.sub(gone, "", page)
    assert glossary.made(without) == page != without


def test_each_package_says_what_belongs_there() -> None:
    assert [package for package in packages() if not summary(package)] == []


def test_the_bounds_on_the_page_are_those_of_the_tests() -> None:
    modules, entries = test_structure.MOST_MODULES, test_structure.MOST_ENTRIES
    assert f"at most {modules} modules, `app` at most {entries} entries" in PAGE.read_text()


def test_a_package_that_is_not_on_the_page_would_be_found() -> None:
    without = re.sub(r"\| `app/web/ops` .*\n", "", PAGE.read_text())
    assert made(without) == PAGE.read_text() != without


def test_each_decision_is_listed_and_no_other() -> None:
    listed = re.findall(r"^\| \[([\w-]+)\]\(\1\.md\) \|", (DECISIONS / "README.md").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(page.stem for page in DECISIONS.glob("*.md") if page.stem != "README")


def test_each_decision_says_why_what_and_at_what_price() -> None:
    pages = {page.stem: page.read_text() for page in DECISIONS.glob("*.md") if page.stem != "README"}
    wanted = ("**Context.**", "**Decision.**", "**Price.**")
    assert {name for name, text in pages.items() if not all(part in text for part in wanted)} == set()


def test_every_link_leads_somewhere() -> None:
    pages = [*DOCS.rglob("*.md"), ROOT / "README.md"]
    found = {str(page.relative_to(ROOT)): astray(page, page.read_text()) for page in pages}
    assert {page: links for page, links in found.items() if links} == {}


@pytest.mark.parametrize("link", ["nothing.md", "laws.md#nothing", "../nothing.md", "#nothing"])
def test_a_link_that_leads_nowhere_would_be_found(link: str) -> None:
    assert astray(DOCS / "adding.md", f"see [it]({link})") == [link]
