"""What is asked for in a query string: each parameter once, and a number within its bounds, read in one place."""

import re

from flask import abort, request


def word(name: str) -> str:
    """A parameter as it stands, empty where there is none; 400 where it comes twice."""
    given = request.args.getlist(name)
    if len(given) > 1:
        abort(400, f"{name}: it is wanted once")
    return given[0] if given else ""


def number(name: str, *, default: int, least: int, most: int) -> int:
    """A whole number from `least` to `most`, in 0 to 9 and without leading noughts; 400 for anything else."""
    if name not in request.args:
        return default
    given = word(name)
    written = re.fullmatch(r"0|[1-9][0-9]*", given) and len(given) <= len(f"{most}")
    if not written or not least <= int(given) <= most:
        abort(400, f"{name}: a whole number from {least} to {most} is wanted")
    return int(given)
