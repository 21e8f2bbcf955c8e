"""What a file says before it is RDF."""

from minkg.intake.readers.records import Gathered, Given, Record
from minkg.words.place import Place


def test_two_records_with_the_same_values_are_equal_whatever_finds_their_blanks():
    given = [Given("a", "b", Place("x", 1))]
    one, two = (
        Record("standard", Place("x", 1), given, lambda key, n=n: Place(key, n)) for n in (1, 2)
    )
    assert one == two
    assert one.blank("k") != two.blank("k")
    assert given[0].language == ""


def test_each_file_gathers_its_own():
    one, two = Gathered("x"), Gathered("y")
    one.records.append(Record("", Place("x"), (), Place))
    one.headers["s"] = []
    assert (two.records, two.headers, two.problems) == ([], {}, [])
