"""The switchboard panel: rows are layers, columns are groups, a firm is a jack in each layer that it stands in."""

from collections.abc import Iterable
from dataclasses import dataclass

from .models import Group, Layer, Profile


@dataclass(frozen=True)
class Panel:
    """`rows` pairs each layer with the firms of each group in it, groups in the order of `groups`."""

    groups: list[Group]
    rows: list[tuple[Layer, list[list[Profile]]]]
    profiles: list[Profile]
    elsewhere: list[Profile]

    @property
    def by_group(self) -> list[tuple[Group, list[Profile]]]:
        """All firms, group by group."""
        return [(g, [p for p in self.profiles if p.group_id == g.pk]) for g in self.groups]


def panel(layers: Iterable[int] = (), profiles: Iterable[int] = ()) -> Panel:
    """The panel of these layers and firms (all, where none is named); four queries."""
    wanted_layers, wanted = list(layers), list(profiles)
    rows = [row for row in Layer.objects.filter(live=True) if not wanted_layers or row.pk in wanted_layers]
    found = list(
        Profile.objects.filter(live=True, **({"pk__in": wanted} if wanted else {}))
        .select_related("subject", "group")
        .prefetch_related("layers")
    )
    places = {p.pk: {layer.pk for layer in p.layers.all()} for p in found}
    shown = {row.pk for row in rows}
    if wanted_layers and not wanted:
        found = [p for p in found if places[p.pk] & shown]
    groups = sorted({p.group for p in found}, key=lambda g: g.position)
    return Panel(
        groups=groups,
        rows=[
            (row, [[p for p in found if p.group_id == g.pk and row.pk in places[p.pk]] for g in groups]) for row in rows
        ],
        profiles=found,
        elsewhere=[p for p in found if not places[p.pk]],
    )
