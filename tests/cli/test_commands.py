"""The table of commands: every one is a module with help that ends with an example."""

import importlib
import pkgutil

import pytest

import minkg.cli
from minkg.cli.commands import COMMANDS

EVERY = [name for group in COMMANDS.values() for name in group]

PARTS = ("commands", "__init__", "common", "complete", "main")


@pytest.mark.parametrize("name", EVERY)
def test_every_command_has_help_that_ends_with_an_example(run, name):
    out, err, code = run([name, "--help"])
    assert (err, code) == ("", 0)
    doc = importlib.import_module(f"minkg.cli.{name}").__doc__
    assert doc.strip().splitlines()[-1].startswith("Example: ")
    assert "Example: " in out.decode()
    assert f"minkg {name}" in doc.strip().splitlines()[-1]


def test_commands_are_modules_and_modules_are_commands():
    modules = {module.name for module in pkgutil.iter_modules(minkg.cli.__path__)}
    assert modules - set(PARTS) == set(EVERY)
