"""Embeds: parts of the site inside the pages of others, as they are or pinned to an edition; the oEmbed provider."""
