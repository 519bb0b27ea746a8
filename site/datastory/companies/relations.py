"""What else a firm's page leads to: the company that it has to do with, what owns it, what belongs to it."""

from datastory.ledger.models import Subject

from .models import Profile
from .panel import Panel

_Relation = Profile.Relation

TO_COMPANY = {
    _Relation.RIVAL: "Rival of",
    _Relation.SUPPLIER: "Supplier of",
    _Relation.CUSTOMER: "Customer of",
    _Relation.ACQUIRED: "Bought by",
    _Relation.OWNER: "Owner of",
    _Relation.INVESTOR: "Investor in",
    _Relation.OWN_PRODUCT: "Product of",
    _Relation.CONTEXT: "Named beside",
}


def relations(firm: Profile, panel: Panel) -> list[tuple[str, Profile]]:
    """Other firms and products with the words that lead to each: the company first, then the owner, then the parts."""
    company = next((p for p in panel.profiles if p.relation == _Relation.SELF), None)
    found = []
    if company and company != firm:
        found.append((TO_COMPANY[_Relation(firm.relation)], company))
    owner = next((p for p in panel.profiles if p.subject_id == firm.subject.parent_id), None)
    if owner and owner != company:
        found.append(("Part of", owner))
    parts = [p for p in panel.profiles if p.subject.parent_id == firm.subject_id]
    return found + [(_part(p), p) for p in parts]


def _part(profile: Profile) -> str:
    if profile.relation == _Relation.ACQUIRED:
        return "It bought"
    return "Its product" if profile.subject.kind == Subject.Kind.PRODUCT else "Part of it"
