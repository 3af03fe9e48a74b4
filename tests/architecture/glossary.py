"""The generated part of docs/terms.md: each database table, and each enumeration whose values are stored in a column.

`python -m tests.architecture.glossary` writes it anew into the page.
"""

from enum import StrEnum
from typing import Final

from app.domain.shared import model_registry
from app.platform.database.column_types import Word
from tests.architecture.made_parts import put_in, table
from tests.architecture.prose import DOCS

PAGE: Final = DOCS / "terms.md"


def summary(thing: type) -> str:
    """The first paragraph of a class's docstring, on one line."""
    return " ".join((thing.__doc__ or "").partition("\n\n")[0].split())


def table_rows() -> list[list[str]]:
    """Each table: what a row of it is, and where its class stands."""
    return [
        [f"`{kind.__tablename__}`", f"`{kind.__name__}`", summary(kind), f"`{_file(kind)}`"]
        for kind in model_registry.kinds()
    ]


def words() -> list[type[StrEnum]]:
    """The enumerations whose values are stored in columns."""
    types = {column.type for each in model_registry.tables() for column in each.columns}
    return sorted({each.words for each in types if isinstance(each, Word)}, key=lambda kind: kind.__name__)


def word_rows() -> list[list[str]]:
    """Each of these enumerations: what it says, and its values."""
    return [
        [f"`{kind.__name__}`", summary(kind), ", ".join(f"`{each.value}`" for each in kind), f"`{_file(kind)}`"]
        for kind in words()
    ]


def made(page: str) -> str:
    """The page with its tables as the code is now."""
    tables = table(["table", "class", "a row is", "where"], table_rows())
    values = table(["class", "what it says", "its values", "where"], word_rows())
    return put_in(page, __file__, {"tables": tables, "words": values})


def _file(kind: type) -> str:
    return f"{kind.__module__.replace('.', '/')}.py"


if __name__ == "__main__":
    PAGE.write_text(made(PAGE.read_text()))
