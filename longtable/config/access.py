"""Who may open the pages of libraries, by the beginning of their route name."""

from longtable.web.access import DECLARED_FOR_LIBRARIES, Access

_PUBLIC = Access("public")
_SIGNED_IN = Access("signed_in", private=False)


def declare_for_libraries() -> None:
    """Say who may open the pages that come with libraries."""
    DECLARED_FOR_LIBRARIES.update(_DECLARED)


_DECLARED = {
    "account_login": _PUBLIC,
    "account_signup": _PUBLIC,
    "account_request_login_code": _PUBLIC,
    "account_confirm_login_code": _PUBLIC,
    "account_reset_password": _PUBLIC,
    "account_inactive": _PUBLIC,
    "account_confirm_email": _PUBLIC,
    "account_email_verification_sent": _PUBLIC,
    "account_logout": _PUBLIC,  # who waits for a code is not signed in, and may leave
    "account_reauthenticate": _SIGNED_IN,
    "account_change_password": _SIGNED_IN,
    "account_set_password": _SIGNED_IN,
    "account_email": _SIGNED_IN,
    "mfa_authenticate": _PUBLIC,
    "mfa_": _SIGNED_IN,
    "set_language": _PUBLIC,
    "stylesheet": _PUBLIC,
}
