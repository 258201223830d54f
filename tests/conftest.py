"""What holds for every test: nothing is kept in, or taken from, the cache folder of whoever runs them.

Programs it starts can be interrupted, though a run in the background is not.
"""

from __future__ import annotations

import os
import signal

os.environ["TRIAGE_CACHE"] = ""
signal.signal(signal.SIGINT, signal.default_int_handler)
