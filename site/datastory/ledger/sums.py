"""Do the sums hold? Choosing among the checks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .sides import RECORD, TOLD
from .verdicts import Verdict

VERDICTS = tuple(v.value for v in Verdict)


@dataclass(frozen=True)
class Audit:
    """What a reader asked of the checks; `problems` says in words what could not be followed."""

    verdict: str = ""
    record: str = ""
    chapter: str = ""
    subject: str = ""
    q: str = ""
    problems: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: Mapping[str, str], chapters: Iterable[str], subjects: Iterable[str]) -> "Audit":
        """The choice in a query string. What is not understood is left out and named."""
        problems = []

        def one_of(name: str, known: Iterable[str], sentence: str) -> str:
            asked = query.get(name, "").strip()
            if asked and asked not in known:
                problems.append(sentence.format(asked[:40]))
                return ""
            return asked

        verdict = one_of("verdict", VERDICTS, "There is no verdict “{}”; all checks are shown.")
        record = one_of("record", VERDICTS, "There is no verdict “{}” on record; all checks are shown.")
        chapter = one_of("chapter", set(chapters), "No chapter “{}” has a figure that is checked.")
        subject = one_of("subject", set(subjects), "No check is about “{}”; all subjects are shown.")
        return cls(verdict, record, chapter, subject, query.get("q", "")[:100].strip(), tuple(problems))

    @property
    def narrowed(self) -> bool:
        """Whether some checks may be left out."""
        return bool(self.verdict or self.record or self.chapter or self.subject or self.q)

    def apply(self, checks: Iterable["Checked"]) -> list["Checked"]:
        """The checks asked for, in the order of the ledger."""
        words = self.q.lower().split()
        return [c for c in checks if self._keeps(c) and all(word in c.text for word in words)]

    def _keeps(self, check: "Checked") -> bool:
        return (
            self.verdict in ("", check.data["told"]["verdict"])
            and self.record in ("", check.data["record"]["verdict"])
            and (not self.subject or self.subject in check.subjects)
            and (not self.chapter or self.chapter in check.chapters)
        )


@dataclass(frozen=True)
class Checked:
    """A check with the chapters that use one of its figures, by slug."""

    data: dict[str, Any]
    chapters: frozenset[str] = field(default_factory=frozenset)

    @property
    def subjects(self) -> dict[str, str]:
        """Whom it is about: names by slug."""
        return {o["subject"]["slug"]: o["subject"]["name"] for o in self.data["operands"]}

    @property
    def text(self) -> str:
        """All that a search looks through."""
        operands = (f"{o['label']} {o['period']} {o['subject']['name']}" for o in self.data["operands"])
        return " ".join([self.data["statement"], self.data["explanation"], *operands]).lower()


def count(checks: Iterable[Checked]) -> list[tuple[str, int, int]]:
    """How many checks came to each verdict, as told and on record."""
    counted = Counter((side, check.data[side]["verdict"]) for check in checks for side in (TOLD, RECORD))
    return [(verdict, counted[TOLD, verdict], counted[RECORD, verdict]) for verdict in VERDICTS]
