"""The commands of a form's author: `flask --app wsgi forms ...` (docs/forms.md)."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from app.cli.commands import LangoGroup, WordChoice, container
from app.cli.form_dialling import DialledForm
from app.cli.form_screens import asked_text, draw_text, find_form_misfits
from app.domain.forms import form_versions, offers
from app.domain.forms.definition import Form, FormQuestion, Kind, text_in
from app.domain.forms_import.expressions import write_condition
from app.domain.forms_import.form_loader import FormsNotLoaded, load_forms
from app.platform import gsm0338
from app.platform.db import now
from app.platform.i18n import ENGLISH, NAIROBI, languages

forms = LangoGroup("forms", help="What is asked for a service: loaded, shown, tried out.")


@forms.command("load")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(files: tuple[Path, ...]) -> None:
    """Load forms written as XLSForm (.xlsx, .csv): all of them, or none and every mistake."""
    try:
        with container().database.transaction() as session:
            loaded = load_forms(session, files, find_form_misfits)
    except FormsNotLoaded as refused:
        for mistake in refused.mistakes:
            click.echo(str(mistake), err=True)
        raise click.ClickException(f"{len(refused.mistakes)} mistakes; nothing is loaded") from None
    for each in loaded:
        became = "is asked from now on" if each.is_new else "is as it was"
        click.echo(f"{each.name}, version {each.version}, {became} ({each.digest[:12]})")


@forms.command("show")
@click.argument("name")
def show(name: str) -> None:
    """Print the questions of a form as screens, in every language, with their septets."""
    form = _find_form(name)
    click.echo(f"# {text_in(form.title, ENGLISH)} ({form.name}, version {form.version}, {form.digest[:12]})")
    for title, texts in (("Before it: what to have", form.in_hand), ("Before it: who may not apply", form.instead)):
        _print_screens(title, [(each, draw_text(each, texts[each])) for each in languages() if each in texts])
    for question in form.questions:
        _print_screens(
            _described(question),
            [
                (each, draw_text(each, asked_text(question, each), _lines(question, each), is_deep=False))
                for each in languages()
            ],
        )
    _print_screens("After it: what to hand in", [(each, draw_text(each, text)) for each, text in form.hand_in.items()])


@forms.command("dial")
@click.argument("name")
@click.option("--language", type=WordChoice([*languages()]), default=ENGLISH, show_default=True)
def dial(name: str, language: str) -> None:
    """Fill a form in, here at the terminal. Nothing is kept. 0: back, 98: more, 00: leave."""
    form, here = _find_form(name), container()
    with here.database.reading() as session:
        today = now(session).astimezone(NAIROBI).date()
    for text in filter(None, [text_in(form.title, language), text_in(form.in_hand, language)]):
        click.echo(text)
    dialled = DialledForm(form, language, here.database, here.finder.index(), today)
    while True:
        click.echo(f"\n{dialled.screen()}")
        if dialled.is_over:
            return
        click.echo("> ", nl=False)
        typed = sys.stdin.readline()
        if not typed:
            click.echo()
            return
        if not sys.stdin.isatty():
            click.echo(typed.rstrip("\n"))
        dialled.answer(typed.rstrip("\n"))
        if dialled.is_over:
            return


def _find_form(name: str) -> Form:
    """The current version of the form with this name. Raises ClickException."""
    with container().database.reading() as session:
        form = form_versions.current_form(session, name)
        if form is None:
            there = ", ".join(each.name for each in form_versions.current_forms(session)) or "none"
            raise click.ClickException(f"no form {name} is loaded; there are: {there}")
        return form


def _described(question: FormQuestion) -> str:
    rules = [] if question.required else ["may be passed over"]
    if question.relevant is not None:
        rules.append(f"asked where {write_condition(question.relevant)}")
    if question.choice_filter is not None:
        rules.append(f"of those with {question.choice_filter.attribute} = ${{{question.choice_filter.question}}}")
    return ", ".join([f"{question.name} ({question.kind})", *rules])


def _lines(question: FormQuestion, language: str) -> Sequence[str]:
    """All lines that may be offered; for a calendar the weeks, which are offered if it has no free date."""
    if question.kind == Kind.CHOICE:
        skip = [] if question.required else [offers.SKIP]
        return [*(text_in(each.label, language) for each in question.choices), *skip]
    here = container()
    with here.database.reading() as session:
        today = now(session).astimezone(NAIROBI).date()
        found = offers.offers_of(session, here.finder.index(), question, {}, language, today=today)
    return [each.label for each in found]


def _print_screens(title: str, screens: Sequence[tuple[str, Sequence[str]]]) -> None:
    if screens:
        click.echo(f"\n## {title}")
    for line in _written(screens):
        click.echo(line)


def _written(screens: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    for language, pages in screens:
        for page in pages:
            yield f"\n{language}, {gsm0338.septets('CON ' + page)} septets\n"
            yield from (f"    {line}" for line in page.split("\n"))
