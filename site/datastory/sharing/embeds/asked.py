"""What the address of an embed asks for, parsed and checked in one place."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.http import QueryDict

from .kinds import COMMON, LANGUAGES, PARAMETERS, READINGS, THEMES, Kind

LONGEST = 1500  # characters of a value: the slugs of some forty figures
SHOWN = 60  # of a value that is said back
NEWEST = 10**9  # editions; what is more is no edition's number
WORDS = {"reading": READINGS, "theme": THEMES, "lang": LANGUAGES, "doctor": ("1",)}

_unseen = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # also what turns a line round


def legible(text: str) -> str:
    """The same without characters that nobody sees or types, so that it can be said back."""
    return _unseen.sub("", text)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a parameter, in a sentence, and the nearest right values; none: leave it out.

    A parameter whose very name is wrong may have the right one in `instead`.
    """

    name: str
    sentence: str
    nearest: tuple[str, ...] = ()
    instead: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sentence", legible(self.sentence))


@dataclass(frozen=True)
class Asked:
    """What any embed may be asked: side, theme, language, edition, and whether the doctor is in."""

    reading: str = "told"
    theme: str = ""
    lang: str = "en"
    edition: int | None = None
    doctor: bool = False
    problems: tuple[Problem, ...] = ()

    @classmethod
    def read(cls, query: QueryDict, kind: Kind) -> "Asked":
        """What a query asks of an embed of that kind. What cannot be followed is among its problems.

        Names that are like none of ours are let be: hosts put their own into addresses.
        """
        query = renewed(query)
        problems = list(_names(query, kind))
        found: dict[str, str] = {}
        for name, known in WORDS.items():
            value = query.get(name, "")
            if value and value not in known:
                problems.append(unknown(name, value, known))
            elif value:
                found[name] = value
        edition = _edition(query.get("v", ""), problems)
        return cls(
            found.get("reading", "told"),
            found.get("theme", ""),
            found.get("lang", "en"),
            edition,
            "doctor" in found,
            tuple(problems),
        )

    def carried(self) -> list[tuple[str, str]]:
        """What links from one embed to another take along."""
        pairs = [
            ("reading", "" if self.reading == "told" else self.reading),
            ("theme", self.theme),
            ("lang", "" if self.lang == "en" else self.lang),
            ("v", str(self.edition or "")),
        ]
        return [(name, value) for name, value in pairs if value]


def renewed(query: QueryDict) -> QueryDict:
    """The query in today's words: the reading of a chart was once its side."""
    if "side" not in query:
        return query
    fresh = query.copy()
    fresh["reading"] = fresh.pop("side")[-1]
    return fresh


def _names(query: QueryDict, kind: Kind) -> Iterable[Problem]:
    known = (*kind.parameters, *COMMON)
    for name, values in query.lists():
        if name in known:
            if any(len(value) > LONGEST or "\x00" in value for value in values):
                yield Problem(name, f"What is asked with “{name}” is too long, or holds what nobody can type.")
        elif name in PARAMETERS:
            yield Problem(name, f"Nothing of a {kind.noun} is chosen with “{name}”.")
        elif near := get_close_matches(name[:20], known, 1, 0.75):
            sentence = f"There is no “{name[:20]}” to choose with. Is “{near[0]}” meant?"
            yield Problem(name, sentence, tuple(values), near[0])


def _edition(written: str, problems: list[Problem]) -> int | None:
    if not written:
        return None
    if written.isascii() and written.isdigit() and len(written) < 10 and 0 < int(written) < NEWEST:
        return int(written)
    problems.append(Problem("v", f"“{written[:SHOWN]}” is no edition; editions are numbered from 1."))
    return None


def unknown(name: str, value: str, known: Sequence[str], words: Mapping[str, str] | None = None) -> Problem:
    """A value that is none of those known: which there are, and which of them is nearest."""
    names = {word.lower(): key for key, word in (words or {}).items()} | {key.lower(): key for key in known}
    near = get_close_matches(value[:SHOWN].lower(), list(names), 1, 0.6)
    there = ", ".join(known[:12]) + (" and others" if len(known) > 12 else "")
    sentence = (
        f"“{value[:SHOWN]}” is no value of “{name}”; there {'is' if len(known) == 1 else 'are'} {there or 'none'}."
    )
    return Problem(name, sentence, (names[near[0]],) if near else ())


def mended(query: QueryDict, problems: Iterable[Problem], inputs: Collection[str] = ()) -> str:
    """The nearest query that can be followed: what is wrong is put right, or left out.

    `inputs` are the names that only this embed knows: those of an adjustable model.
    """
    fresh = QueryDict(mutable=True)
    wrong = {problem.name: problem for problem in problems}
    for name, values in query.lists():
        if name not in wrong:
            if name in COMMON or name in PARAMETERS or name in inputs:
                fresh.setlist(name, values)
            continue
        problem = wrong[name]
        target = problem.instead or name
        right = [value[:LONGEST] for value in problem.nearest]
        if right and target not in fresh and (target == name or target not in query):
            fresh.setlist(target, right)
    return fresh.urlencode()
