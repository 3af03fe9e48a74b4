"""Versions of forms: one of each name is given to new applicants, and each is kept for those who began with it."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest
from sqlalchemy import func, select

from app.container import Container
from app.domain.forms.definition import Form, FormQuestion, Kind, read_form, text_in
from app.domain.forms.form_versions import FormVersion, current_digest, current_form, current_forms, form_of, publish
from app.domain.shared.errors import NotFound
from tests.database.holder import at_once, do

NAME: Final = "fishing"
"""A name that none of our forms has: those may be loaded already."""


def form(name: str = NAME, version: str = "1", ask: str = "Which office?") -> Form:
    questions = (FormQuestion(name="office", kind=Kind.TEXT, label={"en": ask, "sw": "Ofisi gani?"}),)
    return Form(name=name, version=version, title={"en": "Passport"}, questions=questions)


OLD, NEW = form(), form(version="2", ask="Which biometrics office?")


def test_a_new_version_is_begun_and_the_old_one_is_kept(container: Container) -> None:
    assert do(container, publish, OLD)
    assert do(container, current_form, NAME) == OLD
    assert do(container, publish, NEW)
    assert do(container, current_form, NAME) == NEW
    assert do(container, form_of, OLD.digest) == OLD


def test_the_same_form_is_published_once(container: Container) -> None:
    assert [do(container, publish, OLD), do(container, publish, form())] == [True, False]
    with container.database.reading() as session:
        kept = select(func.count()).select_from(FormVersion).where(FormVersion.name == NAME)
        assert session.scalar(kept) == 1


def test_an_old_version_may_be_begun_again(container: Container) -> None:
    assert [do(container, publish, each) for each in (OLD, NEW, OLD)] == [True, True, True]
    assert do(container, current_digest, NAME) == OLD.digest
    assert do(container, form_of, NEW.digest) == NEW


def test_one_of_each_name_is_begun(container: Container) -> None:
    for each in (OLD, NEW, form("hunting"), form("angling", ask="Where?")):
        do(container, publish, each)
    found = [each.name for each in do(container, current_forms)]
    assert found == sorted(found)
    assert [each for each in found if each in ("angling", "hunting", NAME)] == ["angling", NAME, "hunting"]
    assert do(container, current_form, "hunting") == form("hunting")
    assert do(container, current_form, "nowhere") is None
    assert do(container, current_digest, "nowhere") is None


def test_a_version_that_was_never_loaded_is_not_found(container: Container) -> None:
    with pytest.raises(NotFound):
        do(container, form_of, form("never loaded").digest)


def test_published_by_several_at_once_it_is_begun_once(container: Container) -> None:
    do(container, publish, OLD)
    at_once([lambda: do(container, publish, NEW)] * 4)
    with container.database.reading() as session:
        current = select(FormVersion.digest).where(FormVersion.is_current, FormVersion.name == NAME)
        assert [*session.scalars(current)] == [NEW.digest]


def test_of_the_first_two_versions_published_at_once_the_later_is_begun(container: Container) -> None:
    with ThreadPoolExecutor(1) as thread:
        with container.database.transaction() as session:
            assert publish(session, OLD)
            later = thread.submit(do, container, publish, NEW)
            time.sleep(0.3)
        assert later.result()
    with container.database.reading() as session:
        current = select(FormVersion.digest).where(FormVersion.is_current, FormVersion.name == NAME)
        assert [*session.scalars(current)] == [NEW.digest]


def test_of_several_versions_published_at_once_one_is_begun(container: Container) -> None:
    do(container, publish, OLD)
    newer = [form(version=str(number), ask=f"Office {number}?") for number in range(6)]
    at_once([lambda each=each: do(container, publish, each) for each in newer])  # type: ignore[misc]
    with container.database.reading() as session:
        begun = select(FormVersion.digest).where(FormVersion.is_current, FormVersion.name == NAME)
        current = [*session.scalars(begun)]
    assert len(current) == 1
    assert current[0] in [each.digest for each in newer]
    assert [do(container, form_of, each.digest) for each in newer] == newer


def test_a_digest_is_of_what_the_form_says_and_of_nothing_else() -> None:
    assert form().digest == OLD.digest != NEW.digest
    assert read_form(OLD.to_json()) == OLD
    assert read_form(OLD.to_json()).digest == OLD.digest
    assert OLD.model_copy(update={"min_age": 18}).digest != OLD.digest


@pytest.mark.parametrize(
    "written", ["", "{}", '{"name": "x", "version": "1", "title": {}, "questions": [], "more": 1}']
)
def test_json_of_another_shape_is_no_form(written: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        read_form(written)


def test_a_form_of_another_schema_is_not_read() -> None:
    with pytest.raises(ValueError, match="schema_version"):
        read_form(OLD.to_json().replace('"schema_version":1', '"schema_version":2'))


def test_a_text_is_said_in_english_where_there_is_no_other() -> None:
    texts = {"en": "Office", "sw": "Ofisi", "so": ""}
    assert [text_in(texts, each) for each in ("en", "sw", "so", "luo")] == ["Office", "Ofisi", "Office", "Office"]
    assert text_in({}, "en") == ""
