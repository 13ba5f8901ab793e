from longtable.config.settings import *  # noqa: F403

INSTALLED_APPS += ["tests.reliability.faults.apps.AbsentMinded"]  # noqa: F405
