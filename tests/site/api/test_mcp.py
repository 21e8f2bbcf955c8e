"""The MCP server, driven by the client of its official SDK."""

import json
import subprocess
import sys

import pytest
from mcp import Client, StdioServerParameters

from minkg.site.api import items
from minkg.site.api.mcp import server
from minkg.site.web.one_answer import answer_waited
from minkg.words.errors import Unavailable
from tests.conftest import ROOT, TESTS

DRAFT = (TESTS / "tiny/data/platform/marine-sand-watch.trig").read_text(encoding="utf-8")


TOOLS = {"find", "show", "query", "overlaps", "gaps", "whatif"}


@pytest.fixture(scope="module")
def ask(tiny):
    """Give what calls a tool within this process."""
    made = server(tiny)

    def call(name, **arguments):
        async def run():
            async with Client(made) as client:
                return await client.call_tool(name, arguments)

        return answer_waited(run())

    return call


def items_of(result):
    assert not result.is_error, result
    text = json.loads(result.content[0].text)
    assert text == result.structured_content
    return text["items"]


def test_all_tools_only_read(tiny):
    async def run():
        async with Client(server(tiny)) as client:
            return await client.list_tools(), client.instructions

    listed, instructions = answer_waited(run())
    assert {tool.name for tool in listed.tools} == TOOLS
    assert all(tool.annotations.read_only_hint for tool in listed.tools)
    assert not any(tool.annotations.open_world_hint for tool in listed.tools)
    assert all(tool.description for tool in listed.tools)
    assert "for people to judge" in instructions


def test_names_in_any_script_are_found(ask):
    assert [item["name"] for item in items_of(ask("find", text="марин"))] == ["marine-sand-watch"]
    assert ask("find", text="sand", limit=1).structured_content["next"] == 1


def test_an_entry_is_shown_with_its_passages(ask):
    (entry,) = items_of(ask("show", entry="Marine Sand Watch"))
    said = [fact for fact in entry["facts"] if fact["predicate"] == "mk:coversStage"]
    assert said[0]["passage"] == "unep-ea6-minerals-report.19"
    assert said[0]["state"] == "checked"
    (passage,) = items_of(ask("show", entry="unep-ea6-minerals-report.19"))
    assert passage["supports"]


def test_questions_are_listed_and_answered(ask):
    assert len(items_of(ask("query"))) == len([*(ROOT / "queries").glob("*.rq")])
    rows = items_of(ask("query", question="gaps", parameters={"stage": ["use"]}))
    assert {row["stage"]["name"] for row in rows} == {"use"}


def test_findings_have_their_evidence(ask):
    (pair,) = items_of(ask("overlaps", entry="global-sand-observatory", other="marine-sand-watch"))
    shared = pair["parts"]["stage"]["shared"]
    assert [one["concept"] for one in shared] == ["extraction"]
    assert shared[0]["first"][0]["passage"]
    every = items_of(ask("overlaps", entry="marine-sand-watch"))
    assert all("marine-sand-watch" in (one["first"], one["second"]) for one in every)
    assert {one["kind"] for one in items_of(ask("gaps", kind="gap"))} == {"gap"}


def test_drafts_and_entries_are_compared(ask):
    (old,) = items_of(ask("whatif", entry="global-sand-observatory"))
    assert old["draft"] == "global-sand-observatory"
    text = DRAFT.replace("marine-sand-watch", "sand-from-space")
    (new,) = items_of(ask("whatif", draft=text))
    assert new["draft"] == "sand-from-space"
    assert new["possibleDuplicates"][0]["first"] == "marine-sand-watch"


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("show", {"entry": "nope"}, "no entry is called 'nope'"),
        ("show", {"entry": "x.> } SERVICE <http://127.0.0.1> {"}, "no entry is called"),
        ("find", {"text": "x" * 300}, "too long"),
        ("find", {"text": "a\0"}, "too long"),
        ("find", {"text": "x", "lang": "xx"}, "does not speak 'xx'"),
        ("query", {"question": "nope"}, "no question is called 'nope'"),
        ("query", {"question": "gaps", "parameters": {"nope": ["x"]}}, "has no parameter 'nope'"),
        ("overlaps", {"kind": "nope"}, "is not a kind"),
        ("gaps", {"kind": "nope"}, "is not a kind"),
        ("gaps", {"stage": "unep"}, "is not among the concepts"),
        ("whatif", {"draft": "x" * 1_000_001}, "larger than"),
        ("find", {}, "Field required"),
        ("find", {"text": {"a": 1}}, "valid string"),
        ("find", {"text": "sand", "limit": "many"}, "valid integer"),
    ],
)
def test_what_is_wrong_is_told(ask, name, arguments, said):
    result = ask(name, **arguments)
    assert result.is_error
    assert said in result.content[0].text
    assert "Traceback" not in result.content[0].text


def test_a_draft_that_cannot_be_read_has_problems(ask):
    result = ask("whatif", draft=":a :b", file="../../x.trig")
    assert not items_of(result)
    (problem,) = result.structured_content["problems"]
    assert (problem["file"], problem["line"]) == ("x.trig", 1)


def test_limits_are_kept(ask):
    answer = ask("find", text="a", limit=10**9, offset=-5).structured_content
    assert (answer["limit"], answer["offset"]) == (500, 0)


def test_it_speaks_over_standard_input_and_output(tiny_home):
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "minkg", "--home", str(tiny_home.path), "serve", "--mcp"],
        cwd=str(ROOT),
    )

    async def run():
        async with Client(command) as client:
            return await client.call_tool("find", {"text": "марин"})

    assert [item["name"] for item in items(answer_waited(run()))] == ["marine-sand-watch"]


def test_without_the_package_the_way_out_is_told(tiny, monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    with pytest.raises(Unavailable, match="the package 'mcp' is not there") as told:
        server(tiny)
    assert "pip install 'minkg[mcp]'" in told.value.text()


@pytest.mark.parametrize("closed", ["<&-", "</dev/null >&-"])
def test_without_input_or_output_the_way_out_is_told(tiny_home, closed):
    command = f'"{sys.executable}" -m minkg --home "{tiny_home.path}" serve --mcp {closed}'
    done = subprocess.run(command, shell=True, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert done.stderr == (
        "error: standard input or output is closed\n\nhint: see `minkg serve --help`\n"
    )
