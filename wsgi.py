"""The entry point for servers (`wsgi:asgi`, or `wsgi:application` for WSGI) and for commands (`flask --app wsgi`)."""

from app.bootstrap.startup import begin
from app.bootstrap.web import create_app, serve
from app.cli import main
from app.container import Container

application = create_app(Container.of(begin()))
asgi = serve(application)
main.register(application)
