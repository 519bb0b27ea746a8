"""One address of every page type."""

PAGES = {
    "cover": "/",
    "chapter": "/the-fall/",
    "article": "/about/",
    "bill": "/numbers/",
    "receipt": "/numbers/ipo-first-day-close/",
    "checks": "/checks/",
    "timeline": "/timeline/",
    "companies": "/companies/",
    "charts": "/charts/",
    "chart": "/charts/market-value/",
    "model": "/charts/model-recovery/",
    "sources": "/sources/",
    "glossary": "/glossary/",
    "search": "/search/?q=revenue",
}
