"""The four steps with ussd_airflow: screens in `airflow_screens.yml`, a view for the provider's form.

Runs in an environment of its own, with the Django 2.2 that it requires. Its sessions are Django's, kept in Redis. The
library that reads its screens was written for an older Python: names that it misses are added here, at no cost per hop.
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
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],  # sets Content-Length
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
    """The view for the provider's requests."""

    customer_journey_conf = str(Path(__file__).with_name("airflow_screens.yml"))
    customer_journey_namespace = "bench"

    def post(self, request: Any) -> Any:
        """Read the form of a hop; its input is what was typed last."""
        form = request.data
        return UssdRequest(
            session_id=form["sessionId"],
            phone_number=form["phoneNumber"].strip("+"),
            ussd_input=form["text"].rpartition("*")[2],
            language="en",
        )

    def ussd_response_handler(self, ussd_response: Any) -> Any:
        """The answer in the provider's format."""
        return HttpResponse(f"{'CON' if ussd_response.status else 'END'} {ussd_response}")


urlpatterns = [path("ussd", Gateway.as_view())]
application = get_wsgi_application()
