"""The hot jobs, ours beside its peers and the limit of the machine, in one run.

A job is a module `bench/j*.py` with `run(*, quick: bool) -> list[Row]`; `bench/run` finds it and
prints its rows. Compare the ratios, not the seconds: the machine is what it is.
"""
