"""`minkg briefing`: the report: one file to open, print or edit anywhere, or one folder of."""

from minkg.cli.main import main


def test_cases(cases) -> None:
    cases("briefing")


def test_on_the_command_line(tiny_home, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ["briefing", "--home", str(tiny_home.path), "--lang", "fr", "-o"]
    assert main([*words, "x.md"]) == 0
    assert capsys.readouterr().err == "x.md\n"
    assert main([*words, "missing/x.xlsx"]) == 2
    assert "écriture impossible" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["x.md"]
