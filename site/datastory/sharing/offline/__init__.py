"""The offline copy: what a reader has read stays readable without a connection."""
