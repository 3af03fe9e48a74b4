"""The table of docs/metrics.md, made from an answer of `/metrics`.

`python -m tests.architecture.metrics_page` writes it anew into the page.
"""

import re
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from prometheus_client.parser import text_string_to_metric_families

from app.bootstrap.web import create_app
from app.container import Container
from app.migrations import runner
from app.platform.observability import BY_WORKERS, COUNTERS, worker_name
from app.web.ops.chart_gauges import CHARTS
from sessions.memory import MemorySessions
from tests.architecture.prose import DOCS
from tests.conftest import GATHERER, settings

PAGE: Final = DOCS / "metrics.md"
TABLE: Final = re.compile(
    r"(?<=<!-- metrics: made by tests/architecture/metrics_page.py -->\n\n).*?(?=\n<!-- end -->)", re.DOTALL
)
OURS: Final = "lango_"
UNSEEN: Final = "_created"
"""The suffix of the sample that the library adds to each counter: its time of creation."""


@dataclass(frozen=True)
class TellsOf:
    """A metric, as Prometheus knows it."""

    name: str
    type: str
    labels: tuple[str, ...]
    says: str

    @property
    def samples(self) -> set[str]:
        """The names of its samples, which a query may use."""
        ends = ("_bucket", "_sum", "_count") if self.type == "histogram" else ("",)
        return {f"{self.name}{end}" for end in ends}


def metrics() -> list[TellsOf]:
    """Every metric of an installation whose database and session store answer."""
    labels = {each._name: tuple(each._labelnames) for each in COUNTERS}
    labels |= {worker_name(each): tuple(each._labelnames) for each in BY_WORKERS}
    labels |= {each.name: each.labels for each in CHARTS}
    found = []
    for family in text_string_to_metric_families(answer()):
        if not family.name.startswith(OURS) or family.name.endswith(UNSEEN):
            continue
        seen = {label for sample in family.samples for label in sample.labels} - {"le"}
        name = f"{family.name}_total" if family.type == "counter" else family.name
        told = labels.get(family.name, tuple(sorted(seen)))
        found.append(TellsOf(name, family.type, told, family.documentation))
    return sorted(found, key=lambda each: each.name)


def answer() -> str:
    """The answer of `/metrics` for an empty installation that keeps its sessions in memory."""
    with tempfile.TemporaryDirectory(prefix="lango-") as folder:
        here = settings(database_url=f"sqlite:///{folder}/lango.db", redis_url="unix:///nowhere", data_dir=Path(folder))
        made = Container.of(here)
        container = replace(made, sessions=MemorySessions(made.keys))
        with closing(container.database) as database:
            runner.migrate(database)
            return str(create_app(container).test_client().get("/metrics", headers=GATHERER).text)


def rows() -> Iterator[str]:
    """The lines of the table. Names have no backticks: some are composed at run time and stand in no source file."""
    yield "| metric | type | labels | what it says |"
    yield "|---|---|---|---|"
    for each in metrics():
        yield f"| {each.name} | {each.type} | {' '.join(each.labels)} | {each.says} |"


def made(page: str) -> str:
    """The page with its table as it is now."""
    table = "\n".join(rows())
    return TABLE.sub(lambda _: f"{table}\n", page)


if __name__ == "__main__":
    PAGE.write_text(made(PAGE.read_text()))
