"""Moving applications in the console: the previewed SMS is sent, once, and some moves take a second person."""

import html
import re

import pytest
from sqlalchemy import func, select

from app.container import Container
from app.domain.applications import note_policy
from app.domain.audit.audit_log import AuditEvent
from app.domain.back_office.bulk_moves import BulkMove
from app.domain.catalogue.models import Status
from app.domain.staff.roles import Role
from app.domain.subscribers import phones
from app.web.console.pages.move_forms import REASONS
from app.worker.main import Worker
from tests.console.driver import Driver, text_of
from tests.console.moving import move, record, stands
from tests.database.holder import sms_to

HIDDEN = re.compile(r'<input type="hidden" name="(items|bulk|way|place|note|note_sw)" value="([^"]*)">')
SMS = re.compile(r'<p class="sms" lang="(\w+)">([^<]*)</p>')
WORDS = {"way": "ready_for_collection", "place": "Nyayo House"}


@pytest.fixture
def clerk(container: Container) -> Driver:
    driver = Driver.of(container, "w.otieno", Role.CLERK, "dis")
    driver.get("/console/")
    return driver


def carried(driver: Driver) -> dict[str, str]:
    """The hidden fields of the form on the page that is shown."""
    assert driver.page is not None
    return {name: html.unescape(value) for name, value in HIDDEN.findall(driver.page.text)}


def previewed(driver: Driver, items: str, **words: str) -> dict[str, str]:
    """Preview a step for these items; the hidden fields of the form."""
    driver.post("/console/moves/form", items=items)
    driver.post("/console/moves/preview", **carried(driver), **words)
    return carried(driver)


def texts_of(driver: Driver) -> dict[str, str]:
    """The SMS that a preview shows, by language."""
    assert driver.page is not None
    return {code: html.unescape(body) for code, body in SMS.findall(driver.page.text)}


def test_one_is_moved_with_the_words_shown_first_and_they_are_what_is_sent(container: Container, clerk: Driver) -> None:
    ref = record(container, language="sw")
    move(container, ref, Status.PROCESSING)
    page = clerk.get(f"/console/applications/{ref}/move")
    assert page.status_code == 200
    assert 'value="ready_for_collection"' in page.text
    assert 'value="collected"' not in page.text
    words = WORDS | {"note": "Bring your old passport.", "note_sw": "Leta pasipoti yako ya zamani."}
    shown = clerk.post("/console/moves/preview", **carried(clerk), **words)
    assert shown.status_code == 200
    texts = texts_of(clerk)
    assert "Bring your old passport." in texts["en"]
    assert "Leta pasipoti yako ya zamani." in texts["sw"]
    assert "Kiswahili (this one is sent)" in text_of(shown)
    assert f"{len(texts['sw'])} of 160 characters, parts: 1" in text_of(shown)
    assert "They cost KES 0.80" in text_of(shown)
    assert stands(container, ref) == ("processing", 2), "a preview moves nothing"
    before = sms_to(container, "+254712000001")
    form = carried(clerk)
    first, again = (clerk.post("/console/moves/confirm", **form) for _ in range(2))
    assert first.status_code == again.status_code == 303
    assert first.headers["Location"] == again.headers["Location"]
    assert sms_to(container, "+254712000001") == [*before, texts["sw"]], "once, however often it is sent"
    assert stands(container, ref) == ("ready_for_collection", 3)
    told = text_of(clerk.follow(first))
    assert "It is over." in told
    assert f"{ref} moved" in told
    assert "Nyayo House" in text_of(clerk.get("/console/moves/" + form["bulk"]))
    assert "W.Otieno 1 1 0 0" in text_of(clerk.get("/console/moves"))


