"""By which words a list's columns and cells are known, in English and in Spanish."""

from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Organization, Role
from longtable.tables.models.table import Constituency
from longtable.web.folding import folded

Tier = Organization.Tier
USES = {
    "name": _("name of the person"),
    "first_name": _("first name"),
    "last_name": _("last name"),
    "email": _("e-mail address"),
    "organization": _("organization"),
    "tier": _("size of the organization"),
    "funder": _("whether it is a funder"),
    "role": _("role in the initiative"),
    "language": _("language of the invitation"),
    "table": _("table"),
    "seat": _("what the seat is called"),
    "constituency": _("for whom the seat is there"),
    "chair": _("whether it chairs the table"),
    "alternate": _("name of the alternate"),
    "alternate_email": _("e-mail address of the alternate"),
    "term_from": _("term from"),
    "term_until": _("term until"),
    "ignored": _("not used"),
}
# A heading is known by a phrase whose words it has; of several the longest phrase counts.
HEADINGS = {
    "first_name": ("first name", "given name", "first", "nombre de pila", "nombres"),
    "last_name": ("last name", "surname", "family name", "last", "apellido", "apellidos"),
    "alternate_email": (
        *("alternate e mail", "alternate email", "alternate mail", "deputy email"),
        *("substitute email", "correo suplente", "e mail suplente", "email suplente"),
    ),
    "email": ("e mail", "email", "mail", "e mail address", "email address", "correo",
              "correo electronico"),
    "alternate": (
        *("alternate", "alternate name", "substitute", "substitute name", "deputy"),
        *("suplente", "nombre suplente", "sustituto", "sustituta"),
    ),
    "organization": (
        *("organization", "organization name", "organisation", "org", "agency", "institution"),
        *("company", "employer", "partner", "affiliation", "organizacion", "nombre organizacion"),
        *("institucion", "entidad", "empresa", "agencia", "afiliacion"),
    ),
    "tier": (
        *("tier", "size", "organization size", "budget", "yearly budget", "annual budget"),
        *("organization tier", "tamano", "tamano organizacion", "presupuesto"),
        *("presupuesto anual",),
    ),
    "funder": ("funder", "is funder", "financiador", "financiadora"),
    "role": ("role", "account role", "rol", "papel", "funcion"),
    "language": ("language", "preferred language", "idioma", "lengua"),
    "table": (
        *("table", "table name", "committee", "working group", "mesa", "nombre mesa"),
        *("comite", "grupo de trabajo"),
    ),
    "seat": ("seat", "seat name", "asiento", "nombre asiento", "puesto", "silla"),
    "constituency": (
        *("constituency", "sector", "represents", "seat for", "representa", "representacion"),
        *("grupo representado", "sector representado"),
    ),
    "chair": ("chair", "is chair", "co chair", "preside", "presidencia"),
    "term_from": (
        *("term begin", "term begins", "term start", "term starts", "term from", "start"),
        *("start date", "begin", "from", "since", "inicio", "desde", "fecha inicio"),
        *("inicio mandato", "inicio periodo", "comienzo"),
    ),
    "term_until": (
        *("term end", "term ends", "term until", "term to", "end", "end date", "until", "to"),
        *("expires", "fin", "hasta", "fecha fin", "fin mandato", "fin periodo", "vence"),
    ),
    "name": (
        *("name", "full name", "person", "member", "contact", "contact person", "holder"),
        *("representative", "participant", "seat holder", "contact name", "nombre"),
        *("nombre completo", "persona", "miembro", "contacto", "representante", "titular"),
        *("participante", "nombre titular"),
    ),
}  # fmt: skip
TIERS = {
    Tier.NONE: ("none", "no budget", "residents", "ninguno", "sin presupuesto", "residentes",
                "residents no budget", "residentes sin presupuesto"),
    Tier.SMALL: ("small", "under 100k", "under 100 000", "under 100 000 a year", "pequena",
                 "menos de 100 000", "menos de 100 000 al ano", "under 100000"),
    Tier.MIDDLE: ("medium", "middle", "100k 1m", "100 000 to 1 million",
                  "100 000 to 1 million a year", "mediana", "100k to 1m",
                  "de 100 000 a 1 millon al ano"),
    Tier.LARGE: ("large", "1m 10m", "1 million to 10 million", "1 to 10 million",
                 "1 million to 10 million a year", "grande", "1m to 10m",
                 "de 1 a 10 millones al ano", "de 1 millon a 10 millones al ano"),
    Tier.LARGEST: ("largest", "very large", "over 10m", "over 10 million", "muy grande",
                   "over 10 million a year", "mas de 10 millones",
                   "mas de 10 millones al ano"),
}  # fmt: skip
CONSTITUENCIES = {
    Constituency.RESIDENT: ("resident", "residents", "community", "family", "families", "parents",
                            "youth", "residente", "residentes", "comunidad", "familias",
                            "vecinos", "vecinas", "jovenes"),
    Constituency.GRASSROOTS: ("grassroots", "grass roots", "grass roots groups",
                              "grassroots groups", "grupos de base", "base", "de base"),
    Constituency.PROVIDER: ("provider", "providers", "service provider", "nonprofit", "non profit",
                            "proveedor", "proveedores", "prestadores", "sin fines de lucro",
                            "organizaciones que prestan servicios"),
    Constituency.PUBLIC: ("public", "public body", "public bodies", "government", "school",
                          "schools", "publico", "organismos publicos", "gobierno",
                          "entidades publicas", "escuela", "escuelas"),
    Constituency.FUNDER: ("funder", "funders", "foundation", "philanthropy", "financiador",
                          "financiadores", "financiadoras", "fundacion", "filantropia",
                          "personas u organizaciones financiadoras"),
    Constituency.BUSINESS: ("business", "businesses", "company", "employer", "employers",
                            "empresa", "empresas", "negocios"),
    Constituency.BACKBONE: ("backbone", "staff", "equipo coordinador", "columna vertebral",
                            "equipo de apoyo", "organizacion coordinadora"),
}  # fmt: skip
ROLES = {
    Role.FACILITATOR: ("facilitator", "facilitador", "facilitadora", "responsable de facilitacion"),
    Role.DATA_LEAD: ("data lead", "responsable de datos"),
    Role.PARTNER_STEWARD: ("partner steward", "steward", "responsable de la organizacion",
                           "responsable de una organizacion aliada"),
    Role.PARTNER_MEMBER: ("partner member", "member", "partner", "miembro",
                          "integrante de una organizacion aliada"),
    Role.FUNDER: ("funder", "financiador", "financiadora", "persona financiadora"),
    Role.READER: ("reader", "lector", "lectora", "solo lectura"),
}  # fmt: skip
LANGUAGES = {"en": ("en", "english", "ingles"), "es": ("es", "spanish", "espanol", "castellano")}
YES = {"yes", "y", "x", "true", "1", "si", "s", "verdadero", "chair", "co chair", "preside"}


