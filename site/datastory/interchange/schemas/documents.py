"""The story's texts: its cover with the list of pages, chapters, articles and charts."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from datastory.timeline.models import Event

from .fields import Choices, Description, Form, Line, MaybeDate, MaybeSlug, Ref, Rich, Slug, Text, Words, one_of

PROSE = ("bold", "figure", "h2", "h3", "italic", "link", "ol", "term", "ul")
SENTENCE = ("bold", "figure", "italic", "link", "term")
CLAIM = ("figure", "italic")

Category = Annotated[str, one_of(*Event.Category.values)]
FigureRef = Annotated[Slug, Ref("figure")]
Prose = Annotated[str, Rich(PROSE), Field(min_length=1)]
Sentence = Annotated[str, Rich(SENTENCE), Field(min_length=1)]


class ProseBlock(Form):
    type: Literal["prose"]
    value: Prose


class ChartBlock(Form):
    type: Literal["chart"]
    value: Annotated[Slug, Ref("chart")]


class Aside(Form):
    title: Words = Field(max_length=60)
    text: Sentence


class AsideBlock(Form):
    type: Literal["aside"]
    value: Aside


class Reported(Form):
    text: Sentence
    who: Words = Field(max_length=160)
    source: Annotated[Slug, Ref("source")]
    locator: Words = Field(max_length=120)
    note: Text = ""


class ReportedBlock(Form):
    type: Literal["reported"]
    value: Reported


class Metrics(Form):
    title: Words = Field(max_length=80)
    figures: list[FigureRef] = Field(min_length=1, max_length=40)


class MetricsBlock(Form):
    type: Literal["metrics"]
    value: Metrics


class TimelineSlice(Form):
    title: Line = Field("", max_length=80)
    start: MaybeDate = ""
    end: MaybeDate = ""
    categories: Annotated[list[Category], Choices()] = []


class TimelineBlock(Form):
    type: Literal["timeline"]
    value: TimelineSlice


class Companies(Form):
    title: Line = Field("", max_length=80)
    layers: list[Annotated[Slug, Ref("layer")]] = []
    firms: list[Annotated[Slug, Ref("profile")]] = []


class CompaniesBlock(Form):
    type: Literal["companies"]
    value: Companies


class Picture(Form):
    image: Annotated[Words, Ref("picture")]
    alt: Line = Field("", max_length=255)
    decorative: bool = False
    caption: Annotated[str, Rich(SENTENCE)] = ""
    credit: Line = Field("", max_length=160)


class PictureBlock(Form):
    type: Literal["picture"]
    value: Picture


class ClaimsBlock(Form):
    type: Literal["claims"]
    value: list[Annotated[str, Rich(CLAIM, inline=True), Field(min_length=1)]] = Field(min_length=1, max_length=12)


class TakeawayBlock(Form):
    type: Literal["takeaway"]
    value: Words = Field(max_length=250)


Block = Annotated[
    ProseBlock
    | ChartBlock
    | AsideBlock
    | ReportedBlock
    | MetricsBlock
    | TimelineBlock
    | CompaniesBlock
    | PictureBlock
    | ClaimsBlock
    | TakeawayBlock,
    Field(discriminator="type"),
]


class PageText(Form):
    """What chapters, articles and charts begin with."""

    title: Words = Field(max_length=255)
    slug: Slug


def pictures(pages: Iterable["Chapter | Article"]) -> list[str]:
    """The pictures that texts show, each once, by the names of their files."""
    shown = (block.value.image for page in pages for block in page.body if isinstance(block, PictureBlock))
    return list(dict.fromkeys(shown))


class Chapter(PageText):
    asks: Words = Field(max_length=120)
    dek: Line = Field("", max_length=300)
    description: Description
    seo_title: Line = Field("", max_length=255)
    in_menu: bool = False
    body: list[Block] = []


class Article(PageText):
    dek: Line = Field("", max_length=300)
    description: Description
    seo_title: Line = Field("", max_length=255)
    body: list[Block] = []


class Door(Form):
    say: Words = Field(max_length=60)
    note: Line = Field("", max_length=160)
    page: Annotated[Slug, Ref("page")]


class LedgerPage(Form):
    """The bill, the checks, the sources."""

    kind: Literal["numbers", "checks", "sources"]
    slug: Slug
    title: Words = Field(max_length=255)
    dek: Line = Field("", max_length=250)
    introduction: Annotated[str, Rich(("bold", "italic", "link", "ul"))] = ""
    description: Description
    seo_title: Line = Field("", max_length=255)
    in_menu: bool = False


class RecordPage(Form):
    """A page whose content is elsewhere: firms, charts, terms, search."""

    kind: Literal["companies", "charts", "glossary", "search"]
    slug: Slug
    title: Words = Field(max_length=255)
    dek: Line = Field("", max_length=250)
    description: Description
    seo_title: Line = Field("", max_length=255)
    in_menu: bool = False


class TimelinePlace(Form):
    """The timeline, with the chart that is drawn beside it."""

    kind: Literal["timeline"]
    slug: Slug
    title: Words = Field(max_length=255)
    dek: Line = Field("", max_length=250)
    chart: Annotated[MaybeSlug, Ref("chart")] = ""
    description: Description
    seo_title: Line = Field("", max_length=255)
    in_menu: bool = False


class ArticlePlace(Form):
    """Where an article stands among the pages; its words are in pages/."""

    kind: Literal["article"]
    slug: Annotated[Slug, Ref("article")]
    in_menu: bool = False


SitePage = Annotated[LedgerPage | RecordPage | TimelinePlace | ArticlePlace, Field(discriminator="kind")]


class Cover(Form):
    """The home page."""

    title: Words = Field(max_length=255)
    headline: Words = Field(max_length=80)
    dek: Words = Field(max_length=250)
    description: Description
    seo_title: Line = Field("", max_length=255)
    cover: Annotated[MaybeSlug, Ref("chart")] = ""
    caption: Annotated[str, Rich(("bold", "italic", "link"))] = ""
    doors: list[Door] = Field([], max_length=3)
    licence: Line = Field("", max_length=250)


class StoryFile(Cover):
    """The cover, then the other pages in their order, then the charts in theirs."""

    pages: list[SitePage]
    charts: list[Annotated[Slug, Ref("chart")]] = []
