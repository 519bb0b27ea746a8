"""What the files of a story may hold: fields, rows of tables, texts, charts."""
