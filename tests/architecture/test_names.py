"""Each file, function or name that a comment or a page puts between backticks exists under exactly that name."""

import ast
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Final

import pytest

from app.domain.forms_import import columns
from tests.architecture.prose import CODE, ROOT, all_told
from tests.architecture.test_reliability import exists

pytestmark = pytest.mark.slow

TICKED: Final = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
FENCE: Final = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
PATH: Final = re.compile(r"(?:app|menus|sessions|tests|docs)/[\w./*<>-]+")
OF_TESTS: Final = re.compile(
    r"(?:architecture|browser|console|database|faults|finding|simulator|stories|unit|web)/[\w./*]+"
)
"""The path of a test as tables write it, relative to `tests/`."""
FILE: Final = re.compile(r"[\w-]+(?:\.cdx)?\.(?:py|lua|csv|tsv|md|po|toml|txt|jsonl?|story)")
DOTTED: Final = re.compile(r"([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)(?:\(.*\))?")
WORD: Final = re.compile(r"(_?[a-z]+_\w+|[A-Z][a-z]+[A-Z]\w*)(?:\(.*\))?")
"""A name in snake case or camel case, which no plain word is."""
COLUMN: Final = re.compile(r"(lango::[a-z_]+|[a-z_]+(?=::))(?:::[A-Z][a-z]+ \([a-z]+\))?")
"""A column of a form: `lango::kind`, `label::English (en)`."""
GAP: Final = re.compile(r"<\w+>|[A-Z]{3,}")
"""A placeholder of a recipe, as in `menus/locale/LANG/lango.po`."""
RAISES: Final = re.compile(r"\bRaises\s+([A-Z]\w+(?:(?:,?\s+and|,?\s+or|,)\s+[A-Z]\w+)*)")
"""`Raises NotFound, Invalid and Conflict`: how a docstring names exceptions."""
NOT_OURS: Final = frozenset({"c", "clock", "g", "go", "kra", "os", "random", "re"})
"""What a dotted name may begin with besides our modules and classes: a local variable, a library, a host."""
IMPORTED: Final = frozenset({"ClickException", "Forbidden", "TooManyRequests"})
"""Exceptions of libraries whose names do not end in Error."""
ELSEWHERE: Final = frozenset(
    {
        "sbom.cdx.json", "services_more.csv", "services_county.csv", "reference_shapes_ANYTHING.csv",
        "texts_LANG.csv", "lango_default",
        "audit-anchors.jsonl", "release.env", "max_connections", "tcp_migrate_req",
        "app.domain.identity.otp.x_use_code__mutmut_3",
    }
)  # fmt: skip
"""Files that a user may have or create, and names of other programs."""


def code_words(source: str) -> Iterator[str]:
    """The names in a module, and the words of its strings; none of its comments and docstrings."""
    for token in tokenize.generate_tokens(StringIO(source).readline):
        if token.type == tokenize.NAME:
            yield token.string
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Expr):
            held = [each for each in ast.iter_child_nodes(node) if isinstance(each, ast.Constant)]
            yield from (word for each in held for word in re.findall(r"[\w.]+", str(each.value)))


@cache
def modules() -> dict[Path, str]:
    found = [file for folder in CODE for file in (ROOT / folder).rglob("*.py") if file.name != Path(__file__).name]
    return {file: file.read_text() for file in found}


@cache
def words() -> frozenset[str]:
    """All names that occur in the code, as a file, as a column of our data, in the examples or in pyproject.toml."""
    found = {part for text in modules().values() for word in code_words(text) for part in (word, *word.split("."))}
    found |= {file.stem for folder in CODE for file in (ROOT / folder).rglob("*.*")}
    for file in (ROOT / "app" / "data").glob("*.csv"):
        found |= set(re.findall(r"\w+", file.read_text().partition("\n")[0]))
    for file in (ROOT / "docs" / "examples").glob("*.csv"):
        found |= set(re.findall(r"\w+", file.read_text()))
    return frozenset(found | set(re.findall(r"\w+", (ROOT / "pyproject.toml").read_text())))


