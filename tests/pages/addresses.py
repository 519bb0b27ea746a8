"""One address of every page type."""

PAGES = {
    "cover": "/",
    "chapter": "/the-fall/",
    "article": "/about/",
    "bill": "/numbers/",
    "receipt": "/numbers/ipo-first-day-close/",
    "checks": "/checks/",
    "check": "/checks/first-day-close/",
    "timeline": "/timeline/",
    "timeline then": "/timeline/?from=2015&to=2021&category=market&category=deal&then=2021-06",
    "companies": "/companies/",
    "companies chosen": "/companies/?firm=vonage&with=bandwidth&relation=rival",
    "companies list": "/companies/?view=list",
    "companies table": "/companies/?view=table&layer=email",
    "firm": "/companies/vonage/",
    "charts": "/charts/",
    "chart": "/charts/market-value/",
    "model": "/charts/model-recovery/",
    "sources": "/sources/",
    "glossary": "/glossary/",
    "search": "/search/?q=revenue",
}
