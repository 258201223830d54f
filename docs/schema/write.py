"""Write the JSON Schemas of the files of a rule pack into this folder: `PYTHONPATH=. python docs/schema/write.py`, in
the checkout, whose models are meant and not those of a triage that is installed.

They are made from the models that the loader itself uses, and from the tables of keys in pack-format.md, which become
what an editor shows beside a key. A schema describes YAML as it is written, and as an editor reads it: a statement is
text, one item may stand without the brackets of a list, and a plain number is a number although the loader takes it as
text. What a schema cannot say, such as whether a name resolves, stays with the loader.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from triage.answers.case_file import CaseFile, Expected
from triage.check.waivers import Waiver
from triage.model import (
    Background,
    Concept,
    Covered,
    Critical,
    Hedges,
    NotCovered,
    Nuance,
    Question,
    Rule,
    Scope,
    Source,
    UrgencyLevel,
)
from triage.pack.folder import WAIVERS
from triage.pack.loading import Header
from triage.pack.parts import LISTS

FOLDER = Path(__file__).resolve().parent
REFERENCE = FOLDER.parent / "pack-format.md"

# The words before a table of keys in pack-format.md, and the model whose keys it describes.
TABLES: Mapping[str, type[BaseModel]] = {
    "### pack.yaml": Header,
    "Each level of `urgency`:": UrgencyLevel,
    "Each strength of `hedges`:": Hedges,
    "### concepts.yaml": Concept,
    "Each `background`:": Background,
    "Each `critical`:": Critical,
    "### rules/*.yaml": Rule,
    "### sources.yaml": Source,
    "### nuances.yaml": Nuance,
    "### scope.yaml": Scope,
    "### not-covered.yaml": NotCovered,
    "### coverage.yaml": Covered,
    "### questions.yaml": Question,
    "### cases/*.yaml": CaseFile,
    "Each `expect`:": Expected,
    "### waivers.yaml": Waiver,
}

SCALAR = ["string", "number", "boolean"]
NUMBER = r"^\s*[+-]?\d+(\.\d+)?\s*$"
WHOLE = r"^\s*[+-]?\d+\s*$"

# The parts that are written as text and become something else, by the function in `model.record` that reads them.
TEXTS: Mapping[str, JsonSchemaValue] = {
    "_statement": {"type": "string", "pattern": r"^\s*[a-z0-9-]+ is [a-z0-9-]+\s*$"},
    "_circumstance": {"type": "string", "pattern": r"^\s*[a-z0-9-]+( is [a-z0-9-]+)?\s*$"},
    "_citation": {"type": SCALAR, "pattern": r"^\s*\S+(\s+\S+)?\s*$"},
    "_strength": {"enum": ["certain", "likely", "possible"]},
}


class AsWritten(GenerateJsonSchema):
    """The schema of what stands in a file, where pydantic would describe what is made of it."""

    schema_dialect = "http://json-schema.org/draft-07/schema#"  # the one that editors know best

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return {"type": SCALAR, "pattern": super().str_schema(schema).get("pattern", r"\S")}

    def any_schema(self, schema: core_schema.AnySchema) -> JsonSchemaValue:
        return {"type": SCALAR}  # the value of an answer

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return {**super().int_schema(schema), "type": ["integer", "string"], "pattern": WHOLE}

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        return {"type": ["number", "string"], "pattern": NUMBER}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        key = self.generate_inner(schema["keys_schema"])
        found = {"type": "object", "additionalProperties": self.generate_inner(schema["values_schema"])}
        return {**found, "propertyNames": {"pattern": key["pattern"]}} if "pattern" in key else found

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        found = super().tuple_schema(schema)
        if "prefixItems" in found:  # a pair of two alike; draft 7 has no other word for it
            found["items"] = found.pop("prefixItems")[0]
        return found

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        name = schema["function"]["function"].__name__
        if name in TEXTS:
            return dict(TEXTS[name])
        if name == "_without_empty_keys":  # an editor may well mark a key with nothing behind it
            return self.generate_inner(schema["schema"])
        found = super().function_before_schema(schema)
        if name == "_as_list":
            return {"anyOf": [found["items"], found]}  # one item may stand alone
        return {"anyOf": [found, {"type": "null"}]}  # a key with nothing after it

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])  # what the loader takes for granted helps nobody who types

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found = super().model_schema(schema)
        said = described().get(schema["cls"], {})
        for key, part in found["properties"].items():
            if key in said:
                found["properties"][key] = {"description": said[key], **part}
        return {key: part for key, part in found.items() if key not in ("title", "description")}


def counted(schema: Any) -> Any:
    """Return `schema` with the fewest items said of the list, where pydantic says it as the length of a text of what is
    either one item or a list."""
    if isinstance(schema, list):
        return [counted(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: counted(part) for key, part in schema.items()}
    if "anyOf" in parts and "minLength" in parts:
        fewest = parts.pop("minLength")
        parts["anyOf"] = [{**part, "minItems": fewest} if "items" in part else part for part in parts["anyOf"]]
    return parts


def described() -> Mapping[type[BaseModel], Mapping[str, str]]:
    """Return what pack-format.md says of the keys of each model."""
    text = REFERENCE.read_text("utf-8")
    return {model: dict(_rows(text.partition(f"\n{lead}")[2])) for lead, model in TABLES.items()}


def _rows(text: str) -> Iterator[tuple[str, str]]:
    """Yield each key in the first table of `text`, and what stands beside it, without the marks of Markdown."""
    for line in text[text.find("\n|") :].strip().splitlines():
        if not line.startswith("|"):
            return
        keys, _, says = line.strip("| ").partition(" | ")
        for key in re.findall(r"`([^`]+)`", keys):
            yield key, re.sub(r"\[([^]]+)\]\([^)]+\)|[`*]", r"\1", says)


def schemas() -> dict[str, str]:
    """Return each schema as text, by the name of its file here: one for each kind of file in a pack."""
    models: dict[str, Any] = {"pack": Header, "cases": CaseFile}
    models |= {name.removesuffix(".yaml"): tuple[model, ...] for name, (_, model) in LISTS.items()}
    models[WAIVERS.removesuffix(".yaml")] = tuple[Waiver, ...]
    made = {name: TypeAdapter(model).json_schema(schema_generator=AsWritten) for name, model in models.items()}
    return {f"{name}.json": json.dumps(counted(schema), indent=2) + "\n" for name, schema in made.items()}


if __name__ == "__main__":
    for file, schema in schemas().items():
        (FOLDER / file).write_text(schema, "utf-8")
