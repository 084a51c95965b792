"""YAML as editors see it: YAML 1.2 core, where 2024-09-01, 05/9 and `no` are text.

PyYAML follows YAML 1.1, which makes a date of the first, and a boolean of the last.
"""

import re

import yaml


class Loader(yaml.SafeLoader):
    yaml_implicit_resolvers = {}


for tag, pattern, first in [
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$|^[-+]?[0-9]+[eE][-+]?[0-9]+$", "-+0123456789."),
]:
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), list(first))


def construct_int(loader, node):
    return int(loader.construct_scalar(node))  # 012 is twelve in YAML 1.2


def construct_mapping(loader, node):
    # Keys of a JSON object are texts.
    return {key.value: loader.construct_object(value, deep=True) for key, value in node.value}


Loader.add_constructor("tag:yaml.org,2002:int", construct_int)
Loader.add_constructor("tag:yaml.org,2002:map", construct_mapping)


def load(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader)


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True  # our YAML has no anchors


def dump(value):
    return yaml.dump(value, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=4000)
