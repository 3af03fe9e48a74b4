"""The pictures of docs/results/scale.md, as SVG that is the same on every machine: without times and random ids."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl

from tests.scale.growth import Curve

mpl.use("svg")
from matplotlib import pyplot as plt

MARKS: Final = ("o", "s", "^", "v", "D", "P", "X", "*", "<", ">", "h")
"""Each curve has a mark of its own: the pictures can be read without colour."""
SIZE: Final = (8.0, 5.0)
"""Inches."""


def draw_growth(file: Path, title: str, unit: str, curves: Sequence[Curve], over: str) -> None:
    """Costs by size, on logarithmic axes: a flat line is a constant cost, a slope of 1 a proportional one."""
    figure, axes = plt.subplots(figsize=SIZE)
    for mark, curve in zip(MARKS, curves, strict=False):
        axes.plot([*curve.points], [*curve.points.values()], marker=mark, label=curve.name)
    axes.set(xscale="log", yscale="log", xlabel=over, ylabel=unit, title=title)
    axes.grid(visible=True, which="both", alpha=0.3)
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    _save(figure, file)


def draw_run(file: Path, title: str, spans: Sequence[Sequence[float]], faults: Sequence[Sequence[Any]]) -> None:
    """The longest answer of each ten seconds of a run, and when faults were injected."""
    figure, axes = plt.subplots(figsize=SIZE)
    axes.plot([10 * each[0] for each in spans], [1000 * each[3] for each in spans], linewidth=0.8)
    for number, (moment, _) in enumerate(faults, 1):
        axes.axvline(moment, linestyle="--", color="black", linewidth=0.8)
        axes.annotate(str(number), (moment, 1), xycoords=("data", "axes fraction"), ha="right", va="top")
    axes.set(yscale="log", xlabel="seconds of the run", ylabel="longest answer of 10 s, ms", title=title)
    axes.grid(visible=True, alpha=0.3)
    _save(figure, file)


def _save(figure: Any, file: Path) -> None:
    with mpl.rc_context({"svg.hashsalt": "lango", "svg.fonttype": "none"}):
        figure.savefig(file, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
    plt.close(figure)
