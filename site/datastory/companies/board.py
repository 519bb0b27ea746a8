"""The switchboard: floors from the carrier up, a jack for each firm on each floor, lamps where a chosen firm meets
the story's company.
"""

from dataclasses import dataclass
from functools import cached_property

from .choice import VIEWS, Choice
from .models import Group, Layer, Profile
from .panel import Panel

# The sign of a jack, so that no relation is told by its colour alone.
SIGNS = {
    Profile.Relation.SELF: "own",
    Profile.Relation.OWN_PRODUCT: "own",
    Profile.Relation.ACQUIRED: "bought",
    Profile.Relation.RIVAL: "rival",
}
KEY = (
    ("own", "the company and its products"),
    ("bought", "bought by it"),
    ("rival", "rival"),
    ("near", "supplier, customer, investor or context"),
)


@dataclass(frozen=True)
class Jack:
    """A firm on a floor."""

    profile: Profile
    sign: str
    lit: bool
    href: str


@dataclass(frozen=True)
class Floor:
    """A layer as a row: whether the company stands there, whether the chosen firm meets it there or stands alone."""

    layer: Layer
    own: bool
    met: bool
    alone: bool
    cells: list[list[Jack]]

    @property
    def count(self) -> int:
        return sum(len(cell) for cell in self.cells)

    @property
    def word(self) -> str:
        """What the lamp says."""
        return "they meet here" if self.met else "here without the company" if self.alone else ""


@dataclass(frozen=True)
class Meeting:
    """How a firm meets the story's company: the layers that they share, and those that it has to itself."""

    profile: Profile
    shared: list[Layer]
    apart: list[Layer]
    of: int

    @property
    def sign(self) -> str:
        return sign_of(self.profile)


def sign_of(profile: Profile) -> str:
    """The sign of a firm's jack."""
    return SIGNS.get(Profile.Relation(profile.relation), "near")


class Board:
    """The panel as a choice shows it."""

    def __init__(self, panel: Panel, choice: Choice) -> None:
        self.panel, self.choice = panel, choice
        self.layers = [layer for layer, _ in panel.rows]
        self.standing = {profile.pk: {layer.pk for layer in profile.layers.all()} for profile in panel.profiles}
        self.company = next((p for p in panel.profiles if p.relation == Profile.Relation.SELF), None)
        by_pk = {layer.pk: layer.slug for layer in self.layers}
        self.kept = [
            p for p in panel.profiles if choice.keeps(p, {by_pk[pk] for pk in self.standing[p.pk] if pk in by_pk})
        ]

    def of(self, slug: str) -> Profile | None:
        """The firm of that slug."""
        return next((p for p in self.panel.profiles if p.slug == slug), None)

    @property
    def views(self) -> list[tuple[str, str, str]]:
        """Each view with its name and its address."""
        return [
            (value, label, self.choice.query(view="" if value == "board" else value) + "#board")
            for value, label in VIEWS.items()
        ]

    @property
    def without(self) -> str:
        """The address with nobody chosen."""
        return self.choice.query(firm="", **{"with": ""}) + "#board"

    @cached_property
    def chosen(self) -> Meeting | None:
        firm = self.of(self.choice.firm)
        return self.meeting(firm) if firm else None

    @cached_property
    def other(self) -> Meeting | None:
        firm = self.of(self.choice.other)
        return self.meeting(firm) if firm else None

    def meeting(self, firm: Profile) -> Meeting:
        """Where a firm meets the company, floors from the carrier up."""
        own, its = self.standing.get(self.company.pk if self.company else 0, set()), self.standing[firm.pk]
        return Meeting(
            firm,
            [layer for layer in self.layers if layer.pk in its & own],
            [layer for layer in self.layers if layer.pk in its - own],
            len(own),
        )

    @cached_property
    def groups(self) -> list[Group]:
        """The columns that have somebody in them."""
        here = {p.group_id for p in self.kept if self.standing[p.pk]}
        return [group for group in self.panel.groups if group.pk in here]

    @cached_property
    def floors(self) -> list[Floor]:
        """The rows, the highest layer first, as floors of a house are drawn."""
        own = self.standing.get(self.company.pk, set()) if self.company else set()
        its = self.standing[self.chosen.profile.pk] if self.chosen else set()
        return [
            Floor(
                layer,
                own=layer.pk in own,
                met=layer.pk in its & own,
                alone=layer.pk in its - own,
                cells=[[self._jack(p) for p in self._standing_in(layer, group)] for group in self.groups],
            )
            for layer in reversed(self.layers)
            if self.choice.layer in ("", layer.slug)
        ]

    def _standing_in(self, layer: Layer, group: Group) -> list[Profile]:
        return [p for p in self.kept if p.group_id == group.pk and layer.pk in self.standing[p.pk]]

    def _jack(self, profile: Profile) -> Jack:
        lit = profile.slug in (self.choice.firm, self.choice.other)
        href = self.choice.query(firm="" if lit else profile.slug, **{"with": ""})
        return Jack(profile, sign_of(profile), lit, f"{href}#board")

    @cached_property
    def directory(self) -> list[tuple[Group, list[tuple[Jack, Meeting]]]]:
        """Everybody who is shown, group by group, also those who stand in no layer."""
        return [
            (group, [(self._jack(p), self.meeting(p)) for p in self.kept if p.group_id == group.pk])
            for group in self.panel.groups
            if any(p.group_id == group.pk for p in self.kept)
        ]

    @property
    def lines(self) -> list[Meeting]:
        """The rows of the table view."""
        return [self.meeting(p) for p in self.kept]

    @property
    def pair(self) -> list[Meeting]:
        """The two firms that are compared."""
        return [meeting for meeting in (self.chosen, self.other) if meeting]

    @property
    def both(self) -> list[tuple[Layer, bool, bool, bool]]:
        """Each layer from the top down, with whether the chosen firm, the other, and the company stand in it."""
        if not (self.chosen and self.other):
            return []
        own = self.standing.get(self.company.pk, set()) if self.company else set()
        one, two = self.standing[self.chosen.profile.pk], self.standing[self.other.profile.pk]
        return [
            (layer, layer.pk in one, layer.pk in two, layer.pk in own)
            for layer in reversed(self.layers)
            if layer.pk in one | two
        ]
