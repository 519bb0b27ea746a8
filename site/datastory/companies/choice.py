"""What a reader asks of the switchboard, in the address: a firm, another to hold beside it, filters, a view."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from datastory.ledger.models import Subject
from datastory.ledger.sides import RECORD, side_of

from .models import Profile
from .panel import Panel

VIEWS = {"board": "Switchboard", "list": "List", "table": "Table"}
FILTERS = ("layer", "group", "relation", "kind")
RELATIONS = {value: str(label) for value, label in Profile.Relation.choices}
KINDS = {value: str(label) for value, label in Subject.Kind.choices}


@dataclass(frozen=True)
class Choice:
    """A reader's choice, by slugs; `other` is the firm to compare with, `reading` the side of the ledger if not as
    told. `problems` says what could not be followed.
    """

    firm: str = ""
    other: str = ""
    layer: str = ""
    group: str = ""
    relation: str = ""
    kind: str = ""
    view: str = "board"
    reading: str = ""
    problems: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: Mapping[str, str], panel: Panel) -> "Choice":
        """The choice in a query string. What is not understood is left out and named."""
        problems = []
        firms = {profile.slug for profile in panel.profiles}

        def one_of(name: str, known: Iterable[str], sentence: str, otherwise: str = "") -> str:
            asked = query.get(name, "").strip()
            if not asked or asked in known:
                return asked or otherwise
            problems.append(sentence.format(asked[:40]))
            return otherwise

        choice = cls(
            firm=one_of("firm", firms, "No firm or product here is called “{}”; none is chosen."),
            other=one_of("with", firms, "No firm or product here is called “{}”, so nothing is compared."),
            layer=one_of("layer", {row.slug for row, _ in panel.rows}, "There is no layer “{}”; all are shown."),
            group=one_of("group", {g.slug for g in panel.groups}, "There is no group “{}”; all are shown."),
            relation=one_of("relation", RELATIONS, f"There is no relation “{{}}”; there are {', '.join(RELATIONS)}."),
            kind=one_of("kind", KINDS, f"There is no kind “{{}}”; there are {', '.join(KINDS)}."),
            view=one_of("view", VIEWS, f"There is no view “{{}}”; there are {', '.join(VIEWS)}.", "board"),
            reading=RECORD if side_of(query) == RECORD else "",
        )
        if choice.other and not choice.firm:
            problems.append("To compare, choose a firm too: firm=… and with=….")
        if choice.other and choice.other == choice.firm:
            problems.append("A firm is not compared with itself; choose another.")
        if choice.other and (not choice.firm or choice.other == choice.firm):
            choice = replace(choice, other="")
        return replace(choice, problems=tuple(problems))

    @property
    def narrowed(self) -> bool:
        """Whether some firms may be left out."""
        return any(getattr(self, name) for name in FILTERS)

    def keeps(self, profile: Profile, layers: Iterable[str]) -> bool:
        """Whether a firm is asked for; `layers` are the slugs of those that it stands in."""
        return (
            self.group in ("", profile.group.slug)
            and self.relation in ("", profile.relation)
            and self.kind in ("", profile.subject.kind)
            and (not self.layer or self.layer in layers)
        )

    @property
    def _values(self) -> dict[str, str]:
        return {
            "view": "" if self.view == "board" else self.view,
            **{name: getattr(self, name) for name in FILTERS},
            "firm": self.firm,
            "with": self.other,
            "reading": self.reading,
        }

    def query(self, **changes: str) -> str:
        """The query string of this choice with some of it changed; `?` alone for the page at rest."""
        values = {**self._values, **changes}
        return "?" + urlencode([(name, value) for name, value in values.items() if value])

    @property
    def beside_filters(self) -> list[tuple[str, str]]:
        """What a form of filters carries along unseen."""
        return [(name, value) for name, value in self._values.items() if value and name not in FILTERS]

    @property
    def beside_other(self) -> list[tuple[str, str]]:
        """What a form that asks for another firm carries along unseen."""
        return [(name, value) for name, value in self._values.items() if value and name != "with"]
