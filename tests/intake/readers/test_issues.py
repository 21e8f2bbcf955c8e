"""The text of an issue made with a form."""

from minkg.intake.readers.issues import is_issue, read_issue

TEXT = (
    "### name (en)\n\nSand code\n\n### stage\r\n\n_No response_\n\n"
    "###  says  that (en) \n\nTwo\nlines\n"
)


def test_values_stand_under_their_labels():
    assert is_issue(TEXT, "1.md")
    assert not is_issue(TEXT, "1.txt")
    assert not is_issue("# title", "1.md")
    (record,) = read_issue(TEXT, "1.md").records
    assert [(g.key, g.text, str(g.place)) for g in record.given] == [
        ("name (en)", "Sand code", "1.md:3"), ("says that (en)", "Two\nlines", "1.md:11"),
    ]  # fmt: skip
    assert str(record.blank("stage")) == "1.md:5"
    assert str(record.blank("other")) == "1.md:1"


def test_an_empty_form_has_no_record_and_a_spoilt_value_is_told():
    assert read_issue("### name (en)\n\n_No response_\n", "1.md").records == []
    found = read_issue("### name (en)\n\n" + "x" * 40_000, "1.md")
    assert [str(p.place) for p in found.problems] == ["1.md:3"]
    assert found.records[0].spoilt == ["name (en)"]
