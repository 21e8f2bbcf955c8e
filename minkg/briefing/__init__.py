"""The report: one page to open anywhere, or one folder of files."""
