"""The photo of an account's holder: sealed, exported, erased with the account, readable under a new key."""

import base64
import json

import pytest
from pydantic import SecretStr
from sqlalchemy import func, select, text, update

from app.container import Container
from app.domain.identity import account_photos, accounts
from app.domain.identity.account_photos import AccountPhoto
from app.domain.identity.accounts import Account, Photo
from app.domain.privacy import data_subjects, key_rotation, subject_rights
from app.domain.self_service import account_care, desk_accounts, desk_takeover
from app.domain.shared.errors import NotFound
from app.platform.encryption import DecryptionError
from tests.conftest import KEY, Clock, settings
from tests.database.holder import CITIZEN, NUMBER, PHONE, STRANGER, do, login, opened, prove

IMAGE = b"\xff\xd8\xff a picture that nobody else is to see \xff\xd9"
NEW = "the key that comes first from now on 0123456789"


@pytest.fixture
def account_id(container: Container) -> str:
    """The id of an account whose holder's photo is kept; another account has one too."""
    ids = [opened(container), opened(container, "29000002", phone=STRANGER)]
    for each in ids:
        prove(container, each)
        do(container, desk_accounts.keep_photo, each, IMAGE, actor="test")
    return ids[0]


def kept(container: Container) -> list[str]:
    """The ids of the accounts whose photos are kept."""
    with container.database.reading() as session:
        return [*session.scalars(select(AccountPhoto.account_id))]


def test_it_is_sealed_to_its_account(container: Container, account_id: str) -> None:
    with container.database.reading() as session:
        rows = session.execute(text("SELECT * FROM account_photos")).all()
        assert not any(IMAGE[4:20] in bytes(value) for row in rows for value in row if isinstance(value, bytes))
        assert do(container, desk_accounts.read_photo, account_id, actor="test") == IMAGE
    other = next(each for each in kept(container) if each != account_id)
    with container.database.transaction() as session:
        anothers = session.scalar(select(AccountPhoto.image_sealed).where(AccountPhoto.account_id == other))
        session.execute(update(AccountPhoto).where(AccountPhoto.account_id == account_id).values(image_sealed=anothers))
    with pytest.raises(DecryptionError):
        do(container, desk_accounts.read_photo, account_id, actor="test")


def test_it_goes_with_the_account(container: Container, account_id: str) -> None:
    do(container, account_care.close, login(container, account_id), "en", container.contacts)
    assert kept(container) == [each for each in kept(container) if each != account_id]
    assert len(kept(container)) == 1
    with pytest.raises(NotFound):
        do(container, desk_accounts.read_photo, account_id, actor="test")


def test_it_may_show_who_had_the_account_before_and_goes_when_a_desk_gives_it_to_its_person(
    container: Container, account_id: str
) -> None:
    with container.database.transaction() as session:
        desk_takeover.take_over(
            session,
            accounts.get(session, account_id, lock=True),
            "+254712000077",
            password_hash="none",
            actor="test",
            contacts=container.contacts,
        )
    assert account_id not in kept(container)
    with container.database.reading() as session:
        assert session.get_one(Account, account_id).photo == Photo.PENDING
    do(container, desk_accounts.keep_photo, account_id, IMAGE, actor="test")
    assert account_id in kept(container)


def test_its_holder_is_shown_it_and_has_it_erased(container: Container, account_id: str) -> None:
    with container.database.transaction() as session:
        subject = data_subjects.find_subject(session, CITIZEN, NUMBER, PHONE)
        assert subject is not None
        told = json.loads(json.dumps(subject_rights.export(session, subject, actor="test")))
        [shown] = told["account_photos"]
        assert base64.b64decode(shown["image"]) == IMAGE
        erased = subject_rights.erase(session, subject, actor="test")
        assert erased.gone["account_photos"] == 1
    assert len(kept(container)) == 1
    assert account_id not in kept(container)


def test_it_is_sealed_anew_under_a_new_key(
    container: Container, account_id: str, database_url: str, redis_url: str, clock: Clock
) -> None:
    def under(*secrets: str) -> Container:
        here = settings(database_url=database_url, redis_url=redis_url)
        return Container.of(here.model_copy(update={"secret_keys": SecretStr(",".join(secrets))}), clock=clock)

    both, new = under(NEW, KEY), under(NEW)
    key_rotation.rotate(both.database, lambda table, count: None)
    assert do(new, desk_accounts.read_photo, account_id, actor="test") == IMAGE
    for each in (both, new):
        each.database.close()


def test_one_photo_is_kept_for_an_account(container: Container, account_id: str) -> None:
    do(container, account_photos.keep_photo, account_id, IMAGE + b"2")
    with container.database.reading() as session:
        mine = select(func.count()).select_from(AccountPhoto).where(AccountPhoto.account_id == account_id)
        assert session.scalar(mine) == 1
    assert do(container, desk_accounts.read_photo, account_id, actor="test") == IMAGE + b"2"
