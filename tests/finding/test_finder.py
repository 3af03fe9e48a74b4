"""The index of a process: built once, rebuilt when the catalogue changes, and available without the database."""

import time
from pathlib import Path

from app.container import Container
from app.domain.catalogue.search.finder import Finder
from app.domain.catalogue_import import loader
from app.platform.db import Database
from app.platform.encryption import Keyring
from tests.conftest import KEY

ROW = "zebra-permit,kws,tourism,Zebra Crossing Permit"
HEAD = "code,agency_code,category,name"


def load(container: Container, file: Path) -> None:
    file.write_text(f"{HEAD}\n{ROW}\n", encoding="utf-8")
    with container.database.transaction() as session:
        loader.load(session, [file])


def codes(finder: Finder, typed: str) -> list[str]:
    return [each.code for each in finder.index().find(typed)]


def wait_until_found(finder: Finder, typed: str) -> list[str]:
    """Search as hops do, until the background thread has loaded the new index, for 10 s at most."""
    deadline = time.monotonic() + 10
    while not codes(finder, typed) and time.monotonic() < deadline:
        finder._next_look = 0.0
        time.sleep(0.01)
    return codes(finder, typed)


def test_two_processes_find_what_was_loaded_by_a_third(container: Container, file: Path) -> None:
    finders = [Finder(container.database), Finder(Database(str(container.settings.database), container.keys))]
    assert [codes(finder, "zebra") for finder in finders] == [[], []]
    before = [finder.index() for finder in finders]
    load(container, file)
    assert [finder.index() for finder in finders] == before, "nobody waits for the new index"
    assert [wait_until_found(finder, "zebra") for finder in finders] == [["zebra-permit"], ["zebra-permit"]]
    for finder in finders:
        finder.close()
    finders[1]._database.close()


def test_a_look_that_finds_nothing_new_keeps_the_index(container: Container) -> None:
    finder = Finder(container.database)
    index = finder.refresh()
    assert finder.index() is index
    assert finder.refresh() is index


def test_it_goes_on_with_what_it_has_while_the_database_is_away(container: Container, tmp_path: Path) -> None:
    finder = Finder(container.database)
    there = finder.index()
    finder._database = nowhere(tmp_path)
    for _ in range(3):
        finder._next_look = 0.0
        assert finder.index() is there
        time.sleep(0.01)
    assert codes(finder, "passport")[0] == "passport-new-34"


def test_a_process_that_begins_without_a_database_finds_nothing_until_it_is_back(
    container: Container, tmp_path: Path
) -> None:
    finder = Finder(nowhere(tmp_path))
    assert codes(finder, "passport") == []
    assert finder.index().categories() == []
    assert finder.index().centres.all() == []
    finder._database, finder._next_look = container.database, 0.0
    assert codes(finder, "passport")[0] == "passport-new-34"


def nowhere(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}", Keyring([KEY]))
