from longtable.config.settings import *  # noqa: F403

INSTALLED_APPS += ["tests.reliability.faults.apps.Unaware"]  # noqa: F405
