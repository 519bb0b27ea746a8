"""Files of a story: read with every error and its place, written in one canonical form."""
