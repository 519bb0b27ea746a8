"""The user that a new site begins with."""

import secrets

from django.contrib.auth import get_user_model

ADMIN = "admin"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


def new_password() -> str:
    """Four groups of four: 79 bits, easy to copy by hand."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def give_password() -> str:
    """A new password for the user admin, who is made if there is none and may do everything."""
    user, _ = get_user_model()._default_manager.get_or_create(username=ADMIN)
    user.is_active = user.is_staff = user.is_superuser = True
    password = new_password()
    user.set_password(password)
    user.save()
    return password
