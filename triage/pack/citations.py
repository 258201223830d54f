"""Whether what a pack says rests on its sources: each citation resolves, no rule is surer than its source, every link
of a source is taught or explained away.

Each check is a function that yields problems; what it looks for stands in its docstring.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.errors import Problem, did_you_mean
from triage.model import URGENCY, Citation, Concept, Rule, Source
from triage.model.record import Record
from triage.names.slips import near
from triage.pack.document import Place
from triage.pack.parts import Mentioned, Parts, Placed, by_id

MOST_PLACES = 12  # so many are named


def unsourced(parts: Parts) -> Iterator[Problem]:
    """Yield every problem with what a pack cites."""
    yield from citations(parts)
    yield from nuances(parts)
    yield from wording(parts)
    if parts.doubtful is not None:
        yield from coverage(parts, parts.doubtful)


def citations(parts: Parts) -> Iterator[Problem]:
    """A citation of a source that is not there, of a place that the source does not have, or of no place where it has
    some; one that stands twice; an article rule that cites a supplement, be it beside the article."""
    sources = {id: placed.record for id, placed in by_id(parts.sources).items()}
    for placed, key, cited in cited_in(parts):
        yield from _citations(placed, key, cited, sources, parts.source_ids)
    for rule in parts.rules:
        kinds = {sources[one.source].kind for one in rule.record.source if one.source in sources}
        if rule.record.kind == "article" and "supplement" in kinds:
            message = "a rule of kind article cites a source that is not the article"
            yield rule.problem(("source",), "bad-citation", message, "cite the article, or say 'kind: supplement'")


def cited_in(parts: Parts) -> Iterator[tuple[Placed[Record], Place, Sequence[Citation]]]:
    """Yield everything that a pack cites, with the record and the key where it does."""
    for rule in parts.rules:
        yield rule, ("source",), rule.record.source
        yield rule, ("mechanism-source",), rule.record.mechanism_source or ()
    for nuance in parts.nuances:
        yield nuance, ("source",), nuance.record.source
    for cause in parts.not_covered:
        yield cause, ("source",), cause.record.source
    for concept in parts.concepts:
        if critical := concept.record.critical:
            yield concept, ("critical", "source"), critical.source
        for number, background in enumerate(concept.record.background):
            yield concept, ("background", number, "source"), background.source


def _citations(
    placed: Placed[Record],
    at: Place,
    cited: Sequence[Citation],
    sources: dict[str, Source],
    mentioned: Mentioned,
) -> Iterator[Problem]:
    for number, citation in enumerate(cited):
        key = (*at, number)
        if citation in cited[:number]:
            yield placed.problem(key, "duplicate", f"'{citation}' is cited twice", "leave one out")
            continue
        source = sources.get(citation.source)
        if source is None and mentioned is not None and citation.source not in mentioned:
            hint = did_you_mean(near(citation.source, sources)) or "declare it in sources.yaml"
            yield placed.problem(key, "unknown-source", f"no source is called '{citation.source}'", hint)
        elif source and citation.place and not source.places:
            message = f"the source '{source.id}' is not divided into places, so it has no '{citation.place}'"
            hint = f"cite it as '{source.id}', or declare its 'places' in sources.yaml"
            yield placed.problem(key, "bad-citation", message, hint)
        elif source and source.places and not citation.place:
            hint = f"write '{source.id} PLACE'; its places are {', '.join([*source.places][:MOST_PLACES])}"
            hint += ", ..." if len(source.places) > MOST_PLACES else ""
            yield placed.problem(key, "bad-citation", f"'{source.id}' names no place of this source", hint)
        elif source and source.places and citation.place not in source.places:
            hint = did_you_mean(near(citation.place, source.places)) or "the places of a source stand in sources.yaml"
            message = f"the source '{source.id}' has no place '{citation.place}'"
            yield placed.problem(key, "bad-citation", message, hint)


def nuances(parts: Parts) -> Iterator[Problem]:
    """A nuance that is not there, or stands twice."""
    known = {placed.record.id for placed in parts.nuances}
    carrying: tuple[Placed[Rule] | Placed[Concept], ...] = (*parts.rules, *parts.concepts)
    for placed in carrying:
        for number, nuance in enumerate(placed.record.nuance):
            if nuance in placed.record.nuance[:number]:
                yield placed.problem(("nuance", number), "duplicate", f"'{nuance}' stands twice", "leave one out")
            elif parts.nuance_ids is not None and nuance not in known | parts.nuance_ids:
                hint = did_you_mean(near(nuance, known)) or "declare it in nuances.yaml"
                yield placed.problem(("nuance", number), "unknown-nuance", f"no nuance is called '{nuance}'", hint)


def wording(parts: Parts) -> Iterator[Problem]:
    """A strength above what the rule's wording carries, or a wording without any hedge of the pack's table."""
    if parts.hedges is None:
        return
    for placed in parts.rules:
        rule = placed.record
        carried = parts.hedges.carried_by(rule.wording)
        if carried is None:
            message = f"the wording '{rule.wording}' holds none of the hedges in pack.yaml"
            yield placed.problem(("wording",), "over-strong", message, "quote the source's own hedge, or add it there")
        elif rule.strength > carried:
            message = f"the strength is {rule.strength.word}, the wording '{rule.wording}' carries {carried.word}"
            hint = f"say 'strength: {carried.word}'"
            if rule.conclusion.concept == URGENCY:  # of a danger sign a weaker one would be the next mistake
                hint += ", or, for a danger sign, quote a source that is as sure"
            yield placed.problem(("strength",), "over-strong", message, hint)


def coverage(parts: Parts, doubtful: frozenset[str]) -> Iterator[Problem]:
    """A link of a source that nothing teaches and nothing explains away; one that no source has; one that stands twice
    in a list, is explained away twice, or both taught and explained away; one that a rule teaches without citing its
    place. What is `doubtful` may be either."""
    links = {link: source for source in parts.sources for link in source.record.links()}
    taught: set[str] = set()
    seen: set[tuple[object, ...]] = set()
    for placed, key, link in taught_in(parts):
        taught.add(link)
        here = ("coverage", link) if key == ("link",) else (placed.document.path, placed.place, key[:-1], link)
        if here in seen:
            where = "in coverage.yaml" if key == ("link",) else "here"
            yield placed.problem(key, "duplicate", f"the link '{link}' stands twice {where}", "leave one out")
            continue
        seen.add(here)
        if link not in links and not {place_of(link), link} & doubtful:
            alike = near(link, links)
            taught.update(alike)  # one of them is meant
            hint = did_you_mean(alike) or "the places in sources.yaml say how many links each one holds"
            counts = [one.record.places[place_of(link)] for one in parts.sources if place_of(link) in one.record.places]
            if counts and link == f"{place_of(link)}-{max(counts) + 1}":  # more likely counted amiss than misspelt
                declared = f"{max(counts)} link{'' if max(counts) == 1 else 's'}"
                hint = f"'{place_of(link)}' declares {declared}; if there is one more, raise the number in sources.yaml"
            yield placed.problem(key, "bad-citation", f"no source has a link '{link}'", hint)
    yield from _taught_and_left_out(parts)
    yield from _taught_elsewhere(parts, links)
    for link, source in links.items() if ("coverage.yaml", "link") not in parts.left_out else ():
        if link not in taught | doubtful:
            hint = "teach it in a rule or a background, or say in coverage.yaml where it went"
            yield source.problem(("places", place_of(link)), "uncovered", f"nothing teaches '{link}'", hint)


def _taught_and_left_out(parts: Parts) -> Iterator[Problem]:
    """A link of which coverage.yaml says where it went instead of into a rule or a background, which teaches it."""
    teaching = {link: placed for placed, key, link in reversed([*taught_in(parts)]) if key != ("link",)}
    for covered in parts.coverage:
        if other := teaching.get(covered.record.link):
            message = f"the link '{covered.record.link}' is taught by '{getattr(other.record, 'id', '')}' as well"
            hint = f"see {other.where}; take it out of here, or out of the 'teaches' there"
            yield covered.problem(("link",), "duplicate", message, hint)


def _taught_elsewhere(parts: Parts, links: dict[str, Placed[Source]]) -> Iterator[Problem]:
    """A rule that teaches a link of a source that it cites, and does not cite the place where the link stands."""
    known = {placed.record.id for placed in parts.sources}
    for rule in parts.rules:
        misspelt = any(one.source not in known for one in rule.record.source)  # which may be meant for the right place
        for number, link in enumerate(() if misspelt else rule.record.teaches):
            source = links[link].record if link in links else None
            cited = {one.place for one in rule.record.source if source and one.source == source.id}
            if source and cited and place_of(link) not in cited and cited <= {*source.places}:
                message = f"the rule teaches '{link}' and does not cite '{source.id} {place_of(link)}'"
                yield rule.problem(("teaches", number), "bad-citation", message, "cite the place where the link stands")


def place_of(link: str) -> str:
    """Return the place that a link belongs to: `VD-2.2` for `VD-2.2-1`."""
    return link.rpartition("-")[0]


def taught_in(parts: Parts) -> Iterator[tuple[Placed[Record], Place, str]]:
    """Yield each link that a pack teaches or explains away, with the record and the key where it does."""
    for rule in parts.rules:
        for number, link in enumerate(rule.record.teaches):
            yield rule, ("teaches", number), link
    for concept in parts.concepts:
        for place, background in enumerate(concept.record.background):
            for number, link in enumerate(background.teaches):
                yield concept, ("background", place, "teaches", number), link
    for cause in parts.not_covered:
        for number, link in enumerate(cause.record.teaches):
            yield cause, ("teaches", number), link
    for covered in parts.coverage:
        yield covered, ("link",), covered.record.link
