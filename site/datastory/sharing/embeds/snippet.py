"""What is pasted to embed a thing or to point to it: addresses, an iframe, Markdown, a link to a classroom."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .part import Part

WIDTH = 600
INNER = str.maketrans("“”", "‘’")  # quotation marks inside of quotation marks


@dataclass(frozen=True)
class Snippet:
    """A thing to embed: the address of its page and of its embed, both whole, and how high a frame it takes."""

    title: str
    page: str
    embed: str
    height: int
    licence: str = ""

    @classmethod
    def of(cls, part: Part, page: str, origin: str, height: int = 0, licence: str = "") -> "Snippet":
        """The snippet for a part of what stands at the address `page`; embeds are below `origin`."""
        return cls(
            part.title,
            _with(page, part.of_page),
            _with(f"{origin}{reverse('embed', args=[part.found.path])}", part.query.urlencode()),
            height or part.height,
            licence,
        )

    def frame(self, width: str = "100%", height: int | None = None) -> SafeString:
        """The iframe alone. Hosts that strip what they do not know leave src, width, height and title."""
        return format_html(
            '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" '
            'referrerpolicy="strict-origin-when-cross-origin" style="border:0" allowfullscreen></iframe>',
            self.embed,
            width,
            height or self.height,
            self.title,
        )

    @property
    def iframe(self) -> SafeString:
        """The iframe, and under it a link for whoever sees no frame."""
        licence = f" ({self.licence})" if self.licence else ""
        title = self.title.translate(INNER)
        return format_html('{}<p><a href="{}">Open “{}”</a>{}</p>', self.frame(), self.page, title, licence)

    def rich(self, width: int, height: int) -> SafeString:
        """What oEmbed hands out: a link in a blockquote, and the iframe."""
        quote = format_html('<blockquote><a href="{}">{}</a></blockquote>', self.page, self.title)
        return format_html("{}{}", quote, self.frame(str(width), height))

    @property
    def markdown(self) -> str:
        """A link in Markdown."""
        title = "".join(f"\\{sign}" if sign in "\\[]*_`<>" else sign for sign in self.title)
        return f"[{title}]({self.page}){f' ({self.licence})' if self.licence else ''}"

    @property
    def classroom(self) -> str:
        """Where Google Classroom takes a link to a class."""
        return f"https://classroom.google.com/share?{urlencode({'url': self.page, 'title': self.title})}"


def _with(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address
