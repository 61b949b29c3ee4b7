"""The set-up: done once, done again when its sources change, and one sentence where it may not install."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from devtools import distribution, environment
from devtools.terminal import CommandFailed, Trouble

Called = list[list[str]]


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> Called:
    """The commands that would have been run, as root on a Debian machine."""
    commands: Called = []
    monkeypatch.setattr(distribution, "call", lambda command, **_options: commands.append(command))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(distribution.shutil, "which", lambda name: f"/usr/bin/{name}")
    return commands


def test_nothing_missing_installs_nothing(called: Called) -> None:
    distribution.install([], otherwise="needs_distribution")
    assert called == []


def test_packages_are_installed_after_an_update(called: Called) -> None:
    distribution.install(["postgresql", "chromium"], otherwise="needs_distribution")
    assert [command[1] for command in called] == ["update", "install"]
    assert called[1][-2:] == ["postgresql", "chromium"]


def test_one_unreachable_list_is_no_obstacle(called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    def call(command: list[str], **_options: object) -> None:
        called.append(command)
        if "update" in command:
            raise CommandFailed(command, 100, "unreachable")

    monkeypatch.setattr(distribution, "call", call)
    distribution.install(["chromium"], otherwise="needs_distribution")
    assert "install" in called[-1]


@pytest.mark.parametrize(("user", "apt"), [(1000, "/usr/bin/apt-get"), (0, None)])
def test_who_may_not_install_is_told_what_to_install(
    called: Called, monkeypatch: pytest.MonkeyPatch, user: int, apt: str | None
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(distribution.shutil, "which", lambda _name: apt)
    with pytest.raises(Trouble, match="sudo apt-get install python3-venv"):
        distribution.install(["python3-venv"], otherwise="needs_venv")
    assert called == []


def test_work_is_done_once_for_the_same_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "STAMPS", tmp_path / "stamps.json")
    lock, product, done = tmp_path / "lock.txt", tmp_path / "product", []

    def work() -> None:
        product.touch()
        done.append(lock.read_text())

    def prepare() -> None:
        environment._once("example", [lock], "step_packages", work, product)

    lock.write_text("one")
    prepare()
    prepare()
    assert done == ["one"]
    lock.write_text("two")
    prepare()
    assert done == ["one", "two"]
    product.unlink()
    prepare()
    assert done == ["one", "two", "two"], "what is gone is made again"


def test_work_that_failed_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "STAMPS", tmp_path / "stamps.json")
    lock, tries = tmp_path / "lock.txt", []
    lock.write_text("one")

    def work() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise CommandFailed(["pip"], 1, "no network")

    with pytest.raises(CommandFailed):
        environment._once("example", [lock], "step_packages", work)
    environment._once("example", [lock], "step_packages", work)
    environment._once("example", [lock], "step_packages", work)
    assert len(tries) == 2