def names_in(body: Iterable[ast.stmt]) -> Iterator[str]:
    """What a module or a class defines."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (each.id for goal in node.targets for each in ast.walk(goal) if isinstance(each, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def table_of(node: ast.ClassDef) -> str:
    """The table name of a model; empty for any other class."""
    for each in node.body:
        if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "__tablename__":
            return str(ast.literal_eval(each.value))
    return ""


@cache
def defined() -> dict[str, set[str]]:
    """The names that each module, package, class or table defines, by what is written before the dot."""
    found: dict[str, set[str]] = defaultdict(set)
    for file, source in modules().items():
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(source)
        package, _, module = name.rpartition(".")
        for called in {name, module}:
            found[called] |= set(names_in(tree.body))
        for called in {package, package.rpartition(".")[2]}:
            found[called].add(module)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                for called in {node.name, table_of(node)} - {""}:
                    found[called] |= set(names_in(node.body))
    return dict(found)


def is_file(name: str) -> bool:
    pattern = GAP.sub("*", name)
    return any(ROOT.glob(pattern)) or any(any((ROOT / folder).rglob(pattern)) for folder in (*CODE, "docs"))


def is_dotted(name: str) -> bool:
    """Whether there is such a module, function of a module, attribute of a class, or column of a table."""
    before, _, last = name.rpartition(".")
    there = name in defined() or last in defined().get(before, ())
    return there or name.partition(".")[0] in NOT_OURS or (name in words() and before not in defined())


def is_column(name: str) -> bool:
    """Whether the sheets of a form have such a column."""
    column = COLUMN.fullmatch(name)
    sheets = (*columns.PLAIN.values(), *columns.TEXTS.values())
    return column is not None and any(column[1] in names for names in sheets)


@cache
def is_there(name: str) -> bool:
    """Whether the text between backticks exists; text that is neither a file nor a name always passes."""
    name, _, test = name.partition("::")
    if test:
        return exists(name.removeprefix("tests/"), test)
    if name in ELSEWHERE:
        return True
    if OF_TESTS.fullmatch(name):
        name = f"tests/{name}"
    if PATH.fullmatch(name):
        return any(ROOT.glob(GAP.sub("*", name).strip("/")))
    if FILE.fullmatch(name):
        return is_file(name)
    if dotted := DOTTED.fullmatch(name):
        return dotted[1] in ELSEWHERE or is_dotted(dotted[1])
    if word := WORD.fullmatch(name.removesuffix("_total")):  # Prometheus' own end of a counter's name
        return word[1] in ELSEWHERE | words() or GAP.search(word[1]) is not None
    return True


def ticked(text: str) -> list[str]:
    """The texts between backticks, outside of code blocks; a test and its file count as one name."""
    return TICKED.findall(FENCE.sub("", text).replace("`::`", "::"))


@pytest.mark.slow
def test_what_is_named_is_there() -> None:
    named = {(file, name) for file, text in all_told() for name in ticked(text)}
    assert {(file, name) for file, name in named if not (is_column(name) or is_there(name))} == set()


def raised(text: str) -> list[str]:
    """The exceptions that a docstring says are raised."""
    return [name for names in RAISES.findall(text) for name in re.findall(r"[A-Z]\w+", names)]


def is_exception(name: str) -> bool:
    """Whether our code, Python or an imported library has an exception of this name."""
    return name in defined() or name.endswith("Error") or name in IMPORTED


def test_what_is_raised_is_an_exception_of_that_name() -> None:
    assert {(file, name) for file, text in all_told() for name in raised(text) if not is_exception(name)} == set()


def test_an_exception_that_was_renamed_would_be_found() -> None:
    told = "Read it.\n\nRaises NotTaken, Invalid and Stale, and\n    ValueError where it is."
    assert raised(told) == ["NotTaken", "Invalid", "Stale", "ValueError"]
    assert [name for name in raised(told) if not is_exception(name)] == ["NotTaken", "Stale"]


def test_what_is_let_pass_is_named_somewhere() -> None:
    named = {name for _, text in all_told() for name in ticked(text)}
    heads = {dotted[1].partition(".")[0] for dotted in map(DOTTED.fullmatch, named) if dotted}
    assert ELSEWHERE - named == set()
    assert NOT_OURS - heads == set()


@pytest.mark.parametrize(
    "name",
    [
        "app/domain/casework.py",
        "tests/unit/test_nothing.py",
        "docs/decisions/nothing.md",
        "menus/nothing/",
        "stories/nothing.story",
        "unit/test_seal.py::test_nothing",
        "search.py",
        "nothing.csv",
        "casework.move",
        "transitions.move",
        "app.domain.casework",
        "ServiceEntry.nothing",
        "applications.colour",
        "messages.queue_nothing(session, key=...)",
        "queue_nothing",
        "NotTaken",
    ],
)
def test_what_is_not_there_would_be_found(name: str) -> None:
    assert not is_there(name)


@pytest.mark.parametrize(
    "name",
    [
        "app/ussd/turn.py",
        "tests/stories/",
        "menus/locale/LANG/lango.po",
        "app/data/*.csv",
        "unit/test_seal.py::test_it_opens_nowhere_else",
        "services.csv",
        "transitions.apply_transition",
        "app.domain.applications",
        "Index.fee",
        "applications.account_id",
        'c.once("name", work)',
        "queue_sms",
        "lango_spool_aside",
        "make run",
        "*222#",
    ],
)
def test_what_is_there_is_let_pass(name: str) -> None:
    assert is_there(name)
