"""`flask phone`: a phone in this terminal; what is done on it is recorded as a story, and stories are played."""

from pathlib import Path

import click

from app.platform.config.settings import Settings
from app.platform.phone_numbers import read_typed
from app.simulator.gateway_client import is_loopback
from app.simulator.stories.player import NotPlayable, read_playable
from app.simulator.stories.playing import MOST_AT_ONCE, MOST_TIMES, PlayCount, play_many, player_for
from app.simulator.stories.recorder import StoryRecorder
from app.simulator.terminal.phone import TerminalPhone
from app.web import container

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("phone")
@click.argument("number", default="0700000001")
@click.option("--base", default="", help="The gateway's address; this machine's PORT unless given.")
@click.option("--record", type=FILE, help="Write what is done and seen as a story, into a new file.")
@click.option("--play", type=FILE, help="Play a story on phones of the running installation, and compare what is seen.")
@click.option(
    "--times",
    type=click.IntRange(1, MOST_TIMES),
    default=1,
    show_default=True,
    help=f"With --play: how often, {MOST_AT_ONCE} at a time, each on numbers of its own.",
)
def phone_command(number: str, base: str, record: Path | None, play: Path | None, times: int) -> None:
    """A phone in this terminal: dial, answer, text, pay, and read what comes."""
    settings = container().settings
    if play is not None:
        if record is not None:
            raise click.UsageError("--record and --play exclude each other")
        _play(settings, base or f"http://127.0.0.1:{settings.port}", play, times)
        return
    if read_typed(number) is None:
        raise click.BadParameter("a phone number is wanted, such as 0700000001", param_hint="NUMBER")
    recorder = _recorder(record) if record else None
    TerminalPhone(settings, number, base=base, recorder=recorder).run()
    if recorder and recorder.trouble:
        raise click.ClickException(f"{record} is not whole: {recorder.trouble}")
    if record:
        click.echo(
            f"Recorded in {record}. Told on a fresh database: mv it to tests/stories/, make story NAME={record.stem}"
        )


def _recorder(file: Path) -> StoryRecorder:
    if file.suffix != ".story":
        raise click.BadParameter("a name that ends in .story is wanted", param_hint="--record")
    try:
        return StoryRecorder(file)
    except FileExistsError:
        raise click.ClickException(f"{file} is there already; it is not written over") from None
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from None


def _play(settings: Settings, base: str, file: Path, times: int) -> None:
    """Play a story and say what came of it; ends with status 1 where anything differs."""
    if not is_loopback(base):
        raise click.ClickException(f"stories are played against this machine only, not against {base}")
    try:
        story = read_playable(file)
    except NotPlayable as refusal:
        raise click.ClickException(f"{refusal}") from None
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}") from None
    make = player_for(base, callback_key=settings.callback_keys[0], sms_code=settings.sms_code)
    count = play_many(file, story, make, times)
    _tell(count)
    if count.as_told < count.played:
        raise SystemExit(1)


def _tell(count: PlayCount) -> None:
    click.echo(count.words())
    if count.first_difference:
        click.echo(f"The first that differs: {count.first_difference}")
    if count.first_error:
        click.echo(f"The first error: {count.first_error}")
