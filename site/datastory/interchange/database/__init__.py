"""The story in the database: names and ids, entries, pages, and how they are read and written."""
