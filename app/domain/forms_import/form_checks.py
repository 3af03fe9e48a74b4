"""Checks between the rows of a form: what is referred to exists and comes earlier; every question can be reached."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from app.domain.forms.definition import (
    ITSELF,
    Choice,
    Comparison,
    Condition,
    FormQuestion,
    Group,
    Kind,
    Matches,
    Today,
)
from app.domain.forms_import import satisfiability
from app.domain.forms_import.compiled_form import CompiledForm, CompiledQuestion
from app.domain.forms_import.form_mistakes import SheetRow
from app.domain.forms_import.form_texts import DATE
from app.domain.forms_import.pattern_letters import PatternRefused
from app.domain.forms_import.patterns import check_pattern

TEXTUAL: Final = frozenset({Kind.TEXT, Kind.NAME, Kind.DOCUMENT, Kind.PHONE, Kind.EMAIL, Kind.PLATE})
LISTED: Final = frozenset({Kind.CHOICE, Kind.YES_NO, Kind.COUNTY, Kind.HUDUMA})
ASKED_ABOUT: Final = TEXTUAL | LISTED | {Kind.NUMBER, Kind.DATE}
"""Kinds of questions that a condition may refer to."""
PLACE: Final = "place"
"""The attribute that a slot is filtered by."""
SAMENESS: Final = ("=", "!=")


def check_form(compiled: CompiledForm) -> None:
    """Check the rules between rows; what is wrong is added to the mistakes of the file."""
    earlier: dict[str, FormQuestion] = {}
    for each in compiled.questions:
        is_sound = _check_question(compiled, each, earlier)
        # a condition that is wrong is not evaluated for the questions after it: its pattern may be none
        known = each.question if is_sound else each.question.model_copy(update={"constraint": None, "relevant": None})
        earlier.setdefault(each.question.name, known)
    _check_lists(compiled)
    if not earlier:
        compiled.mistakes.add_sheet("survey", "a question is wanted")
    _check_hand_in(compiled)


def _check_hand_in(compiled: CompiledForm) -> None:
    says_when = {DATE in text for text in compiled.told.get("hand_in", {}).values()} or {False}
    if says_when != {bool(compiled.settings["hand_in_days"])}:
        what = f"days are wanted where the note hand_in says {DATE}, in every language, and only there"
        compiled.mistakes.add(compiled.setting_row, "lango::hand_in_days", what)


def _check_question(compiled: CompiledForm, each: CompiledQuestion, earlier: Mapping[str, FormQuestion]) -> bool:
    """Check one question; whether nothing is wrong with its cells."""
    row, question, wrong = each.row, each.question, compiled.mistakes.add
    found = [
        *(("relevant", what) for what in _find_wrong(question.relevant, compiled, earlier, None)),
        *(("constraint", what) for what in _find_wrong(question.constraint, compiled, earlier, question)),
        *_find_wrong_columns(row, question),
        *(("choice_filter", what) for what in _find_wrong_filter(compiled, each, earlier)),
        *(("type", what) for what in _find_alike(question)),
    ]
    for column, what in dict.fromkeys(found):
        wrong(row, column, what)
    if not found:
        _check_reach(compiled, each, earlier)
    return not found


def _check_reach(compiled: CompiledForm, each: CompiledQuestion, earlier: Mapping[str, FormQuestion]) -> None:
    wrong, column = compiled.mistakes.add, "relevant"
    try:
        if not satisfiability.can_be_asked(each.question, earlier):
            wrong(each.row, column, "it can never hold: nobody would be asked this")
        column = "constraint"
        if not satisfiability.can_be_fulfilled(each.question):
            wrong(each.row, column, "no answer can fulfil it")
    except satisfiability.TooManyCases:
        wrong(each.row, column, "it has too many cases: fewer 'or' are wanted")


def _find_wrong_columns(row: SheetRow, question: FormQuestion) -> Iterator[tuple[str, str]]:
    """Cells that have no meaning for this kind of question."""
    if row["constraint"] and question.kind not in TEXTUAL | {Kind.NUMBER, Kind.DATE}:
        yield "constraint", "nothing is wanted here: there is nothing to type"
    if not row["constraint"]:
        yield from _filled(row, "constraint_message", "nothing is wanted here without a constraint")
    if row["lango::calendar"] and question.kind != Kind.SLOT:
        yield "lango::calendar", "nothing is wanted here: only a slot has a calendar"
    if question.kind == Kind.NOTE:
        yield from _filled(row, "lango::short", "nothing is wanted here: a note has no answer")


def _filled(row: SheetRow, field: str, what: str) -> Iterator[tuple[str, str]]:
    """The columns of a text that are filled, in any language."""
    return ((column, what) for column in row.cells if column.startswith(f"{field}::"))


def _find_wrong(
    condition: Condition | None,
    compiled: CompiledForm,
    earlier: Mapping[str, FormQuestion],
    itself: FormQuestion | None,
) -> Iterator[str]:
    """What is wrong with a condition; `itself`: the question whose constraint it is, if it is one."""
    if condition is None:
        return
    if isinstance(condition, Group):
        for part in condition.of:
            yield from _find_wrong(part, compiled, earlier, itself)
    elif condition.left == ITSELF:
        if itself is None:
            yield "the answer to this question (.) is not there yet: ${question} is wanted"
        else:
            yield from _find_wrong_comparison(condition, itself)
    elif condition.left not in earlier:
        yield _unknown(condition.left, compiled)
    else:
        yield from _find_wrong_comparison(condition, earlier[condition.left])


def _unknown(name: str, compiled: CompiledForm) -> str:
    if name in compiled.rows and compiled.rows[name]["lango::kind"] not in ("in_hand", "instead", "hand_in"):
        return f"${{{name}}} is not asked before this question"
    return f"there is no question ${{{name}}}"


def _find_wrong_comparison(each: Comparison | Matches, question: FormQuestion) -> Iterator[str]:
    said = "." if each.left == ITSELF else f"${{{question.name}}}"
    if isinstance(each, Matches):
        yield from _find_wrong_pattern(each, question)
    elif question.kind not in ASKED_ABOUT:
        yield f"{said} has no answer that can be compared"
    elif question.kind == Kind.NUMBER:
        if not isinstance(each.right, int):
            yield f"{said} is a number: a whole number is wanted to compare it with"
    elif question.kind == Kind.DATE:
        if not _is_day(each.right):
            yield f"{said} is a date: today() or a date like '2026-12-31' is wanted to compare it with"
    else:
        yield from _find_wrong_text(each, question, said)


def _find_wrong_pattern(each: Matches, question: FormQuestion) -> Iterator[str]:
    if question.kind not in TEXTUAL:
        yield "regex() is for what is typed as a text"
        return
    try:
        check_pattern(each.pattern)
    except PatternRefused as refused:
        yield f"the pattern: {refused}"


def _find_wrong_text(each: Comparison, question: FormQuestion, said: str) -> Iterator[str]:
    values = satisfiability.values_of(question)
    if each.op not in SAMENESS or not isinstance(each.right, str):
        yield f"{said} is a text: = or != and a text in quotes are wanted"
    elif values and each.right not in values:
        yield f"'{each.right}' is none of the answers to {said}"


def _is_day(right: str | int | Today) -> bool:
    if isinstance(right, Today):
        return True
    try:
        return isinstance(right, str) and date.fromisoformat(right).isoformat() == right
    except ValueError:
        return False


def _find_wrong_filter(
    compiled: CompiledForm, each: CompiledQuestion, earlier: Mapping[str, FormQuestion]
) -> Iterator[str]:
    question, wanted = each.question, each.question.choice_filter
    if wanted is None:
        return
    by = earlier.get(wanted.question)
    if question.kind not in (Kind.CHOICE, Kind.SLOT):
        yield "nothing is wanted here: only a select_one and a slot are filtered"
    elif by is None:
        yield _unknown(wanted.question, compiled)
    elif by.kind not in LISTED - {Kind.YES_NO} and not satisfiability.values_of(by):
        yield f"${{{by.name}}} has no list of answers"
    elif not _is_always_answered(by, question):
        yield f"${{{by.name}}} may be without an answer: it must be required, and asked wherever this is"
    elif question.kind == Kind.SLOT:
        if wanted.attribute != PLACE:
            yield f"{PLACE} = ${{{by.name}}} is wanted for a slot"
    else:
        yield from _find_unmatched(question, by, wanted.attribute)


def _is_always_answered(by: FormQuestion, question: FormQuestion) -> bool:
    parts = question.relevant.of if isinstance(question.relevant, Group) and question.relevant.op == "and" else ()
    return by.required and (by.relevant is None or by.relevant == question.relevant or by.relevant in parts)


def _find_unmatched(question: FormQuestion, by: FormQuestion, attribute: str) -> Iterator[str]:
    """Choices that no answer to `by` selects. An answer that selects no choice is no mistake: nothing is asked then."""
    values = satisfiability.values_of(by)
    if not values:
        yield f"${{{by.name}}} has no list of answers that is known here"
        return
    there = [choice.attributes.get(attribute, "") for choice in question.choices]
    for value in sorted({*there} - {*values}):
        yield f"{attribute} {value or '(empty)'} of a choice is no answer to ${{{by.name}}}"


def _find_alike(question: FormQuestion) -> Iterator[str]:
    """Choices that have the same label and are offered together."""
    attribute = question.choice_filter.attribute if question.choice_filter else ""
    seen: dict[tuple[str, str, str], Choice] = {}
    for choice in question.choices:
        for language, label in choice.label.items():
            key = (language, label.casefold(), choice.attributes.get(attribute, ""))
            first = seen.setdefault(key, choice)
            if first.name != choice.name:
                yield f"the choices {first.name} and {choice.name} have the same label: {label}"


def _check_lists(compiled: CompiledForm) -> None:
    used = {each.list_name for each in compiled.questions}
    filters = {each.question.choice_filter.attribute for each in compiled.questions if each.question.choice_filter}
    for name, rows in compiled.choices.items():
        if name not in used:
            compiled.mistakes.add(rows[0][0], "list_name", f"no question uses the list {name}")
        unused = sorted({column for _, choice in rows for column in choice.attributes} - filters)
        for column in unused if name in used else ():
            compiled.mistakes.add(rows[0][0], column, "no choice_filter asks for this column")
