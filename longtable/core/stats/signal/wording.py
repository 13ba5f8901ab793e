"""The rules and sentences of every verdict, as fixed texts that a page can translate."""

RULE_ONE = "One point: its 95% interval only (Wilson, for counts)."
RULE_NO_ERROR = "No rule: chance can be judged only from counts or from the source's own limits."
RULE_COVERAGE = "Coverage: under 60% nothing is said about a change, under 85% with caution."
RULE_BREAK = "Break: what lies before and after it is never compared."
RULE_TARGET = "Target: met when the whole 95% interval of the newest point is on its good side."
RULE_TWO = (
    "Newcombe 95% interval of the difference of two points; "
    "the squared-and-added reaches of the two intervals."
)
RULE_FORECAST = (
    "80% and 95% prediction interval of the forecast from the earlier points "
    "(a flat mean of two; from three on a weighted line, on the logit scale for counts; "
    "a moderated t, never narrower than chance). Above or below: outside the 95%."
)
RULE_POOLED = (
    "The newest three points pooled against the four or more before them: "
    "t test, two-sided probability at most 1.67%."
)
RULE_KENDALL = "Exact Mann-Kendall test over all points: two-sided probability at most 1.67%."
RULE_LANEY = (
    "Laney p' chart: three-sigma limits of the earlier points, widened by sigma z, "
    "never narrower than chance. A count must also differ from the earlier ones together "
    "(Newcombe 95%)."
)
RULE_RUNS = (
    "Run chart with the median frozen from the earlier stable period: "
    "a run longer than round(log2 n + 3), "
    "or fewer crossings than the 5% quantile of n - 1 tosses of a coin. "
    "Points on the median are skipped; it must split its own period."
)
RULE_CHARTS = "Run chart with a frozen median, and Laney p' limits: neither shows a signal."

ONE = (
    "Starting point: %(last_period)s stands at %(last)s "
    "(95%% interval %(last_lower)s to %(last_upper)s), with nothing yet to compare it with."
)
NO_ERROR = (
    "Cannot tell: the source gives no error and no counts, so a change cannot be told from chance."
)
LOW_COVERAGE = (
    "Cannot tell: the number for %(last_period)s covers only %(coverage)s of those meant."
)
BROKEN = (
    "Series broken: a new series starts in %(break)s and has only one point, "
    "so there is nothing it may be compared with."
)
TARGET_MET = (
    "Target met: the whole 95%% interval of %(last_period)s, %(last_lower)s to %(last_upper)s, "
    "is on the good side of %(target)s."
)
TOO_EARLY = (
    "Too early: from %(previous_period)s to %(last_period)s it changed by %(difference)s "
    "(95%% interval %(difference_lower)s to %(difference_upper)s), which chance alone can explain."
)
DIFFERS = (
    "%(last_period)s differs from %(previous_period)s by %(difference)s "
    "(95%% interval %(difference_lower)s to %(difference_upper)s), more than chance explains; "
    "two points do not make a trend."
)
INSIDE = (
    "%(last_period)s, at %(last)s, is inside what we would have expected anyway: "
    "%(lower_95)s to %(upper_95)s."
)
NEAR_EDGE = (
    "%(last_period)s, at %(last)s, is inside what we would have expected anyway, "
    "%(lower_95)s to %(upper_95)s, but near its edge."
)
ABOVE = (
    "%(last_period)s, at %(last)s, is above what we would have expected anyway: "
    "%(lower_95)s to %(upper_95)s."
)
BELOW = (
    "%(last_period)s, at %(last)s, is below what we would have expected anyway: "
    "%(lower_95)s to %(upper_95)s."
)
POOLED = (
    "Signal since %(since)s: the newest three points together stand at %(new_level)s, "
    "those before at %(old_level)s; chance alone rarely does that."
)
KENDALL = (
    "Signal since %(since)s: over %(points)s points it has moved mostly one way; "
    "chance alone rarely does that."
)
LANEY = (
    "Signal since %(since)s: %(outside_value)s lies outside "
    "%(chart_lower)s to %(chart_upper)s, the limits of what the earlier points lead one to expect."
)
LONG_RUN = (
    "Signal since %(since)s: up to %(until)s, %(longest_run)s points in a row lie on one side "
    "of the earlier median, %(median)s; chance allows %(longest_allowed)s."
)
FEW_CROSSINGS = (
    "Signal since %(since)s: the earlier median, %(median)s, is crossed only %(crossings)s times; "
    "chance would cross it at least %(fewest_crossings)s times."
)
QUIET = (
    "%(last_period)s, at %(last)s, is inside what we would have expected anyway: "
    "no long run beside the earlier median, %(median)s, and no point outside the limits."
)

BETTER = "For this measure that is the better way."
WORSE = "For this measure that is the worse way."
CAUTION_COVERAGE = "Caution: %(caution_period)s covers only %(caution_coverage)s of those meant."
LEFT_OUT = "Left out, because they cover less than 60%% of those meant: %(left_out)s."
SINCE_BREAK = "Only points from %(break)s on are compared: a new series starts there."
TARGET_BREAK = "The target must be meant for the series that starts in %(break)s."
