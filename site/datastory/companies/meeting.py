"""How a firm meets the story's company: in which layers, and in what words that is said."""

from collections.abc import Sequence
from dataclasses import dataclass

from .models import Layer, Profile

_Relation = Profile.Relation

# The sign of a jack, so that no relation is told by its colour alone.
SIGNS = {
    _Relation.SELF: "own",
    _Relation.OWN_PRODUCT: "own",
    _Relation.ACQUIRED: "bought",
    _Relation.RIVAL: "rival",
}
KEY = (
    ("own", "the company and its products"),
    ("bought", "bought by it"),
    ("rival", "rival"),
    ("near", "supplier, customer, investor or context"),
)
INSIDE = (_Relation.SELF, _Relation.OWN_PRODUCT, _Relation.ACQUIRED)


def sign_of(profile: Profile) -> str:
    """The sign of a firm's jack."""
    return SIGNS.get(_Relation(profile.relation), "near")


@dataclass(frozen=True)
class Meeting:
    """A firm with the layers that it shares with the company, and those that it has without it; `of` is in how many
    layers the company stands.
    """

    profile: Profile
    shared: list[Layer]
    apart: list[Layer]
    of: int

    @property
    def sign(self) -> str:
        return sign_of(self.profile)

    @property
    def inside(self) -> bool:
        """Whether it is the company, a product of it or something that it bought: it meets nobody, it stands there."""
        return self.profile.relation in INSIDE

    @property
    def layers(self) -> list[Layer]:
        return self.shared + self.apart

    @property
    def sentence(self) -> str:
        """Where it stands, in words."""
        name = self.profile.subject.name
        if not self.layers:
            return f"{name} stands in none of the layers."
        if self.inside:
            return f"{name} stands in {_layers(self.layers)}."
        parts = []
        if self.shared:
            count = f"{len(self.shared)} of its {self.of} layers"
            parts.append(f"{name} meets the company in {count}: {_names(self.shared)}.")
        if self.apart:
            who = "It" if self.shared else name
            parts.append(f"{who} stands without the company in {_names(self.apart)}.")
        return " ".join(parts)


def lamp(pair: Sequence[Meeting], layer: Layer) -> str:
    """What the lamp of a floor says of those who are chosen; nothing where none of them stands."""
    here = [meeting for meeting in pair if layer in meeting.layers]
    if not here:
        return ""
    if len(pair) > 1:
        return "both" if len(here) > 1 else here[0].profile.subject.name
    if here[0].inside:
        return "stands here"
    return "they meet here" if layer in here[0].shared else "here without the company"


def summary(pair: Sequence[Meeting]) -> str:
    """What is chosen, in words: nothing, one firm, or two."""
    text = " ".join(meeting.sentence for meeting in pair)
    if len(pair) == 2:
        same = [layer for layer in pair[0].layers if layer in pair[1].layers]
        text += f" They share {_layers(same)}." if same else " They share no layer."
    return text


def _layers(layers: Sequence[Layer]) -> str:
    return f"{len(layers)} layer{'s' if len(layers) != 1 else ''}: {_names(layers)}"


def _names(layers: Sequence[Layer]) -> str:
    return ", ".join(layer.name for layer in layers)
