"""A form as screens of a phone: drawn for its author, and checked for its length before it is loaded."""

from collections.abc import Iterator, Sequence

from app.domain.forms.definition import Form, FormQuestion, text_in
from app.domain.forms_import.columns import text_column
from app.domain.forms_import.form_mistakes import FormMistake
from app.platform import gsm0338
from menus import paging
from menus.engine import BACK, FIRST, LEADS, LOST, MORE, label_key


def draw_text(language: str, text: str, lines: Sequence[str] = (), *, is_deep: bool = True) -> list[str]:
    """The pages of a text and the numbered lines below it. `is_deep`: with the keys for home and help."""
    always = (label_key(language, FIRST), label_key(language, LOST)) if is_deep else ()
    numbered = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    shown = paging.Keys(always=always, back=label_key(language, BACK), more=label_key(language, MORE))
    return paging.pages(text, numbered, shown, top_back=True, most=paging.OPTIONS_A_PAGE)


def asked_text(question: FormQuestion, language: str) -> str:
    """What stands above the lines of a question: what is asked, and in which form the answer is wanted."""
    return "\n".join(filter(None, [text_in(question.label, language), text_in(question.hint, language)]))


def find_form_misfits(form: Form) -> list[FormMistake]:
    """The texts of a form, in any language, that do not fit on one screen with all keys that may stand below them."""
    return [mistake for question in form.questions for mistake in _find_misfits(question)]


def _find_misfits(question: FormQuestion) -> Iterator[FormMistake]:
    for language in question.label:
        room = room_of_a_question(language)
        for field, text in (
            ("label", asked_text(question, language)),
            ("constraint_message", text_in(question.refusal, language)),
        ):
            if not gsm0338.fits(text, room):
                with_hint = " with the hint" if field == "label" and question.hint else ""
                what = f"at most {room} septets{with_hint} are wanted; these are {gsm0338.septets(text)}"
                yield FormMistake("", "survey", 0, text_column(field, language), what, question.name)


def room_of_a_question(language: str) -> int:
    """The septets that a screen has left for a question, with all keys that may stand below it."""
    keys = "".join(f"\n{label_key(language, key)}" for key in LEADS)
    return gsm0338.SCREEN - len(paging.PREFIX) - (gsm0338.septets(keys) or 0)
