"""A lesson as the JSON of format triage-lesson/1: every step of a run, for whoever draws it in a way of their own."""

from __future__ import annotations

import json
from typing import Any

from triage.lesson.lesson import Lesson, Scene
from triage.phrases import NOTICE

FORMAT = "triage-lesson/1"


def render_lesson(lesson: Lesson) -> str:
    """Return the lesson as one JSON object on one line."""
    return json.dumps(lesson_object(lesson), ensure_ascii=True) + "\n"


def lesson_object(lesson: Lesson) -> dict[str, Any]:
    """Return the lesson as plain data. `known` gives for each fact the step at which it came; 0 is what was given, and
    so is all that is `not-known`."""
    return {
        "format": FORMAT,
        "notice": NOTICE,
        "title": lesson.title,
        "pack": lesson.pack,
        "sha256": lesson.sha256,
        "known": [{"text": one.text, "since": one.since} for one in lesson.known],
        "not-known": list(lesson.unknown),
        "steps": [_scene(scene) for scene in lesson.scenes],
        "urgency": {
            "level": lesson.result.level,
            "do": lesson.result.do,
            "come-back": lesson.result.come_back,
            "grounds": list(lesson.result.grounds),
        },
        "conclusions": list(lesson.conclusions),
    }


def _scene(scene: Scene) -> dict[str, Any]:
    fired = scene.fired
    return {
        "number": scene.number,
        "agenda": [
            {
                "rule": one.rule,
                "conclusion": one.conclusion,
                "strength": one.strength,
                "before-next-by": one.criterion,
                "reason": one.reason,
            }
            for one in scene.agenda
        ],
        "rule": fired.rule,
        "kind": fired.kind,
        "premises": [{"text": text, "from": whence} for text, whence in fired.premises],
        "conclusion": fired.conclusion,
        "strength": fired.strength,
        "effect": fired.effect,
        "because": fired.because,
        "mechanism": fired.mechanism,
        "source": fired.cited,
        "graph": [{"depth": one.depth, "text": one.text, "step": one.step, "note": one.note} for one in scene.graph],
        "cautions": [{"id": id, "text": text} for id, text in scene.cautions],
        "reason": scene.reason,
        "spoken": scene.spoken,
    }
