"""Answers that a screen did not offer: a story may type one on purpose, and then says so.

    > 9  # the menu has six lines

Without the remark it counts as a mistake of the author, whose result `STORIES=write` would keep for good. Not offered
is an answer that the engine refuses because there is no such line, or that is typed after the call has ended.
"""

import inspect
import re
from collections.abc import Iterable, Iterator
from functools import cache

from app.platform.i18n import languages, translate
from app.simulator.stories.notation import is_meant
from menus import engine


def slip(does: str, sees: Iterable[str], *, over: bool) -> str | None:
    """What is wrong with a beat that has no such remark; None if nothing is. `over`: the call had ended before it."""
    if not does.startswith(">") or is_meant(does):
        return None
    if over:
        return f"`{does}` is typed after the call has ended"
    refusal = next((line for line in sees if is_refusal(line)), None)
    return f"`{does}` is no line of the screen ({refusal})" if refusal else None


def is_refusal(line: str) -> bool:
    """Whether a seen line says, in any language, that the screen has no such line."""
    return any(pattern.fullmatch(line) for pattern in refusals())


@cache
def refusals() -> tuple[re.Pattern[str], ...]:
    """Patterns of the engine's refusals of an answer that no line has, as they are shown."""
    said = dict.fromkeys(re.findall(r'(?:Rejected\(|short=)\s*_\("(.+?)"\)', inspect.getsource(engine)))
    return tuple(
        re.compile(r"\| " + re.sub(r"\\\{\w+\\\}", r"\\d+", re.escape(text)))
        for english in said
        for text in shown(english)
    )


def shown(english: str) -> Iterator[str]:
    """A text in each language."""
    return (translate(language, english) for language in languages())
