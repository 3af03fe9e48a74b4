"""Import of files with references and stages: bad rows are reported first, then the good ones are applied once."""

import csv
import io
import re

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.bootstrap.web import serve
from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.back_office.bulk_moves import BulkMove, BulkMoveItem
from app.domain.back_office.importing import move_imports
from app.domain.back_office.importing.import_checks import RowProblem
from app.domain.back_office.importing.import_files import LARGEST_FILE, FileFault
from app.domain.back_office.importing.move_imports import MoveImport
from app.domain.catalogue.models import Status
from app.domain.shared import references
from app.domain.staff.roles import Role
from app.web.console.pages.importing.import_pages import LARGEST_UPLOAD, upload_allowance
from app.web.console.pages.importing.import_texts import FAULTS, PROBLEMS
from app.worker.main import Worker
from tests.conftest import Clock
from tests.console.driver import Driver, cells_of, text_of
from tests.console.moving import move, record, stands
from tests.database.holder import ON_SQLITE, do, sms_to

PAGE = "/console/moves/import"
BAD = re.compile(r'<tr><th scope="row">(\d+)</th><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td></tr>')
SEEN = re.compile(r'name="seen" value="([^"]*)"')

CUT = tuple(f"{body}{references.check_digit(body)}" for body in ("01234567890", "00234567890", "00034567890"))
"""References of ours that begin with zeros."""


@pytest.fixture
def clerk(container: Container) -> Driver:
    return Driver.of(container, "w.otieno", Role.CLERK, "dis")


@pytest.fixture
def boss(container: Container) -> Driver:
    return Driver.of(container, "j.mwangi", Role.SUPERVISOR, "dis")


def send(driver: Driver, file: str | bytes, *, name: str = "moves.csv") -> TestResponse:
    """Send the form with a file, encoded as a browser does."""
    driver.get(PAGE)
    sent = file.encode() if isinstance(file, str) else file
    head = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{driver.token()}\r\n--x\r\n'
    head += f'Content-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
    body, kind = head.encode() + sent + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"
    answer = driver.client.post(PAGE, data=body, content_type=kind)
    driver.page = answer if answer.status_code != 303 else driver.page
    return answer


def checked(driver: Driver, file: str | bytes) -> str:
    """Send a file that is accepted, and show its page; the path of that page."""
    answer = send(driver, file)
    driver.follow(answer)
    return answer.headers["Location"]


def bad_of(driver: Driver) -> list[tuple[str, ...]]:
    """The bad rows of the page that is shown: number, reference, column, what is wrong, what is wanted."""
    assert driver.page is not None
    return BAD.findall(driver.page.text)


def seen_by(driver: Driver) -> str:
    """The value of the hidden field `seen`, which tells the server what the page has shown."""
    assert driver.page is not None
    found = SEEN.search(driver.page.text)
    assert found is not None, text_of(driver.page)
    return found[1]


def approve(boss: Driver) -> str:
    """Approve the request that waits, as a second person; the text of its page."""
    waiting = re.search(r"/console/approvals/(\w+)", boss.get("/console/approvals").text)
    assert waiting is not None
    judged = text_of(boss.get(f"/console/approvals/{waiting[1]}"))
    assert boss.post(f"/console/approvals/{waiting[1]}/approve").status_code == 303
    return judged


