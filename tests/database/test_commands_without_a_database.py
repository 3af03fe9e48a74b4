"""Commands on a database that is not migrated, or away: one sentence that says what to do, and no traceback."""

from pathlib import Path

import pytest
from click.testing import Result

from app.bootstrap.web import create_app
from app.cli import main
from app.container import Container
from app.platform.config.setting_fields import ROOT
from app.platform.db import Base
from tests.conftest import settings
from tests.database.test_account_cli import refused
from tests.servers import free_port

FORM = str(ROOT / "app" / "data" / "forms" / "birth-certificate.csv")
COMMANDS = [
    ("forms", "load", FORM),
    ("forms", "show", "dl-renew"),
    ("catalogue", "load", str(ROOT / "app" / "data" / "faqs.csv")),
    ("application", "status", "102030405060", "collected"),
    ("agency-key", "ntsa"),
    ("notice", "take-down"),
    ("payments", "list"),
    ("outbox", "retry", "1:a"),
    ("seed",),
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_a_database_that_is_not_migrated(container: Container, words: tuple[str, ...]) -> None:
    Base.metadata.drop_all(container.database.engine)
    said = refused(_run(container, words))
    assert said.startswith("Error: the database is not migrated (")
    assert said.endswith("flask --app wsgi db upgrade")
    assert "\n" not in said


@pytest.mark.parametrize("words", [*COMMANDS, ("db", "upgrade")], ids=lambda words: " ".join(words[:2]))
def test_a_database_that_is_away(redis_url: str, tmp_path: Path, words: tuple[str, ...]) -> None:
    away = f"postgresql://lango:a-password@127.0.0.1:{free_port()}/lango"
    said = refused(_run(Container.of(settings(database_url=away, redis_url=redis_url, data_dir=tmp_path)), words))
    assert said.startswith("Error: the database: connection failed")
    assert "\n" not in said
    assert "a-password" not in said


def _run(container: Container, words: tuple[str, ...]) -> Result:
    app = create_app(container)
    main.register(app)
    return app.test_cli_runner().invoke(args=words)
