"""The floor with which figures are compared: a bare Flask route that does one Redis GET and one SET."""

import os

from flask import Flask
from redis import Redis

from app.web.asgi import Asgi

application = Flask("floor")
redis = Redis.from_url(os.environ["REDIS_URL"])


@application.post("/floor/<name>")
def count(name: str) -> str:
    """Count the requests under this name."""
    hops = int(redis.get(name) or 0) + 1
    redis.set(name, hops)
    return f"CON {hops}"


asgi = Asgi(application)
