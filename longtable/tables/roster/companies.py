"""The organizations that a list names: there already, coming back, new, or to be asked about."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from longtable.initiative.models import Organization
from longtable.tables.roster import reading_cells as cells
from longtable.tables.roster.deeds import AddOrganization
from longtable.tables.roster.lines import Line
from longtable.tables.roster.problems import Fix
from longtable.tables.roster.words import says_yes, tier_of
from longtable.web.folding import folded, near

if TYPE_CHECKING:
    from longtable.tables.roster.planning import Run

NEW = "new"


class Companies:
    """Goes through the organizations of a list, each of which is added once."""

    def __init__(self, run: "Run", lines: list[Line]) -> None:
        self._run = run
        self._here = {str(one.pk): key for key, one in run.known.organizations.items()}
        self._names = {key: one.name for key, one in run.known.organizations.items()}
        self._added: dict[str, str] = {}
        self._tiers: dict[str, str] = {}
        self._funders: set[str] = set()
        for line in lines:
            self._look_ahead(line)

    def of(self, line: Line) -> str:
        """Return the key of the line's organization, "" for none; note what happens to it."""
        text = line["organization"]
        tier = cells.choice(self._run, line, "tier") if text else ""
        if not text:
            return ""
        key = self._key(text)
        if key is None:
            return ""
        if key in self._run.known.organizations:
            return self._there(line, key)
        if key not in self._added:
            self._ask_if_near(line, key)
            self._add(line, key, tier or self._tiers.get(key, ""))
        return key

    def is_funder(self, key: str) -> bool:
        """Whether an organization is a funder, here or by the list."""
        here = self._run.known.organizations.get(key)
        return here.is_funder if here else key in self._funders

    def _look_ahead(self, line: Line) -> None:
        """Size and kind may stand beside an organization's second mention only."""
        key = self._key(line["organization"])
        tier = tier_of(line["tier"]) if line["tier"] else None
        if key and tier:
            self._tiers.setdefault(key, tier)
        if key and says_yes(line["funder"]):
            self._funders.add(key)

    def _key(self, text: str) -> str | None:
        """Return the folded name that a text stands for, by what people said of it."""
        said = self._run.layout.meaning("organization", text)
        if said is None or said == NEW:
            return folded(text) or None
        return self._here.get(said) or folded(said) or None

    def _there(self, line: Line, key: str) -> str:
        row = self._run.known.organizations[key]
        if row.left is None:
            self._run.keep(_("%(name)s is there already") % {"name": row.name})
        elif key not in self._added:
            self._added[key] = row.name
            deed = AddOrganization(line.number, key, row.name, pk=row.pk)
            self._run.do(deed, _("%(name)s comes back") % {"name": row.name})
        return key

    def _add(self, line: Line, key: str, tier: str) -> None:
        said = self._run.layout.meaning("organization", line["organization"])
        name = line["organization"] if said in {None, NEW} else str(said)
        self._added[key] = name
        self._names[key] = name
        deed = AddOrganization(line.number, key, name, tier, key in self._funders)
        size = dict(Organization.Tier.choices).get(tier, "")
        told = _("New organization: %(name)s") % {"name": name}
        self._run.do(deed, f"{told} ({size})" if size else told)

    def _ask_if_near(self, line: Line, key: str) -> None:
        """Ask where another name is spelled much alike, unless somebody has answered."""
        text = line["organization"]
        if self._run.layout.meaning("organization", text) is not None:
            return
        alike = near(key, self._names, most=3)
        if not alike:
            return
        change = {"do": "meaning", "kind": "organization", "text": text}
        fixes = [
            Fix(
                _("It is %(name)s") % {"name": self._names[one]},
                {**change, "to": self._value(one)},
            )
            for one in alike
        ]
        fixes.append(Fix(_("It is another one"), {**change, "to": NEW}))
        names = self._names[alike[0]]
        self._run.wrong("near_organization", line, "organization", text=text, near=names,
                        fixes=fixes)  # fmt: skip

    def _value(self, key: str) -> str:
        here = self._run.known.organizations.get(key)
        return str(here.pk) if here else self._names[key]
