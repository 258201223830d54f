"""What holds for every test: nothing is kept in, or taken from, the cache folder of whoever runs them."""

from __future__ import annotations

import os

os.environ["TRIAGE_CACHE"] = ""