def test_a_good_file_is_shown_first_and_what_was_shown_goes_out_once(container: Container, clerk: Driver) -> None:
    one, two, three = (record(container, number=number, language="sw" if number == 2 else "") for number in (1, 2, 3))
    move(container, two, Status.PROCESSING)
    file = (
        "\ufeffPlace;stage;Reference;note;note_sw\r\n"
        f"Nyayo House;Passport Printed;{one[:4]} {one[4:8]}-{one[8:]};Thank you;Asante\r\n"
        ";;;;\r\n"
        f';iko tayari kuchukuliwa;{two};"Bring it; please\nthe old one";Leta ya zamani\r\n'
        f"; needs_action ;{three};;\r\n"
    )
    move(container, one, Status.PROCESSING)
    path = checked(clerk, file)
    assert clerk.page is not None
    page = text_of(clerk.page)
    assert "Rows that can be applied 3 Rows that cannot 0" in page
    assert "Passport printed 1 1 KES 0.80" in page
    assert "Ready for collection 1 " in page
    assert "Action needed 1 " in page
    for words in ("Thank you", "Asante", "Bring it; please the old one", "Leta ya zamani", "Nyayo House"):
        assert words in page, words
    assert [stands(container, ref) for ref in (one, two, three)] == [
        ("processing", 2),
        ("processing", 2),
        ("submitted", 1),
    ]
    before = len(sms_to(container, "+254712000002"))
    form = seen_by(clerk)
    first, again = (clerk.post(f"{path}/apply", seen=form) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"] == path.replace("/import", "")
    told = text_of(clerk.follow(first))
    assert "It is over." in told
    assert "As the file says, each row its own" in told
    assert f"{one} Passport printed moved" in told
    assert f"{three} Action needed moved" in told
    assert [stands(container, ref) for ref in (one, two, three)] == [
        ("printed", 3),
        ("ready_for_collection", 3),
        ("needs_action", 2),
    ]
    (alert,) = sms_to(container, "+254712000002")[before:]
    assert alert in page, "what was shown is what is sent"
    assert clerk.get(path).headers["Location"] == first.headers["Location"]
    assert "W.Otieno 3 3 0 0" in text_of(clerk.get("/console/moves"))
    checked(clerk, file)
    again_told = [row[3] for row in bad_of(clerk)]
    assert again_told == ["It stands there already"] * 3, "the same file once more has nothing to apply"


@ON_SQLITE
def test_a_file_is_read_as_a_spreadsheet_writes_it(container: Container, clerk: Driver) -> None:
    ref = record(container)
    for file in (
        f"reference\tstage\tnote\n{ref}\tprocessing\tThank you; bye\n\t\t\n",
        f"sep=;\nreference;stage;;\n{ref};processing;;\n;;;\n",
        f"reference,stage\n\u200b{ref}\ufeff,pro\u00adcessing\u200e\n",
    ):
        checked(clerk, file)
        assert bad_of(clerk) == []
        assert clerk.page is not None
        assert "Rows that can be applied 1 Rows that cannot 0" in text_of(clerk.page)


def test_each_bad_row_is_told_and_the_good_ones_are_applied_alone(container: Container, clerk: Driver) -> None:
    refs = [record(container, number=number) for number in range(1, 10)]
    move(container, refs[0], Status.CANCELLED)
    theirs = record(container, "dl-renew-3", number=20)
    rows = [
        f"{refs[0]},processing,,",
        f"{refs[1]},,,",
        f"{refs[2]},Sold to the moon,,",
        f"{refs[3]},collected,,",
        f"{refs[4]},processing,{'x' * 301},",
        f"{refs[5]},processing,,Habari",
        f"{refs[6]},processing",
        f"{refs[7]},processing,a\x00b,",
        ",processing,,",
        "1.0203E+11,processing,,",
        f"{theirs},processing,,",
        "000000000000,processing,,",
        f"{refs[8]},processing,Thank you.,",
    ]
    path = checked(clerk, "reference,stage,note,note_sw\n" + "\n".join(rows) + "\n")
    found = bad_of(clerk)
    unknown = "Your agency has no application of this reference."
    assert [(number, column, wrong) for number, _reference, column, wrong, _wanted in found] == [
        ("2", "stage", "It has ended, and moves nowhere"),
        ("3", "stage", "There is no stage"),
        ("4", "stage", "Its service has no stage of this name"),
        ("5", "stage", "It cannot go there from where it stands"),
        ("6", "note", "The text is too long"),
        ("7", "note", "There is a note in Kiswahili alone"),
        ("8", "", "It has 2 cells"),
        ("9", "note", "A letter in it cannot be printed"),
        ("10", "reference", "There is no reference"),
        ("11", "reference", "The spreadsheet has shortened the reference"),
        ("12", "reference", unknown),
        ("13", "reference", unknown),
    ]
    assert found[2][4].startswith("One of: ")
    assert "Passport printed" in found[2][4]
    assert found[4][4] == "At most 300 letters."
    assert found[10][2:] == found[11][2:], "another agency's looks like what is not there"
    assert clerk.post(f"{path}/apply", seen=seen_by(clerk)).status_code == 303
    assert [stands(container, ref)[0] for ref in refs] == ["cancelled", *["submitted"] * 7, "processing"]
    assert stands(container, theirs) == ("submitted", 1)
    assert {*PROBLEMS} == {*RowProblem}
    assert {*FAULTS} == {*FileFault}


def test_a_reference_that_stands_there_twice_is_applied_by_neither_row(container: Container, clerk: Driver) -> None:
    one, two = record(container, number=1), record(container, number=2)
    spaced = " ".join((one[:4], one[4:8], one[8:]))
    checked(clerk, f"stage,reference\nprocessing,{one}\nneeds_action,{spaced}\nprocessing,{two}\n")
    assert [(row[0], row[3]) for row in bad_of(clerk)] == [
        ("2", "The same reference stands in row 3"),
        ("3", "The same reference stands in row 2"),
    ]


def test_a_reference_whose_zeros_a_spreadsheet_cut_off_is_found(container: Container, clerk: Driver) -> None:
    ours = [record(container, number=number, reference=each) for number, each in enumerate(CUT, 1)]
    checked(clerk, "reference,stage\n" + "".join(f"{each.lstrip('0')},processing\n" for each in ours))
    assert bad_of(clerk) == []
    for each in ours:
        found = clerk.get(f"/console/applications?reference={each.lstrip('0')}")
        assert found.headers["Location"].endswith(each)
    checked(clerk, f"reference,stage\n{ours[0]},processing\n{ours[0][1:]},processing\n{ours[0][1:-1]},processing\n")
    assert [row[3] for row in bad_of(clerk)] == [
        "The same reference stands in row 3",
        "The same reference stands in row 2",
        "Your agency has no application of this reference.",
    ]


def test_a_reference_is_found_as_a_spreadsheet_and_people_write_it(container: Container, clerk: Driver) -> None:
    refs = [record(container, number=number) for number in range(1, 6)]
    wrote = [f"{refs[0]}.0", f"{refs[1]}.00", f"Ref: {refs[2]}", f"reference no. {refs[3]}", f"REF-{refs[4]}"]
    checked(clerk, "reference,stage\n" + "".join(f"{each},processing\n" for each in wrote))
    assert bad_of(clerk) == []
    checked(clerk, f"reference,stage\n1E+11,processing\n7E+11,processing\n{refs[0][:11]}.{refs[0][11]},processing\n")
    shortened, unknown = (
        "The spreadsheet has shortened the reference",
        "Your agency has no application of this reference.",
    )
    assert [row[3] for row in bad_of(clerk)] == [shortened, shortened, unknown]
    checked(clerk, f"reference,stage\n{refs[0]},processing\nRef {refs[0]},processing\n")
    assert [row[3] for row in bad_of(clerk)] == [f"The same reference stands in row {row}" for row in (3, 2)]


@pytest.mark.parametrize(
    "written", ["ready-for-collection", "Ready for collection.", "READY FOR-COLLECTION", "Iko tayari, kuchukuliwa!"]
)
def test_a_stage_is_read_without_regard_to_signs(container: Container, clerk: Driver, written: str) -> None:
    ref = record(container)
    move(container, ref, Status.PROCESSING)
    checked(clerk, f'reference,stage\n{ref},"{written}"\n')
    assert bad_of(clerk) == []
    checked(clerk, f"reference,stage\n{ref},...\n")
    assert [row[3] for row in bad_of(clerk)] == ["Its service has no stage of this name"]


def test_a_comma_that_makes_one_note_two_is_told_though_the_last_cell_is_empty(
    container: Container, clerk: Driver
) -> None:
    ref = record(container)
    checked(clerk, f"reference,stage,note,note_sw,place\n{ref},needs_action,Pay 1,000 now,,\n")
    assert [row[3] for row in bad_of(clerk)] == ["It has 6 cells"]


def test_what_was_moved_since_it_was_shown_is_shown_again(container: Container, clerk: Driver) -> None:
    ref = record(container)
    path = checked(clerk, f"reference,stage\n{ref},processing\n")
    stale = seen_by(clerk)
    move(container, ref, Status.NEEDS_ACTION)
    late = clerk.post(f"{path}/apply", seen=stale)
    assert late.status_code == 422
    assert "Somebody has moved some of them meanwhile" in text_of(late)
    assert stands(container, ref) == ("needs_action", 2)
    assert clerk.post(f"{path}/apply", seen=seen_by(clerk)).status_code == 303
    assert stands(container, ref) == ("processing", 3)


def test_words_that_are_held_wait_for_a_second_person_who_reads_them(
    container: Container, clerk: Driver, boss: Driver
) -> None:
    one, two = record(container, number=1), record(container, number=2)
    link = "Fill the form at www.example.com first."
    path = checked(clerk, f"reference,stage,note\n{one},needs_action,{link}\n{two},processing,Thank you.\n")
    assert clerk.page is not None
    assert clerk.page.status_code == 422
    assert f"2 {one} Note in English: no link or address outside go.ke" in text_of(clerk.page)
    form = seen_by(clerk)
    assert clerk.post(f"{path}/apply", seen=form).status_code == 422
    assert clerk.post(f"{path}/ask", seen=form).status_code == 422, "a reason is wanted"
    for _ in range(2):
        asked = clerk.post(f"{path}/ask", seen=form, reason="the form is there only")
        assert asked.status_code == 303
    assert "this waits for a second person" in text_of(clerk.follow(asked))
    Worker(container).sweep()
    assert [stands(container, ref)[1] for ref in (one, two)] == [1, 1]
    judged = approve(boss)
    for words in (
        link,
        "Thank you.",
        "no link or address outside go.ke",
        "Action needed: 1",
        "Processing: 1",
        one,
        two,
    ):
        assert words in judged, words
    Worker(container).sweep()
    assert [stands(container, ref)[0] for ref in (one, two)] == ["needs_action", "processing"]
    with container.database.reading() as session:
        released = select(AuditEvent.subject).where(AuditEvent.action == "application.words_released")
        assert session.scalars(released).all() == [one], "of the other nothing was held"
        kept = session.scalars(select(BulkMoveItem)).all()
        assert not any(b"example" in (each.step_sealed or b"") for each in kept)


def test_more_than_fifty_rows_take_a_second_person_though_no_step_is_for_so_many(
    container: Container, clerk: Driver, boss: Driver
) -> None:
    refs = [record(container, number=number) for number in range(1, 52)]
    rows = [f"{ref},{'processing' if at % 2 else 'needs_action'}" for at, ref in enumerate(refs)]
    path = checked(clerk, "\n".join(["reference,stage", *rows]))
    assert clerk.page is not None
    assert "More than 50 at once take a second person." in text_of(clerk.page)
    form = seen_by(clerk)
    assert clerk.post(f"{path}/apply", seen=form).status_code == 422
    assert clerk.post(f"{path}/ask", seen=form, reason="the list of the week").status_code == 303
    move(container, refs[0], Status.PROCESSING)
    judged = approve(boss)
    assert "Applications 51 Moved meanwhile by somebody else, and left as they are 1" in judged
    for _ in range(3):
        Worker(container).sweep()
    assert "Moved 50 Not moved 1 Still waiting 0" in text_of(clerk.get(path.replace("/import", "")))
    assert [stands(container, ref)[0] for ref in refs] == ["processing", *["processing", "needs_action"] * 25]


@ON_SQLITE
def test_a_file_that_cannot_be_read_is_refused_with_what_is_wanted(container: Container, clerk: Driver) -> None:
    ref = record(container)
    row = f"{ref},processing\n"
    corpus: dict[str, str | bytes] = {
        "more than 1 MiB": b"reference,stage\n" + b"x" * LARGEST_FILE,
        "not UTF-8 (byte 18)": b"reference,stage\nx\xff,y\n",
        "look at the quotation marks around line 2": 'reference,stage\n"x"y,z\n',
        "must name the columns: reference, stage, note, note_sw, place": row,
        "The column stage is missing": f"reference,note\n{row}",
        "no column called phone": f"reference,stage,phone\n{ref},processing,1\n",
        "The column stage stands there twice": f"reference,stage,Stage\n{ref},processing,x\n",
        "no rows below": "reference,stage\n,\n",
        "The file has 1,001 rows. At most 1,000": "reference,stage\n" + row * 1001,
    }
    for told, file in corpus.items():
        refused = send(clerk, file)
        assert refused.status_code == 422, told
        assert told in text_of(refused), text_of(refused)[:600]
        assert "<title>Error: " in refused.text
    for empty in ("", b"\xef\xbb\xbf", "\n\n", "\x00"):
        assert send(clerk, empty).status_code == 422
    assert "Choose a file." in text_of(send(clerk, row, name=""))
    assert clerk.post(PAGE, file="text").status_code == 422
    assert send(clerk, b"x" * (LARGEST_UPLOAD + 1)).status_code == 413
    with container.database.reading() as session:
        assert session.scalars(select(MoveImport)).all() == []


FORMULAS = ("=1+1", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "|calc", "%0A=1", '"=1+1', "'=1+1", "=1;=2,3")


@ON_SQLITE
def test_no_file_that_goes_out_has_a_formula_and_a_mended_one_comes_back(container: Container, clerk: Driver) -> None:
    ref, text = record(container), io.StringIO()
    csv.writer(text).writerows([["stage", "note", "reference"], *(["sold", each, each] for each in FORMULAS)])
    csv.writer(text).writerow(["processing", "=1+1 is our rule", ref])
    path = checked(clerk, text.getvalue())
    found = cells_of(clerk.post(f"{path}/bad-rows"))
    assert found[0] == ["row", "problem", "stage", "note", "reference"]
    assert len(found) == len(FORMULAS) + 1
    for cell in (cell for line in found for cell in line):
        assert cell == cell.strip()
        assert not re.match(r"[=+@|%\t\r-]", cell), cell
    mended = [found[0], *([*line[:2], "needs_action", *line[3:]] for line in found[1:])]
    mended[1][4] = ref
    again = io.StringIO()
    csv.writer(again).writerows(mended[:2])
    checked(clerk, again.getvalue())
    assert clerk.page is not None
    assert "=1+1" in text_of(clerk.page)
    assert "'=1+1" not in text_of(clerk.page), "what kept the spreadsheet from reckoning is no part of the note"
    with container.database.reading() as session:
        taken = select(AuditEvent).where(AuditEvent.action == "move_import.bad_rows_taken")
        assert len(session.scalars(taken).all()) == 1


def test_markup_in_a_file_stays_words(container: Container, clerk: Driver) -> None:
    ref = record(container)
    script = "<script>alert(1)</script>"
    checked(clerk, f"reference,stage,note\n{ref},{script},{script}\n{script},processing,\n{ref[:-1]},{script},\n")
    assert clerk.page is not None
    assert script not in clerk.page.text
    assert len(bad_of(clerk)) == 3
    assert "No row of this file can be applied." in text_of(clerk.page)
    assert script not in send(clerk, f"reference,stage,{script}\n").text


def test_nobody_else_sees_or_applies_it(container: Container, clerk: Driver, boss: Driver) -> None:
    ref = record(container)
    held_to = Driver.of(container, "n.narrow", Role.CLERK, "dis", services=("passport-new-34",))
    path = checked(clerk, f"reference,stage\n{ref},processing\n")
    form = seen_by(clerk)
    for other in (boss, held_to):
        assert other.get(path).status_code == 404
        for action in ("apply", "ask", "bad-rows"):
            assert other.post(f"{path}/{action}", seen=form, reason="x").status_code == 404
    checked(held_to, f"reference,stage\n{ref},processing\n")
    assert [row[3] for row in bad_of(held_to)] == ["Your agency has no application of this reference."]
    admin = Driver.of(container, "a.admin", Role.AGENCY_ADMIN, "dis")
    assert admin.get(PAGE).status_code == 403
    assert stands(container, ref) == ("submitted", 1)
    with container.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(BulkMove)) == 0


@ON_SQLITE
def test_a_file_is_sealed_and_forgotten_after_a_day(
    container: Container, clerk: Driver, clock: Clock, database_url: str
) -> None:
    path = checked(clerk, f"reference,stage,note\n{record(container)},processing,Asante kwa subira\n")
    with container.database.reading() as session:
        assert b"Asante" not in session.scalars(select(MoveImport)).one().file_sealed
    clock.move(days=1, seconds=1)
    assert do(container, move_imports.purge_imports) == 1
    clerk.sign_in()
    assert clerk.get(path).status_code == 404


@ON_SQLITE
def test_the_server_takes_in_a_file_of_this_route_and_no_more_of_any_other(clerk: Driver) -> None:
    """Without this allowance the server would not read a form with a file of a megabyte: the view would get none."""
    here = {"REQUEST_METHOD": "POST", "PATH_INFO": PAGE}
    found = serve(clerk.client.application)._allowed(here)
    assert found is not None
    assert found.largest == LARGEST_UPLOAD
    for other in (here | {"REQUEST_METHOD": "GET"}, here | {"PATH_INFO": f"{PAGE}/0011223344556677/apply"}):
        assert upload_allowance(other) is None
