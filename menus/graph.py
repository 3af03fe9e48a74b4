"""What a screen does, read off its own source: which screens it leads to, and whether answering it may act.

Screens name each other directly or by `link`, so what is read here (by `ast`) is exact.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from types import FunctionType
from typing import Any, Final

from menus.notation import SCREENS, Ask, Option, Screen, link

ACTS: Final = frozenset({"once", "outside"})
"""What a context does with effects (`menus/context.py`)."""


def leads_to(screen: Screen) -> list[Screen]:
    """The screens that this one's own functions name, in the order in which they name them."""
    return list(dict.fromkeys([each for function in _own(screen) for each in named_by(function)]))


def links_of(screen: Screen) -> list[str]:
    """The names by which this screen's functions, and those of the flows that they call, link to other flows."""
    every = [node for own in _own(screen) for function in _called_by(own, set()) for node in _nodes(function)]
    calls = [node for node in every if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return [str(ast.literal_eval(node.args[0])) for node in calls if getattr(node.func, "id", "") == link.__name__]


def named_by(function: Callable[..., Any], seen: frozenset[object] = frozenset()) -> list[Screen]:
    """The screens that a function names, itself or through one of the flows that returns a screen or an option."""
    found: list[Screen] = []
    for each in (_resolved(node, function) for node in _nodes(function)):
        if isinstance(each, Screen):
            found.append(each)
        elif inspect.isfunction(each) and each.__annotations__.get("return") in (Screen, Option) and each not in seen:
            found += named_by(each, seen | {function})
    return list(dict.fromkeys(found))


@cache
def acts(screen: Screen) -> bool:
    """Whether answering this screen may have an effect, or tells a secret: an answer that must be one to us."""
    return (isinstance(screen, Ask) and screen.secret) or any(
        isinstance(node, ast.Attribute) and node.attr in ACTS
        for own in _own(screen)
        for function in _called_by(own, set())
        for node in _nodes(function)
    )


def _own(screen: Screen) -> list[Callable[..., Any]]:
    """The functions that are a screen's own: its body, and what a question offers beside typing."""
    return [screen.body, screen.options] if isinstance(screen, Ask) else [screen.body]


def _called_by(function: Callable[..., Any], seen: set[object]) -> Iterator[Callable[..., Any]]:
    """A function, and the functions of the flows that it names, itself or through others."""
    seen.add(function)
    yield function
    for each in (_resolved(node, function) for node in _nodes(function)):
        if isinstance(each, FunctionType) and each.__module__.startswith("menus.flows") and each not in seen:
            yield from _called_by(each, seen)


@cache
def _nodes(function: Callable[..., Any]) -> list[ast.Name | ast.Attribute | ast.Call]:
    """The names and the calls in a function's body."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    body = next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)).body
    return [
        node
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name | ast.Attribute | ast.Call)
    ]


def _resolved(node: ast.Name | ast.Attribute | ast.Call, function: Callable[..., Any]) -> object:
    if isinstance(node, ast.Call):
        is_link = isinstance(node.func, ast.Name) and _resolved(node.func, function) is link
        return SCREENS.get(ast.literal_eval(node.args[0])) if is_link else None
    scope = inspect.unwrap(function).__globals__
    if isinstance(node, ast.Name):
        return scope.get(node.id)
    if isinstance(node.value, ast.Name):
        return getattr(scope.get(node.value.id), node.attr, None)
    return None
