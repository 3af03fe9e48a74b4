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
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

LONG: Final = os.environ.get("FAULTS") == "long"
"""Whether the long form runs (`make faults`)."""
FIGURES: Final = "FAULTS_FIGURES"
"""The variable that names the file where figures are collected."""

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
        with Path(file).open("a") as lines:  # one short line at a time: processes may share the file
            lines.write(json.dumps([part, figures]) + "\n")


def together(lines: Iterable[str]) -> dict[str, dict[str, str]]:
    """The parts, each with its figures put together, in words."""
    found: dict[str, dict[str, list[float]]] = {part: defaultdict(list) for part in PARTS}
    for line in lines:
        part, figures = json.loads(line)
        for name, value in figures.items():
            found[part][name].append(value)
    return {part: {name: _in_words(name, values) for name, values in named.items()} for part, named in found.items()}


def _in_words(name: str, values: list[float]) -> str:
    if name == "seed":
        return " ".join(sorted({f"{value:g}" for value in values}))
    put_together = max if name.startswith(("longest", "largest", "most")) else min if name.startswith("least") else sum
    value = put_together(values)
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
