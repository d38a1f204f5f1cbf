#!/usr/bin/env python3
"""Every JSON below a folder follows the schema that it names, and every CSV is what datapackage.json says of it: its
delimiter, its columns in their order, a number where one is promised. Prints what is wrong.
    tests/validate.py FOLDER
"""
import csv
import json
import pathlib
import sys
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
import jsonschema  # noqa: E402

SCHEMAS = pathlib.Path(__file__).resolve().parent.parent / "schemas"


def validator(name, known={}):
    if name not in known:
        schema = json.loads((SCHEMAS / name).read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        resolver = jsonschema.RefResolver(f"{SCHEMAS.as_uri()}/{name}", schema)
        known[name] = jsonschema.Draft202012Validator(schema, resolver=resolver)
    return known[name]


def wrong_json(path):
    content = json.loads(path.read_text())
    for error in validator(content["$schema"]).iter_errors(content):
        yield f"{path}: {error.json_path}: {error.message[:300]}"


def wrong_cell(field, cell):
    if field["type"] == "string" or cell == "":
        return False
    try:
        (int if field["type"] == "integer" else float)(cell.replace(field.get("decimalChar", "."), "."))
    except ValueError:
        return True
    return False


def wrong_table(folder, resource):
    fields = resource["schema"]["fields"]
    with open(folder / resource["path"], encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=resource["dialect"]["delimiter"])
        if next(rows) != [field["name"] for field in fields]:
            yield f"{file.name}: other columns than datapackage.json says"
        for number, cells in enumerate(rows, 2):
            bad = [f["name"] for f, cell in zip(fields, cells) if wrong_cell(f, cell)]
            if bad or len(cells) != len(fields):
                yield f"{file.name}:{number}: {bad or 'another number of cells'}"
    for field in fields:
        if field["type"] != "string" and not field.get("unit"):
            yield f"{file.name}: {field['name']} has no unit"


def main():
    files = sorted(pathlib.Path(sys.argv[1]).rglob("*.json"))
    wrong = [text for path in files for text in wrong_json(path)]
    for path in files:
        if path.name == "datapackage.json":
            for resource in json.loads(path.read_text())["resources"]:
                wrong += wrong_table(path.parent, resource)
    print("\n".join(wrong[:20]) or f"{len(files)} files follow their schemas")
    return 1 if wrong or not files else 0


sys.exit(main())
