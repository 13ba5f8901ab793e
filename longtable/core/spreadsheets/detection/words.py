"""The words by which columns and rows are known, in English and Spanish."""

import re

I = re.IGNORECASE  # noqa: E741

PERIOD = re.compile(
    r"\b(?:years?|school ?years?|fiscal ?year|date|month|quarter|period|term|semester|week|day|"
    r"fy|sy|cohort year|vintage|año|ano|años|fecha|mes|trimestre|periodo|período|ciclo|semana)\b",
    I,
)
NOT_PERIOD = re.compile(
    r"\d[- ]?years?\b|years? (?:old|of age|and over|or over)|years?\+|births?|per year|"
    r"day(?:s)? (?:absent|"
    r"missed|attended|enrolled|suspended)|update|first year|within .* year|next year",
    I,
)
PLACE = re.compile(
    r"\b(?:districts?|schools?|county|counties|city|cities|states?|neighbou?rhoods?|"
    r"nta(?:code|name)?|"
    r"zip(?: ?code)?|tracts?|pumas?|boroughs?|regions?|geo(?:graphy|graphic|"
    r"id)?(?: ?(?:area|name|id|type|fips))?|geoid|place|ward|"
    r"location|site|sites|jurisdiction|juris|countr(?:y|ies)|campus|institution|agency|lea|town|"
    r"municipality|community|block group|fips|area|cesa|center|building|parish|village|precinct|"
    r"distritos?|escuelas?|condado|ciudad|estado|barrio|municipio|plantel|región|zona|lugar|"
    r"localidad|colonia|sitio|citywide|organization|provider|program site)\b",
    I,
)
GROUP = re.compile(
    r"\b(?:race|races|gr|ethnic(?:ity|ities)?|gender|sex|grades?|subgroups?|groups?|groups? by|"
    r"student ?groups?|age|ages|age ?groups?|language|disability|lunch|income|category|categories|"
    r"demographics?|population group|breakdown|ell|english learners?|swd|cohort group|poverty|"
    r"nativity|education level|marital|characteristic|raza|etnia|etnicidad|sexo|género|genero|"
    r"grupos?|grado|grados|edad|idioma|categoría|discapacidad|subgroup type|group type)\b",
    I,
)
# Words that say much else besides stand for a limit only at the end or before a level:
# "Low", "Rate: High", "CI 95", but not "Low birth weight" or "High school graduates".
LIMIT = re.compile(
    r"\b(?:lower|upper|lcl|ucl|lci|uci|moe|margins? of error|margin|std\.? ?err(?:or)?|"
    r"standard error|confidence|conf|error|c\.?i\.?|límite|limite|margen de error|interval|"
    r"intervalo de confianza|variance|standard deviation|desviación estándar|std ?dev|"
    r"(?:low|high|hi|se|cv|sd)(?=$|\W*(?:\d\d|ci|pct|percent|limit|bound|est)\b)|"
    r"(?:inferior|superior|margen)$)|^(?:se|sd|cv)(?: of\b|$)|±|\+/-",
    I,
)
PERCENT = re.compile(
    r"(?<!\d)(?<!\d )%|\b(?:percent(?:age|ages)?|pct|pctg|perc|proportion|share|porcentaje|"
    r"por ciento|"
    r"proporción|proporcion)\b",
    I,
)
RATE = re.compile(r"\b(?:rates?|tasas?|rate)\b", I)
PER_MANY = re.compile(r"\bper\b|\bpor (?:cada|mil)\b|1[.,]?000|10[.,]?000|100[.,]?000", I)
DENOMINATOR = re.compile(
    r"\b(?:cohort|enr|denominators?|denom|tested|test ?takers|scored|enrollment|enrolled|eligible|"
    r"population|base|universe|total (?:number of )?(?:students?|people|persons|children|"
    r"enrollment|"
    r"population|pupils|households|respondents)|membership|group count|"
    r"students? in (?:group|class)|"
    r"respondents|sample size|number assessed|assessed|valid n|total n|n size|n-size|"
    r"matrícula|matricula|inscrit[oa]s|nacimientos|evaluad[oa]s|"
    r"población|poblacion|denominador|cohorte|evaluados|total de (?:estudiantes|alumnos))\b",
    I,
)
COUNT = re.compile(
    r"#|\b(?:counts?|number|num|no\.|n|graduates?|graduated|numerator|frequency|freq|cases|"
    r"births|deaths|students|pupils|"
    r"children|people|persons|households|families|total|dropouts|absences|incidents|suspended|"
    r"proficient|met|served|participants|visits|número|numero|cantidad|estudiantes|alumnos|"
    r"niños|personas|hogares|familias|casos|graduados|numerador|conteo|totales)\b",
    I,
)
ESTIMATE = re.compile(
    r"\b(?:averages?|avg|mean|median|scores?|index|estimates?|rates?|ratio|value|gpa|per capita|"
    r"scale|vss|quintile|percentile|prof|income|earnings|salary|wage|dollars|amount|credits|"
    r"promedio|media|mediana|"
    r"puntaje|índice|indice|tasa|razón|estimación|estimacion|valor)\b",
    I,
)
NOTE = re.compile(
    r"\b(?:notes?|comments?|flags?|footnotes?|remarks?|quality|source|source file|source tab|"
    r"symbol|annotation|explanation|description|suppression|caveats?|notas?|"
    r"comentarios?|observaci(?:o|ó)n(?:es)?|fuente|marca)\b",
    I,
)
CODE = re.compile(
    r"(?:\b(?:code|codes|id|ids|fips|geoid|zip|zip ?code|nta|puma|tract|ein|nces|leaid|ncessch|"
    r"state ?id|no|código|codigo|clave|cct|number)|code|geoid)$",
    I,
)
DATE = re.compile(r"\b(?:date|fecha|day|dob|birthdate|as of)\b", I)
OTHER_WORDS = re.compile(
    r"\b(?:measure|indicator|subject|label|unit|metric|variable|outcome|type|status|medida|"
    r"indicador|materia)\b",
    I,
)

