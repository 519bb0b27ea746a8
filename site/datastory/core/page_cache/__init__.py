"""The page cache: a WSGI layer that answers before Django does."""

from .layer import PageCache

__all__ = ["PageCache"]