def test_many_are_moved_together_and_who_gets_none_is_told(container: Container, clerk: Driver) -> None:
    refs = [record(container, number=number, language="sw" if number == 2 else "") for number in (1, 2, 3)]
    with container.database.transaction() as session:
        phones.set_alerts(session, "+254712000003", wanted=False)
    clerk.get("/console/applications")
    assert clerk.page is not None
    shown = re.search(r'name="shown" value="([^"]+)"', clerk.page.text)
    assert shown is not None
    form = clerk.post("/console/moves/form", all="yes", shown=shown[1])
    assert "What you have chosen: 3" in text_of(form)
    page = text_of(clerk.post("/console/moves/preview", **carried(clerk), way="processing"))
    assert "English 1" in page
    assert "Kiswahili 1" in page
    assert "The phone has said STOP. 1" in page
    assert "They cost KES 1.60" in page
    told = clerk.follow(clerk.post("/console/moves/confirm", **carried(clerk)))
    assert "Moved 3" in text_of(told)
    assert [stands(container, ref)[0] for ref in refs] == ["processing"] * 3
    assert [len(sms_to(container, f"+25471200000{number}")) for number in (1, 2, 3)] == [2, 2, 1]


def test_a_step_is_offered_only_where_all_may_go_and_a_stale_one_is_refused_kindly(
    container: Container, clerk: Driver
) -> None:
    one, two = record(container, number=1), record(container, number=2)
    move(container, two, Status.PROCESSING)
    page = clerk.post("/console/moves/form", items=f"{one}:1 {two}:2")
    offered = set(re.findall(r'<option value="(\w+)"', page.text))
    assert {"awaiting_payment", "printed", "needs_action", "rejected"} <= offered
    assert offered.isdisjoint({"submitted", "processing", "ready_for_collection", "cancelled"}), "not from both"
    form = previewed(clerk, f"{one}:1", way="processing")
    move(container, one, Status.NEEDS_ACTION)
    late = clerk.post("/console/moves/confirm", **form)
    assert late.status_code == 422
    assert "Somebody has moved some of them meanwhile; look where each stands now" in text_of(late)
    assert stands(container, one) == ("needs_action", 2)
    assert carried(clerk)["items"] == f"{one}:2", "the form is shown with where it stands now"
    wrong = clerk.post("/console/moves/preview", items=f"{one}:2", way="collected")
    assert wrong.status_code == 422
    assert "Choose where they go" in text_of(wrong)
    long = clerk.post("/console/moves/preview", items=f"{one}:2", way="processing", note_sw="Njoo.")
    assert "Note in Kiswahili" in text_of(long)
    assert long.status_code == 422


def test_words_that_are_held_go_out_with_a_second_person_only(container: Container, clerk: Driver) -> None:
    boss = Driver.of(container, "j.mwangi", Role.SUPERVISOR, "dis")
    elsewhere = Driver.of(container, "e.else", Role.SUPERVISOR, "ntsa")
    narrow = Driver.of(container, "n.narrow", Role.SUPERVISOR, "dis", services=("passport-new-34",))
    ref = record(container)
    held = {"way": "needs_action", "note": "Fill the form at www.example.com first."}
    form = previewed(clerk, f"{ref}:1", **held)
    assert clerk.page is not None
    assert clerk.page.status_code == 422
    assert "Note in English: no link or address outside go.ke may stand in it" in text_of(clerk.page)
    texts = texts_of(clerk)
    refused = clerk.post("/console/moves/confirm", **form)
    assert refused.status_code == 422
    assert stands(container, ref) == ("submitted", 1)
    assert clerk.post("/console/moves/ask", **form).status_code == 422, "a reason is wanted"
    for _ in range(2):
        asked = clerk.post("/console/moves/ask", **form, reason="the form is there only")
        assert asked.status_code == 303
    assert "this waits for a second person" in text_of(clerk.follow(asked))
    waiting = re.search(r"/console/approvals/(\w+)", boss.get("/console/approvals").text)
    assert waiting is not None
    path = f"/console/approvals/{waiting[1]}"
    assert (elsewhere.get(path).status_code, narrow.get(path).status_code) == (404, 404)
    assert clerk.post(f"{path}/approve").status_code == 422, "nobody decides on their own"
    judged = text_of(boss.get(path))
    for text in (*texts.values(), held["note"], "no link or address outside go.ke", "the form is there only"):
        assert text in judged
    assert boss.post(f"{path}/approve").status_code == 303
    Worker(container).sweep()
    assert sms_to(container, "+254712000001")[1:] == [texts["en"]]
    with container.database.reading() as session:
        row = session.scalars(select(AuditEvent).where(AuditEvent.action == "application.words_released")).one()
        assert (row.actor, row.subject) == ("staff:dis/w.otieno+j.mwangi", ref)
        kept = session.scalars(select(BulkMove)).one()
        assert b"example" not in (kept.note_sealed or b"")


