"""Writes docs/results/scale.md and draws its pictures, from the stored figures."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from tests.scale import country, figures, plots
from tests.scale.growth import Curve
from tests.scale.results_day import HOPS_A_DIAL, ORDINARY, WORST, Day, carry, webs_for

RUN_TITLES: Final = {"hops": "A run of the real mix", "faults": "The same with five faults on the way"}
TUNING: Final = (
    "The webs are two of the Procfile behind the nginx of `ops/`, the worker is one, Redis has its append-only file: "
    "none of them is tuned. PostgreSQL has `synchronous_commit=on`; as its data are thrown away they lie in memory if "
    "there is room, with `fsync=off`, `full_page_writes=off` and `max_wal_size=128MB`."
)
BARS: Final = {"faults": "errors <= 0.1 %, 0 wrong answers"}


def write() -> None:
    """Write the page and draw the pictures of all parts that were measured."""
    kept = figures.read()
    figures.write_page((title, kept[name]["here"], tell(name, kept)) for name, title, tell in PARTS if name in kept)


def _run(name: str, kept: Mapping[str, Any]) -> str:
    told = kept[name]
    picture = f"scale-{name}.svg"
    plots.draw_run(figures.RESULTS / picture, RUN_TITLES[name], told["spans"], told["faults"])
    text = (
        figures.table(("", ""), _rows(told))
        + "\n"
        + _kinds(told["kinds"])
        + f"\n![longest answers]({picture})\n\n{TUNING}\n"
    )
    if name in BARS:
        text += f"\nBar: {BARS[name]}. The faults, as they are numbered in the picture:\n\n"
        text += "".join(f"{n}. at {moment:,.0f} s: {what}\n" for n, (moment, what) in enumerate(told["faults"], 1))
        text += "\nCounts wait in Redis for the worker; its last second is lost with it: the third is smaller.\n"
    return text


def _rows(told: dict[str, Any]) -> list[tuple[str, str]]:
    answered, claimed, counted, ms = told["answered"], told["claimed"], told["counted"], told["ms"]
    agree = answered == claimed == counted
    no = "no: see below" if told["faults"] else "NO: the run does not count"
    wrong = f"{told['wrong']:,}" + (f": {told['a_wrong_one']}" if told["wrong"] else "")
    return [
        ("hops answered; claimed by the webs; counted in the database", f"{answered:,}; {claimed:,}; {counted:,}"),
        ("do the three agree", "yes" if agree else no),
        ("open loop", f"{told['rate']:.0f} a second for {told['seconds']:,.0f} s"),
        ("time to answer, of the middle", "; ".join(f"{label} {ms[share]:.1f} ms" for share, label in LABELS.items())),
        ("processor cores used", "; ".join(f"{name} {cores:.2f}" for name, cores in told["cores"].items())),
        (
            "errors (no answer, a sentence of regret, or everybody's first screen for a phone that is signed in)",
            f"{told['errors']:,} ({told['errors'] / max(1, answered):.4%}); that screen {told.get('unknown', 0):,}",
        ),
        ("questions asked besides (a password again, the ID number)", f"{told['asked_again']:,}"),
        ("wrong answers", wrong),
        ("alerts recorded meanwhile; accepted; accepted twice", "; ".join(f"{each:,}" for each in told["alerts"])),
    ]


def _days(name: str, kept: Mapping[str, Any]) -> str:
    """The ordinary and the worst day, each with as many web processes as it needs, and with half of them."""
    each = country.hop_costs(kept[name])
    costs = ", ".join(f"{name} {1000 * seconds:.2f} ms" for name, seconds in each.items())
    rows = [
        _day(day, webs, each["webs"])
        for day in (ORDINARY, WORST)
        for webs in sorted({webs_for(day, each["webs"]), max(1, webs_for(day, each["webs"]) // 2)}, reverse=True)
    ]
    head = ("day", "web processes", "time of theirs asked for", "dials answered at once", "citizens who gave up",
            "p50 and p99 of a hop in the queue", f"its alerts at {SMS_A_SECOND} a second")  # fmt: skip
    return f"Processor time of one hop of the mix: {costs}.\n\n" + figures.table(head, rows)


def _day(day: Day, webs: int, hop_seconds: float) -> tuple[object, ...]:
    came = carry(day, webs=webs, hop_seconds=hop_seconds, sms_a_second=SMS_A_SECOND)
    hops = day.dials_a_second * HOPS_A_DIAL
    return (
        f"{day.name}: {day.dials_a_second:.0f} dials and {hops:,.0f} hops a second at its peak",
        webs,
        f"{came.busy:.0%}",
        f"{came.at_once / max(1, came.dials):.1%}",
        f"{came.given_up:,}",
        f"{1000 * came.within(0.5):.0f} and {1000 * came.within(0.99):.0f} ms",
        f"{came.sms_seconds / 3600:.1f} h",
    )


SMS_A_SECOND: Final = 200
LABELS: Final = {"0.5": "p50", "0.95": "p95", "0.99": "p99", "0.999": "p99.9"}


def _kinds(kinds: dict[str, Any]) -> str:
    rows = [(kind, f"{n:,}", f"{mid:.1f} ms", f"{slow:.1f} ms") for kind, (n, mid, slow) in kinds.items()]
    return figures.table(("kind", "calls in the middle", "p50", "p99"), rows)


def _growth(name: str, kept: Mapping[str, Any]) -> str:
    told = kept[name]
    text = "Each is measured alone, by two callers. `growth`: the cost at the largest size over that at the smallest.\n"
    for database in (each for each in told if each != "here"):
        text += f"\n### {database}\n\n" + _curves(f"growth-{database}", told[database], "accounts", split=True)
    return text


def _curves(name: str, told: list[dict[str, Any]], over: str, *, split: bool = False) -> str:
    """A table of curves, and a picture of all of them, or of those of each unit."""
    curves = figures.curves_of(told)
    sizes = sorted({size for each in curves for size in each.points})
    head = ("", *(f"{size:,} {over}" if size == sizes[0] else f"{size:,}" for size in sizes), "growth")
    rows = [
        (f"{each.name}, {each.unit}", *(f"{each.points.get(size, 0):,.2f}" for size in sizes), f"{each.growth:.2f}")
        for each in curves
    ]
    text = figures.table(head, rows)
    for unit, some in _by_unit(curves) if split else [(curves[0].unit, curves)]:
        picture = f"scale-{name}-{unit}.svg" if split else f"scale-{name}.svg"
        plots.draw_growth(figures.RESULTS / picture, name.replace("-", ": "), unit, some, over)
        text += f"\n![{name}, {unit}]({picture})\n"
    return text


def _by_unit(curves: Iterable[Curve]) -> list[tuple[str, list[Curve]]]:
    found: dict[str, list[Curve]] = {}
    for each in curves:
        found.setdefault(each.unit, []).append(each)
    return [*found.items()]


def _row_table(name: str, kept: Mapping[str, Any]) -> str:
    return figures.table(("measure", "result", "bar", ""), kept[name]["rows"])


def _sessions(name: str, kept: Mapping[str, Any]) -> str:
    return _curves(name, kept[name]["curves"], "live sessions", split=True)


def _services(name: str, kept: Mapping[str, Any]) -> str:
    return _curves(name, kept[name]["curves"], "services", split=True)


def _country(_: str, kept: Mapping[str, Any]) -> str:
    return figures.table(("what", "how", ORDINARY.name, WORST.name), country.rows(kept))


PARTS: Final[tuple[tuple[str, str, Callable[[str, Mapping[str, Any]], str]], ...]] = (
    ("hops", RUN_TITLES["hops"], _run),
    ("faults", RUN_TITLES["faults"], _run),
    ("growth", "What each part costs as the database grows", _growth),
    ("sessions", "Live sessions", _sessions),
    ("services", "Finding among more and more services", _services),
    ("rates", "Sign-ins, alerts, payments", _row_table),
    ("batch", "A batch of 10,000 changes", _row_table),
    ("hops", "An ordinary day and a results day, by a model of the queue", _days),
    ("hops", "A country, by arithmetic", _country),
)
"""The sections of the page: the part whose figures they need, the title, and what writes the text from all figures."""
