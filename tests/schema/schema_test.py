"""`quyche schema` against a validator that is not ours, and against the reader, both ways.

usage: schema_test.py QUYCHE SOURCE_DIR   (both are set by CTest)
"""

import copy
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import jsonschema
import samples
from samples import NAME
import yaml_text

QUYCHE = ""
SOURCE = ""

KINDS = ("regulation", "calendar", "tests")


def run(*arguments):
    return subprocess.run([QUYCHE, *arguments], capture_output=True, text=True, check=False)


def schema_of(kind, lang="vi"):
    return json.loads(run("schema", kind, "--lang", lang).stdout)


def kind_of(path):
    """By the first key, as the program does it."""
    with open(path, encoding="utf-8") as file:
        first = re.search(r"^(calendar|regulation|tests):", file.read(), re.M)
    return first.group(1) if first else "regulation"


def findings(value):
    """What `quyche check` finds in a value written as YAML."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.test.yaml" if "tests" in value else "x.yaml")
        shutil.copy(os.path.join(SOURCE, "tests/schema", NAME + ".yaml"), folder)
        with open(path, "w", encoding="utf-8") as file:
            file.write(yaml_text.dump(value))
        answer = json.loads(run("check", path, "--format", "json").stdout)
    found = [one for one in answer["findings"] if one["file"] == path]
    # Q1xx: it was not read at all; Q199: not all was said.
    assert not [one for one in found if one["code"].startswith("Q1")], found
    return found


def at(value, path):
    for step in path:
        value = value[step]
    return value


def with_key(value, path, key, held):
    out = copy.deepcopy(value)
    at(out, path)[key] = held
    return out


class Files(unittest.TestCase):
    """Files that people wrote."""

    @classmethod
    def setUpClass(cls):
        cls.validators = {kind: jsonschema.Draft202012Validator(schema_of(kind)) for kind in KINDS}

    def errors(self, path):
        return [error.message for error in self.validators[kind_of(path)].iter_errors(yaml_text.load(path))]

    def yaml_files(self, folder):
        for where, _, names in os.walk(os.path.join(SOURCE, folder)):
            for name in sorted(names):
                if name.endswith(".yaml"):
                    yield os.path.join(where, name)

    def test_what_ships_is_valid(self):
        seen = 0
        for folder in ("policies", "tests/golden/cli"):
            for path in self.yaml_files(folder):
                with self.subTest(path=path):
                    self.assertEqual(self.errors(path), [])
                seen += 1
        self.assertGreaterEqual(seen, 4)

    def test_what_the_program_writes_is_valid(self):
        with tempfile.TemporaryDirectory() as folder:
            for arguments in (["regulation", "tren", "--title", "Quy chế"],
                              ["regulation", "xa", "--title", "Quy chế", "--under", "tren"],
                              ["school", "truong", "--under", "tren"]):
                path = os.path.join(folder, arguments[1] + ".yaml")
                self.assertEqual(run("new", *arguments, "--out", path).returncode, 0)
                with self.subTest(arguments=arguments):
                    self.assertEqual(self.errors(path), [])

    def test_good_twins_are_valid(self):
        good = [path for path in self.yaml_files("tests/golden/policy") if path.endswith(".good.yaml")]
        self.assertGreater(len(good), 40)
        for path in good:
            with self.subTest(path=path):
                self.assertEqual(self.errors(path), [])

    def test_bad_twins_of_the_shape_are_not(self):
        # Unknown and missing keys, wrong kinds, forms and words. Not: 2024-2026, which is no school year but looks
        # like one.
        shape = re.compile(r"q(201|202|203|204|205|206|207|209|213|214|215|216|217|218|219|220|221|222|326)_"
                           r"(?!calendar_year)")
        bad = [path for path in self.yaml_files("tests/golden/policy")
               if path.endswith(".bad.yaml") and shape.match(os.path.basename(path))]
        self.assertGreater(len(bad), 15)
        for path in bad:
            with self.subTest(path=path):
                self.assertNotEqual(self.errors(path), [])


class Schema(unittest.TestCase):
    def test_it_is_a_schema(self):
        for kind in KINDS:
            for lang in ("vi", "en"):
                jsonschema.Draft202012Validator.check_schema(schema_of(kind, lang))

    def test_both_languages_say_the_same_keys(self):
        def bare(value):
            if isinstance(value, dict):
                return {key: bare(item) for key, item in value.items()
                        if key not in ("description", "markdownDescription", "enumDescriptions", "title")
                        or isinstance(item, dict)}
            return [bare(item) for item in value] if isinstance(value, list) else value

        for kind in KINDS:
            vi, en = schema_of(kind, "vi"), schema_of(kind, "en")
            self.assertEqual(bare(vi), bare(en))
            self.assertNotEqual(vi, en)

    def test_every_example_is_valid(self):
        seen = 0
        for kind in KINDS:
            schema = schema_of(kind)
            for name, definition in schema["$defs"].items():
                for key, part in definition.get("properties", {}).items():
                    for example in part.get("examples", []):
                        seen += 1
                        with self.subTest(where=name, key=key):
                            jsonschema.Draft202012Validator(
                                {"$defs": schema["$defs"], **part}).validate(example)
        self.assertGreater(seen, 100)

    def test_every_word_with_meanings_has_all_of_them(self):
        for kind in KINDS:
            for name, definition in schema_of(kind)["$defs"].items():
                if "enumDescriptions" in definition:
                    self.assertEqual(len(definition["enum"]), len(definition["enumDescriptions"]), name)


class Layers(unittest.TestCase):
    def test_a_layer_says_only_what_it_adds(self):
        validator = jsonschema.Draft202012Validator(schema_of("regulation"))
        layer = {"regulation": "mau", "under": "tren", "effective": {"from": "2024-08-01"},
                 "documents": {"mau": {"deadlines": {"mau": {"cite": "Điều 1"}}}}}
        self.assertTrue(validator.is_valid(layer))
        self.assertFalse(validator.is_valid({key: layer[key] for key in layer if key != "under"}))
        self.assertFalse(validator.is_valid({key: layer[key] for key in layer if key != "effective"}))
        self.assertFalse(validator.is_valid(with_key(layer, ("documents", "mau"), "zzz", 1)))
        # A list is replaced as a whole, so its items are complete.
        self.assertFalse(validator.is_valid(with_key(layer, ("documents", "mau"), "needs",
                                                     {"mau": [{"document": {"type": "mau"}}]})))


class InStep(unittest.TestCase):
    """The schema and the reader know the same keys."""

    def each_kind(self):
        for kind in KINDS:
            schema = schema_of(kind)
            root = schema.get("else", {"$ref": schema.get("$ref")})
            values = samples.samples(root, schema)
            for value in values:
                value.pop("under", None)  # its regulation above is not there to be read
            yield kind, schema, root, values

    def test_samples_are_valid_and_use_every_key(self):
        for kind, schema, root, values in self.each_kind():
            used = set()
            for value in values:
                self.assertEqual([error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(value)], [])
                for path, name in samples.places(value, root, schema):
                    used |= {(name, key) for key in at(value, path)}
            known = {(name, key) for name, definition in schema["$defs"].items()
                     if not name.startswith("layer_") for key in definition.get("properties", {})}
            self.assertEqual(known - used - {(kind, "under")}, set())

    def test_both_know_the_same_keys(self):
        """Each mapping of the schema with all its keys and one that is none: that one alone is refused."""
        for kind, schema, root, values in self.each_kind():
            validator = jsonschema.Draft202012Validator(schema)
            refused = set()
            seen = set()
            for value in values:
                for path, name in samples.places(value, root, schema):
                    case = (name, frozenset(at(value, path)), len(path))
                    if case in seen:
                        continue
                    seen.add(case)
                    held = self.shortened(at(value, path), schema["$defs"][name], schema)
                    lean = samples.lean(value, root, schema, path, held)
                    wrong = with_key(lean, [0 if isinstance(step, int) else step for step in path], "zzz", NAME)
                    with self.subTest(kind=kind, where=name, path=path):
                        self.assertEqual([error.message for error in validator.iter_errors(lean)], [])
                        self.assertFalse(validator.is_valid(wrong))
                        if self.reader_refuses(kind, wrong, schema["$defs"][name]["properties"]):
                            refused.add(name)
            closed = {name for name, definition in schema["$defs"].items()
                      if definition.get("additionalProperties") is False and not name.startswith("layer_")}
            self.assertEqual(closed - refused, set())

    @staticmethod
    def shortened(mapping, definition, schema):
        return {key: samples.brief(definition["properties"][key], schema) if isinstance(held, (dict, list)) else held
                for key, held in mapping.items()}

    def reader_refuses(self, kind, wrong, parts):
        """Whether the reader looks here at all, and refuses `zzz`. It must not refuse any other key, and the
        keys that it names instead are those of the schema."""
        zzz = False
        # The kind of a file is told by its first key. Nothing in a case is read without a time.
        given = {"given": {"as_of": "2024-10-01T07:00"}} if kind == "tests" else {}
        for one in findings({kind: NAME, **given, **wrong}):
            text = one["message"]["en"]
            zzz = zzz or "`zzz`" in text
            if one["code"] == "Q202":
                self.assertIn(re.search("`([^`]*)`", text).group(1), {"zzz"}, text)
            if one["code"] in ("Q202", "Q220") and "`zzz`" in text:
                possible = text.split(": ", 1)[1].split(", ")
                if possible[-1].endswith("…"):  # a long list is cut; tests/rules/schema has it whole
                    possible = possible[:-1]
                self.assertEqual(set(possible) - set(parts), set(), text)
        return zzz

    def test_the_reader_knows_what_a_layer_stands_under(self):
        header = {"regulation": NAME, "title": "Quy chế", "under": "tren", "effective": {"from": "2024-08-01"}}
        self.assertNotIn("Q202", [one["code"] for one in findings(header)])


if __name__ == "__main__":
    QUYCHE, SOURCE = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
