"""The switchboard panel: rows are layers, columns are groups, a firm is a jack in each layer that it stands in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .models import Group, Layer, Profile


@dataclass(frozen=True)
class Panel:
    """`rows` pairs each layer with the firms of each group in it, groups in the order of `groups`.

    `standing` has the ids of the layers that each firm stands in, by the firm's id.
    """

    groups: list[Group]
    rows: list[tuple[Layer, list[list[Profile]]]]
    profiles: list[Profile]
    elsewhere: list[Profile]
    standing: Mapping[int, set[int]]

    @property
    def by_group(self) -> list[tuple[Group, list[Profile]]]:
        """All firms, group by group."""
        return [(g, [p for p in self.profiles if p.group_id == g.pk]) for g in self.groups]


def panel(layers: Iterable[int] = (), profiles: Iterable[int] = ()) -> Panel:
    """The panel of these layers and firms (all, where none is named); four queries."""
    wanted_layers, wanted = list(layers), list(profiles)
    rows = [row for row in Layer.objects.filter(live=True) if not wanted_layers or row.pk in wanted_layers]
    named = Profile.objects.filter(live=True, **({"pk__in": wanted} if wanted else {}))
    found = list(named.select_related("subject", "group"))
    standing: dict[int, set[int]] = {p.pk: set() for p in found}
    for firm, layer in Profile.layers.through.objects.values_list("profile_id", "layer_id"):
        if firm in standing:
            standing[firm].add(layer)
    shown = {row.pk for row in rows}
    if wanted_layers and not wanted:
        found = [p for p in found if standing[p.pk] & shown]
    groups = sorted({p.group for p in found}, key=lambda g: g.position)
    there = by_place(found, standing)
    return Panel(
        groups=groups,
        rows=[(row, [there[row.pk, group.pk] for group in groups]) for row in rows],
        profiles=found,
        elsewhere=[p for p in found if not standing[p.pk]],
        standing=standing,
    )


def by_place(profiles: Iterable[Profile], standing: Mapping[int, set[int]]) -> dict[tuple[int, int], list[Profile]]:
    """Who stands where: firms by the ids of a layer and of their group, in their order; nobody, where nobody does."""
    found: dict[tuple[int, int], list[Profile]] = defaultdict(list)
    for profile in profiles:
        for layer in standing[profile.pk]:
            found[layer, profile.group_id].append(profile)
    return found
