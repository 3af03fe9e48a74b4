"""The path through a form: which questions are asked, and how an answer changes the others."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.forms.conditions import holds
from app.domain.forms.definition import (
    AGREED,
    SEEN,
    Choice,
    Comparison,
    Filter,
    Form,
    FormQuestion,
    Group,
    Kind,
    Today,
)
from app.domain.forms.walk import (
    choices_of,
    fulfils,
    next_question,
    place_of,
    relevant_questions,
    with_answer,
    without_last,
)

TODAY = date(2026, 11, 23)


def question(name: str, kind: Kind = Kind.TEXT, **more: object) -> FormQuestion:
    return FormQuestion.model_validate({"name": name, "kind": kind, "label": {"en": name}, **more})


def choices(*names: str, **attributes: str) -> list[Choice]:
    return [Choice(name=each, label={"en": each.title()}, attributes=attributes) for each in names]


LOST = Comparison(op="=", left="why", right="lost")
TEST = Form(
    name="licence",
    version="1",
    title={"en": "Licence"},
    questions=(
        question("about", Kind.NOTE),
        question("why", Kind.CHOICE, choices=choices("lost", "worn")),
        question("ob", relevant=LOST),
        question("lost_on", Kind.DATE, relevant=LOST, constraint=Comparison(op="<=", left=".", right=Today())),
        question("county", Kind.CHOICE, choices=choices("nairobi", "kisumu", "lamu")),
        question(
            "centre",
            Kind.CHOICE,
            choices=[*choices("likoni", "gpo", county="nairobi"), *choices("ksm", county="kisumu")],
            choice_filter=Filter(attribute="county", question="county"),
        ),
        question(
            "on", Kind.SLOT, calendar="tests", choice_filter=Filter(attribute="place", question="centre")
        ),
        question("nick", required=False),
        question("agree", Kind.AGREE),
    ),
)  # fmt: skip
WAY = {
    "about": SEEN, "why": "lost", "ob": "OB 12/2026", "lost_on": "2026-11-01", "county": "nairobi", "centre": "gpo",
    "on": "slot:a1", "nick": "", "agree": AGREED,
}  # fmt: skip
"""The answers of one path through `TEST`, which asks every question."""


def walked(way: dict[str, str], form: Form = TEST) -> dict[str, str]:
    answers: dict[str, str] = {}
    while (asked := next_question(form, answers, today=TODAY)) is not None and asked.name in way:
        answers = with_answer(form, answers, asked.name, way[asked.name], today=TODAY)
    return answers


def asked_of(answers: dict[str, str], form: Form = TEST) -> list[str]:
    return [each.name for each in relevant_questions(form, answers, today=TODAY)]


def test_a_form_is_walked_to_its_end() -> None:
    answers = walked(WAY)
    assert answers == WAY
    assert next_question(TEST, answers, today=TODAY) is None


def test_what_is_not_relevant_is_not_asked() -> None:
    assert asked_of({"why": "worn"}) == ["about", "why", "county", "on", "nick", "agree"]
    assert asked_of({"why": "lost", "county": "kisumu"}) == [
        "about", "why", "ob", "lost_on", "county", "centre", "on", "nick", "agree",
    ]  # fmt: skip


def test_a_condition_on_what_is_not_asked_itself_counts_it_as_unanswered() -> None:
    form = Form(
        name="f",
        version="1",
        title={},
        questions=(
            question("why", Kind.CHOICE, choices=choices("lost", "worn")),
            question("police", Kind.YES_NO, relevant=LOST),
            question("station", relevant=Comparison(op="=", left="police", right="yes")),
        ),
    )
    assert asked_of({"why": "worn", "police": "yes"}, form) == ["why"]
    assert with_answer(form, {"why": "lost", "police": "yes", "station": "Kisii"}, "why", "worn", today=TODAY) == {
        "why": "worn"
    }


def test_another_answer_drops_what_was_only_asked_because_of_the_first() -> None:
    changed = with_answer(TEST, WAY, "why", "worn", today=TODAY)
    assert changed == {name: value for name, value in WAY.items() if name not in ("ob", "lost_on")} | {"why": "worn"}
    assert next_question(TEST, changed, today=TODAY) is None


def test_another_answer_asks_what_was_not_asked_and_keeps_the_rest() -> None:
    worn = walked(WAY | {"why": "worn"})
    lost = with_answer(TEST, worn, "why", "lost", today=TODAY)
    following = next_question(TEST, lost, today=TODAY)
    assert following is not None
    assert following.name == "ob"
    assert lost == worn | {"why": "lost"}


def test_another_county_drops_the_centre_and_the_date_there() -> None:
    changed = with_answer(TEST, WAY, "county", "kisumu", today=TODAY)
    assert {"centre", "on"} & set(changed) == set()
    assert changed["nick"] == ""


def test_another_centre_drops_the_date_and_the_same_one_does_not() -> None:
    assert "on" not in with_answer(TEST, WAY, "centre", "likoni", today=TODAY)
    assert with_answer(TEST, WAY, "centre", "gpo", today=TODAY) == WAY


def test_a_preferred_week_goes_with_its_place_too() -> None:
    """A week is preferred where a place has no free date; another place may have one."""
    assert "on" not in with_answer(TEST, WAY | {"on": "week:2026-12-07"}, "centre", "likoni", today=TODAY)


def test_a_question_of_which_no_choice_is_offered_is_not_asked() -> None:
    assert "centre" not in asked_of({"county": "lamu"})
    assert "on" in asked_of({"county": "lamu"})
    centre = TEST.question("centre")
    assert centre is not None
    assert [each.name for each in choices_of(centre, {"county": "nairobi"})] == ["likoni", "gpo"]
    assert choices_of(centre, {}) == choices_of(centre, {"county": ""}) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("centre", "ksm"), ("why", "burnt"), ("why", ""), ("agree", "yes"), ("about", ""), ("ob", ""),
        ("lost_on", "2026-11-24"), ("nobody", "x"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_answer_is_not_kept(name: str, value: str) -> None:
    assert name not in with_answer(TEST, WAY, name, value, today=TODAY)


def test_an_answer_that_time_has_made_impossible_is_asked_for_again() -> None:
    form = TEST.model_copy(
        update={
            "questions": (
                question("on", Kind.DATE, constraint=Comparison(op=">", left=".", right=Today())),
                question("more"),
            )
        }
    )
    answers = walked({"on": "2026-11-24"}, form)
    assert answers == {"on": "2026-11-24"}
    assert with_answer(form, answers, "more", "x", today=date(2026, 11, 24)) == {"more": "x"}


def test_what_is_passed_over_need_not_fulfil_anything() -> None:
    asked = question("n", Kind.NUMBER, required=False, constraint=Comparison(op=">", left=".", right=0))
    assert fulfils(asked, "", {}, today=TODAY)
    assert fulfils(asked, "1", {}, today=TODAY)
    assert not fulfils(asked, "0", {}, today=TODAY)


def test_one_question_back_is_the_one_before_the_next() -> None:
    back = without_last(TEST, WAY, today=TODAY)
    assert back == ({name: value for name, value in WAY.items() if name != "agree"}, "agree")
    lost = with_answer(TEST, walked(WAY | {"why": "worn"}), "why", "lost", today=TODAY)
    back = without_last(TEST, lost, today=TODAY)
    assert back is not None
    assert back[1] == "why"
    assert back[0]["agree"] == AGREED
    assert without_last(TEST, {}, today=TODAY) is None


def test_the_place_of_a_date_is_the_answer_that_its_filter_names() -> None:
    on = TEST.question("on")
    assert on is not None
    assert place_of(on, WAY) == "gpo"
    assert place_of(on, {}) == place_of(question("q", Kind.SLOT), WAY) == ""


NAMES = [f"q{number}" for number in range(7)]
VALUES = ["a", "b", "c", "", "yes", "no", SEEN, AGREED, "5", "50", "2026-11-24", "slot:x", "week:2026-12-07"]


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Forms whose conditions and filters refer to earlier questions."""
    questions = []
    for place, name in enumerate(NAMES):
        kind = draw(st.sampled_from([Kind.CHOICE, Kind.YES_NO, Kind.NUMBER, Kind.NOTE, Kind.AGREE, Kind.SLOT]))
        earlier = NAMES[:place]
        filtered = bool(earlier) and draw(st.booleans())
        offered = draw(st.lists(st.sampled_from("abc"), min_size=1, unique=True))
        questions.append(
            question(
                name,
                kind,
                required=draw(st.booleans()),
                relevant=draw(conditions(earlier)) if bool(earlier) and draw(st.booleans()) else None,
                constraint=draw(st.sampled_from([None, Comparison(op="<", left=".", right=10)]))
                if kind == Kind.NUMBER
                else None,
                choices=[
                    Choice(name=each, label={}, attributes={"of": draw(st.sampled_from(VALUES))}) for each in offered
                ],
                choice_filter=Filter(attribute="of", question=draw(st.sampled_from(earlier))) if filtered else None,
            )
        )
    return Form(name="f", version="1", title={}, questions=tuple(questions))


