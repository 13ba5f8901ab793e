"""An outsider with a pencil and a solver: an attack on what is published.

Shares no code with the suppressor, so that a mistake there is not repeated here.
"""

from longtable.core.stats.attack.filling import Filling, check_filling
from longtable.core.stats.attack.program import (
    Addition,
    Attack,
    Contradiction,
    Range,
    attack_cells,
)
from longtable.core.stats.attack.published import attack

__all__ = [
    "Addition",
    "Attack",
    "Contradiction",
    "Filling",
    "Range",
    "attack",
    "attack_cells",
    "check_filling",
]
