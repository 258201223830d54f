"""What no text of a pack may say, in the forms that it takes, and what only sounds like it."""

from __future__ import annotations

import pytest

from triage.check.words import banned

CAUSES = frozenset(("zinc", "vitamin Q"))

SAID = """
diagnosis; DIAGNOSING yourself; undiagnosed lack; self-diagnose; the dosage is 5; large doses; megadoses of it
mega-dose; a prescription; prescriber; represcribe; non-prescription; the dose of sunlight
stop taking your tablets; stop taking it; Stop your tablets.; stop your diuretic; do not take your tablets
changing your medication; reducing medication; switching medicines; switch to another diuretic; avoiding supplements
starts a supplement; stops the medicine; takes a supplement; it took a supplement; add a supplement; use a supplement
come off your medicine; cut down on your water tablets; swap the medicine; taper the medicine; withdraw the drug
Your tablets should be stopped.; The medicine must be changed.; Medication ought to be reduced.
supplements are recommended; take 400 mg of zinc; take 400 milligrams; one tablet twice a day; 400mg daily
Take 5 ml of food.; Give 200 mg magnesium.; giving it 10 drops; drink 2 spoonfuls; 5 millilitres a day
take zinc; you should take vitamin Q; try zinc; start on zinc; take a multivitamin; you should take vitamins
Stop your statin.; Give up your statin.; Pause the beta blocker.; Drop the diuretic.; Do not take insulin today.
Take two of your pills.; Chew an aspirin.; Supplement with zinc.; Put yourself on zinc.; You should be on zinc.
Zinc should be taken at night.; Treat it with zinc.; Get some zinc.; You have a zinc deficiency.; You are low in zinc.
You probably have low vitamin Q; Your cramps come from low zinc.
Never stop, start a supplement; not to start: stop your medicine; Is it low? Take a tablet.
"""
UNSAID = """
Ask before you start, stop or change a medicine.; Whether to take a supplement is for your doctor.
Nothing here is a reason to start, stop or change a medicine.; It does not tell anybody to take a supplement.
Medicines that lower zinc, such as some water tablets; Drugs that raise the level of vitamin Q
Some medicines lower zinc; people who take a water tablet; Someone who is taking a tablet; use of water tablets
The kidneys change vitamin Q into its active form; The body can take up vitamins from food; Cells take in minerals
Muscles start to use minerals; changes in vitamin levels; a lower vitamin level; Nerves start to fire
Too little sun lowers vitamin Q; avoid a lack of vitamins; Do you take any supplements?
Which of these do you take, tablets?; Give it water when the soil is dry.; 5 ml stand on the label
If you have low zinc, a test shows it.; Ask whether you lack zinc.; Foods that hold zinc; Insulin drives zinc into cells
People on a statin; the drop of zinc in the blood; somebody who has low zinc; Have your zinc tested.; use of insulin
a part that zinc needs to be taken up
endoskeleton; a dosimeter; those; aldosterone; a cholesterol-lowering medicine
"""


def sentences(text: str) -> list[str]:
    return [part.strip() for line in text.strip().splitlines() for part in line.split(";")]


@pytest.mark.parametrize("text", sentences(SAID))
def test_orders_amounts_and_diagnoses_are_found(text: str) -> None:
    """In whatever form of the verb, with whatever stands between, in the passive or about the pack's own causes."""
    assert banned(text, CAUSES)


@pytest.mark.parametrize("text", sentences(UNSAID))
def test_what_is_no_order_is_let_through(text: str) -> None:
    """Who takes something, what a body does with it, a question, and that this is no reason to do it."""
    assert banned(text, CAUSES) == ()


def test_all_of_them_are_found() -> None:
    """Not only the first: an author mends a text once."""
    text = "The dose follows from the diagnosis. Stop taking your tablets, and take zinc."
    assert [words for words, _ in banned(text, CAUSES)] == [
        "diagnosis",
        "dose",
        "Stop taking your tablets",
        "and take zinc",
    ]
