"""The commands of an operator about staff: add, list, sign out, suspend, reinstate."""

import re

from sqlalchemy import select

from app.bootstrap.web import create_app
from app.cli.staff import staff
from app.container import Container
from app.domain.staff import approvals, staff_members
from app.domain.staff.approvals import Approval, ApprovalKind, ApprovalState, Wish
from app.domain.staff.roles import Role
from app.domain.staff.staff_members import Staff
from tests.console.driver import Driver, add_member, text_of
from tests.database.holder import do


def ask(container: Container, staff: Staff) -> None:
    """Ask a second person to release words."""
    wish = Wish(ApprovalKind.HELD_WORDS, f"asked by {staff.username}", {}, "wanted", "dis")
    do(container, approvals.request_approval, wish, staff=staff)


def waiting(container: Container) -> set[str]:
    """Whose requests wait."""
    query = select(Approval.asked_by).where(Approval.state == ApprovalState.WAITING)
    with container.database.reading() as session:
        return {staff_members.get_staff(session, each).username for each in session.scalars(query)}


def test_from_the_first_administrator_to_the_end_of_everybodys_sessions(container: Container) -> None:
    clerk = Driver.of(container, "w.otieno", Role.CLERK, "dis")
    app = create_app(container)
    app.cli.add_command(staff)
    runner = app.test_cli_runner()

    def run(*words: str) -> tuple[int, str]:
        result = runner.invoke(args=["staff", *words])
        return result.exit_code, result.stdout

    code, setup = run("add", "e.wanjiru", "--name", "Esther Wanjiru", "--role", "agency_admin", "--agency", "dis")
    assert (code, re.fullmatch(r"([A-Z2-9]{5}-){3}[A-Z2-9]{5}\n", setup) is not None) == (0, True)
    listed = run("list")[1]
    assert "e.wanjiru  agency_admin  dis  of all services  to enrol  never signed in  Esther Wanjiru" in listed
    assert "w.otieno  clerk  dis  of all services  enrolled  last 2026-11-23" in listed
    assert setup.strip() not in listed
    assert clerk.get("/console/").status_code == 200
    other = add_member(container, "j.mwangi", Role.SUPERVISOR, "dis")[0]
    for each in (clerk.staff, other):
        ask(container, each)
    assert run("sign-out", "w.otieno") == (0, "")
    assert clerk.get("/console/").status_code == 303
    assert waiting(container) == {"j.mwangi"}, "a thief may have asked"
    clerk.sign_in()
    ask(container, clerk.staff)
    assert run("sign-out", "--everybody") == (0, "")
    assert waiting(container) == set()
    assert clerk.get("/console/").status_code == 303
    assert "W.Otieno" in text_of(clerk.follow(clerk.sign_in()))
    assert run("suspend", "w.otieno") == (0, "")
    assert clerk.sign_in().status_code == 422
    assert run("reset", "nobody")[0] == run("sign-out", "nobody")[0] == run("suspend", "w.otieno")[0] == 1
    assert [run(*words)[0] for words in (("sign-out",), ("sign-out", "w.otieno", "--everybody"))] == [2, 2]
    assert len(run("reinstate", "w.otieno")[1].strip()) == 23
    assert run("code", "w.otieno")[1] == "", "of a demo member only"
