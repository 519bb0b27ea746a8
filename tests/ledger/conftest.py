"""Property tests of the ledger: the same examples in every run, and no clock."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
