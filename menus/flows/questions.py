"""What is asked most, and what eCitizen answers."""

from collections.abc import Iterator

from app.platform.i18n import _
from menus.context import Context
from menus.draft import Draft
from menus.notation import Fields, Option, menu


class QuestionDraft(Draft):
    """The code of the question that was chosen."""

    question: str = ""


@menu(_("Questions and answers"))
def asked(c: Context) -> Iterator[Option]:
    """A line for each question."""
    for each in c.finder.index().questions:

        def choose(c: Context, code: str = each.code) -> None:
            c.draft(QuestionDraft).question = code

        yield Option(each.label.in_language(c.language), answer, does=choose)


def facts(c: Context) -> Fields:
    """The answer to the question that was chosen."""
    chosen = c.draft(QuestionDraft).question
    found = next((each for each in c.finder.index().questions if each.code == chosen), None)
    return {"answer": found.answer.in_language(c.language) if found else "-"}


@menu(_("{answer}"), fields=facts, longest={"answer": "W" * 300})
def answer(c: Context) -> tuple[Option, ...]:
    """The answer, as eCitizen publishes it."""
    return ()