@st.composite
def conditions(draw: st.DrawFn, earlier: list[str]) -> Comparison | Group:
    parts = tuple(
        Comparison(
            op=draw(st.sampled_from(["=", "!=", "<"])),
            left=draw(st.sampled_from(earlier)),
            right=draw(st.sampled_from([*VALUES, 5, Today()])),
        )
        for _ in range(draw(st.integers(1, 2)))
    )
    return parts[0] if len(parts) == 1 else Group(op=draw(st.sampled_from(["and", "or"])), of=parts)


MOVES = st.lists(st.tuples(st.sampled_from([*NAMES, "back", "next", "strange"]), st.sampled_from(VALUES)), max_size=25)


@pytest.mark.slow
@given(forms(), MOVES)
def test_after_whatever_was_answered_every_answer_is_to_a_question_that_is_asked(
    form: Form, moves: list[tuple[str, str]]
) -> None:
    answers: dict[str, str] = {}
    for name, value in moves:
        before = dict(answers)
        if name == "back":
            back = without_last(form, answers, today=TODAY)
            if back is not None:
                following = next_question(form, back[0], today=TODAY)
                assert following is not None
                assert following.name == back[1]
            answers = back[0] if back else answers
        else:
            following = next_question(form, answers, today=TODAY)
            wanted = following.name if name == "next" and following else name
            answers = with_answer(form, answers, wanted, value, today=TODAY)
        _all_belong(form, answers)
        _dates_stay_at_their_place(form, before, answers)