def use_of(heading: str) -> str:
    """Return the use that a heading speaks for, "" when it speaks for none."""
    words = set(folded(heading).split())
    best, found = 0.0, ""
    for use, phrases in HEADINGS.items():
        for phrase in phrases:
            asked = set(phrase.split())
            if not asked <= words:
                continue
            weight = len(asked) + (0.5 if asked == words else 0) - len(words - asked) / 100
            if weight > best:
                best, found = weight, use
    return found


def tier_of(text: str) -> str | None:
    """Return the tier that a text names, by words or by a yearly budget in dollars."""
    found = _choice(text, TIERS, dict(Tier.choices))
    if found is not None:
        return found
    digits = text.strip().lstrip("$").replace(",", "").replace(" ", "").removesuffix(".00")
    if not digits.isdecimal():
        return None
    budget = int(digits)
    ends = ((0, Tier.NONE), (99_999, Tier.SMALL), (999_999, Tier.MIDDLE), (9_999_999, Tier.LARGE))
    return next((tier.value for most, tier in ends if budget <= most), Tier.LARGEST.value)


def constituency_of(text: str) -> str | None:
    """Return the constituency that a text names."""
    return _choice(text, CONSTITUENCIES, dict(Constituency.choices))


def role_of(text: str) -> str | None:
    """Return the role that a text names."""
    return _choice(text, ROLES, dict(Role.choices))


def language_of(text: str) -> str | None:
    """Return the language that a text names."""
    return _choice(text, LANGUAGES, {})


def says_yes(text: str) -> bool:
    """Whether a cell says yes: in words, or by a cross."""
    return folded(text) in YES or text.strip() in {"✓", "✔"}


def _choice(text: str, words: dict, labels: dict) -> str | None:  # type: ignore[type-arg]
    wanted = folded(text)
    for value, spellings in words.items():
        known = {str(value), folded(str(value)), folded(str(labels.get(value, value)))}
        if wanted in known | set(spellings):
            return str(value)
    return None
