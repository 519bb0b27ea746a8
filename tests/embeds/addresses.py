"""One address of every kind of embed, and of slices of them."""

EMBEDS = {
    "timeline": "/embed/timeline/",
    "slice": "/embed/timeline/?from=2015&to=2021&category=market&category=deal&q=the",
    "chart": "/embed/charts/market-value/",
    "chart on record": "/embed/charts/market-value/?reading=record&theme=dark",
    "model": "/embed/charts/model-recovery/",
    "model as set": "/embed/charts/model-recovery/?fall=50&years=3&v=1",
    "chapter": "/embed/the-fall/",
    "bill": "/embed/numbers/",
    "chosen figures": "/embed/numbers/?figures=ipo-first-day-close,revenue-fy2024",
    "receipt": "/embed/numbers/ipo-first-day-close/",
    "check": "/embed/checks/first-day-close/",
    "companies": "/embed/companies/",
    "rivals": "/embed/companies/?relation=rival&lang=en",
    "pinned chapter": "/embed/the-fall/?v=1",
    "pinned bill": "/embed/numbers/?v=1&disputed=1",
    "pinned slice": "/embed/timeline/?v=1&to=2012",
}
