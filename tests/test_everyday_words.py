"""What people call things finds the concept of the shipped pack that they mean; a word that means more finds none."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import refused, shipped

from triage.errors import UnknownName
from triage.names import find_concept, is_narrower

# Written from what people say, on reports and at home, before any of it was made to work.
MEANT = """
calcium: Ca, Ca2+, Ca++, blood calcium, calcium level, serum calcium
potassium: K, K+, potassium level, serum potassium, hypokalaemia
magnesium: Mg, Mg2+, magnesium level, magnesium deficiency
sodium: Na, Na+, blood sodium, sodium level, salt in the blood
vitamin-d: vitamin D3, vitamin D 3, D3, vit D3, cholecalciferol, colecalciferol, 25-OH vitamin D, 25(OH)D, 25-OH-D
vitamin-d: 25-hydroxy vitamin D, vitamin D deficiency
vitamin-b1: thiamin, thiamine, vitamin B-1, B-1, vit B1, vitamin B1 deficiency
vitamin-b6: pyridoxine, vitamin B-6, B 6, vitamin B6 deficiency
vitamin-b12: cobalamin, vitamin B-12, B-12, B 12, vitamin B 12, serum B12, B12 deficiency, vitamin B12 deficiency
other-trigger: hard exercise, strenuous exercise, overexertion
nerve-damage: neuropathy, peripheral neuropathy, damaged nerves
muscle-spasm: spasms, muscle spasm, back spasms, spasming, involuntary spasms
muscle-cramp: charley horse, calf cramp, leg cramps, leg cramping, thigh cramp, cramp in the calf, cramp in the leg
muscle-tension: stiffness, stiff muscles, muscle stiffness, stiff, muscle tightness, tense muscles, stiff legs
prolonged-contraction: muscle that will not relax, muscle that won't relax, muscles that won't let go
muscle-weakness: feeling weak, weak, lack of strength, no strength
leg-weakness: leg weakness, weak left leg, weakness of the right leg
weakness-of-both-legs: weakness in the legs
muscle-pain: sore muscles, muscle pains, painful muscles, aching muscles, muscles hurt, muscles ache, muscle tenderness
tingling: pins and needles, pins & needles, tingle, tingles, tingling sensation, prickling, paresthesia
heavy-legs: heavy legs, legs feel heavy
muscle-fatigue: legs tire easily, muscles tire quickly, tired legs, muscles get tired
tremor: tremors, shaking, shaking hands, hand tremor, the shakes, shaky hands
muscle-twitching: twitching, muscles twitching, twitchy muscles, fasciculations
jerky-eyes: nystagmus, dancing eyes, jumpy eyes
tingling-around-mouth: tingling around the lips, numbness around the mouth, numb mouth, tingling in the fingertips
hand-foot-spasm: hand cramp, cramping hands, hands cramp up, carpopedal spasms
muscle-cramp: cramp in the foot, toe cramp
hand-foot-spasm: finger cramps
numb-hands-or-feet: numb hands and feet, numbness in the hands, numb feet
tingling-hands-or-feet: tingling feet, tingling in the hands
numb-hands-or-feet: numbness
muscle-wasting: muscle atrophy, wasted muscles, hand wasting
trouble-walking: difficulty walking, loss of balance, unsteady gait, ataxia, unsteady on my feet, staggering
trouble-with-stairs: difficulty climbing stairs, trouble rising from a chair, hard to get up from a chair
tiredness: low energy, tired, exhausted, always tired, lack of energy, run down, tiredness
lethargy: lethargy, lethargic
appetite-loss-or-nausea: poor appetite, nauseated, lack of appetite, feeling nauseous
headache: headaches, head pain
constipation: constipated, hard stools
irregular-heartbeat: skipped heartbeats, skipped heartbeat, missed beats, heart skips a beat, uneven heartbeat
bone-pain: painful bones, bones ache
hip-pain: aching hips, hip pain, pain in the left hip
mood-change: mood swings, feeling low, feeling down, irritable, mood changes
memory-change: memory problems, bad memory, forgetful, trouble remembering
vision-change: blurry vision, vision problems, eyesight getting worse
dry-skin-brittle-nails: dry skin, brittle nails, splitting nails
sore-tongue: burning tongue, sore tongue, painful tongue, glossitis, inflamed tongue
mouth-corner-cracks: cracks in the corners of the mouth, angular stomatitis, sore corners of the mouth
scaly-rash: seborrhoeic dermatitis, seborrheic dermatitis, greasy rash
mouth-ulcers: canker sore, canker sores, mouth ulcer, ulcers in the mouth, aphthous ulcers
chvostek-sign: Chvostek's sign, Chvostek sign, positive Chvostek sign
trousseau-sign: Trousseau's sign, Trousseau sign, positive Trousseau sign
stubborn-low-minerals: low potassium that will not come right, refractory hypokalemia, refractory hypokalaemia
under-18: child, toddler, teenager, under 18
pregnancy: pregnant, expecting, just had a baby, postnatal, recent birth
kidney-disease: renal disease, kidney failure, CKD, renal impairment, kidney trouble, renal insufficiency
dialysis: on dialysis, hemodialysis, haemodialysis
trouble-breathing: laryngospasm, breathlessness
tingling-around-mouth: perioral numbness, perioral tingling, perioral paresthesia, circumoral numbness
muscle-weakness: limb weakness
weakness-of-the-arms: weak arms, weakness in the arms
seizure: generalized tonic-clonic seizure, generalised tonic-clonic seizure, tonic-clonic seizures
trouble-breathing: shortness of breath, struggling to breathe, breathing problems, cannot breathe, can't breathe
seizure: seizures, convulsions, having a fit, epileptic seizure, epileptic fit
chest-pain: chest pain, tight chest, pain in the chest
collapse: fainting, loss of consciousness, lost consciousness, syncope, passed out
sudden-confusion: confused, delirious, not making sense, delirium
paralysis: paralysed legs, paralyzed legs, cannot move legs, unable to move
stroke-signs: face droop, stroke, slurred speech, stroke symptoms
paresis: weakness on one side
dark-urine: cola-coloured urine, cola-colored urine, coke-coloured urine, brown urine, dark urine
fever: high temperature
faintness: dizziness, dizzy, lightheaded
back-pain: back pain, sciatica, pain in the lower back
bladder-or-bowel-trouble: incontinence
cannot-pass-urine: urinary retention, can't pee
eyelid-twitch: eye twitch, eye twitching
leg-swelling: swollen ankles, swollen legs
locked-jaw: lockjaw, lock jaw, cannot swallow, can't swallow, can't open the mouth
saddle-numbness: numb between the legs, saddle anaesthesia, saddle anesthesia, perineal numbness
saddle-numbness: numbness of the perineum, groin numbness, numbness in the groin, numb saddle area
saddle-numbness: numb perineum, no feeling when wiping
saddle-numbness: cannot feel when I wipe, can't feel when I wipe, genital numbness, numbness of the genitals
saddle-numbness: numbness around the anus, numb anus, numb vagina, numb penis, perianal numbness, perineal anaesthesia
potassium-critically-low: dangerously low potassium, severe hypokalemia, severe hypokalaemia
sodium-critically-low: dangerously low sodium
one-swollen-leg: DVT, deep vein thrombosis, clot in the leg, swollen calf
long-cramp: cramp that won't stop, cramp that will not stop
frequent-cramps: night cramps, nocturnal leg cramps, night-time cramps, frequent leg cramps, cramps every night
cramps-on-walking: intermittent claudication, claudication, cramps on walking
cramps-in-odd-places: cramps in the belly, cramps in the arms
recurring-palpitations: palpitations, palpitation, pounding heart, thumping heart
muscle-cramp: occasional leg cramps, leg cramp now and then
ppi-long: PPI, PPIs, proton pump inhibitors, proton pump inhibitor, acid blockers, heartburn medicine, omeprazole
h2-blocker-long: H2 blockers, ranitidine, H2 antagonist
water-tablets: water tablets, water pills, diuretics, loop diuretics, thiazides, frusemide, hydrochlorothiazide
laxatives: laxative abuse, laxative overuse, laxative
contraceptive-pill: oral contraceptives, on the pill, combined pill, birth control pill
insulin-or-antibiotics: course of antibiotics, on insulin, antibiotics
mood-or-pain-medicine: SSRI, SSRIs, SNRI, antidepressants, opiates, tramadol
anti-seizure-medicine: phenytoin, carbamazepine, valproate, epilepsy drugs, antiepileptics
steroid-tablets: cortisone, oral steroids, prednisone
antifungal-or-hiv-medicine: antiretrovirals, HIV medicines
magnesium-losing-medicine: amphotericin B, gentamicin, aminoglycosides
alcohol-high: alcohol abuse, alcohol dependence, drinking heavily, too much alcohol, alcohol use disorder
poor-diet: not eating enough, starvation, malnourished, poor nutrition, not eating much
low-calcium-diet: dairy-free diet, diet low in calcium, no dairy
vegan-diet: vegan, veganism
eating-disorder: anorexic, eating disorder
excess-water: drinking lots of water, too much water
thirst-or-much-urine: polydipsia
b6-supplement: vitamin B6 tablets, B6 pills
malabsorption: celiac disease, coeliac disease, celiac, poor absorption of food
inflammatory-bowel-disease: Crohn's disease, Crohn, ulcerative colitis
uncontrolled-diabetes: diabetes out of control, unstable diabetes, poorly controlled diabetes
pancreatitis: inflammation of the pancreas
cushing-or-high-aldosterone: Conn's syndrome, Conn syndrome, Conns syndrome, Cushing's disease, Cushing's
very-high-blood-pressure: hypertensive crisis, blood pressure over 180
lasting-tiredness: tired for months, chronic fatigue
lasting-belly-pain: recurring belly pain
hoarse-voice: hoarse
strained-neck: neck manipulation
too-cold-body: hypothermia
lasting-slurred-speech: slurred speech for months
seizure: seizure activity
underactive-adrenals: Addison's, Addison's disease, Addisons disease
underactive-thyroid: hypothyroid, underactive thyroid
heart-failure: cardiac failure, CHF, congestive heart failure
liver-disease: liver failure, severe liver disease, cirrhosis
pernicious-anaemia: pernicious anemia, autoimmune gastritis, autoimmune stomach disease
long-diarrhoea: chronic diarrhea, diarrhoea for weeks, diarrhea for weeks, persistent diarrhoea
vomiting-or-diarrhoea: vomiting and diarrhoea, vomiting and diarrhea, tummy bug, stomach bug, throwing up
vomiting-in-pregnancy: hyperemesis gravidarum
lasting-vomiting: vomiting for weeks, vomiting that won't stop, can't stop vomiting
heavy-sweating: excessive sweating, profuse sweating
serious-burns: bad burns, large burns
overbreathing: hyperventilation, panic attack, panic attacks, breathing too fast, rapid breathing
older-age: elderly, advanced age, older person
little-sun: lack of sunlight, not enough sun, no sunshine, lack of sun
late-pregnancy-or-breastfeeding: breast-feeding, breastfeeding, lactating
late-pregnancy: third trimester
neck-surgery: thyroidectomy, thyroid surgery, parathyroidectomy, neck surgery, thyroid removed
weight-loss-surgery: gastric band, gastric sleeve, weight loss surgery, gastric bypass, sleeve gastrectomy, lap band
stomach-or-bowel-surgery: gastrectomy, bowel resection, stomach removed
recent-surgery: just had surgery, recent operation
"""

# None of these is listed as it stands: a name with what reports put around it, or with another small word in it.
AROUND = """
calcium: calcium levels, serum calcium level, blood calcium level, total serum calcium, corrected calcium level
calcium: serum total calcium, ionized calcium level, albumin-adjusted calcium, calcium concentration
potassium: blood potassium level, potassium levels, plasma potassium level
magnesium: serum magnesium level, ionised magnesium, total magnesium
sodium: corrected sodium, serum sodium level, total sodium
vitamin-d: vitamin D level, serum vitamin D, serum 25(OH)D level, 25-hydroxyvitamin D levels, total 25-hydroxyvitamin D
vitamin-b6: serum B6, vitamin B6 level, plasma vitamin B6
vitamin-b12: vitamin B12 level, serum cobalamin, plasma B12 level
numbness-of-both-legs: numbness in legs, numbness in the legs, numbness of the legs, numbness in both legs
numb-hands-or-feet: numbness in both hands, numbness of both feet
tingling-hands-or-feet: tingling of the hands, tingling of hands and feet
weakness-of-both-legs: weakness of legs, weakness in his legs
weakness-of-both-legs: weakness of both legs, weakness in both legs, both legs are weak
weakness-of-the-arms: weakness of the arms
muscle-cramp: cramps in the calves, cramps in both calves, cramps of the calves, cramps of the legs, cramps in her legs
leg-swelling: swelling of the legs, swelling of legs, swelling in both legs, swelling in the legs
hand-foot-spasm: cramps in hands, cramps of the hands, cramps of hands and feet
trousseau-sign: positive Trousseau sign, positive Trousseau's sign, Trousseau sign positive, positive Trousseau
chvostek-sign: Chvostek's, positive Chvostek's, Chvostek's sign positive, positive Chvostek
ppi-long: PPI use, PPI therapy, long-term PPI use, long-term proton pump inhibitor, omeprazole use, use of omeprazole
ppi-long: chronic PPI use, long-term PPI therapy, treatment with omeprazole
statin-use: statin therapy, treatment with statins, long-term statin use, atorvastatin use
water-tablets: diuretic use, diuretic therapy, use of diuretics, thiazide use, furosemide treatment
laxatives: laxative use, use of laxatives
mood-or-pain-medicine: SSRI use, SSRI therapy, antidepressant treatment, opioid use
steroid-tablets: steroid use, corticosteroid therapy, long-term prednisolone, long-term steroids
insulin-or-antibiotics: insulin therapy, insulin use, antibiotic treatment
tuberculosis-medicine: isoniazid therapy, long-term isoniazid
anti-seizure-medicine: anticonvulsant therapy, phenytoin treatment, long-term phenytoin therapy
inflammatory-bowel-disease: Crohn's
"""

# Written from what case reports call such things, before any of it was made to work.
CASE_REPORTS = Path(__file__).parent / "words_of_case_reports.txt"

# Each means more, or something else, than any concept does: to take it for one would put words into people's mouths.
# Who is bedridden may be ill in bed; poor coordination may be of the hands; weakness that grows may climb or be new;
# trimethoprim holds potassium back where other antibiotics lose it; hydrocortisone may be a cream, gabapentin is mostly
# for pain; a stoma may be of the windpipe or the bladder; jaws are clenched in sleep and in worry; a tense leg may hold
# a clot or press on its muscles; a sore calf may be one of two; anorexia is a loss of appetite or an illness;
# diaphoresis may be a little sweat. An arm that is not working may be weak; a face may be a little weak on both sides;
# spasms of the abdomen may be of the bowel; who is stiff all over may have slept badly; many an illness brings fast
# breath; slow speech need not be unclear. Who stands badly may be weak or unsteady; a child may refuse to walk for
# pain; a medicine may have begun to twist muscles years ago; pain all over may be of bones.
NOT_TAKEN = """
squint, bedridden, amnesia, could not move, imbalance, electrolyte imbalance,
pain, oedema, edema, swelling, vegetarian, overweight, tightness,
migraine, dementia, thyroid, alcohol, vitamins, electrolytes, facial weakness,
generalised spasms, malaise, incoordination, claw hand, beriberi,
calf swelling, tingling use, tremor therapy, positive calcium, serum tingling,
fever level, positive statin, long-term tremor, alcohol use, urine calcium,
mental change, mental changes, wheezing, noisy breathing, sweating, stiff hands, clawed hands, aches and pains,
generalized body pain, nervous, nervousness, jittery, skipping meals, drank several bottles of water,
eyelid spasm, facial numbness, tight calf,
bedbound, poor coordination, poor co-ordination, increased weakness,
hydrocortisone, gabapentin, stoma, stoma bag, clenched jaw,
jaw clenching, tingling moving up, tense swollen leg, sore calf, painful calf, anorexia, diaphoresis, exercise, sport,
anabolic steroids, potassium supplements, calcium tablets,
arm not working, leg not working, abdominal spasms, stomach spasms, stiff all over, tachypnea,
tachypnoea, slowed speech, slow speech,
difficulty standing, refusal to walk, refuses to walk, drug-induced dystonia, body pain,
widespread pain, pain all over, PND
"""

# Each says the same as its concept, so that a no to it denies the whole of that.
THE_SAME = """
double-vision: diplopia, seeing double
slow-pulse: bradycardia, slow heart rate, low heart rate, slow pulse
loss-of-sight: visual loss, vision loss, loss of vision
cannot-pass-urine: urinary retention, cannot pee, can't pass urine, unable to pass urine
proximal-weakness: proximal muscle weakness, limb-girdle weakness
severe-muscle-pain: severe myalgia, severe muscle aches
muscle-pain-on-effort: exertional muscle pain, muscle pain on exertion
eyelid-twitch: eyelid twitch, twitching eyelid, eye twitching, eyelid quivering
restless-legs: urge to move the legs, restless leg syndrome
little-sun: inadequate sun exposure, not enough sunlight
low-calcium-diet: poor calcium intake
leg-swelling: lower extremity edema, lower limb oedema
muscle-pain: muscular pain, pain in the muscles
muscle-cramp: muscular cramps
hallucinations: hallucinating
trouble-walking: difficulty in walking, abnormal gait
no-fluid-kept-down: cannot keep fluids down
tuberculosis-medicine: antituberculosis treatment
nitrous-oxide: laughing gas
fever: fevers
under-18: child under 18
"""

# Each says less than the sign beside it, and may not pass for all of it.
LESS = """
paralysis: quadriparesis
stroke-signs: hemiparesis, one-sided weakness
palpitations-with-faintness: ventricular tachycardia
clot-signs-with-breathlessness: pulmonary embolism
dark-urine-with-strong-pain: rhabdomyolysis, dark urine with muscle pain
locked-jaw: stiff belly, generalised muscle spasms
fever-and-rigidity-on-an-antipsychotic: serotonin syndrome, fever with rigid muscles
fever-with-stiff-neck: fever with a rash
head-injury-signs: head injury with vomiting
lasting-heat-cramps: heat cramps, heat exhaustion
cramps-after-dirt-or-metal: cramps after a wound
cramps-after-fluid-loss: cramps after sweating
unexplained-trouble-on-a-statin: statin muscle pain, muscle trouble on a statin
endurance-overdrinking: endurance exercise
lone-leg-cramp: occasional cramp
contraceptive-pill: birth control
serious-burns: burns
recent-surgery: surgery
"""


def listed(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in phrases.replace("\n", " ").split(",")]


def found(phrase: str) -> str:
    """Return the id of the concept that `phrase` finds, '' for none."""
    try:
        return find_concept(shipped(), phrase).id
    except UnknownName:
        return ""


@pytest.mark.parametrize(
    "line", [*MEANT.strip().splitlines(), *AROUND.strip().splitlines(), *CASE_REPORTS.read_text("utf-8").splitlines()]
)
def test_an_everyday_phrase_finds_its_concept(line: str) -> None:
    """Nobody has to guess at the pack's own label: what is said at home, stands on a report with words around it, or is
    written by doctors about such people, is understood as what it means; and as nothing where the pack has nothing of
    it."""
    concept, _, phrases = line.partition(": ")
    assert {phrase: found(phrase) for phrase in listed(phrases)} == dict.fromkeys(listed(phrases), concept)


@pytest.mark.parametrize("line", LESS.strip().splitlines())
def test_a_word_that_says_less_than_a_sign_is_not_taken_for_all_of_it(line: str) -> None:
    """Nobody who said a part of a sign reads that the whole of it is there."""
    concept, _, phrases = line.partition(": ")
    assert concept in shipped().concept
    assert [phrase for phrase in listed(phrases) if found(phrase) == concept] == []


@pytest.mark.parametrize("line", THE_SAME.strip().splitlines())
def test_a_no_to_the_same_thing_by_another_name_denies_it(line: str) -> None:
    """Whoever denies diplopia has denied double vision; only a no to one kind of several leaves the rest open."""
    concept, _, phrases = line.partition(": ")
    assert {phrase: (found(phrase), is_narrower(shipped(), phrase)) for phrase in listed(phrases)} == dict.fromkeys(
        listed(phrases), (concept, False)
    )


@pytest.mark.parametrize(
    "word", ["swollen calves", "warm calves", "swollen thighs", "pulseless legs", "red swollen legs"]
)
def test_what_is_said_of_both_of_a_pair_is_not_taken_for_one_of_them(word: str) -> None:
    """One swollen calf is a danger sign, two mostly are none."""
    assert found(word) in ("", "leg-swelling")


def test_a_broader_word_is_no_answer() -> None:
    """A word that means more than a concept is not taken for it: its writer is asked again, not misunderstood."""
    assert [(word, found(word)) for word in listed(NOT_TAKEN) if found(word)] == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("anorexia", {"eating-disorder", "appetite-loss-or-nausea"}),
        ("tense swollen leg", {"one-swollen-leg", "compartment-syndrome"}),
        ("tingling moving up", {"spreading-numbness", "tingling"}),
        ("abdominal spasms", {"belly-cramps", "stiff-body"}),
        ("stiff all over", {"morning-stiffness", "stiff-body"}),
        ("eyelid spasm", {"eyelid-twitch", "twisted-posture"}),
        ("refuses to walk", {"trouble-walking", "cannot-walk"}),
        ("drug-induced dystonia", {"acute-dystonia", "twisted-posture"}),
        ("widespread pain", {"muscle-pain", "bone-pain"}),
        ("tachypnea", {"overbreathing", "trouble-breathing"}),
        ("tachypnoea", {"overbreathing", "trouble-breathing"}),
    ],
)
def test_a_word_for_either_of_two_things_offers_both(word: str, meant: set[str]) -> None:
    """Neither is taken for granted, and neither is left out."""
    assert {find_concept(shipped(), name).id for name in refused(word).near} == meant


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("clenched jaw", "clenched jaw that will not open"),
        ("bedridden", "bedridden and unable to walk"),
        ("sore calf", "one sore calf"),
        ("stoma", "bowel stoma"),
        ("diaphoresis", "profuse diaphoresis"),
        ("arm not working", "arm not working at all"),
        ("facial weakness", "one-sided facial weakness"),
    ],
)
def test_a_word_that_may_mean_less_is_asked_about(word: str, meant: str) -> None:
    """It is not taken for the whole, and whoever means the whole reads how to say it."""
    assert refused(word).near[0] == meant


@pytest.mark.parametrize("word", ["bite", "swelling"])
def test_a_danger_sign_is_not_the_first_that_a_word_hints_at(word: str) -> None:
    """Who only says that something is numb is not frightened with the worst of it while other things have that name."""
    assert find_concept(shipped(), refused(word).near[0]).role != "danger"


@pytest.mark.parametrize(
    "word",
    [
        *("eyes rolled up", "eyes rolling up", "eyes rolled upwards", "eyes rolling upwards", "Eyes rolled back"),
        *("eyes rolled upward", "eyes rolling upward"),
    ],
)
def test_eyes_that_roll_up_may_be_a_fit_or_a_twisting_of_their_muscles(word: str) -> None:
    """Neither is taken for granted: somebody fully awake has the second, and both are offered."""
    assert {find_concept(shipped(), name).id for name in refused(word).near} == {"seizure", "acute-dystonia"}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("pain", "muscle pain"),
        ("heartbeat", "irregular heartbeat"),
        ("surgery", "neck surgery"),
        ("burns", "serious burns"),
        ("calf swelling", "unilateral calf swelling"),
        ("muscle crams", "muscle cramps"),
        ("magnesum", "magnesium"),
    ],
)
def test_a_word_that_is_part_of_a_name_hints_at_it(word: str, meant: str) -> None:
    """One word of a longer name, or a slip, is answered with the name that may be meant."""
    assert meant.casefold() in refused(word).near
