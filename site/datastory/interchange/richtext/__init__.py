"""Rich text in its two written forms, of files and of the database, and the tree between them."""
