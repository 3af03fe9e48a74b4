"""`make screenshots`: the pictures of docs/, taken from a running installation with made-up people.

    python -m tests.browser.screenshots

Each picture has a function that opens its page, and a file name. The pictures have few colours, to stay small.
"""

import io
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page, expect

from app.bootstrap.web import create_app
from app.dev.storyboard.__main__ import PAGE as STORYBOARD
from app.domain.catalogue.models import Status
from app.domain.reporting import message_counts, standing_counts
from app.worker.count_keeping import keep_counts
from app.worker.main import Worker
from tests import servers
from tests.browser.phone_page import PhonePage, put_prompt
from tests.browser.site import Site, chromium, served
from tests.conftest import prepare, settings
from tests.console.moving import move, record
from tests.stories.telling import deliver
from tests.web.callbacks import hop, new_session

IMAGES: Final = Path(__file__).parents[2] / "docs" / "images"
WIDE: Final = {"width": 1100, "height": 800}
NARROW: Final = {"width": 390, "height": 800}
COLOURS: Final = 56
RARE: Final = bytes.fromhex("c0281ce4574a8b150cd44033a31e141f9d5514803c7cc4ffffb6487fd6a4")
"""The red and the green key, a gauge, the focus and the sun of a phone, a button in the dark: in three bytes each."""


def queue(site: Site) -> Page:
    """The queue of applications, with which a clerk begins."""
    for number in range(61, 67):
        reference = record(site.container, number=number)
        if number % 2:
            move(site.container, reference, Status.PROCESSING)
    page = site.context("clerk", viewport=WIDE).new_page()
    page.goto("/console/applications")
    return page


def preview(site: Site) -> Page:
    """The words that a citizen will get, before they are sent."""
    reference = record(site.container, number=71, language="sw")
    move(site.container, reference, Status.PROCESSING)
    page = site.context("clerk", viewport=WIDE).new_page()
    page.goto(f"/console/applications/{reference}/move")
    page.get_by_label("Where to").select_option("ready_for_collection")
    page.get_by_label("Place").fill("Nyayo House")
    page.get_by_label("Note in English").fill("Bring your old passport.")
    page.get_by_label("Note in Kiswahili").fill("Leta pasipoti yako ya zamani.")
    page.get_by_role("button", name="Show what citizens will read").click()
    return page


def desk(site: Site) -> Page:
    """The desk's page of an account, on a small screen in dark mode."""
    page = site.context("desk", viewport=NARROW, color_scheme="dark").new_page()
    page.goto(f"/console/desk/accounts/{site.world.gap('account_id')}")
    return page


def second_person(site: Site) -> Page:
    """The approvals that wait for a second person, in Kiswahili."""
    site.world.gap("approval_id")
    page = site.context("supervisor", language="sw", viewport=WIDE).new_page()
    page.goto("/console/approvals")
    return page


def overview(site: Site) -> Page:
    """What a supervisor sees of the last days: applications by stage, SMS, sessions, and where citizens stop."""
    for number in range(101, 125):
        reference = record(site.container, number=number)
        for status, stage in ((Status.PROCESSING, None), (Status.PROCESSING, "printed"), (Status.READY, None)):
            if number % 4 == 0:
                break
            move(site.container, reference, status, stage)
            if number % 3 == 0:
                break
    for number in range(131, 139):
        record(site.container, number=number)
    client = create_app(site.container).test_client()
    for number, text in enumerate(("", "1", "4", "4*passport", "2", "2*1", "2*1*29000001", "5")):
        hop(client, text, session=new_session(), phone=f"+2547121{number:05}")
    deliver(Worker(site.container))
    keep_counts(site.container)
    for count in (standing_counts.count_standing, message_counts.count_messages):
        with site.container.database.transaction() as session:
            count(session)
    page = site.context("supervisor", viewport={"width": 1100, "height": 1240}).new_page()
    page.goto("/console/overview?days=7", wait_until="networkidle")
    return page