TOTAL = re.compile(
    r"^[\[(]?\s*(?:(?:grand|sub|overall|district|state|county|city|school|region(?:al)?|borough|"
    r"program|column|sheet|report|summary|final)?[\s-]*totals?\b.*|"
    r"all|overall|combined|sum|sum of .*|everyone|aggregate|"
    r"all (?:students?|pupils|children|grades?|races?(?:/ethnicit(?:y|ies))?|ethnicities|schools?|"
    r"groups?|districts?|ages?|genders?|sexes|people|persons|residents|households|categories|sites|"
    r"programs?|races and ethnicities|participants|neighborhoods|counties|boroughs|others combined|"
    r"subjects|levels|students combined|regions|wards|locations|campuses|years|areas|"
    r"families|women|origins)|"
    r"both (?:sexes|genders)|city ?-?wide|state ?-?wide|county ?-?wide|district ?-?wide|"
    r"school ?-?wide|region ?-?wide|nation ?-?wide|state|"
    r"(?:city|state|county|district|school|region(?:al)?|national|overall|group|program|weighted|"
    r"simple|column)?\s*(?:average|avg\.?|mean|median)|"
    r"(?:gran |sub)?total(?:es)?\b.*|suma(?: total)?|todos(?: los .*)?|todas(?: las .*)?|"
    r"ambos sexos|promedio(?: .*)?|en general|general|conjunto)\s*[\])]?:?$",
    I,
)
TOTAL_ENDING = re.compile(
    r"(?:^|[\s:,–—-])(?:sub)?totals?\s*[\])]?:?$|\b(?:sum|average|overall|combined)\)?$|"
    r"\btotal (?:general|students|enrollment)$",
    I,
)
HINT = re.compile(
    r"total|all|sum|wide|both|average|avg|mean|median|state|combined|everyone|aggregate|todo|toda|"
    r"ambos|promedio|general|conjunto",
    I,
)
NOT_TOTAL = re.compile(r"^total(?:ly|ed)\b|^all (?:other|saints|souls|star|hallows|nations)", I)

# Names of what counties, districts and schools are parts of.
WHOLES = frozenset(
    re.split(
        r",\s+",
        """alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida,
    georgia, hawaii, idaho, illinois, indiana, iowa, kansas, kentucky, louisiana, maine, maryland,
    massachusetts, michigan, minnesota, mississippi, missouri, montana, nebraska, nevada,
    new hampshire, new jersey, new mexico, new york, north carolina, north dakota, ohio, oklahoma,
    oregon, pennsylvania, rhode island, south carolina, south dakota, tennessee, texas, utah,
    vermont, virginia, washington, west virginia, wisconsin, wyoming, puerto rico,
    united states, u.s., us, usa, nation, national, new york state, state of wisconsin""",
    )
)


def plain(name: str) -> str:
    """Return a column name with its underscores, camel case and digits set apart."""
    name = re.sub(r"([a-z])([A-Z])", r"\1 \2", name)
    name = re.sub(r"([A-Za-z])(\d)", r"\1 \2", name.replace("_", " ").replace("\n", " "))
    return re.sub(r"\s+", " ", name).strip()


def names_a_total(label: str) -> bool:
    """Tell whether a row label says that the row sums up others."""
    if not HINT.search(label):
        return False
    label = label.strip().strip("*†‡ ")
    if not label or len(label) > 80 or NOT_TOTAL.match(label):
        return False
    return bool(TOTAL.match(label) or TOTAL_ENDING.search(label))


def is_head_word(text: str) -> bool:
    """Tell whether a text uses words that heads of columns use."""
    simple = plain(text)
    known = (PERIOD, PLACE, GROUP, LIMIT, PERCENT, RATE, DENOMINATOR, COUNT, ESTIMATE, NOTE, CODE)
    return len(text) <= 80 and any(pattern.search(simple) for pattern in known)
