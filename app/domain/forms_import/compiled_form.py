"""What was read of a form's file: each question with the row that it stands in, and all that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.forms.definition import Choice, Form, FormQuestion, Texts
from app.domain.forms_import.form_mistakes import FileMistakes, FormMistake, SheetRow
from app.domain.forms_import.xlsform import Sheet


@dataclass(frozen=True)
class CompiledQuestion:
    """A question and the row that it stands in. `list_name`: of a choice."""

    row: SheetRow
    question: FormQuestion
    list_name: str = ""


@dataclass
class CompiledForm:
    """What was read of a file: with mistakes in it, until there are none."""

    mistakes: FileMistakes
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    """As they were read; none where they could not be."""
    settings: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Texts] = field(default_factory=dict)
    questions: list[CompiledQuestion] = field(default_factory=list)
    choices: dict[str, list[tuple[SheetRow, Choice]]] = field(default_factory=dict)
    setting_row: SheetRow = field(default_factory=lambda: SheetRow("settings", 0, {}))
    rows: dict[str, SheetRow] = field(default_factory=dict)
    """The row of each name in `survey`."""

    def form(self) -> Form:
        """The form, where nothing is wrong with it."""
        return Form(**self.settings, **self.told, questions=tuple(each.question for each in self.questions))


def mistakes_of(compiled: CompiledForm) -> list[FormMistake]:
    """What was found, in the order of the sheets and rows."""
    order = {"": 0, "settings": 1, "survey": 2, "choices": 3}
    return sorted(compiled.mistakes.found, key=lambda each: (order.get(each.sheet, 4), each.row))