def edited_fee(site: Site) -> Page:
    """A fee that is about to change: what phones will show, before a second person decides."""
    page = site.context("admin", viewport=WIDE).new_page()
    page.goto("/console/catalogue/services/passport-renew-34/edit/fee")
    for name, text in (("amount", "8000"), ("source", "Gazette 12/2026"), ("since", "2026-11-01")):
        page.locator(f"[name={name}]").fill(text)
    page.locator("main form button").first.click()
    return page


def imported_file(site: Site) -> Page:
    """A file of references and stages that was checked: which rows are good, and what is wrong with the others."""
    good = [record(site.container, number=number) for number in range(141, 145)]
    rows = [*(f"{each},processing,,Nyayo House" for each in good), "102030405061,processing,,", "EPP1-D6T8M4H1,lost,,"]
    page = site.context("clerk", viewport=WIDE).new_page()
    page.goto("/console/moves/import")
    content = "\n".join(["reference,stage,note,place", *rows]).encode()
    page.locator("input[type=file]").set_input_files({"name": "moves.csv", "mimeType": "text/csv", "buffer": content})
    page.locator("main form button").first.click()
    return page


def phone(site: Site) -> Page:
    """Two phones side by side, each in a session, with their wires."""
    here = PhonePage.open(site, viewport={"width": 1260, "height": 960}, reduced_motion="reduce")
    one, other = here.phone(), here.add()
    one.take("0712 000 081")
    other.take("0712 000 082")
    other.dial("*222#")
    other.answer("4", "1")
    reference = record(site.container, number=81)
    one.dial(f"*222*1*{reference}#")
    one.node.locator(".exchanges summary").first.click()
    other.node.locator(".wire > summary").click()
    here.page.locator("#more").evaluate("more => more.remove()")
    other.hold()
    return here.page


def phone_small(site: Site) -> Page:
    """The phone page on a small screen in dark mode, with a prompt for a PIN."""
    here = PhonePage.open(site, viewport=NARROW, color_scheme="dark", reduced_motion="reduce")
    here.phone().take("0712 000 083")
    put_prompt(site, "254712000083")
    expect(here.phone().screen).to_have_attribute("data-view", "prompt")
    return here.page


def storyboard(site: Site) -> Page:
    """The first screens of every flow, as phones."""
    page = site.context(viewport={"width": 1360, "height": 660}).new_page()
    page.goto(STORYBOARD.as_uri())
    page.evaluate("document.getElementById('home').scrollIntoView()")
    return page


PICTURES: Final[Mapping[str, Callable[[Site], Page]]] = {
    "console-queue": queue,
    "console-preview": preview,
    "console-desk": desk,
    "console-second-person": second_person,
    "console-overview": overview,
    "console-fee": edited_fee,
    "console-import": imported_file,
    "phone": phone,
    "phone-small": phone_small,
    "storyboard": storyboard,
}
"""The pictures, by the names of their files."""
LONG: Final = {"storyboard", "console-overview"}
"""Long pages, whose picture has only the visible part."""


def take(site: Site, folder: Path) -> None:
    """Take every picture into a folder."""
    for name, show in PICTURES.items():
        page = show(site)
        taken = Image.open(io.BytesIO(page.screenshot(full_page=name not in LONG)))
        drawn_with_few(taken).save(folder / f"{name}.png", optimize=True)
        page.context.close()


def drawn_with_few(picture: Image.Image) -> Image.Image:
    """The picture with its most frequent colours only, and the `RARE` ones."""
    full = picture.convert("RGB")
    most = COLOURS - len(RARE) // 3
    common = full.quantize(most, dither=Image.Dither.NONE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*common[: 3 * most], *RARE])
    return full.quantize(palette=palette, dither=Image.Dither.NONE)


def main() -> None:
    """Start an installation, and take the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=servers.memory()) as folder, servers.redis_server(Path(folder)) as redis:
        filled = Path(folder, "filled.db")
        prepare(settings(database_url=f"sqlite:///{filled}", redis_url="unix:///nowhere"))
        with chromium() as browser, served(browser, filled, redis, Path(folder, "site")) as site:
            take(site, IMAGES)


if __name__ == "__main__":
    main()
