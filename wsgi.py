"""Where a WSGI server finds Lango, and `flask --app wsgi` its commands."""

from app import cli
from app.factory import create_app
from app.house import House
from app.settings import Settings

application = create_app(House.of(Settings()))
cli.register(application)
