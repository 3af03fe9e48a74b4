"""The page of `make scale` shows the results of all parts, and says so where a run does not count."""

from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import pytest

from tests.scale import country, figures, page

pytestmark = pytest.mark.slow

RUN: Final[dict[str, Any]] = {
    "rate": 300.0,
    "seconds": 100.0,
    "answered": 30_000,
    "claimed": 30_000,
    "counted": 30_000,
    "ms": {"0.5": 5.0, "0.95": 20.0, "0.99": 50.0, "0.999": 90.0},
    "kinds": {"status": [12_000, 5.0, 40.0]},
    "cores": {"webs": 0.9, "PostgreSQL": 0.2, "callers": 0.1},
    "errors": 3,
    "unknown": 2,
    "asked_again": 1,
    "wrong": 0,
    "a_wrong_one": "",
    "alerts": [200, 200, 0],
    "faults": [],
    "spans": [[0, 3000, 0, 0.1], [1, 3000, 0, 0.2]],
}
CURVES: Final = [{"name": "menu hop", "unit": "ms", "points": [[10_000, 2.0], [100_000, 2.2]]}]
WEIGHTS: Final = [{"name": "weight", "unit": "bytes", "points": [[10_000, 3_000.0], [1_000_000, 2_000.0]]}]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in (("RESULTS", tmp_path), ("KEPT", tmp_path / "scale.json"), ("PAGE", tmp_path / "scale.md")):
        monkeypatch.setattr(figures, name, value)
    return tmp_path


def told(folder: Path, **parts: dict[str, Any]) -> str:
    for name, part in parts.items():
        figures.keep(name, part)
    page.write()
    return (folder / "scale.md").read_text()


def test_every_part_is_told_with_its_pictures(folder: Path) -> None:
    faults = RUN | {"counted": 29_990, "faults": [[10.0, "Redis is killed and started again"]]}
    text = told(
        folder,
        hops=RUN,
        faults=faults,
        growth={"sqlite": CURVES},
        sessions={"curves": [*CURVES, *WEIGHTS]},
        services={"curves": CURVES},
        rates={"rows": [["sign-ins", "30 a second", "", ""]]},
        batch={"rows": [["changes", "10,000", "", ""]]},
    )
    assert "| hops answered; claimed by the webs; counted in the database | 30,000; 30,000; 30,000 |" in text
    assert "for a phone that is signed in) | 3 (0.0100%); that screen 2 |" in text
    assert "1. at 10 s: Redis is killed and started again" in text
    assert "| menu hop, ms | 2.00 | 2.20 | 1.10 |" in text
    assert "| sign-ins | 30 a second |  |  |" in text
    assert "## A batch of 10,000 changes" in text
    assert "a results day: 347 dials and 2,778 hops a second at its peak" in text
    pictures = sorted(each.name for each in folder.glob("*.svg"))
    assert pictures == [
        "scale-faults.svg",
        "scale-growth-sqlite-ms.svg",
        "scale-hops.svg",
        "scale-services-ms.svg",
        "scale-sessions-bytes.svg",
        "scale-sessions-ms.svg",
    ]
    for each in pictures:
        assert f"]({each})" in text
        assert ElementTree.parse(folder / each).getroot().tag.endswith("svg")


def test_a_country_is_worked_out_from_what_was_measured() -> None:
    kept = {"hops": RUN, "sessions": {"curves": WEIGHTS}, "growth": {"postgresql": [*CURVES, *WEIGHTS]}}
    found = {what: (ordinary, worst) for what, _how, ordinary, worst in country.rows(kept)}
    assert found["hops a second"] == ("277.8", "2,777.8")
    assert found["cores of webs"] == ("1.4", "13.9")  # 0.9 cores at 300 hops a second, six tenths busy
    assert found["memory of web processes"] == ("0.4 GB", "2.8 GB")
    assert found["disk of PostgreSQL"] == ("28 GB", "28 GB")
    assert found["cost of these alerts"] == ("80,000 KES", "800,000 KES")
    assert "callers" not in " ".join(found)


def test_a_run_in_which_a_hop_was_lost_does_not_count(folder: Path) -> None:
    assert "NO: the run does not count" in told(folder, hops=RUN | {"counted": 29_999})


def test_a_picture_of_the_same_figures_is_the_same(folder: Path) -> None:
    told(folder, hops=RUN)
    first = (folder / "scale-hops.svg").read_bytes()
    told(folder, hops=RUN)
    assert (folder / "scale-hops.svg").read_bytes() == first
