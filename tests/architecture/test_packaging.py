"""The image, compose.yaml and the systemd units start what the Procfile names, and nothing else."""

import configparser
import json
import os
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from app.bootstrap.web import create_app
from tests.architecture.prose import ROOT
from tests.architecture.test_routes import nowhere

START: Final = "ops/start"
PROGRAMS: Final = ("flask", "granian", "python")
"""The programs that the lines of the Procfile call."""


@cache
def procfile() -> dict[str, str]:
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    return {name: line for name, _, line in (each.partition(": ") for each in lines)}


@cache
def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    return found


def units() -> dict[str, configparser.RawConfigParser]:
    return {each.name: unit(each) for each in sorted((ROOT / "ops" / "systemd").iterdir())}


def unit(file: Path) -> configparser.RawConfigParser:
    found = configparser.RawConfigParser(strict=False)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read_string(file.read_text(encoding="utf-8"))
    return found


def instruction(name: str) -> list[str]:
    """The words of an instruction of the Dockerfile's last stage."""
    last = (ROOT / "Dockerfile").read_text(encoding="utf-8").rpartition("\nFROM ")[2].replace("\\\n", "")
    [words] = re.findall(rf"^{name} (.*)$", last, re.MULTILINE)
    found: list[str] = json.loads(words) if words.startswith("[") else words.split()
    return found


def commands_of(start: list[str], name: str, folder: Path) -> list[list[str]]:
    """The calls of programs that a command makes; stubs in place of the programs only record their arguments."""
    calls = folder / name
    for program in PROGRAMS:
        file = folder / program
        file.write_text(f'#!/bin/sh\nprintf "%s\\n" {program} "$@" "" >> {calls}\n')
        file.chmod(0o755)
    environment = {"PATH": f"{folder}:{os.environ['PATH']}"}
    subprocess.run(start, env=environment, cwd="/", check=True, capture_output=True, timeout=30)
    return [each.split("\n") for each in calls.read_text().strip().split("\n\n")]


@pytest.mark.parametrize("name", ["release", "web", "worker"])
def test_ops_start_calls_what_the_line_of_the_procfile_calls(name: str, tmp_path: Path) -> None:
    by_start = commands_of([str(ROOT / START), name], f"{name}-start", tmp_path)
    assert by_start == commands_of(["sh", "-c", procfile()[name]], f"{name}-line", tmp_path)
    assert by_start


def test_ops_start_refuses_what_the_procfile_does_not_name() -> None:
    done = subprocess.run([str(ROOT / START), "nothing"], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stderr) == (64, "ops/start: the Procfile has no process 'nothing'\n")


def test_the_image_starts_a_process_of_the_procfile_as_its_first() -> None:
    assert instruction("ENTRYPOINT") == [START]
    assert instruction("CMD") == ["web"]
    assert instruction("USER") == ["10001"]
    assert instruction("STOPSIGNAL") == ["SIGTERM"]
    assert instruction("VOLUME") == ["/data"]
    assert "/healthz" in " ".join(instruction("HEALTHCHECK"))


def test_what_the_image_needs_is_let_through_to_its_build() -> None:
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    first = (ROOT / "Dockerfile").read_text(encoding="utf-8").partition("\nFROM ")[2].partition("\nFROM ")[0]
    copied = {each for line in re.findall(r"^COPY (.*) \S+$", first, re.MULTILINE) for each in line.split()}
    assert copied == let_through
    assert {each for each in copied if not (ROOT / each).exists()} == set()


def test_compose_runs_every_process_of_the_procfile_by_the_image() -> None:
    ours = {name: each for name, each in services().items() if str(each["image"]).startswith("lango:")}
    started = [each["command"] for each in ours.values()]
    assert {tuple(each) for each in started} == {(name,) for name in procfile()}
    assert (started.count(["release"]), started.count(["web"]), started.count(["worker"])) == (1, 2, 2)
    for each in ours.values():
        assert each["read_only"]
        assert each["cap_drop"] == ["ALL"]
        assert "entrypoint" not in each
        assert each["command"] == ["web"] or each["healthcheck"] == {"disable": True}


def test_compose_waits_for_the_release_and_keeps_what_redis_holds() -> None:
    for name in ("web-1", "web-2", "worker-1", "worker-2"):
        assert services()[name]["depends_on"]["release"] == {"condition": "service_completed_successfully"}
    redis = " ".join(services()["redis"]["command"])
    assert "--appendonly yes" in redis
    assert "--maxmemory-policy noeviction" in redis


def test_the_units_start_every_process_of_the_procfile() -> None:
    started = {name: each["Service"]["ExecStart"] for name, each in units().items() if each.has_section("Service")}
    assert {each.removeprefix(f"/opt/lango/{START} ") for each in started.values()} == procfile().keys()
    wanted = units()["lango.target"]["Unit"]["Wants"].split()
    assert {re.sub("@[0-9]+", "@", each) for each in wanted} == started.keys() - {"lango-release.service"}
    for name in started:
        service = units()[name]["Service"]
        assert service["User"] == "lango"
        assert service["ProtectSystem"] == "strict"


def test_the_proxy_names_the_webs_that_compose_and_systemd_start() -> None:
    def webs(of: str) -> set[str]:
        text = (ROOT / "ops" / "nginx" / f"webs-{of}.conf").read_text(encoding="utf-8")
        return set(re.findall(r"^server (\S+)", text, re.MULTILINE))

    assert webs("compose") == {f"{name}:8000" for name, each in services().items() if each.get("command") == ["web"]}
    ports = re.findall(r"lango-web@(\d+)", units()["lango.target"]["Unit"]["Wants"])
    assert webs("machine") == {f"127.0.0.1:{port}" for port in ports}


def test_the_proxy_repeats_every_callback_and_nothing_else() -> None:
    conf = (ROOT / "ops" / "nginx" / "lango.conf").read_text(encoding="utf-8")
    [repeated] = re.findall(r"location ~ \^/\(([^)]+)\)/ \{[^}]*non_idempotent;", conf)
    rules = create_app(nowhere(simulator=False)).url_map.iter_rules()
    assert set(repeated.split("|")) == {rule.rule.split("/")[1] for rule in rules if "<key>" in rule.rule}
    assert conf.count("non_idempotent") == 1
