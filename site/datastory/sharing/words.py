"""Rich text as plain words, for where no markup may stand."""

import re
from html import unescape

from datastory.ledger.desk import lookup

_embed = re.compile(r"<embed\b[^>]*\bembedtype=\"figure\"[^>]*>")
_attribute = re.compile(r'\b(id|form|reading)="([^"]*)"')
_block = re.compile(r"</(?:p|li|h[2-6])>|<br/?>")
_tag = re.compile(r"<[^>]+>")


def plain(html: str) -> str:
    """The words of rich text, its numbers as they are read. Numbers that are at hand cost no query."""
    numbers = [dict(_attribute.findall(tag)) for tag in _embed.findall(html)]
    found = lookup(int(n["id"]) for n in numbers if n.get("id", "").isdigit()) if numbers else {}

    def words(match: re.Match[str]) -> str:
        asked = dict(_attribute.findall(match[0]))
        receipt = found.get(int(asked["id"])) if asked.get("id", "").isdigit() else None
        view = receipt and (receipt.get(asked.get("reading", "")) or receipt["shown"])
        return str(view[asked["form"]] if view and asked.get("form") in view else view["words"]) if view else "…"

    text = _tag.sub("", _block.sub(" ", _embed.sub(words, html)))
    return " ".join(unescape(text).split())


def cut(text: str, longest: int) -> str:
    """The text, or as many of its words as fit, with an ellipsis."""
    if len(text) <= longest:
        return text
    return f"{text[: longest - 1].rsplit(' ', 1)[0].rstrip('.,;:')}…"
