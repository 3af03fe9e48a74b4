"""A third language needs files only: a release of this code, with one more folder in `menus/locale` and a CSV file.

The language is made from the English: its vowels have marks, so that a text in it is recognised and is no longer.
"""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Catalog
from sqlalchemy import select

from app.container import Container
from app.dev import demo_data
from app.domain.messaging.messages import Message, MessageKind
from app.domain.subscribers import phones
from app.platform import gsm0338
from menus import flows as flows
from menus.notation import SCREENS
from menus.translations import marked_texts
from tests.conftest import CALLBACK_KEY, Clock
from tests.releases import Release
from tests.web.callbacks import SOUND, new_session

pytestmark = pytest.mark.slow

CODE: Final = "qps"
"""Unicode's data has no language of this code, so that the months are in the file too."""
FOLDER: Final = f"menus/locale/{CODE}"
MARKED: Final = str.maketrans("aeiouAEOU", "àéìòùÄÉÖÜ")
UNTRANSLATED: Final = "Find a service"
NUMBERS: Final = count(722_300_000)
WORDS: Final = """
name = "Pseudo"
called = "pseudo psu"
months = ["jàn", "féb", "màr", "àpr", "mày", "jùn", "jùl", "àùg", "sép", "öct", "növ", "déc"]
digits = ["zu", "wu", "tu", "hu", "fu", "vu", "su", "mu", "eu", "nu"]
[keywords]
find = "ZOFIND"
language = "ZOLANG PSEUDO"
[words]
tells = "zob zib zub"
polite = "zopli"
secrets = "zosecret"
[clock]
sunrise = 6
said = "{opens} zo {closes}"
parts = [[12, "zomorn"], [24, "zonoon"]]
past = {"30" = "zohalf"}
minutes = "zo {minutes}"
"""
LABEL: Final = "Pàsspòrt rénéwàl, 34 pàgés"
TEXTS: Final = f"""kind,code,field,language,text
services,passport-renew-34,label,{CODE},"{LABEL}"
stages,passport/ready,next,{CODE},Zonext.
categories,passport,label,{CODE},Zocat
faqs,pay,label,{CODE},Zofaq
"""
FIRST_NAME: Final = SCREENS["registration.first_name"].text
HOME: Final = "Track by reference number"
NOW_IN: Final = "eCitizen: you will get our messages in English."


def pseudo(text: str) -> str:
    """A text in the language, with its fields unchanged."""
    return "".join(part if part.startswith("{") else part.translate(MARKED) for part in re.split(r"(\{\w+\})", text))


def catalogue(**texts: str) -> str:
    """A `lango.po` of the language, in which all texts but one are translated; `texts` replaces translations."""
    made = Catalog()
    for text in sorted(marked_texts()):
        made.add(text, texts.get(text, "" if text == UNTRANSLATED else pseudo(text)))
    quoted = ((_quoted(str(each.id)), _quoted(str(each.string))) for each in made if each.id)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return head + "\n".join(f"msgid {text}\nmsgstr {said}\n" for text, said in quoted)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


FILES: Final = {
    f"{FOLDER}/lango.po": catalogue(),
    f"{FOLDER}/language.toml": WORDS,
    f"app/data/texts_{CODE}.csv": TEXTS,
}


@pytest.fixture
def database_url(sqlite_file: Path, tmp_path: Path) -> str:
    file = tmp_path / "lango.db"
    file.write_bytes(sqlite_file.read_bytes())
    return f"sqlite:///{file}"


@pytest.fixture
def release(tmp_path: Path, container: Container, database_url: str, redis_url: str) -> Iterator[Release]:
    """The release with the files of the language, running, on a database with the sample applications."""
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    folder = tmp_path / "release"
    with Release(folder, {}, files=FILES, database_url=database_url, redis_url=redis_url) as running:
        yield running


def loaded(release: Release, clock: Clock) -> None:
    said = release.ask("command", clock(), words=["catalogue", "load", f"app/data/texts_{CODE}.csv"])
    assert said == [0, f"texts_{CODE}: 4 rows\n"]


def texted(release: Release, container: Container, clock: Clock, text: str, phone: str) -> str:
    """Send an SMS to the release; its reply."""
    form = SOUND["sms"] | {"id": f"id {next(NUMBERS)}", "from": phone, "text": text}
    assert release.ask("text", clock(), form=form, key=CALLBACK_KEY) == 200
    with container.database.reading() as session:
        replies = select(Message).where(Message.kind == MessageKind.REPLY).order_by(Message.id.desc()).limit(1)
        last = session.scalars(replies).one()
        return container.keys.open_text(last.body_sealed, last.sealed_at("body"))


def walked(release: Release, clock: Clock, phone: str, *typed: str) -> list[str]:
    """Dial, and type each input; the screens after the dial and after each input."""
    hop, form = release.hops(clock), SOUND["ussd"] | {"phoneNumber": phone, "sessionId": new_session()}
    shown = [hop(form | {"text": "*".join(typed[:number])}) for number in range(len(typed) + 1)]
    assert all(gsm0338.fits(each) for each in shown)
    return shown


