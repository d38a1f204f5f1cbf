#!/usr/bin/env python3
"""Writes the schemas of what analyses print: the tables of their JSON, with every column, as the command lines of the laws
show them. A column that only some lines of a command have (keys that a sweep varies) may be any number.
    tests/schemas.py PROGRAM        the files of schemas/ that tests/validate.py checks every JSON by
"""
import json
import re
import shlex
import subprocess
import sys

COMMON = "common.schema.json#/$defs/"
TYPES = {"string": ["string", "null"], "number": ["number", "null"], "integer": ["integer", "null"]}


def command_lines():
    text = open("tests/laws/command_lines.c").read()
    table = text[text.index("command_lines[] = {"):]
    table = re.sub(r'"\s*\n\s*"', "", table[: table.index("};")])
    return [shlex.split(line) for line in re.findall(r'"([^"]*)"', table)]


def found(program, words):
    done = subprocess.run([program, *words, "-f", "json"], capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else None


def row(columns):
    """columns: one list for each line"""
    common = [c for c in columns[0] if all(any(c["name"] == o["name"] for o in other) for other in columns)]
    dynamic = any(len(common) != len(other) for other in columns)
    return {
        "type": "object",
        "properties": {c["name"]: {"type": TYPES[c["type"]], "description": c["about"]} for c in common},
        "required": [c["name"] for c in common],
        "additionalProperties": {"type": TYPES["number"]} if dynamic else False,
    }


def table(datasets):
    return {
        "description": datasets[0]["about"],
        "type": "object",
        "properties": {
            "about": {"type": "string"},
            "columns": {"$ref": COMMON + "columns"},
            "rows": {"type": "array", "items": row([d["columns"] for d in datasets])},
        },
        "required": ["about", "columns", "rows"],
        "additionalProperties": False,
    }


def strict(properties, required=None):
    return {"type": "object", "properties": properties, "required": required or list(properties), "additionalProperties": False}


def schema(command, results):
    names = list(dict.fromkeys(name for result in results for name in result["datasets"]))
    always = [name for name in names if all(name in result["datasets"] for result in results)]
    tables = {name: table([r["datasets"][name] for r in results if name in r["datasets"]]) for name in names}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Results of hyoty {command}",
        "description": f"{command}.json, format version 1. A missing value is null. Made by `make schemas`.",
        **strict({
            "$schema": {"const": f"{command}.schema.json"},
            "format": {"const": f"hyoty-{command}"},
            "format_version": {"const": 1},
            "answer": {"$ref": COMMON + "answer"},
            "program": {"$ref": COMMON + "program"},
            "scenarios": {"type": "array", "items": {"$ref": COMMON + "scenario_as_loaded"}},
            "simulation": {"$ref": COMMON + "simulation"},
            "datasets": strict(tables, always),
        }),
    }


def main():
    by_command = {}
    for words in command_lines():
        result = found(sys.argv[1], words)
        if result and "datasets" in result:
            by_command.setdefault(words[0], []).append(result)
    for command, results in by_command.items():
        with open(f"schemas/{command}.schema.json", "w") as file:
            json.dump(schema(command, results), file, indent=1, ensure_ascii=False)
            file.write("\n")


main()
