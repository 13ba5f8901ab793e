from longtable.config.settings import *  # noqa: F403

DATABASES["default"]["OPTIONS"] |= {"timeout": 0, "transaction_mode": "DEFERRED"}  # noqa: F405
