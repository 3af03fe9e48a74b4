"""Loading forms from files into the database: all or none, each version is kept, and ours come with each release."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import func, select

from app.cli.form_screens import find_form_misfits
from app.container import Container
from app.domain.forms import form_versions
from app.domain.forms.definition import Form
from app.domain.forms.form_versions import FormVersion
from app.domain.forms_import.form_loader import FormsNotLoaded, LoadedForm, load_forms, our_forms, read_xlsform

ROOT: Final = Path(__file__).parents[2]
EXAMPLE: Final = ROOT / "docs" / "examples" / "dog-licence.csv"
NAME: Final = "dog-licence"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A copy of the example form."""
    copy = tmp_path / "dog.csv"
    copy.write_bytes(EXAMPLE.read_bytes())
    return copy


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def load(container: Container, *files: Path, new_only: bool = False) -> list[LoadedForm]:
    with container.database.transaction() as session:
        return load_forms(session, files, find_form_misfits, new_only=new_only)


def refused(container: Container, *files: Path) -> Sequence[str]:
    before = versions(container)
    with pytest.raises(FormsNotLoaded) as caught:
        load(container, *files)
    assert versions(container) == before, "nothing is half-loaded"
    return [str(each) for each in caught.value.mistakes]


def versions(container: Container) -> int:
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(FormVersion)) or 0


def current(container: Container) -> Form:
    with container.database.reading() as session:
        form = form_versions.current_form(session, NAME)
    assert form is not None
    return form


def test_what_was_loaded_is_what_is_asked(container: Container, file: Path) -> None:
    [loaded] = load(container, file)
    form, _ = read_xlsform(file)
    assert (loaded.name, loaded.version, loaded.is_new, loaded.file) == (NAME, "1", True, "dog.csv")
    assert current(container) == form
    assert current(container).digest == loaded.digest


def test_the_same_form_is_no_new_version_and_a_changed_one_is(container: Container, file: Path) -> None:
    [first] = load(container, file)
    change(file, ",Such as 23052026,", ",Such as 23052026 ,")
    [again] = load(container, file)
    assert (again.digest, again.is_new, versions(container)) == (first.digest, False, versions(container))
    change(file, "Bigger", "Bigger than that")
    [second] = load(container, file)
    assert second.is_new
    assert second.digest != first.digest
    with container.database.reading() as session:
        assert form_versions.form_of(session, first.digest).question("size"), "who began with it goes on with it"
    [back] = load(container, EXAMPLE)
    assert (back.digest, back.is_new, current(container).digest) == (first.digest, True, first.digest)


def test_one_mistake_in_one_file_keeps_all_out_and_every_file_is_read(
    container: Container, file: Path, tmp_path: Path
) -> None:
    broken, worse = tmp_path / "broken.csv", tmp_path / "worse.csv"
    for each in (broken, worse):
        each.write_bytes(EXAMPLE.read_bytes())
    change(broken, "Ana ukubwa gani?", "")
    change(worse, "${vaccinated}", "${vaccinatd}")
    assert refused(container, file, broken, worse) == [
        "broken.csv: survey row 6, label::Kiswahili (sw): a text is wanted",
        "worse.csv: survey row 8, relevant: there is no question ${vaccinatd}",
    ]


def test_what_does_not_fit_on_a_screen_is_told_with_its_row(container: Container, file: Path) -> None:
    change(file, "How big is it?", "How big is it? " * 9)
    change(file, "It must be a day of the last year.", "It must be. " * 12)
    small, refusal = refused(container, file)
    assert small.startswith("dog.csv: survey row 6, label::English (en): at most ")
    assert refusal.startswith("dog.csv: survey row 8, constraint_message::English (en): at most ")


def test_two_files_of_one_name_are_refused(container: Container, file: Path) -> None:
    assert refused(container, file, EXAMPLE) == ["dog-licence.csv: settings, form_id: dog.csv has the same"]


def test_a_release_leaves_a_later_version_of_an_agency_alone(container: Container, file: Path) -> None:
    load(container, EXAMPLE, new_only=True)
    change(file, "Bigger", "Bigger than that")
    [later] = load(container, file)
    assert load(container, EXAMPLE, new_only=True) == []
    assert current(container).digest == later.digest
    assert [each.is_new for each in load(container, EXAMPLE)] == [True]


def test_our_forms_are_there_before_the_services_that_name_them(container: Container) -> None:
    with container.database.reading() as session:
        assert {file.stem for file in our_forms()} <= {form.name for form in form_versions.current_forms(session)}
