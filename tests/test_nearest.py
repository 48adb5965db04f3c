"""`did you mean`: only what a person could have meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from chiso.diagnostics.nearest import nearest
from chiso_cli.app import app

NODES = ["payment.points", "payment.rate", "payment_online.points", "payment_online.rate", "total.points", "law.points"]


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("paid_onlin", ["paid_online", "with_obligation"], ("paid_online",)),
        ("piad", ["paid", "due"], ("paid",)),
        ("lwa", ["law", "plan"], ("law",)),
        ("xa phu duc", ["Xã Phú Đức", "Xã Phú Cường"], ("Xã Phú Đức",)),
        ("trực tiep", ["trực tiếp", "trực tuyến"], ("trực tiếp",)),
        ("payment.point", NODES, ("payment.points",)),
        ("totl.points", NODES, ("total.points",)),
        ("payment_onlin.rate", NODES, ("payment_online.rate",)),
        ("meetings_hel", ["meetings_held", "meetings_help"], ("meetings_held", "meetings_help")),
        ("abc", ["xyz"], ()),
        ("x" * 100, ["x" * 99], ()),
        ("", ["a"], ()),
        ("a", [], ()),
    ],
)
def test_names_that_are_near(written: str, known: list[str], meant: tuple[str, ...]) -> None:
    assert nearest(written, known) == meant


@pytest.mark.parametrize(
    ("command", "near"),
    [
        ("check small.yml", "`small.yaml`"),
        ("check rulse", "`rules`"),
        ("check small.yaml --rules rulse", "`rules`"),
        ("rules list --rules rulse", "`rules`"),
        ("rules history qd766/dong-thp", "`qd766/dong-thap`"),
    ],
)
def test_files_and_folders_beside_are_offered(
    command: str, near: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    (tmp_path / "small.yaml").write_text("chiso: 1\n", encoding="utf-8")
    result = CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(app, command.split())
    assert near in result.stderr
    assert f"did you mean {near}" in result.stderr
