# Lango as an image: docker build -t lango . (buildah and podman build it too). What runs in it is the Procfile's;
# how it is set up: docs/operate.md. BASE is any image of Debian or Ubuntu with Python 3.11 or later and its venv.
ARG BASE=docker.io/library/python:3.11-slim-bookworm

FROM ${BASE} AS build
WORKDIR /opt/lango
COPY requirements.txt ./
RUN python3 -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes --only-binary=:all: -r requirements.txt
COPY LICENSE NOTICE Procfile wsgi.py ./
COPY app app
COPY menus menus
COPY sessions sessions
COPY ops/start ops/start
RUN .venv/bin/python -m compileall -q app menus sessions wsgi.py

FROM ${BASE}
# pg_dump and pg_restore, for `backup` and `restore`: of the server's version or later. Debian 12 has 15, as compose.yaml.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin lango \
    && install -d -o 10001 -m 700 /data
COPY --from=build /opt/lango /opt/lango
WORKDIR /opt/lango
ENV PATH=/opt/lango/.venv/bin:/usr/local/bin:/usr/bin:/bin DATA_DIR=/data ENVIRONMENT=production \
    PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
# Of the web; compose.yaml turns it off for the others.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ.get('PORT', '8000') + '/healthz', timeout=4)"]
ENTRYPOINT ["ops/start"]
CMD ["web"]
