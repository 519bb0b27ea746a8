"""The switchboard: floors from the carrier up, a numbered jack for each firm on each floor, lamps where a chosen firm
meets the story's company.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from .choice import VIEWS, Choice
from .meeting import Meeting, lamp, sign_of, summary
from .models import Group, Layer, Profile
from .panel import Panel, by_place

WIDEST = 8  # jacks side by side in a bank


@dataclass(frozen=True)
class Bank:
    """A group as a column: its jacks stand in two lines a floor, so many side by side."""

    group: Group
    across: int


@dataclass(frozen=True)
class Jack:
    """A firm on a floor, or in the directory; its number is its place in the directory."""

    profile: Profile
    number: int
    sign: str
    lit: bool
    other: bool
    met: bool
    href: str

    @property
    def classes(self) -> str:
        states = {"is-lit": self.lit, "is-other": self.other, "is-met": self.met}
        return " ".join([f"jack--{self.sign}", *(name for name, holds in states.items() if holds)])

    @property
    def chosen(self) -> bool:
        return self.lit or self.other


@dataclass(frozen=True)
class Floor:
    """A layer as a row: whether the company stands there, whether the chosen firm meets it there or stands alone."""

    layer: Layer
    number: int
    own: bool
    met: bool
    alone: bool
    dark: bool
    cells: list[tuple[Bank, list[Jack]]]
    word: str = ""

    @property
    def count(self) -> int:
        return sum(len(jacks) for _, jacks in self.cells)


@dataclass(frozen=True)
class Storey:
    """A layer explained: its place from the ground, the company's products there, what was bought for it, and how many
    rivals stand in it.
    """

    layer: Layer
    number: int
    own: list[Profile]
    bought: list[Profile]
    rivals: int
    href: str


class Board:
    """The panel as a choice shows it."""

    def __init__(self, panel: Panel, choice: Choice) -> None:
        self.panel, self.choice = panel, choice
        self.layers = [layer for layer, _ in panel.rows]
        self.standing = panel.standing
        self.numbers = {profile.pk: number for number, profile in enumerate(panel.profiles, 1)}
        self.company = next((p for p in panel.profiles if p.relation == Profile.Relation.SELF), None)
        self.own = self.standing[self.company.pk] if self.company else set()
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
        return self.choice.query(firm="", **{"with": ""}) + "#exchange"

    @property
    def without_other(self) -> str:
        """The address with nobody to compare."""
        return self.choice.query(**{"with": ""}) + "#exchange"

    @property
    def with_all(self) -> str:
        """The address without filters."""
        return self.choice.query(layer="", group="", relation="", kind="") + "#board"

    @cached_property
    def chosen(self) -> Meeting | None:
        firm = self.of(self.choice.firm)
        return self.meeting(firm) if firm else None

    @cached_property
    def other(self) -> Meeting | None:
        firm = self.of(self.choice.other)
        return self.meeting(firm) if firm else None

    @property
    def left_out(self) -> list[Profile]:
        """Firms that are chosen and that the filters keep off the panel."""
        return [meeting.profile for meeting in self.pair if meeting.profile not in self.kept]

    @property
    def summary(self) -> str:
        """What the panel shows of the choice, in words."""
        return summary(self.pair)

    def meeting(self, firm: Profile) -> Meeting:
        """Where a firm meets the company, floors from the carrier up."""
        its = self.standing[firm.pk]
        return Meeting(
            firm,
            [layer for layer in self.layers if layer.pk in its & self.own],
            [layer for layer in self.layers if layer.pk in its - self.own],
            len(self.own),
        )

    @cached_property
    def banks(self) -> list[Bank]:
        """The columns that have somebody in them, as wide as their fullest floor asks."""
        found = []
        for group in self.panel.groups:
            fullest = max((len(self._there[layer.pk, group.pk]) for layer in self.layers), default=0)
            if fullest:
                found.append(Bank(group, min(WIDEST, (fullest + 1) // 2)))
        return found

    @cached_property
    def floors(self) -> list[Floor]:
        """The rows, the highest layer first, as floors of a house are drawn."""
        one = self.standing[self.chosen.profile.pk] if self.chosen else set()
        two = self.standing[self.other.profile.pk] if self.other else set()
        return [
            Floor(
                layer,
                number,
                own=layer.pk in self.own,
                met=layer.pk in (one | two) & self.own,
                alone=layer.pk in (one | two) - self.own,
                dark=self.chosen is not None and layer.pk not in one | two,
                cells=[
                    (bank, [self._jack(p, layer) for p in self._there[layer.pk, bank.group.pk]]) for bank in self.banks
                ],
                word=lamp(self.pair, layer),
            )
            for number, layer in reversed(list(enumerate(self.layers, 1)))
            if self.choice.layer in ("", layer.slug)
        ]

    def _in(self, layer: Layer, bank: Bank) -> list[Profile]:
        return self._there[layer.pk, bank.group.pk]

    @cached_property
    def _there(self) -> dict[tuple[int, int], list[Profile]]:
        return by_place(self.kept, self.standing)

    def _jack(self, profile: Profile, layer: Layer | None = None) -> Jack:
        lit, other = profile.slug == self.choice.firm, profile.slug == self.choice.other
        met = bool(layer and profile == self.company and any(layer in m.shared for m in self.pair))
        href = self.choice.query(firm="" if lit else profile.slug, **{"with": ""})
        return Jack(profile, self.numbers[profile.pk], sign_of(profile), lit, other, met, f"{href}#exchange")

    @cached_property
    def directory(self) -> list[tuple[Group, list[tuple[Jack, Meeting]]]]:
        """Everybody who is shown, group by group, also those who stand in no layer."""
        return [
            (group, [(self._jack(p), self.meeting(p)) for p in self.kept if p.group_id == group.pk])
            for group in self.panel.groups
            if any(p.group_id == group.pk for p in self.kept)
        ]

    @property
    def tally(self) -> list[tuple[str, int, str]]:
        """How many meet the company as what, each with the address that leaves only them."""
        counted = Counter(p.relation for p in self.panel.profiles if p != self.company)
        return [
            (str(Profile.Relation(relation).label), count, self.choice.query(relation=relation) + "#board")
            for relation, count in counted.most_common()
        ]

    @property
    def lines(self) -> list[Meeting]:
        """The rows of the table view."""
        return [self.meeting(p) for p in self.kept]

    @property
    def pair(self) -> list[Meeting]:
        """The firms that are chosen: none, one, or two that are compared."""
        return [meeting for meeting in (self.chosen, self.other) if meeting]

    @property
    def both(self) -> list[tuple[Layer, bool, bool, bool]]:
        """Each layer from the top down, with whether the chosen firm, the other, and the company stand in it."""
        if not (self.chosen and self.other):
            return []
        one, two = self.standing[self.chosen.profile.pk], self.standing[self.other.profile.pk]
        return [
            (layer, layer.pk in one, layer.pk in two, layer.pk in self.own)
            for layer in reversed(self.layers)
            if layer.pk in one | two
        ]

    @property
    def storeys(self) -> list[Storey]:
        """The layers from the carrier up, each with who stands there."""
        kinds = Profile.Relation
        found = []
        for number, layer in enumerate(self.layers, 1):
            here = [p for p in self.panel.profiles if layer.pk in self.standing[p.pk]]
            found.append(
                Storey(
                    layer,
                    number,
                    own=[p for p in here if p.relation == kinds.OWN_PRODUCT],
                    bought=[p for p in here if p.relation == kinds.ACQUIRED],
                    rivals=sum(p.relation == kinds.RIVAL for p in here),
                    href=self.choice.query(layer=layer.slug, group="", relation="", kind="") + "#board",
                )
            )
        return found
