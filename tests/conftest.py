"""Hypothesis profiles: *quick* runs on every commit and is the same each time, *search* is thorough and by hand.

Choose one with ``pytest --hypothesis-profile search``.
"""

from hypothesis import HealthCheck, settings

_SLOW_MACHINES = [HealthCheck.too_slow]

settings.register_profile("quick", max_examples=60, derandomize=True, deadline=None, suppress_health_check=_SLOW_MACHINES)
settings.register_profile("search", max_examples=5000, deadline=None, suppress_health_check=_SLOW_MACHINES)
settings.load_profile("quick")
