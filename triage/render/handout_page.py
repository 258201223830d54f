"""The sheets of a handout as pages to print, on A4 or Letter."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from html import unescape
from typing import Literal

from triage.lesson.gaps import WORD, akin, tells
from triage.lesson.handout import Handout
from triage.render.html import template

Audience = Literal["pupil", "teacher", "rules"]


def render_handout(handout: Handout, audience: Audience) -> str:
    """Return one sheet as a page that stands alone. Raises ValueError if a pupil's sheet told an answer."""
    page = _page(handout, audience)
    if audience == "pupil" and (found := leak(page, handout)):
        raise ValueError(f"the pupil's sheet tells '{found}'")
    return page


def leak(page: str, handout: Handout) -> str:
    """Return a secret that a page holds in any form that a curious pupil could read: as text, as entities, as an
    encoding of its bytes, or a word of a hint that is of its family; '' if there is none. Words that stand on the sheet
    before anything is asked tell nothing."""
    for blank in handout.blanks:
        for word in re.findall(WORD, blank.hint):
            if akin(word, blank.telling):
                return str(word)
    asked_nothing = tuple(replace(blank, premises=(), hint="", cited="") for blank in handout.blanks)
    empty = unescape(_page(replace(handout, blanks=asked_nothing, sources=(), pupils_title=""), "pupil"))
    for secret in (word for word in handout.secrets if not tells(empty, (word,))):
        coded = (b64encode(b" " * shift + secret.encode())[shift + 2 : -4].decode() for shift in range(3))
        if tells(unescape(page), (secret,)) or any(len(code) > 8 and code in page for code in coded):
            return secret
    return ""


def _page(handout: Handout, audience: Audience) -> str:
    return template("handout.html.j2").render(handout=handout, audience=audience)
