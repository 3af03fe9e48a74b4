"""The figures that the fault tests and the simulation count, for their reports in `docs/results`.

How to report a figure, in a test of this folder:

    from tests.faults import results

    STEPS = results.many(short=200, long=20_000)      # how much is tried: `make test-all`, `make faults`

    def test_...() -> None:
        ...
        results.tell("Fuzz", inputs=1_000, seed=seed, longest_answer_ms=12.5)

The first word is the part of the report (see PARTS; a new one is one line there). Names are the report's words,
with `_` for a blank. Figures of the same part and name are put together, over all tests and processes:

- a name that begins with `longest`, `largest` or `most` keeps the largest;
- a name that begins with `least` keeps the smallest;
- `seed` keeps every seed;
- any other number is added up.

Tell figures before the assertion that they belong to, so that a failure is counted too. Outside `make faults`
and `make simulation` telling does nothing. No figure may name a machine, a path or a person.
"""

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import pytest

LONG: Final = os.environ.get("FAULTS") == "long"
"""Whether the long form runs (`make faults`)."""
FIGURES: Final = "FAULTS_FIGURES"
"""The variable that names the file where figures are collected."""

Figures = dict[str, dict[str, list[float]]]
"""The parts of a report, each with its figures by name. A figure is one number; `seed` is all of them."""

PARTS: Final = {
    "Kills of the worker": "SIGKILL between the commit of an alert and what the provider said of it",
    "Kills of a SIM check": "SIGKILL of the worker while it asks whether a SIM was changed, and before it is told",
    "Kills of an agency's call": "SIGKILL of the web while a status changes, from before the write to after COMMIT",
    "Kills of a hop": "SIGKILL of the web at every step of a citizen's hop",
    "Kills of applying": "SIGKILL of the web while somebody answers a form, submits, withdraws or answers the office",
    "Kills of a payment": "SIGKILL of the worker and of the web at every step of asking for money and hearing of it",
    "Kills of a webhook": "SIGKILL of the worker at every step of posting an event to an agency's system",
    "Dates under takers": "More citizens than places, submitting at once through several web processes",
    "Kills of the web server": "SIGKILL of Granian's workers, as the Procfile starts them, under load",
    "Restarts of the web server": "Granian reloaded, relieved by another and stopped, each time under load",
    "Delivery reports": "Any order, repetition and lateness of reports",
    "Sessions against a model": "Hops, copies, shuffles, losses of Redis, kills and redials (state machine)",
    "Payments against a model": "Every order of requests, answers, notices, lists, people and time (state machine)",
    "Taint": "Canaries looked for in logs, metrics, Redis and both databases",
    "Fuzz": "Malformed and hostile input",
    "Resuming": "Sessions whose Redis was flushed at a random hop",
    "Faults of Redis": "Killed, flushed, slow, cut, read-only, full, poisoned",
    "A cluster that fails over": "SIGKILL of masters of a Redis Cluster of three and three, under load",
    "Faults of the database": "Killed, locked, cut around COMMIT, disk full",
    "A simulation of everything": "Citizens, agency, web, worker, providers, stores and their faults, by seed",
    "A soak": "Memory and open files of the web and the worker, at full speed",
}
"""The parts of the report, in its order, and what each is about."""


def databases(short: str) -> pytest.MarkDecorator:
    """A test's databases: both in `make faults`, this one alone in `make test-all`."""
    return pytest.mark.parametrize("database_url", ["sqlite", "postgresql"] if LONG else [short], indirect=True)


def many(*, short: int, long: int) -> int:
    """How much is tried: a little in `make test-all`, much in `make faults`."""
    return long if LONG else short


def in_turn(steps: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The steps that one test goes through: all of them in `make test-all`; in `make faults` each has its own."""
    return [(step,) for step in steps] if LONG else [steps]


def named(steps: object) -> str:
    """The name of a test that goes through these steps."""
    return " ".join(steps) if isinstance(steps, tuple) and len(steps) == 1 else "all steps"


def tell(part: str, **figures: float) -> None:
    """Report figures of a part; see above. Raises KeyError for a part that the report does not have."""
    if part not in PARTS:
        raise KeyError(part)
    file = os.environ.get(FIGURES)
    if file:
        line = json.dumps({part: {name: [value] for name, value in figures.items()}})
        with Path(file).open("a") as lines:  # one short line at a time: processes may share the file
            lines.write(line + "\n")


def together(told: Iterable[Figures]) -> Figures:
    """Figures put together as their names say: those of several tests, or of several runs."""
    found: Figures = {}
    for part, figures in ((part, figures) for each in told for part, figures in each.items()):
        named = found.setdefault(part, {})
        for name, values in figures.items():
            named[name] = _of(name, named.get(name, []) + values)
    return found


def in_words(name: str, values: Sequence[float]) -> str:
    """A figure as the report says it."""
    if name == "seed":
        return " ".join(f"{value:.0f}" for value in values)
    [value] = values
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def _of(name: str, values: list[float]) -> list[float]:
    if name == "seed":
        return sorted({*values})
    if name.startswith(("longest", "largest", "most")):
        return [max(values)]
    return [min(values) if name.startswith("least") else sum(values)]