def test_more_than_fifty_take_a_second_person_and_the_worker_moves_them(container: Container, clerk: Driver) -> None:
    boss = Driver.of(container, "j.mwangi", Role.SUPERVISOR, "dis")
    refs = [record(container, number=number) for number in range(1, 52)]
    form = previewed(clerk, " ".join(f"{ref}:1" for ref in refs), way="processing")
    assert clerk.page is not None
    assert "More than 50 at once take a second person." in text_of(clerk.page)
    assert clerk.post("/console/moves/confirm", **form).status_code == 422
    assert clerk.post("/console/moves/ask", **form, reason="the delivery has come").status_code == 303
    waiting = re.search(r"/console/approvals/(\w+)", boss.get("/console/approvals").text)
    assert waiting is not None
    move(container, refs[0], Status.NEEDS_ACTION)
    judged = text_of(boss.get(f"/console/approvals/{waiting[1]}"))
    assert "Applications 51" in judged
    assert "left as they are 1" in judged
    boss.post(f"/console/approvals/{waiting[1]}/approve")
    for _ in range(2):
        Worker(container).sweep()
    told = text_of(clerk.get(f"/console/moves/{form['bulk']}"))
    assert "Moved 50 Not moved 1 Still waiting 0" in told
    assert "left as it is: somebody had moved it meanwhile" in told
    assert {stands(container, ref)[0] for ref in refs[1:]} == {"processing"}


def test_what_the_second_person_refuses_is_not_moved_and_says_so(container: Container, clerk: Driver) -> None:
    boss = Driver.of(container, "j.mwangi", Role.SUPERVISOR, "dis")
    ref = record(container)
    form = previewed(clerk, f"{ref}:1", way="needs_action", place="till 55555 at www.example.com")
    clerk.post("/console/moves/ask", **form, reason="it is there")
    waiting = re.search(r"/console/approvals/(\w+)", boss.get("/console/approvals").text)
    assert waiting is not None
    boss.get(f"/console/approvals/{waiting[1]}")
    assert boss.post(f"/console/approvals/{waiting[1]}/refuse", answer="no such place").status_code == 303
    assert boss.post(f"/console/approvals/{waiting[1]}/approve").status_code == 422
    Worker(container).sweep()
    told = text_of(clerk.get(f"/console/moves/{form['bulk']}"))
    assert "Nothing is moved: refused." in told
    assert "Still waiting 1" in told
    assert stands(container, ref) == ("submitted", 1)


def test_nobody_moves_or_sees_what_is_not_theirs(container: Container, clerk: Driver) -> None:
    mine, theirs = record(container, number=1), record(container, "dl-renew-3", number=2)
    other = Driver.of(container, "e.else", Role.CLERK, "ntsa")
    other.get("/console/")
    assert clerk.get(f"/console/applications/{theirs}/move").status_code == 404
    for path in ("form", "preview"):
        assert clerk.post(f"/console/moves/{path}", items=f"{mine}:1 {theirs}:1", way="processing").status_code == 404
    form = previewed(clerk, f"{mine}:1", way="processing")
    stolen = form | {"items": f"{theirs}:1"}
    assert clerk.post("/console/moves/confirm", **stolen).status_code == 404
    clerk.post("/console/moves/confirm", **form)
    assert other.get(f"/console/moves/{form['bulk']}").status_code == 404
    hers = {**form, "items": f"{theirs}:1"}
    assert other.post("/console/moves/confirm", **hers).status_code == 404, "the id is another's"
    none = clerk.post("/console/moves/form")
    assert none.status_code == 422
    assert "Choose one application at least." in text_of(none)
    assert clerk.post("/console/moves/confirm", **(form | {"bulk": "../x"})).status_code == 422
    assert stands(container, theirs) == ("submitted", 1)
    script = clerk.post("/console/moves/preview", items=f"{mine}:2", way="x", note="<script>alert(1)</script>")
    assert "<script>alert" not in script.text
    with container.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(BulkMove)) == 1


def test_every_reason_of_the_policy_has_its_text() -> None:
    reasons = {note_policy.LINK, note_policy.SECRET, note_policy.MONEY, note_policy.DIAL}
    assert reasons <= set(REASONS.values())
