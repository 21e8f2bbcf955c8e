"""New entries: read from any file, checked, and added with nothing lost."""
