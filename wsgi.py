"""Where a server finds Lango (`wsgi:asgi`, or `wsgi:application` by WSGI), and `flask --app wsgi` its commands."""

from app.bootstrap.factory import create_app, serve
from app.bootstrap.starting import begin
from app.cli import cli
from app.house import House

application = create_app(House.of(begin()))
asgi = serve(application)
cli.register(application)
