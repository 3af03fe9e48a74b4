"""The files of docs/graphs: a drawing each, and the page that shows them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.graph import states
from tests.graph.screens import ScreenGraph, Walked
from tests.graph.svg import draw
from tests.stories.edges import NOT_WALKED, share_walked

FOLDER: Final = Path(__file__).parents[2] / "docs" / "graphs"
PAGE: Final = "README.md"
WHOLE: Final = "menu-book.svg"
INTRODUCTION: Final = (
    "Drawn from the code by `make graph`; a test holds them to it. Which screen leads where is read off the functions",
    "themselves ([screens-as-functions](../decisions/screens-as-functions.md)), states off their tables.",
    "",
    "A solid arrow is walked by a transcript of `tests/stories`, a red dashed one by none; a dotted one leads to where",
    "somebody was going before, for example behind the password. A drawing that is opened by itself names the stories",
    "where the mouse rests on an arrow, and a click on a dashed box opens its flow.",
)
KEPT_TRUE: Final = (
    "`tests/stories/edges.csv` says by which stories; `STORIES=walk make graph`",
    "tells them all and writes it anew. `make test` fails where an edge has no story and is no exception below, where",
    "too few are walked, and where a story does not walk what the file says of it.",
)


def draw_files(walked: Walked) -> dict[str, str]:
    """The text of each file of the folder, by its name. `walked`: the stories that walk each edge."""
    graph = ScreenGraph(walked)
    tables = states.draw_all()
    files = {f"{flow}.svg": draw(graph.draw_flow(flow)) for flow in graph.flows()}
    files |= {f"states-{name}.svg": draw(picture) for name, picture in tables.items()}
    return files | {WHOLE: draw(graph.draw_whole()), PAGE: "\n".join(_write_page(graph, walked)) + "\n"}


def _write_page(graph: ScreenGraph, walked: Walked) -> Iterator[str]:
    yield "# Graphs"
    yield ""
    yield from INTRODUCTION
    yield ""
    yield f"{share_walked(walked):.1%} of the edges are walked. {KEPT_TRUE[0]}"
    yield from KEPT_TRUE[1:]
    yield ""
    yield f"[The whole menu book]({WHOLE}), one drawing of {len(graph.screens)} screens."
    yield ""
    yield from _list_exceptions()
    yield "## States"
    for name, picture in states.draw_all().items():
        yield from ("", _show(f"{picture.title}: {picture.told}", f"states-{name}.svg"))
    yield ""
    yield "## Flows"
    for flow in graph.flows():
        told = graph.draw_flow(flow).told
        yield from ("", f"### {flow}", "", _show(f"The flow {flow}: {told}", f"{flow}.svg"))


def _list_exceptions() -> Iterator[str]:
    yield "Not walked, and why:"
    yield ""
    yield "| from | to | why no story walks it |"
    yield "|---|---|---|"
    for (start, to), why in sorted(NOT_WALKED.items()):
        yield f"| {start} | {to} | {why} |"
    yield ""


def _show(told: str, file: str) -> str:
    """The Markdown of a drawing that a click opens by itself, at its full size."""
    return f"[![{told}]({file})]({file})"
