"""Where a server finds Lango (`wsgi:asgi`, or `wsgi:application` by WSGI), and `flask --app wsgi` its commands."""

from app.bootstrap.startup import begin
from app.bootstrap.web import create_app, serve
from app.cli import main
from app.container import Container

application = create_app(Container.of(begin()))
asgi = serve(application)
main.register(application)
