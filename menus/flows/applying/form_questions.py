"""The questions of a form, one screen for all of them: which one is asked follows from the answers so far.

0 goes back a question. Every third answer has the draft saved in the database, so that an interrupted form can be
resumed.
"""

from collections.abc import Iterator
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applying import application_drafts
from app.domain.applying.application_drafts import SavedAnswers
from app.domain.forms import answer_reading, offers, walk
from app.domain.forms.answer_reading import AnswerRefused
from app.domain.forms.definition import FormQuestion, text_in
from app.domain.forms.offers import Offer
from app.domain.identity import accounts
from app.platform.i18n import _, translate
from menus.context import Context
from menus.flows.applying.drafts import ApplyingDraft, find_form
from menus.notation import Fields, Option, Rejected, Screen, ask, link

SAVED_EVERY: Final = 3
"""After so many answers the draft is saved, and the citizen is told."""


def asked_now(c: Context) -> FormQuestion | None:
    """The question that is asked: the one whose answer is being changed, else the first without one."""
    draft, form = c.draft(ApplyingDraft), find_form(c)
    changing = form.question(draft.changing) if draft.changing else None
    return changing or walk.next_question(form, draft.form_answers, today=c.today)


def asking(c: Context) -> Fields:
    """The question and its hint, in the agency's words."""
    asked = asked_now(c)
    if asked is None:
        return {"saved": "", "question": "-", "hint": ""}
    saved = translate(c.language, _("Saved so far.")) if c.draft(ApplyingDraft).just_saved else ""
    return {"saved": saved, "question": text_in(asked.label, c.language), "hint": text_in(asked.hint, c.language)}


def offered(c: Context, asked: FormQuestion | None) -> list[Offer]:
    """What may be chosen instead of typing; a list of places is narrowed by what was typed before."""
    if asked is None:
        return []
    draft = c.draft(ApplyingDraft)
    with c.reading() as session:
        return offers.offers_of(
            session,
            c.finder.index(),
            asked,
            draft.form_answers,
            c.language,
            narrow=draft.narrowed_by,
            today=c.today,
        )


def lines(c: Context) -> Iterator[Option]:
    """A line for each value that is offered."""
    asked = asked_now(c)
    for each in offered(c, asked):

        def choose(c: Context, value: str = each.value) -> None:
            choose_line(c, asked, value)

        yield Option(each.label, following, does=choose)


def choose_line(c: Context, asked: FormQuestion | None, value: str) -> None:
    """Store a value that was chosen, checked by the question's rule as if it had been typed. Raises Rejected."""
    if asked is None:
        return
    try:
        answer_reading.check_answer(asked, value, c.draft(ApplyingDraft).form_answers, today=c.today)
    except AnswerRefused as refused:
        raise as_rejected(c, refused) from None
    record(c, asked, value)


def step_back(c: Context) -> Screen | None:
    """0 takes the last answer back and asks again, or cancels a change; at the first question it leaves the form."""
    draft = c.draft(ApplyingDraft)
    if draft.changing:
        draft.changing = draft.narrowed_by = ""
        return link("form_review.review")
    back = walk.without_last(find_form(c), draft.form_answers, today=c.today)
    if back is None:
        return None
    draft.form_answers, draft.narrowed_by, draft.just_saved = back[0], "", False
    return question


@ask(
    _("{saved}\n{question}\n{hint}"),
    parse=str,
    acts=True,
    digits="answer",
    options=lines,
    back=step_back,
    fields=asking,
    longest={"saved": "W" * 16, "question": "W" * 80, "hint": "W" * 24},
)
def question(c: Context, given: str) -> Screen:
    """The input is parsed as the question's kind wants it; where it means several places, these are offered."""
    asked = asked_now(c)
    if asked is None:
        return following(c)
    draft = c.draft(ApplyingDraft)
    draft.just_saved = False  # it was said: a refusal does not say it again
    try:
        with c.reading() as session:
            value = answer_reading.read_or_narrow(
                session,
                c.finder.index(),
                asked,
                given,
                draft.form_answers,
                c.language,
                narrow=draft.narrowed_by,
                today=c.today,
            )
    except AnswerRefused as refused:
        raise as_rejected(c, refused) from None
    if value is None:
        draft.narrowed_by = given
        return question
    record(c, asked, value)
    return following(c)


def as_rejected(c: Context, refused: AnswerRefused) -> Rejected:
    """The refusal in the agency's own words, where it wrote some."""
    if refused.custom:
        return Rejected(_("{why}"), why=text_in(refused.custom, c.language))
    return Rejected(refused.text, **refused.fields)


def record(c: Context, asked: FormQuestion, value: str) -> None:
    """Store an answer. Answers that no longer fit it are dropped; their questions are asked again where they apply."""
    draft = c.draft(ApplyingDraft)
    draft.form_answers = walk.with_answer(find_form(c), draft.form_answers, asked.name, value, today=c.today)
    draft.changing = draft.narrowed_by = ""
    draft.just_saved = False
    if len(draft.form_answers) % SAVED_EVERY == 0:
        save(c)


def save(c: Context) -> None:
    """Keep the answers for a day; the next question says so."""
    draft = c.draft(ApplyingDraft)
    kept = SavedAnswers(draft.form_digest, draft.form_answers)

    def work(session: Session) -> None:
        account = accounts.signed_in(session, c.login)
        application_drafts.save_draft(session, account, draft.applies_for, kept, phone=c.phone)

    c.once("draft", work, way_back=True)
    draft.just_saved = True


def following(_c: Context) -> Screen:
    """The next question, or the answers read back."""
    return link("form_review.standing")
