"""Drives the console without a browser: members of staff who can sign in, pages, and forms that are sent.

clerk = Driver.of(container, "w.otieno", Role.CLERK, "dis")
page = clerk.get("/console/queue")
clerk.post("/console/applications/102030405060/move", status="processing")
"""

import csv
import html
import io
import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

import pyotp
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.container import Container
from app.domain.identity import passwords
from app.domain.staff import authenticators, staff_members
from app.domain.staff.roles import Role
from app.domain.staff.staff_members import Post, Staff, StaffMember
from app.platform.db import keys, now
from tests.conftest import application_of

PASSWORD: Final = "correct horse battery staple"
CSRF: Final = re.compile(r'name="csrf_token" value="([^"]+)"')


def add_member(
    container: Container, username: str, role: Role, agency: str | None = None, *, services: tuple[str, ...] = ()
) -> tuple[Staff, str]:
    """Add a member of staff who is enrolled; the member, and the secret of their authenticator."""
    secret = pyotp.random_base32()
    with container.database.transaction() as session:
        post = Post(username, username.title(), role, agency, services)
        row, _ = staff_members.add_staff(session, post, actor="test")
        row.password_hash = passwords.hashed(keys(session), row.id, PASSWORD)
        row.totp_sealed = keys(session).seal_text(secret, row.sealed_at("totp"))
        row.setup_digest, row.enrolled_at = None, now(session)
        return staff_members.as_staff(row), secret


@dataclass
class Driver:
    """One member of staff at one browser."""

    container: Container
    staff: Staff
    secret: str
    client: FlaskClient = field(repr=False)
    page: TestResponse | None = None
    """The page that was shown last; a form is sent with its token."""

    @classmethod
    def of(
        cls,
        container: Container,
        username: str,
        role: Role,
        agency: str | None = None,
        *,
        services: tuple[str, ...] = (),
    ) -> "Driver":
        """A new member, signed in."""
        staff, secret = add_member(container, username, role, agency, services=services)
        driver = cls(container, staff, secret, application_of(container).test_client())
        driver.sign_in()
        return driver

    def code(self) -> str:
        """The code that the authenticator shows now."""
        with self.container.database.reading() as session:
            return pyotp.TOTP(self.secret).at(authenticators.now_at(session))

    def sign_in(self) -> TestResponse:
        """Sign in with username, password and code. The code is marked as unused: the clock of a test stands still."""
        with self.container.database.transaction() as session:
            row = session.get(StaffMember, self.staff.id)
            assert row is not None
            row.totp_counter = None
        self.get("/console/sign-in")
        shown = {"username": self.staff.username, "password": PASSWORD, "code": self.code()}
        answer = self.post("/console/sign-in", **shown)
        self.page = None if answer.status_code == 303 else answer  # tokens of earlier pages are void now
        return answer

    def get(self, path: str) -> TestResponse:
        """Get a page."""
        self.page = self.client.get(path)
        return self.page

    def post(self, path: str, **fields: object) -> TestResponse:
        """Send a form from the page that was shown last; the response, whose redirect is not followed."""
        answer = self.client.post(path, data={"csrf_token": self.token(), **fields})
        if answer.status_code != 303:
            self.page = answer
        return answer

    def post_raw(self, path: str, fields: dict[str, str]) -> TestResponse:
        """Send a form with characters that no browser sends, such as half of a surrogate pair."""
        body = urlencode({"csrf_token": self.token(), **fields}, errors="surrogatepass")
        return self.client.post(path, data=body, content_type="application/x-www-form-urlencoded")

    def token(self) -> str:
        """The CSRF token of the page that was shown last, or else of /console/me."""
        found = CSRF.search(self.page.text if self.page is not None else "")
        if found is None:
            found = CSRF.search(self.client.get("/console/me").text)
        assert found is not None, "no page with a form was shown"
        return found[1]

    def follow(self, answer: TestResponse) -> TestResponse:
        """The page that a response redirects to."""
        assert answer.status_code == 303, f"{answer.status_code}: {text_of(answer)[:800]}"
        return self.get(answer.headers["Location"])


def text_of(page: TestResponse) -> str:
    """The visible text of a page, with single blanks."""
    body = re.sub(r"(?s)<(head|style|script)\b.*?</\1>", " ", page.text)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def cells_of(answer: TestResponse) -> list[list[str]]:
    """The cells of the CSV file in a response."""
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return [*csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""))]
