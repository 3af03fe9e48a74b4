"""Dates (slots): loaded from a file as the catalogue is, and made for a developer's own machine."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.container import Container
from app.dev import demo_slots
from app.domain.catalogue_import import loader
from app.domain.catalogue_import.loader import NotLoaded
from app.domain.forms.slots import Slot, find_slot, free_slots, take_slot
from tests.conftest import Clock

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "slots.csv"
HEAD = "code,calendar,place,starts_at,capacity"


def load(container: Container, file: Path, *rows: str) -> dict[str, int]:
    file.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    with container.database.transaction() as session:
        return loader.load(session, [file])


def slot(container: Container, code: str) -> tuple[str, str, datetime, int, int]:
    with container.database.reading() as session:
        found = find_slot(session, code)
        assert found is not None
        return found.calendar, found.place, found.starts_at, found.capacity, found.taken


def test_the_file_that_the_documents_show_can_be_loaded(container: Container) -> None:
    with container.database.transaction() as session:
        assert loader.load(session, [EXAMPLE]) == {"slots": 4}
    nine_in_nairobi = datetime(2026, 12, 7, 6, 0, tzinfo=UTC)
    assert slot(container, "nyayo-2026-12-07-0900") == ("passport-biometrics", "nairobi", nine_in_nairobi, 20, 0)


def test_a_file_changes_a_date_and_never_what_was_taken_of_it(container: Container, tmp_path: Path) -> None:
    file = tmp_path / "slots_of_ntsa.csv"
    assert load(container, file, "t1,driving-test,thika,2026-12-08 08:00,2") == {"slots_of_ntsa": 1}
    with container.database.transaction() as session:
        assert take_slot(session, "t1")
    load(container, file, "t1,driving-test,thika,2026-12-08 10:30,1", "t2,hall,,2026-12-09 08:00,5")
    assert slot(container, "t1") == ("driving-test", "thika", datetime(2026, 12, 8, 7, 30, tzinfo=UTC), 1, 1)
    with container.database.transaction() as session:
        assert not take_slot(session, "t1"), "the one place that is left was taken before"
        assert [each.code for each in free_slots(session, "hall", "")] == ["t2"]


def test_who_loads_cannot_say_what_was_taken(container: Container, tmp_path: Path) -> None:
    file = tmp_path / "slots.csv"
    file.write_text(f"{HEAD},taken\nt1,driving-test,thika,2026-12-08 08:00,2,2\n", encoding="utf-8")
    with container.database.transaction() as session:
        loader.load(session, [file])
    assert slot(container, "t1")[-1] == 0


def test_what_is_no_date_is_told_with_its_line(container: Container, tmp_path: Path) -> None:
    with pytest.raises(NotLoaded) as refused:
        load(
            container,
            tmp_path / "slots.csv",
            "a,driving-test,thika,08/12/2026 08:00,2",
            "b,driving-test,thika,2026-02-30 08:00,2",
            "c,driving test,thika,2026-12-08 08:00,2",
            "d,driving-test,thika,2026-12-08 08:00,many",
            "e,driving-test,Thika Town,2026-12-08 08:00,2",
        )
    assert [str(mistake) for mistake in refused.value.mistakes] == [
        "slots.csv:2: starts_at: a day and a time in Nairobi like 2026-12-07 09:00 are wanted",
        "slots.csv:3: starts_at: there is no such day or time",
        "slots.csv:4: calendar: small letters, digits and hyphens are wanted",
        "slots.csv:5: capacity: a whole number is wanted",
        "slots.csv:6: place: the name of a choice in the form is wanted",
    ]


def test_the_dates_of_a_machine_of_ones_own_are_of_the_weeks_to_come_and_made_once(
    container: Container, clock: Clock
) -> None:
    def made() -> int:
        with container.database.transaction() as session:
            demo_slots.load(session)
        with container.database.reading() as session:
            return session.scalar(select(func.count()).select_from(Slot)) or 0

    first = made()
    with container.database.transaction() as session:
        tests = free_slots(session, "driving-test", "garissa")
        assert [f"{each.starts_at:%d %b %H:%M}" for each in tests[:3]] == [
            "24 Nov 05:00",
            "26 Nov 05:00",
            "01 Dec 05:00",
        ]
        assert take_slot(session, tests[0].code)
    assert made() == first, "nothing is made twice"
    assert slot(container, tests[0].code)[-1] == 1, "and what was taken stays taken"
    clock.move(days=1)
    assert made() > first, "a day later there is a day more"
