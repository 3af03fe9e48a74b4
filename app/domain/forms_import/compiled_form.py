"""The result of compiling a form's file: each question with its row in the file, and all mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.forms.definition import Choice, Form, FormQuestion, Texts
from app.domain.forms_import.form_mistakes import FileMistakes, FormMistake, SheetRow
from app.domain.forms_import.xlsform import Sheet


@dataclass(frozen=True)
class CompiledQuestion:
    """A question and its row in the file. `list_name`: its list of choices, if any."""

    row: SheetRow
    question: FormQuestion
    list_name: str = ""


@dataclass
class CompiledForm:
    """What was read from a file, with the mistakes found in it."""

    mistakes: FileMistakes
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    """The sheets as they were read; none where that was not possible."""
    settings: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Texts] = field(default_factory=dict)
    questions: list[CompiledQuestion] = field(default_factory=list)
    choices: dict[str, list[tuple[SheetRow, Choice]]] = field(default_factory=dict)
    setting_row: SheetRow = field(default_factory=lambda: SheetRow("settings", 0, {}))
    rows: dict[str, SheetRow] = field(default_factory=dict)
    """The row of each name in `survey`."""

    def form(self) -> Form:
        """The form; to be called only where there are no mistakes."""
        return Form(**self.settings, **self.told, questions=tuple(each.question for each in self.questions))


def mistakes_of(compiled: CompiledForm) -> list[FormMistake]:
    """The mistakes, in the order of the sheets and rows."""
    order = {"": 0, "settings": 1, "survey": 2, "choices": 3}
    return sorted(compiled.mistakes.found, key=lambda each: (order.get(each.sheet, 4), each.row))
