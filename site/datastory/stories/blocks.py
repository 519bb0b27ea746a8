"""The blocks a story is told in; those of the rooms above are composed here."""

from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from datastory.charts.blocks import ChartBlock
from datastory.companies.blocks import CompaniesBlock
from datastory.ledger.blocks import MetricsBlock
from datastory.timeline.blocks import TimelineBlock

PROSE = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "figure", "term"]
SENTENCE = ["bold", "italic", "link", "figure", "term"]


class ProseBlock(blocks.RichTextBlock):
    """Paragraphs with headings. Numbers are figures, never typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": PROSE, **kwargs})

    class Meta:
        icon = "pilcrow"
        group = "Words"
        template = "blocks/stories/prose.html"
        description = "Paragraphs and headings. Insert numbers with the figure button, so that each opens its receipt."
        preview_value = "<p>Shares opened the day at one price and closed it at another.</p>"


class AsideBlock(blocks.StructBlock):
    """A note in the margin."""

    title = blocks.CharBlock(max_length=60)
    text = blocks.RichTextBlock(features=SENTENCE)

    class Meta:
        icon = "comment"
        group = "Words"
        template = "blocks/stories/aside.html"
        description = "A note beside the text: a definition, a method, a warning."
        preview_value = {"title": "Why two lines", "text": "<p>Two sources, two values.</p>"}


class ReportedBlock(blocks.StructBlock):
    """What somebody is reported to have said, in our words."""

    text = blocks.RichTextBlock(features=SENTENCE, help_text="In our words, never in quotation marks.")
    who = blocks.CharBlock(max_length=160, help_text="Who, where and when.")
    source = SnippetChooserBlock("ledger.Source")
    locator = blocks.CharBlock(max_length=120)
    note = blocks.TextBlock(required=False, help_text="What the record says about it.")

    class Meta:
        icon = "openquote"
        label = "Reported speech"
        group = "Words"
        template = "blocks/stories/reported.html"
        description = "A statement by somebody, reported and not quoted, with its source."


class PictureBlock(blocks.StructBlock):
    """A picture with its description, caption and credit."""

    image = ImageBlock()
    caption = blocks.RichTextBlock(features=SENTENCE, required=False)
    credit = blocks.CharBlock(required=False, max_length=160)

    class Meta:
        icon = "image"
        group = "Words"
        template = "blocks/stories/picture.html"
        description = "A picture; its description is required unless it is decoration."


class ClaimsBlock(blocks.ListBlock):
    """What the chapter claims, as an itemised list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            blocks.RichTextBlock(features=["figure", "italic"], editor="default"),
            **{"min_num": 1, "max_num": 12, **kwargs},
        )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        from .claims import claims

        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["claims"] = claims([str(item.source) for item in value])
        return context

    class Meta:
        icon = "list-ol"
        label = "What this chapter claims"
        group = "Figures"
        template = "blocks/stories/claims.html"
        description = "The statements of the chapter that can be checked, each with a figure."


class TakeawayBlock(blocks.CharBlock):
    """One question to take away."""

    class Meta:
        icon = "help"
        group = "Words"
        template = "blocks/stories/takeaway.html"
        description = "One question that the chapter leaves with its reader."
        preview_value = "What would have to be true for both figures to be right?"


class DoorBlock(blocks.StructBlock):
    """A way in from the cover."""

    say = blocks.CharBlock(max_length=60)
    note = blocks.CharBlock(max_length=160, required=False)
    page = blocks.PageChooserBlock()

    class Meta:
        icon = "link"
        template = "blocks/stories/door.html"
        description = "A way in: one line, a note, the page that it opens."


class StoryBlock(blocks.StreamBlock):
    """Everything that a chapter can be made of."""

    prose = ProseBlock()
    chart = ChartBlock()
    metrics = MetricsBlock()
    timeline = TimelineBlock()
    companies = CompaniesBlock()
    reported = ReportedBlock()
    aside = AsideBlock()
    picture = PictureBlock()
    claims = ClaimsBlock()
    takeaway = TakeawayBlock(max_length=250)
