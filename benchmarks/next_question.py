"""The time from an answer to the next question: a run and the prospects, against a run and the candidates per reply."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from statistics import median

from timing import medians, verdict

from triage.answers.told import with_told
from triage.engine.inference import infer
from triage.interview.next_question import prospects, replies
from triage.model import UNKNOWN, Question, RulePack
from triage.pack.loading import DEFAULT_PACK, load_pack, shipped_packs
from triage.result.candidates import candidates

INTERVIEWS, REPETITIONS, ONE_BY_ONE, WANTED, TARGET = 3, 5, 1, 50, 1 / 10
State = tuple[dict[str, str], list[Question]]


def main() -> None:
    pack = load_pack(Path(sys.argv[1]) if len(sys.argv) > 1 else shipped_packs()[DEFAULT_PACK])
    states = [state for seed in range(INTERVIEWS) for state in interview(pack, Random(seed))]
    taken = [
        medians({"at once": lambda state=state: at_once(pack, *state)}, REPETITIONS)["at once"] for state in states
    ]
    print(
        f"{len(pack.rules)} rules, {len(pack.concepts)} concepts; after each of {len(states)} answers: "
        f"median {median(taken) * 1000:.1f} ms (wanted: at most {WANTED}), slowest {max(taken) * 1000:.1f} ms"
    )
    ratios = []
    for state in (states[0], states[len(states) // INTERVIEWS // 2]):
        both = medians(
            {
                "at once": lambda state=state: at_once(pack, *state),
                "one by one": lambda state=state: one_by_one(pack, *state),
            },
            ONE_BY_ONE,
        )
        ratios.append(both["at once"] / both["one by one"])
        print(
            f"{len(state[0])} answers, {len(state[1])} questions left: at once {both['at once'] * 1000:.1f} ms, "
            f"one by one {both['one by one'] * 1000:.0f} ms, ratio {ratios[-1]:.4f}"
        )
    print(verdict("prospects at once / a run and its candidates for each reply", median(ratios), TARGET))


def interview(pack: RulePack, dice: Random) -> Iterator[State]:
    """Yield the answers, and the questions left, each time that a question is to be chosen. One in five things asked
    for is there, and one in ten is not known."""
    answers: Mapping[str, str] = {}
    questions = list(pack.questions)
    while listed := prospects(pack, answers, questions):
        yield dict(answers), list(questions)
        asked = listed[0].question
        reply = {}
        for name in asked.concepts:
            first, *others = pack.values(name)
            reply[name] = dice.choices((first, others[0], UNKNOWN), (2, 7, 1))[0]
        answers = with_told(pack, {**answers, **reply})
        questions = [question for question in questions if question.id != asked.id]


def at_once(pack: RulePack, answers: dict[str, str], questions: list[Question]) -> None:
    infer(pack, answers)
    prospects(pack, answers, questions)


def one_by_one(pack: RulePack, answers: dict[str, str], questions: list[Question]) -> None:
    candidates(infer(pack, answers))
    for prospect in prospects(pack, answers, questions):
        for reply in replies(pack, prospect.question):
            candidates(infer(pack, {**answers, **reply}))


if __name__ == "__main__":
    main()
