"""A receipt as a reference: in words, in the style of the American Psychological Association, and for BibTeX."""

import re
from dataclasses import dataclass
from typing import Any

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{c: f"\\{c}" for c in "&%$#_{}"},
}


@dataclass(frozen=True)
class Citation:
    """What is cited: a receipt of the site at an address, as published in a year ("" if it is not known)."""

    site: str
    title: str
    number: str
    url: str
    year: str = ""

    @classmethod
    def of(cls, receipt: dict[str, Any], site: str, url: str, year: str = "") -> "Citation":
        """The citation of a receipt."""
        period = f", {receipt['period']}" if receipt["period"] else ""
        return cls(site, receipt["label"] + period, receipt["number"], url, year)

    @property
    def words(self) -> str:
        """One line for a note."""
        return f"{self.site}: {self.title}. Receipt {self.number}. {self.url}"

    @property
    def apa(self) -> str:
        """APA 7, data without a named author: the title of the work takes the author's place."""
        return f"{self.title} (Receipt {self.number}) [Data]. ({self.year or 'n.d.'}). {self.site} {self.url}"

    @property
    def bibtex(self) -> str:
        """An entry of type misc; special characters of TeX are escaped, the address is not (`url` is verbatim)."""
        slug = self.url.rstrip("/").rpartition("/")[2]
        fields = {
            "title": f"{{{_tex(self.title)}}}",
            "howpublished": f"{_tex(self.site)}, receipt {self.number}",
            **({"year": self.year} if self.year else {}),
            "url": self.url,
        }
        lines = ",\n".join(f"  {name:<12} = {{{text}}}" for name, text in fields.items())
        return f"@misc{{{slug},\n{lines}\n}}"


def _tex(text: str) -> str:
    return re.sub(r"[\\~^&%$#_{}]", lambda match: _SPECIAL[match[0]], text)