def test_it_is_offered_chosen_and_spoken_on_the_screens(release: Release, container: Container, clock: Clock) -> None:
    loaded(release, clock)
    phone = f"+254{next(NUMBERS)}"
    first, offered, chosen = walked(release, clock, phone, "6", "3")
    assert first.endswith("6. Kiswahili, Pseudo")
    assert offered == "CON Language of this phone\n1. English\n2. Kiswahili\n3. Pseudo\n0. Back"
    assert f"1. {pseudo(HOME)}\n" in chosen
    assert f"4. {UNTRANSLATED}\n" in chosen, "what is untranslated is English"
    assert chosen.endswith("6. English, Kiswahili")
    with container.database.reading() as session:
        assert phones.language_of(session, phone) == CODE
    shown = walked(release, clock, phone, "4", "passport renewal 34 pages")[-1]
    assert LABEL in shown, "and so is a service's name; its label is translated"


@pytest.mark.slow
def test_it_is_chosen_by_sms_and_an_sms_comes_in_it(release: Release, container: Container, clock: Clock) -> None:
    loaded(release, clock)
    owner = "+254700000001"
    asked = texted(release, container, clock, "LANG", owner)
    assert asked == "eCitizen: text LANG EN for English or LANG SW for Kiswahili. LANG QPS: Pseudo."
    assert texted(release, container, clock, "LANG Pseudo", owner) == pseudo(NOW_IN)
    told = texted(release, container, clock, "1020 3040 5060", owner)
    assert told.startswith(f"eCitizen 1020 3040 5060: {LABEL}. Ready for collection"), told
    assert told.endswith(" Zonext."), told
    assert gsm0338.fits(told, gsm0338.ONE_SMS)
    shown = walked(release, clock, owner, "1", "102030405060")[-1]
    assert "23 növ 2026" in shown, shown
    assert "1 zomorn zo 1 zonoon" in texted(release, container, clock, "HUDUMA Thika", owner)


@pytest.mark.slow
def test_its_words_are_known_by_sms(release: Release, container: Container, clock: Clock) -> None:
    loaded(release, clock)
    for text, answer in (
        ("zob zib", pseudo("eCitizen: text your reference for its status, FIND and a service, or dial {code}. ")[:40]),
        ("ZOFIND renewal of passport 34 pages", LABEL),
        ("passport renewal", "Passport renewal"),
        ("Pseudo zopli", pseudo(NOW_IN)),
        ("zosecret 4821", "eCitizen: never give a password or code"),
    ):
        assert answer in texted(release, container, clock, text, f"+254{next(NUMBERS)}"), text


@pytest.mark.slow
def test_its_screens_are_held_to_160_septets_and_to_be_whole(
    tmp_path: Path, clock: Clock, database_url: str, redis_url: str
) -> None:
    long = catalogue(**{UNTRANSLATED: pseudo(UNTRANSLATED), FIRST_NAME: "é " * 80})
    missing = {f"{FOLDER}/lango.po": catalogue(), f"{FOLDER}/language.toml": WORDS}
    sound = catalogue(**{UNTRANSLATED: pseudo(UNTRANSLATED)})
    for number, (files, said) in enumerate(
        (
            (missing, f"{CODE}: '{UNTRANSLATED}': not translated\n"),
            (
                missing | {f"{FOLDER}/lango.po": long},
                f"registration.first_name: {CODE}: a question must stand on one page\n",
            ),
            (missing | {f"{FOLDER}/lango.po": sound}, ""),
        )
    ):
        folder = tmp_path / str(number)
        with Release(folder, {}, files=files, database_url=database_url, redis_url=redis_url) as running:
            status, output = running.ask("command", clock(), words=["menus", "check"])
        assert (status, said in output) == (1 if said else 0, True), output


def test_a_text_of_the_catalogue_that_is_wrong_is_told_with_its_place(
    release: Release, clock: Clock, tmp_path: Path
) -> None:
    file = tmp_path / f"texts_{CODE}.csv"
    rows = (
        f"services,nothing,label,{CODE},Name",
        f"services,passport-renew-34,fee_source,{CODE},Name",
        "services,passport-renew-34,label,sw,Name",
        f"services,passport-renew-34,label,{CODE},{'x' * 33}",
        f"people,passport-renew-34,label,{CODE},Name",
        f"stages,passport,next,{CODE},Name",
    )
    file.write_text("\n".join(["kind,code,field,language,text", *rows]), "utf-8")
    status, output = release.ask("command", clock(), words=["catalogue", "load", str(file)])
    assert status == 1
    assert output.removeprefix("Error: ").splitlines() == [
        f"{file.name}:2: code: there is none of this code in services",
        f"{file.name}:3: field: services has no text of this name in other languages",
        f"{file.name}:4: language: one of {CODE} is wanted; English and Kiswahili have columns",
        f"{file.name}:5: text: at most 32 septets of GSM 03.38 are wanted",
        f"{file.name}:6: field: people has no text of this name in other languages",
        f"{file.name}:7: code: there is none of this code in stages",
    ]
