"""What is documented: figures and checks as reviewed claims, events, firms, terms."""

from collections.abc import Mapping
from typing import Any

from datastory.core.templatetags.story import VERDICTS
from datastory.ledger.dates import parse_date
from datastory.ledger.downloads import FORMATS

from ..about import About
from ..words import plain
from .nodes import Node, items, publisher, reference

# A verdict as a mark out of five. What cannot be checked gets none, and is no review.
RATINGS = {"adds-up": 5, "rounded": 4, "disagree": 2, "does-not": 1}
FIRMS = {"company": "Organization", "segment": "Organization", "product": "Product", "person": "Person"}


def bill(page: About, context: Mapping[str, Any]) -> list[Node]:
    """The whole bill as a dataset, or the one receipt of it that the page shows."""
    if receipt := context.get("receipt"):
        return [node for node in [of_receipt(page, receipt)] if node]
    return [
        {
            "@type": "Dataset",
            "@id": f"{page.address}#dataset",
            "name": f"{page.site}: {page.title}",
            "description": page.description,
            "url": page.address,
            "creator": publisher(page),
            "usageInfo": page.licence,
            "isAccessibleForFree": True,
            "variableMeasured": [name for _, name in context["options"].metrics] if "options" in context else [],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": FORMATS[form].split(";")[0],
                    "contentUrl": f"{page.address}bill.{form}",
                }
                for form in context.get("formats", ())
            ],
        }
    ]


def of_receipt(page: About, receipt: Mapping[str, Any]) -> Node | None:
    """What is told of a figure, reviewed by what is on record."""
    told, record = receipt["told"], receipt["record"]
    if not told or receipt["stamp"] not in RATINGS:
        return None
    return claim_review(
        page,
        page.address,
        f"{page.title}: {told['words']}",
        receipt["stamp"],
        {
            "@type": "Claim",
            "firstAppearance": _work(told["source"]),
            "appearance": [_work(record["source"])] if record else [],
        },
        receipt["reason"],
    )


def checks(page: About, context: Mapping[str, Any]) -> list[Node]:
    """Every check that came to something, or the one that the page shows."""
    base = page.places.get("checkspage", page.address)
    shown = [context["check"]] if "check" in context else [each.data for each in context.get("checks", [])]
    reviews = [
        claim_review(
            page,
            f"{base}{check['slug']}/",
            check["statement"],
            check["told"]["verdict"],
            {"@type": "Claim", "isBasedOn": _operands(page, check)},
            check["told"]["reason"],
        )
        for check in shown
        if check["told"]["verdict"] in RATINGS
    ]
    return [publisher(page), *reviews] if reviews else []


def _operands(page: About, check: Mapping[str, Any]) -> list[str]:
    base = page.places.get("numberspage")
    return [f"{base}{operand['slug']}/" for operand in check["operands"]] if base else []


def claim_review(page: About, address: str, claimed: str, verdict: str, claim: Node, reason: str) -> Node:
    """A claim and the verdict on it."""
    return {
        "@type": "ClaimReview",
        "url": address,
        "claimReviewed": claimed,
        "itemReviewed": claim,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATINGS[verdict],
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": VERDICTS[verdict][2],
        },
        "reviewBody": reason,
        "author": reference(page, "publisher") if page.kind == "checkspage" else publisher(page),
    }


def _work(source: Mapping[str, Any]) -> Node:
    maker = {"@type": "Organization", "name": source["publisher"]} if source["publisher"] else None
    return {
        "@type": "CreativeWork",
        "name": source["title"],
        "url": source["url"],
        "datePublished": source["published"],
        "publisher": maker,
    }


def timeline(page: About, context: Mapping[str, Any]) -> list[Node]:
    """Every event, dated no more precisely than its source dates it."""
    board = context.get("board")
    found = board.events if board else []
    nodes = [
        {
            "@type": "Event",
            "@id": f"{page.address}#event-{event.slug}",
            "url": f"{page.address}#event-{event.slug}",
            "name": event.title,
            "startDate": _date(event.date),
            "endDate": _date(event.until),
        }
        for event in found
    ]
    return [items(page.title, nodes)] if nodes else []


def _date(text: str) -> str:
    """As it is known, in ISO 8601, which has no seasons: of those and of quarters the year."""
    if not text:
        return ""
    known = parse_date(text)
    return known.start.strftime({"day": "%Y-%m-%d", "month": "%Y-%m"}.get(known.precision, "%Y"))


def companies(page: About, context: Mapping[str, Any]) -> list[Node]:
    """Firms as organisations; products, people and markets as what they are."""
    if firm := context.get("firm"):
        return [_firm(page, firm)]
    panel = context.get("panel")
    nodes = [_firm(page, firm) for firm in (panel.profiles if panel else [])]
    return [items(page.title, nodes)] if nodes else []


def _firm(page: About, firm: Any) -> Node:
    address = f"{page.places.get('companiespage', page.address)}{firm.slug}/"
    return {
        "@type": FIRMS.get(firm.subject.kind, "Thing"),
        "@id": f"{address}#firm",
        "url": address,
        "name": firm.subject.name,
        "description": firm.subject.summary or firm.role,
    }


def glossary(page: About, context: Mapping[str, Any]) -> list[Node]:
    """The terms as a set."""
    within = f"{page.address}#terms"
    return [
        {
            "@type": "DefinedTermSet",
            "@id": within,
            "url": page.address,
            "name": page.title,
            "description": page.description,
            "hasDefinedTerm": [
                {
                    "@type": "DefinedTerm",
                    "@id": f"{page.address}#{term.slug}",
                    "url": f"{page.address}#{term.slug}",
                    "name": term.term,
                    "alternateName": [name.strip() for name in term.also.split(";") if name.strip()],
                    "description": plain(term.definition),
                    "inDefinedTermSet": {"@id": within},
                }
                for term in context.get("terms", [])
            ],
        }
    ]
