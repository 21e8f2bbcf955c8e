"""Files as they come: tables, workbooks, JSON, YAML, RDF, issue forms.

Read in this order: records, sheet_rows, issues, detect, xlsx_numbers, xlsx_package,
xlsx_sheets, csv_tables, trees, objects, given_files, iris, suspicious, rdf_files.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = ["Gathered", "Given", "Record", "value_of"]

if TYPE_CHECKING:
    from minkg.intake.readers.records import Gathered, Given, Record
    from minkg.intake.readers.sheet_rows import value_of

__getattr__ = face(
    __name__,
    {"Gathered": "records", "Given": "records", "Record": "records", "value_of": "sheet_rows"},
)
