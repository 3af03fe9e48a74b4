"""The commands of an operator about staff: add, list, sign out, suspend, reinstate."""

import re

from app.bootstrap.web import create_app
from app.cli.staff import staff
from app.container import Container
from app.domain.staff.roles import Role
from tests.console.driver import Driver, text_of


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
    assert run("sign-out", "w.otieno") == (0, "")
    assert clerk.get("/console/").status_code == 303
    clerk.sign_in()
    assert run("sign-out", "--everybody") == (0, "")
    assert clerk.get("/console/").status_code == 303
    assert "W.Otieno" in text_of(clerk.follow(clerk.sign_in()))
    assert run("suspend", "w.otieno") == (0, "")
    assert clerk.sign_in().status_code == 422
    assert run("reset", "nobody")[0] == run("sign-out", "nobody")[0] == run("suspend", "w.otieno")[0] == 1
    assert [run(*words)[0] for words in (("sign-out",), ("sign-out", "w.otieno", "--everybody"))] == [2, 2]
    assert len(run("reinstate", "w.otieno")[1].strip()) == 23
    assert run("code", "w.otieno")[1] == "", "of a demo member only"
