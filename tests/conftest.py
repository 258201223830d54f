"""What holds for every test: compiled packs are kept in a folder of this run, never in that of whoever runs the tests.

Programs it starts can be interrupted, though a run in the background is not.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import tempfile

import effort  # noqa: F401  the settings of hypothesis

os.environ["TRIAGE_CACHE"] = tempfile.mkdtemp(prefix="triage-tests-")
atexit.register(shutil.rmtree, os.environ["TRIAGE_CACHE"], ignore_errors=True)
signal.signal(signal.SIGINT, signal.default_int_handler)
