"""Values made from a schema: every key of every mapping stands in them at least once.

All names in them are the same (`mau`), so that what one part names is there in another.
"""

NAME = "mau"


def resolve(schema, root):
    """The schema with its `$ref` followed; what stands beside `$ref` (texts, examples) is left out."""
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].split("/")[-1]]
    return schema


def merged(*mappings):
    out = {}
    for mapping in mappings:
        out.update(mapping)
    return out


def choices(schema, properties):
    """The sets of keys that may stand together: one for each key of a `oneOf`."""
    ways = [way["required"][0] for way in schema.get("oneOf", [])]
    if not ways:
        return [set(properties)]
    others = set(properties) - set(ways)
    out = []
    for way in ways:
        keys = others | {way}
        for key, needed in schema.get("dependentRequired", {}).items():
            if not set(needed) <= keys:
                keys.discard(key)
        out.append(keys)
    return out


def met_by(condition):
    return condition.get("enum", [condition.get("const")])


def words(schema, root):
    """All words of a closed set, also where it is one of several forms."""
    schema = resolve(schema, root)
    return schema.get("enum", []) + [word for part in schema.get("anyOf", []) for word in words(part, root)]


def of_mapping(schema, root):
    properties = schema["properties"]
    values = {key: samples(part, root) for key, part in properties.items()}
    out = []
    if "if" in schema:  # one key that others depend on
        [(key, condition)] = schema["if"]["properties"].items()
        others = [word for word in words(properties[key], root) if word not in met_by(condition)]
        values[key] = met_by(condition)[:1] + others[:1]
    for keys in choices(schema, properties):
        first = {key: values[key][0] for key in sorted(keys)}
        out.append(first)
        for key in sorted(keys):
            for other in values[key][1:]:
                out.append(merged(first, {key: other}))
                if key in schema.get("if", {}).get("properties", {}):
                    out[-1] = {k: v for k, v in out[-1].items() if k not in schema["then"]["required"]}
    return out


def of_map(schema, root):
    name = samples(schema["propertyNames"], root)[0]
    items = samples(schema["additionalProperties"], root)
    if "pattern" in resolve(schema["propertyNames"], root) and name != NAME:
        return [{name: item} for item in items]  # a form that cannot be varied at will
    # The last sample bears the common name: it is the most complete one.
    names = [f"{NAME}-{number}" for number in range(1, len(items))] + [NAME]
    return [dict(zip(names, items))]


def samples(schema, root):
    """Values that the schema allows; together they use each of its keys."""
    example = schema.get("examples", [None])[0]
    schema = resolve(schema, root)
    if "anyOf" in schema and "properties" not in schema:
        found = [value for part in schema["anyOf"] for value in samples(part, root)]
        return found if any(isinstance(value, (dict, list)) for value in found) else found[:1]
    if "properties" in schema:
        return of_mapping(schema, root)
    if "propertyNames" in schema:
        return of_map(schema, root)
    if schema.get("type") == "array":
        return [samples(schema["items"], root)]
    if "enum" in schema:
        return list(schema["enum"][:1])
    if "examples" in schema:
        return list(schema["examples"])
    if example is not None:
        return [example]
    return [{"boolean": True, "integer": schema.get("minimum", 0)}.get(str(schema["type"]), "một dòng chữ")]


def places(value, schema, root, path=()):
    """(path, definition name) of each mapping in `value` whose keys the schema closes."""
    name = None
    while "$ref" in schema:
        name = schema["$ref"].split("/")[-1]
        schema = root["$defs"][name]
    for part in schema.get("anyOf", []):
        if fits(value, part, root):
            yield from places(value, part, root, path)
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from places(item, schema.get("items", {}), root, path + (number,))
    if not isinstance(value, dict):
        return
    if schema.get("additionalProperties") is False:
        yield path, name
    for key, item in value.items():
        part = schema.get("properties", {}).get(key) or schema.get("additionalProperties")
        if isinstance(part, dict):
            yield from places(item, part, root, path + (key,))


def lean(value, schema, root, path, held):
    """What of `value` stands along `path`, with `held` at its end, and beside it what has to stand there."""
    if not path:
        return held
    step = path[0]
    schema = alternative(value, schema, root)
    if isinstance(value, list):
        return [lean(value[step], schema["items"], root, path[1:], held)]
    parts = schema.get("properties", {})
    needed = schema.get("required", []) + schema.get("anyOf", [{}])[0].get("required", [])
    ways = [way["required"][0] for way in schema.get("oneOf", [])]
    if step not in ways:
        needed += ways[:1]
    out = {key: brief(parts[key], root) for key in needed if key != step}
    out[step] = lean(value[step], parts.get(step) or schema["additionalProperties"], root, path[1:], held)
    return out


def alternative(value, schema, root):
    """The resolved schema; of an `anyOf`, the one part that a mapping or list fits."""
    schema = resolve(schema, root)
    while "anyOf" in schema and "properties" not in schema:
        schema = resolve(next(part for part in schema["anyOf"] if fits(value, part, root)), root)
    return schema


def brief(schema, root):
    """One value that the schema allows, with all keys in it but each thing only once."""
    schema = resolve(schema, root)
    if "anyOf" in schema and "properties" not in schema:
        return brief(schema["anyOf"][0], root)
    if "properties" in schema:
        keys = choices(schema, schema["properties"])[0]
        out = {key: brief(schema["properties"][key], root) for key in sorted(keys)}
        for key, condition in schema.get("if", {}).get("properties", {}).items():
            out[key] = met_by(condition)[0]
        return out
    if "propertyNames" in schema:
        return {samples(schema["propertyNames"], root)[0]: brief(schema["additionalProperties"], root)}
    if schema.get("type") == "array":
        return [brief(schema["items"], root)]
    return samples(schema, root)[0]


def fits(value, schema, root):
    """Whether a value is of the kind, and has only keys, that this alternative allows."""
    schema = resolve(schema, root)
    if isinstance(value, list):
        return schema.get("type") == "array"
    if isinstance(value, dict):
        keys = schema.get("properties")
        return "propertyNames" in schema or (keys is not None and set(value) <= set(keys))
    return False
