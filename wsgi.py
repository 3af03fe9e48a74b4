"""Where a server finds Lango (`wsgi:asgi`, or `wsgi:application` by WSGI), and `flask --app wsgi` its commands."""

from app import cli
from app.factory import create_app, serve
from app.house import House
from app.starting import begin

application = create_app(House.of(begin()))
asgi = serve(application)
cli.register(application)
