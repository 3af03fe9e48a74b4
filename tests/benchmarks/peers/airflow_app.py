"""The four steps with ussd_airflow: screens in `airflow_screens.yml`, a view for the provider's form.

Runs in an environment of its own, with Django 2.2 as it asks. Its sessions are Django's, kept in Redis. What it reads
its screens with was written for an older Python: what that misses is given to it here, and changes no hop.
"""

import collections
import collections.abc
import inspect
import logging
import os
from pathlib import Path
from typing import Any

import django  # type: ignore[import-not-found]
import structlog
from django.conf import settings  # type: ignore[import-not-found]

vars(inspect).setdefault("getargspec", inspect.getfullargspec)
for name in ("Mapping", "MutableMapping", "Sequence"):
    vars(collections).setdefault(name, getattr(collections.abc, name))
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
settings.configure(
    SECRET_KEY="for-benchmarks-only",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],  # for the length of an answer
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework", "ussd.apps.UssdConfig"],
    CACHES={"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": os.environ["REDIS_URL"]}},
    SESSION_ENGINE="django.contrib.sessions.backends.cache",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    REST_FRAMEWORK={"DEFAULT_AUTHENTICATION_CLASSES": [], "DEFAULT_PERMISSION_CLASSES": []},
)
django.setup()

from django.core.wsgi import get_wsgi_application  # type: ignore[import-not-found] # noqa: E402
from django.http import HttpResponse  # type: ignore[import-not-found] # noqa: E402
from django.urls import path  # type: ignore[import-not-found] # noqa: E402
from ussd.core import UssdRequest, UssdView  # type: ignore[import-not-found] # noqa: E402


class Gateway(UssdView):  # type: ignore[misc]
    """What the provider posts."""

    customer_journey_conf = str(Path(__file__).with_name("airflow_screens.yml"))
    customer_journey_namespace = "bench"

    def post(self, request: Any) -> Any:
        """A hop; the last of what was typed is its input."""
        form = request.data
        return UssdRequest(
            session_id=form["sessionId"],
            phone_number=form["phoneNumber"].strip("+"),
            ussd_input=form["text"].rpartition("*")[2],
            language="en",
        )

    def ussd_response_handler(self, ussd_response: Any) -> Any:
        """As the provider wants it."""
        return HttpResponse(f"{'CON' if ussd_response.status else 'END'} {ussd_response}")


urlpatterns = [path("ussd", Gateway.as_view())]
application = get_wsgi_application()
