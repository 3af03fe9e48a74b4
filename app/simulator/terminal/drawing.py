"""How a screen, and what went over the wire, look in a terminal."""

from collections.abc import Iterator, Mapping
from typing import Final

from app.platform.gsm0338 import SCREEN, septets
from app.simulator.handset import Shown
from app.simulator.wire_log import WireRecord

WIDTH: Final = 34
"""Letters of one line of the phone's screen."""
TO_GATEWAY, FROM_GATEWAY = ">> ", "<< "


def draw_screen(shown: Shown) -> str:
    """A screen in a frame; its lower edge says how many of the 160 septets are used, `CON ` included."""
    rows = [piece for line in shown.text.split("\n") for piece in wrapped(line)]
    edge = "-" * (WIDTH + 2)
    used = septets(f"CON {shown.text}")
    said = f" {used} of {SCREEN} " if used is not None else " cannot be sent "
    return "\n".join([f"+{edge}+", *(f"| {row:<{WIDTH}} |" for row in rows), f"+{said + '--':->{WIDTH + 2}}+"])


def wrapped(line: str) -> list[str]:
    """A line of a screen, in pieces as wide as the screen."""
    rows = [""]
    for word in line.split(" "):
        if len(rows[-1]) + len(word) + 1 > WIDTH and rows[-1]:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return rows


def draw_exchange(exchange: WireRecord) -> str:
    """A callback and its answer as they went over the wire."""
    sent = [f"POST {exchange.path} HTTP/1.1", *_headers(exchange.headers), "", exchange.body]
    came = [f"HTTP/1.1 {exchange.status}", *_headers(exchange.answer_headers), "", *exchange.answer.split("\n")]
    lines = [*(TO_GATEWAY + line for line in sent), *(FROM_GATEWAY + line for line in came)]
    return "\n".join([*lines, f"({exchange.milliseconds} ms)"])


def _headers(headers: Mapping[str, str]) -> Iterator[str]:
    return (f"{name}: {value}" for name, value in headers.items())
