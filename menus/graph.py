"""What a screen does, read off its own source: which screens it leads to, and whether answering it may act.

Screens name each other directly or by `link`, so what is read here (by `ast`) is exact. It is read to check and to draw
the menu book (`menus/checks.py`), never while serving: the engine goes by what the screens declare.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from types import FunctionType
from typing import Any, Final

from menus.faults import SourcePlace, place_of
from menus.notation import SCREENS, Ask, Choose, Menu, Option, Screen, link

EFFECTS: Final = frozenset({"once", "outside"})
"""The methods of a context that have an effect (`menus/context.py`): only an answer to a prompt may call them."""
COUNTED: Final = frozenset({"once_counted"})
"""The method with an effect that may be dialled ahead."""
FLOWS: Final = "menus.flows"
"""The package whose functions are followed: a screen's own work, but not that of the domain."""

LEADING: Final = (Screen, Option, Iterator[Option])
"""The return types of functions that decide which screen comes next."""


def read_ways(screen: Screen) -> list[Screen]:
    """The screens that this one's own functions name, in the order in which they name them."""
    return list(dict.fromkeys([each for function in _own_functions(screen) for each in read_screens(function)]))


def read_links(screen: Screen) -> dict[str, SourcePlace]:
    """The names by which this screen's functions, and those of the flows that they call, link to other flows."""
    calls = _calls_of(screen, link.__name__)
    return {str(ast.literal_eval(node.args[0])): place for node, place in calls if node.args}


def read_labels(screen: Screen) -> dict[str, SourcePlace]:
    """The labels of the lines that this screen may offer, as far as they are texts: `Option(_("Pay"), ...)`."""
    found: dict[str, SourcePlace] = {}
    for node, place in _calls_of(screen, Option.__name__):
        for text in (each for argument in node.args[:1] for each in ast.walk(argument)):
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                found.setdefault(text.value, place)
    return found


def is_page_to_read(screen: Menu) -> bool:
    """Whether a menu says itself that it offers nothing: `return ()`, and no line anywhere."""
    tree = _parse(screen.body)
    left = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return)]
    offers = any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(tree))
    return not offers and bool(left) and all(isinstance(each, ast.Tuple) and not each.elts for each in left)


def read_screens(function: Callable[..., Any], seen: frozenset[object] = frozenset()) -> list[Screen]:
    """The screens that a function names, itself or through functions of the flows that return a screen or an option."""
    found: list[Screen] = []
    for each in (_resolve(node, function) for node in _nodes(function)):
        if isinstance(each, Screen):
            found.append(each)
        elif inspect.isfunction(each) and each.__annotations__.get("return") in LEADING and each not in seen:
            found += read_screens(each, seen | {function})
    return list(dict.fromkeys(found))


def calls_effect(screen: Screen, kinds: frozenset[str] = EFFECTS) -> bool:
    """Whether the functions of this screen, or those of the flows that they name, have an effect: what `acts` says.

    The screens that it leads to do not count: each of them has an `acts` of its own.
    """
    return any(
        isinstance(node, ast.Attribute) and node.attr in kinds
        for own in _own_functions(screen)
        for function in _called_by(own, set())
        for node in _nodes(function)
    )


def _calls_of(screen: Screen, name: str) -> list[tuple[ast.Call, SourcePlace]]:
    """The calls of what has this name, in the functions of a screen and in those of the flows that they call."""
    functions = [each for own in _own_functions(screen) for each in _called_by(own, set())]
    return [
        (node, place_of(function, node.lineno))
        for function in functions
        for node in _nodes(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


def _own_functions(screen: Screen) -> list[Callable[..., Any]]:
    """The functions that are a screen's own: its body, what a question offers beside typing, and where back leads."""
    if isinstance(screen, Ask):
        return [screen.body, screen.options, screen.back]
    return [screen.body, screen.back] if isinstance(screen, Choose) else [screen.body]


def _called_by(function: Callable[..., Any], seen: set[object]) -> Iterator[Callable[..., Any]]:
    """A function, and the functions of the flows that it names, itself or through others."""
    seen.add(function)
    yield function
    for each in (_resolve(node, function) for node in _nodes(function)):
        if isinstance(each, FunctionType) and _is_of_flows(each, function) and each not in seen:
            yield from _called_by(each, seen)


def _is_of_flows(named: FunctionType, by: Callable[..., Any]) -> bool:
    """Whether a function stands in a flow, or in the very file of the one that names it."""
    return named.__module__ == by.__module__ or named.__module__.startswith(f"{FLOWS}.")


@cache
def _nodes(function: Callable[..., Any]) -> list[ast.Name | ast.Attribute | ast.Call]:
    """The names and the calls in a function's body."""
    return [
        node
        for statement in _parse(function).body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name | ast.Attribute | ast.Call)
    ]


@cache
def _parse(function: Callable[..., Any]) -> ast.FunctionDef:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _resolve(node: ast.Name | ast.Attribute | ast.Call, function: Callable[..., Any]) -> object:
    if isinstance(node, ast.Call):
        is_link = isinstance(node.func, ast.Name) and _resolve(node.func, function) is link
        return SCREENS.get(ast.literal_eval(node.args[0])) if is_link else None
    scope = inspect.unwrap(function).__globals__
    if isinstance(node, ast.Name):
        return scope.get(node.id)
    if isinstance(node.value, ast.Name):
        return getattr(scope.get(node.value.id), node.attr, None)
    return None
