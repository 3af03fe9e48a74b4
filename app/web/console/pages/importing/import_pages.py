"""Imports: a file is uploaded, its effects and faults are shown, and its good rows are applied."""

import re
from typing import Final

from flask import Response, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.back_office import bulk_runs, chosen_moves, held_moves
from app.domain.back_office.chosen_moves import MOST_CHOSEN
from app.domain.back_office.importing import import_checks, move_imports
from app.domain.back_office.importing.import_checks import CheckedFile
from app.domain.back_office.importing.import_files import COLUMNS, LARGEST_FILE, FileRefused
from app.domain.shared.errors import Invalid, NotFound, RuleViolation
from app.domain.staff.roles import Permission
from app.web import container
from app.web.asgi import PHOTO_SECONDS, Allowance, Environ
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.csv_files import BYTE_ORDER_MARK, csv_answer, write_csv
from app.web.console.pages import move_forms
from app.web.console.pages.importing import import_texts
from app.web.console.pages.move_forms import told_of
from app.web.console.pages.moves import AT_ONCE_SECONDS, LARGEST, PREVIEWED
from app.web.console.rendering import notice, page
from app.web.console.texts import language, mark, say
from app.web.staff_access import signed_in

LARGEST_UPLOAD: Final = LARGEST_FILE + 16 * 1024
"""Bytes of a form with a file: besides the file it holds a token and the names of fields."""
TAKEN: Final = "move_import.bad_rows_taken"
PATH: Final = "/moves/import"
_SENT: Final = re.compile("/console/moves/import")

blueprint = ConsoleBlueprint("console_imports", __name__)


def upload_allowance(environ: Environ) -> Allowance | None:
    """The limits for the body of an imported file; None for all other requests."""
    is_import = environ["REQUEST_METHOD"] == "POST" and _SENT.fullmatch(environ["PATH_INFO"])
    return Allowance(LARGEST_UPLOAD, PHOTO_SECONDS) if is_import else None


@blueprint.page(PATH, Permission.MOVE_APPLICATIONS)
def choose_file() -> Response:
    """The form for the file, and how a file is to be written."""
    return _form({})


@blueprint.action(PATH, Permission.MOVE_APPLICATIONS, largest_body=LARGEST_UPLOAD)
def take_file() -> Response | Redirect:
    """Keep a file for the one who uploads it. Nothing of it is applied."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _form({"file": say("Choose a file.")})
    try:
        with container().database.transaction() as opened:
            import_id = move_imports.keep_import(opened, sent.stream.read(LARGEST_FILE + 1), staff=signed_in())
    except FileRefused as refused:
        return _form({"file": import_texts.fault_text(refused)})
    return redirect(url_for("console_imports.show_import", import_id=import_id), 303)


@blueprint.page(f"{PATH}/<import_id>", Permission.MOVE_APPLICATIONS)
def show_import(import_id: str) -> Response | Redirect:
    """What the file would do: how many go where, what citizens will read, and the rows that cannot be applied."""
    if _is_applied(import_id):
        return _to_move(import_id)
    return _show(import_id, {})


@blueprint.action(f"{PATH}/<import_id>/bad-rows", Permission.MOVE_APPLICATIONS)
def take_bad_rows(import_id: str) -> Response:
    """The rows that cannot be applied, as CSV, to be corrected and sent again."""
    with container().database.transaction() as opened:
        checked = _check(opened, import_id)
        move_imports.record_look(opened, import_id, len(checked.bad), TAKEN, staff=signed_in())
        written = write_csv(import_texts.bad_rows(checked))
    return csv_answer("lango-bad-rows.csv", [BYTE_ORDER_MARK, written])


@blueprint.action(f"{PATH}/<import_id>/apply", Permission.MOVE_APPLICATIONS, largest_body=LARGEST)
def apply(import_id: str) -> Response | Redirect:
    """Apply the good rows, exactly as they were shown. Sent twice, it is done once."""
    if refused := _send(import_id, reason=None):
        return refused
    here = container()
    bulk_runs.move_while(here.database, import_id, here.contacts, seconds=AT_ONCE_SECONDS)
    return _to_move(import_id)


@blueprint.action(f"{PATH}/<import_id>/ask", Permission.MOVE_APPLICATIONS, largest_body=LARGEST)
def ask(import_id: str) -> Response | Redirect:
    """Ask a second person, and say why; nothing is applied before."""
    if refused := _send(import_id, reason=request.form.get("reason", "")):
        return refused
    notice(mark("A second person is asked. Nothing is moved before they say yes."))
    return _to_move(import_id)


def _send(import_id: str, *, reason: str | None) -> Response | None:
    """Keep the good rows as a bulk move. Returns the page with the reason where that is refused, else None."""
    here, staff, seen = container(), signed_in(), request.form.get("seen", "")
    if _is_applied(import_id):
        return None
    try:
        with here.database.transaction() as opened:
            checked = _check(opened, import_id)
            move_imports.apply_import(
                opened, import_id, checked, seen=seen, staff=staff, reason=reason, contacts=here.contacts
            )
    except RuleViolation as refused:
        return None if _is_applied(import_id) else _show(import_id, told_of(refused))
    return None


def _check(opened: Session, import_id: str) -> CheckedFile:
    """The rows of one's own file, checked against the present state. Raises NotFound (404) for any other file."""
    staff = signed_in()
    try:
        file = move_imports.read_import(opened, import_id, staff=staff)
    except NotFound as missed:
        raise NoPage from missed
    return import_checks.check_file(opened, file, staff=staff, contacts=container().contacts, language=language())


def _show(import_id: str, errors: dict[str, str]) -> Response:
    with container().database.reading() as opened:
        checked = _check(opened, import_id)
        seen, held = checked.standing, import_texts.held_lines(checked)
        steps = import_texts.shown_steps(opened, checked, container().contacts)
    with container().database.transaction() as opened:
        move_imports.record_look(opened, import_id, len(checked.good), PREVIEWED, staff=signed_in())
    everything = move_forms.sums_of([each for step in steps for each in step.previews])
    if checked.held:
        errors = told_of(Invalid(checked.held)) | errors
    return page(
        "importing/import.html",
        say("What the file would do"),
        errors=errors,
        import_id=import_id,
        seen=seen,
        steps=steps,
        held=held,
        bad=[import_texts.bad_line(each) for each in checked.bad],
        sums=everything,
        needed=held_moves.needed_kind(len(checked.good), checked.held),
        reason=request.form.get("reason", ""),
        most_alone=chosen_moves.MOST_ALONE,
        **move_forms.names(),
    )


def _form(errors: dict[str, str]) -> Response:
    columns, most = ", ".join(COLUMNS), f"{MOST_CHOSEN:,}"
    return page("importing/file.html", say("Import a file"), errors=errors, columns=columns, most=most)


def _is_applied(import_id: str) -> bool:
    with container().database.reading() as opened:
        return move_imports.is_applied(opened, import_id, staff=signed_in())


def _to_move(import_id: str) -> Redirect:
    return redirect(url_for("console_moves.show_bulk", bulk_id=import_id), 303)
