"""The results of each part of `make scale`, with when and where: docs/results/scale.json and scale.md.

They are stored as figures, so that one part can be measured again without the others.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from app.platform.config.setting_fields import ROOT
from tests import measured_here
from tests.architecture import made_parts
from tests.scale.growth import Curve

RESULTS: Final = ROOT / "docs" / "results"
KEPT: Final = RESULTS / "scale.json"
PAGE: Final = RESULTS / "scale.md"
BEGIN: Final = """# How Lango grows: what was measured

Written by `make scale`, on one machine that runs the callers, nginx, the webs, the worker, PostgreSQL and Redis
together, on loopback. What follows from it for a country: [scale.md](../scale.md). Each part says when, where and at
which commit; the figures of the pictures are in [scale.json](scale.json).
"""


def here() -> str:
    """Where and when this is measured."""
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {measured_here.commit()}, {measured_here.machine()}"


def keep(part: str, told: dict[str, Any]) -> None:
    """Store the figures of a part, in place of older ones."""
    found = read()
    found[part] = {"here": here(), **told}
    RESULTS.mkdir(parents=True, exist_ok=True)
    KEPT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def read() -> dict[str, Any]:
    """The figures of all parts that were measured."""
    return dict(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else {}


def curves_told(curves: Iterable[Curve]) -> list[dict[str, Any]]:
    """Curves as they are stored."""
    return [{"name": each.name, "unit": each.unit, "points": [*each.points.items()]} for each in curves]


def curves_of(told: Sequence[dict[str, Any]]) -> list[Curve]:
    """The curves, read from what is stored."""
    return [Curve(each["name"], each["unit"], {int(x): float(y) for x, y in each["points"]}) for each in told]


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    return f"{made_parts.table(head, rows)}\n"


def write_page(parts: Iterable[tuple[str, str, str]]) -> None:
    """Write the page. Each part has a title, where and when it was measured, and its results."""
    text = BEGIN
    for title, where, told in parts:
        text += f"\n## {title}\n\n{where}.\n\n{told}"
    PAGE.write_text(text, encoding="utf-8")
