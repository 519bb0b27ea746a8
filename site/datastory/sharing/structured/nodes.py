"""The pieces that graphs are made of."""

from typing import Any

from ..about import About

Node = dict[str, Any]


def reference(page: About, name: str) -> Node:
    """A node of the site that is described once, on the cover: `website`, `publisher`."""
    return {"@id": f"{page.home}#{name}"}


def publisher(page: About) -> Node:
    """Who answers for the site. Named on each page: readers of one page do not fetch another."""
    return {"@type": "Organization", "@id": f"{page.home}#publisher", "name": page.site, "url": page.home}


def items(name: str, nodes: list[Node]) -> Node:
    """A list in order."""
    return {
        "@type": "ItemList",
        "name": name,
        "numberOfItems": len(nodes),
        "itemListElement": [
            {"@type": "ListItem", "position": number, "item": node} for number, node in enumerate(nodes, 1)
        ],
    }


def without_gaps(node: Any) -> Any:
    """The node without what is empty."""
    if isinstance(node, dict):
        return {name: without_gaps(value) for name, value in node.items() if value not in ("", None, [], {})}
    return [without_gaps(each) for each in node] if isinstance(node, list) else node
