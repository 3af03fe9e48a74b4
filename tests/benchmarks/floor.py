"""The floor under every figure: a bare Flask route that does one Redis GET and one SET, and nothing else."""

import os

from flask import Flask
from redis import Redis

from app.web.asgi import Asgi

application = Flask("floor")
redis = Redis.from_url(os.environ["REDIS_URL"])


@application.post("/floor/<name>")
def count(name: str) -> str:
    """How often this name has been here."""
    hops = int(redis.get(name) or 0) + 1
    redis.set(name, hops)
    return f"CON {hops}"


asgi = Asgi(application)
