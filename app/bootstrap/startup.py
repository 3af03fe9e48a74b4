"""The start of every process: the umask, the settings and the data folder. A fault in them ends it with a message."""

import sys

from pydantic import ValidationError

from app.platform.config import production
from app.platform.config.production import in_words
from app.platform.config.settings import Settings
from app.platform.observability import configure_logs, log
from app.platform.private_files import NotOurs, close_to_others, own


def begin() -> Settings:
    """The settings of this process. Exits with a few plain lines where they are invalid: no traceback, no value."""
    close_to_others()
    try:
        settings = Settings()
        settings.key_ring  # noqa: B018 (made, or refused, now)
        if settings.keeps_data:
            own(settings.data_dir)
    except ValidationError as error:
        sys.exit(f"Lango does not start:\n{in_words(error)}")
    except (NotOurs, ValueError) as error:
        sys.exit(f"Lango does not start:\n{error}")
    except OSError as error:
        sys.exit(f"Lango does not start:\nDATA_DIR cannot be used: {error.strerror}")
    if settings.environment == "production":
        configure_logs()
        for each in production.warnings(settings):
            log.warning("settings", what=each)
    return settings


if __name__ == "__main__":  # checks the settings before a server starts that would respawn its workers
    begin()