@given(forms(), MOVES)
def test_who_goes_on_answering_comes_to_an_end(form: Form, moves: list[tuple[str, str]]) -> None:
    answers: dict[str, str] = {}
    for name, value in moves:
        answers = with_answer(form, answers, name, value, today=TODAY)
    for _ in form.questions:
        asked = next_question(form, answers, today=TODAY)
        if asked is None:
            break
        answers = with_answer(form, answers, asked.name, _some_answer(asked, answers), today=TODAY)
        assert asked.name in answers
    assert next_question(form, answers, today=TODAY) is None
    for _ in form.questions:
        back = without_last(form, answers, today=TODAY)
        answers = back[0] if back else {}
    assert answers == {}


def _some_answer(asked: FormQuestion, answers: dict[str, str]) -> str:
    if asked.kind == Kind.CHOICE:
        return choices_of(asked, answers)[0].name
    return {Kind.YES_NO: "no", Kind.NUMBER: "5", Kind.NOTE: SEEN, Kind.AGREE: AGREED}.get(asked.kind, "slot:x")


def _all_belong(form: Form, answers: dict[str, str]) -> None:
    assert set(answers) <= set(asked_of(answers, form))
    for each in form.questions:
        value = answers.get(each.name)
        if value is None:
            continue
        assert each.relevant is None or holds(each.relevant, answers, today=TODAY)
        assert value or not each.required
        assert each.kind != Kind.CHOICE or value in ["", *(one.name for one in choices_of(each, answers))]
        assert with_answer(form, answers, each.name, value, today=TODAY) == answers


def _dates_stay_at_their_place(form: Form, before: dict[str, str], answers: dict[str, str]) -> None:
    for each in form.questions:
        if each.kind == Kind.SLOT and each.name in before and each.name in answers:
            assert place_of(each, before) == place_of(each, answers)
