"""Structured data: what a page holds in the vocabulary of schema.org, for machines that read it."""

from .graph import graph, script

__all__ = ["graph", "script"]
