#!/usr/bin/env python3
"""Kiểm tra bản lưu trữ quyche trong thư mục này. / Checks the quyche archive in this folder.

usage: python3 verify.py [FOLDER] [--key VERIFIER_KEY] [--format human|json]

Needs Python 3.8 or newer and nothing else: no network, no other package, not quyche itself. It was written from
the published formats, not from quyche's source: RFC 6962 (the tree), RFC 8032 (Ed25519), RFC 8785 (canonical
JSON), c2sp.org/signed-note, c2sp.org/tlog-checkpoint, c2sp.org/tlog-tiles. README.txt describes the files.

Exit code: 0 all is well, 1 something is wrong (and it is said what), 2 wrong use.
"""

import base64
import hashlib
import json
import os
import re
import stat
import sys

FORMAT = "quyche-archive/1"
LINE_BYTES_MAX = 1048576
JSON_DEPTH_MAX = 32
INTEGER_MAX = 2**53 - 1
TILE = 256
FIXED = ("attachments.csv", "checkpoint", "events.jsonl", "index.html", "keys", "README.txt", "verify.py")

WORDS = {
    "attachments": ("không khớp với các sự kiện", "does not agree with the events"),
    "changed": ("khác với điều manifest.json ghi", "differs from what manifest.json says"),
    "checkpoint_form": ("không đúng dạng điểm kiểm tra", "is no checkpoint"),
    "checkpoint_origin": ("là điểm kiểm tra của trường khác", "is another school's checkpoint"),
    "checkpoint_root": (
        "gốc cây đã ký không phải của các sự kiện này",
        "the root that was signed is not that of these events",
    ),
    "checkpoint_signature": (
        "không có chữ ký hợp lệ của khóa phải ký",
        "has no good signature of the key that must sign",
    ),
    "checkpoint_size": ("gồm nhiều sự kiện hơn số hiện có", "covers more events than there are"),
    "event_changed": ("sự kiện khác với lúc được ký", "the event is not the one that was signed"),
    "event_count": (
        "số sự kiện khác với manifest.json",
        "has another number of events than manifest.json says",
    ),
    "event_form": ("không phải một sự kiện", "is no event"),
    "event_order": ("số thứ tự không nối tiếp", "the number does not follow"),
    "event_policy": (
        "quy chế của sự kiện không có hoặc không đúng mã băm",
        "the event's policy is missing or has another hash",
    ),
    "event_school": ("sự kiện của trường khác", "the event is another school's"),
    "event_time": ("thời điểm lùi lại", "the time goes back"),
    "keys": ("không khớp với các sự kiện", "does not agree with the events"),
    "missing": ("không có", "is missing"),
    "policy": (
        "nội dung không đúng mã băm trong tên",
        "its content has another hash than its name says",
    ),
    "text_kept": ("văn bản của người đã được xóa vẫn còn", "a text of somebody who was erased is still there"),
    "text_missing": (
        "văn bản của sự kiện không có trong vault.jsonl dù chưa ai xóa",
        "the event's text is not in vault.jsonl although nobody erased it",
    ),
    "tile": ("mã băm không khớp với các sự kiện", "the hashes do not agree with the events"),
    "truncated": ("dòng cuối bị cắt", "the last line is cut short"),
    "unexpected": ("không thuộc bản lưu trữ này", "does not belong to this archive"),
    "unlisted": ("manifest.json không ghi tệp này", "manifest.json does not list it"),
    "unreadable": ("không đọc được", "cannot be read"),
    "vault_commitment": (
        "văn bản không khớp với mã cam kết",
        "the text is not the one its commitment stands for",
    ),
    "vault_form": ("không phải một mục của kho kín", "is no entry of the vault"),
    "vault_order": (
        "không theo thứ tự các sự kiện, hoặc không sự kiện nào nhắc tới",
        "is not in the order of the events, or no event names it",
    ),
    "vault_person": ("người hoặc hồ sơ khác với sự kiện", "person or document is not the event's"),
}


# --- RFC 8785, and reading JSON as strictly as it was written -----------------------------------------------


def _no_float(text):
    raise ValueError("a fraction: " + text)


def _integer(text):
    number = int(text)
    if abs(number) > INTEGER_MAX:
        raise ValueError("beyond 2^53 - 1")
    return number


def _depth(value):
    below = 0
    if isinstance(value, dict):
        below = max(map(_depth, value.values()), default=0)
    elif isinstance(value, list):
        below = max(map(_depth, value), default=0)
    else:
        return 0
    return below + 1


def _sorted(value):
    """Keys by their UTF-16 code units."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value, key=lambda k: k.encode("utf-16-be"))}
    if isinstance(value, list):
        return [_sorted(item) for item in value]
    return value


def canonical(value):
    return json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def load(data, bytes_max=LINE_BYTES_MAX):
    """The value of canonical JSON bytes; None for any other bytes."""
    if len(data) > bytes_max:
        return None
    try:
        value = json.loads(
            data.decode("utf-8"), parse_float=_no_float, parse_constant=_no_float, parse_int=_integer
        )
        return value if canonical(value) == data and _depth(value) <= JSON_DEPTH_MAX else None
    except (ValueError, RecursionError):
        return None


def is_text(value):
    return isinstance(value, str)


def is_number(value):
    return isinstance(value, int) and not isinstance(value, bool)


def is_digest(value):
    return is_text(value) and re.fullmatch(r"[0-9a-f]{64}", value) is not None


def is_id(value):
    return is_text(value) and re.fullmatch(r"[a-z0-9][a-z0-9_.-]{0,79}", value) is not None


# --- RFC 6962, section 2.1 ----------------------------------------------------------------------------------


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(data):
    return sha256(b"\x00" + data)


def root_of(leaves):
    """MTH, with the perfect trees to the left kept on a stack."""
    stack = []  # (height, hash)
    for leaf in leaves:
        height = 0
        while stack and stack[-1][0] == height:
            leaf = sha256(b"\x01" + stack.pop()[1] + leaf)
            height += 1
        stack.append((height, leaf))
    if not stack:
        return sha256(b"")
    right = stack.pop()[1]
    while stack:
        right = sha256(b"\x01" + stack.pop()[1] + right)
    return right


def tiles(size):
    """(level, index, width) of every tile of a tree (c2sp.org/tlog-tiles)."""
    level = 0
    while size > 0:
        for index in range(size // TILE):
            yield level, index, TILE
        if size % TILE:
            yield level, size // TILE, size % TILE
        size //= TILE
        level += 1


def tile_path(level, index, width):
    number = "%03d" % (index % 1000)
    index //= 1000
    while index > 0:
        number = "x%03d/%s" % (index % 1000, number)
        index //= 1000
    return "tile/%d/%s%s" % (level, number, "" if width == TILE else ".p/%d" % width)


# --- RFC 8032, Ed25519, verification only -------------------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def _add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    k, m, n, o = f - e, h - g, h + g, f + e
    return k * m % P, n * o % P, m * n % P, k * o % P


def _multiply(scalar, point):
    total = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            total = _add(total, point)
        point = _add(point, point)
        scalar >>= 1
    return total


def _x_of(y, sign):
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * SQRT_M1 % P
    if (x * x - x2) % P != 0:
        return None
    return P - x if (x & 1) != sign else x


def _point(data):
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    x = _x_of(y, sign) if y < P else None
    return None if x is None else (x, y, 1, x * y % P)


def _bytes_of(point):
    z = pow(point[2], P - 2, P)
    x, y = point[0] * z % P, point[1] * z % P
    return (y | ((x & 1) << 255)).to_bytes(32, "little")


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (_x_of(BASE_Y, 0), BASE_Y, 1, _x_of(BASE_Y, 0) * BASE_Y % P)


def ed25519_verify(public, message, signature):
    a = _point(public)
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    minus_a = (P - a[0], a[1], 1, P - a[3])
    return _bytes_of(_add(_multiply(s, BASE), _multiply(h, minus_a))) == signature[:32]


# --- c2sp.org/signed-note, c2sp.org/tlog-checkpoint ---------------------------------------------------------


def strict_base64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return data if base64.b64encode(data).decode() == text else None


# Not in a key's name: control characters, plus, and Unicode's spaces.
NOT_IN_NAME = re.compile("[\x00-\x20+\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


def key_name(name):
    return name != "" and NOT_IN_NAME.search(name) is None


def parse_key(text):
    """(name, id, public key) of an Ed25519 verifier key; None for anything else."""
    match = re.fullmatch(r"([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)", text)
    data = strict_base64(match.group(3)) if match else None
    if data is None or len(data) != 33 or data[0] != 1 or not key_name(match.group(1)):
        return None
    ident = sha256(match.group(1).encode() + b"\n" + data)[:4]
    return (match.group(1), ident, data[1:]) if ident.hex() == match.group(2) else None


def parse_checkpoint(data):
    """(text, signatures, origin, size, root) of a checkpoint in a signed note; None when it is none."""
    try:
        note = data.decode("utf-8")
    except ValueError:
        return None
    if any(c < " " and c != "\n" for c in note) or len(data) > 131072:
        return None
    split = note.rfind("\n\n")
    text, tail = note[: split + 1], note[split + 2 :]
    if split < 1 or not tail.endswith("\n"):
        return None
    signatures = []
    for line in tail[:-1].split("\n"):
        match = re.fullmatch("\u2014 ([^ ]+) ([A-Za-z0-9+/]+=*)", line)
        blob = strict_base64(match.group(2)) if match else None
        if blob is None or len(blob) < 5 or not key_name(match.group(1)):
            return None
        signatures.append((match.group(1), blob[:4], blob[4:]))
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] != "" or not key_name(lines[0]) or len(signatures) > 100:
        return None
    root = strict_base64(lines[2])
    if re.fullmatch("0|[1-9][0-9]{0,15}", lines[1]) is None or root is None or len(root) != 32:
        return None
    return (text, signatures, lines[0], int(lines[1]), root) if int(lines[1]) <= INTEGER_MAX else None


def signed_by(text, signatures, key):
    """There is a signature of the key, and each of them is good."""
    mine = [blob for name, ident, blob in signatures if (name, ident) == key[:2]]
    return mine != [] and all(len(b) == 64 and ed25519_verify(key[2], text.encode("utf-8"), b) for b in mine)


# --- What the other files follow from -----------------------------------------------------------------------

TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
MEMBERS = {
    "v": lambda value: is_number(value) and value == 1,
    "seq": lambda value: is_number(value) and value > 0,
    "school": is_text,
    "at": lambda value: is_text(value) and TIME.fullmatch(value) is not None,
    "policy": is_digest,
    "kind": is_text,
    "data": lambda value: isinstance(value, dict),
    "clause": lambda value: isinstance(value, dict),
    "by": is_text,
    "for": is_text,
    "command": is_text,
}
REQUIRED = ("v", "seq", "school", "at", "policy", "kind", "data")


def read_event(line):
    event = load(line)
    if not isinstance(event, dict) or any(key not in event for key in REQUIRED):
        return None
    return event if all(key in MEMBERS and MEMBERS[key](value) for key, value in event.items()) else None


def text_in(data, key):
    return data[key] if is_text(data.get(key)) else ""


class Story:
    """What events.jsonl says of the other files."""

    def __init__(self):
        self.keys = ""
        self.adopted = []  # (seq, key)
        self.files = "document,type,what,name,sha256,seq,at\r\n"
        self.texts = {}  # commitment -> (place, seq, person, document)
        self.policies = set()
        self.types = {}
        self.erased = {}

    def add(self, event):
        kind, data, seq = event["kind"], event["data"], event["seq"]
        self.policies.add(event["policy"])
        if kind == "policy_adopted" and is_digest(data.get("policy")):
            self.policies.add(data["policy"])
        if kind == "key_adopted":
            self.adopted.append((seq, text_in(data, "key")))
            self.keys += "%d %s %s\n" % (seq, event["at"], text_in(data, "key"))
        if kind == "person_erased":
            self.erased[text_in(data, "person")] = seq
        if kind == "created":
            self.types[text_in(data, "document")] = text_in(data, "type")
        for commitment, person in self.commitments(event):
            if is_digest(commitment) and commitment not in self.texts:
                self.texts[commitment] = (len(self.texts), seq, person, text_in(data, "document"))
        for what, name, content in self.contents(kind, data):
            if is_digest(content):
                document = text_in(data, "document")
                row = (document, self.types.get(document, ""), what, name, content, str(seq), event["at"])
                self.files += ",".join(row) + "\r\n"

    @staticmethod
    def commitments(event):
        kind, data, by = event["kind"], event["data"], event.get("by", "")
        if kind == "person_admitted":
            yield data.get("identity"), text_in(data, "person")
        if kind in ("signed_off", "acted"):
            yield data.get("reason"), by
        if kind in ("created", "edited") and isinstance(data.get("fields"), dict):
            for value in data["fields"].values():
                if isinstance(value, dict):
                    yield value.get("text"), by

    @staticmethod
    def contents(kind, data):
        if kind == "attached":
            yield "attachment", text_in(data, "slot"), data.get("content")
        if kind == "attested":
            yield "evidence", text_in(data, "step"), data.get("evidence")
        if kind == "signed":
            yield "signature", "", data.get("signature")
            yield "certificate", "", data.get("certificate")

    def key_at(self, size):
        return next((key for seq, key in reversed(self.adopted) if seq <= size), "")

    def erased_after(self, person, seq):
        return self.erased.get(person, 0) > seq


# --- The check ----------------------------------------------------------------------------------------------


class Check:
    def __init__(self, folder, key):
        self.folder = folder
        self.key = key
        self.found = {}  # (file, what) -> line
        self.school = ""
        self.leaves = []
        self.root = bytes(32)
        self.checkpoint = None
        self.story = Story()
        self.first_with_policy = {}

    def problem(self, file, line, what):
        self.found[file, what] = min(line, self.found.get((file, what), line))

    def read(self, path):
        """Bytes of a regular file; None when there is none."""
        full = os.path.join(self.folder, path)
        try:
            if not stat.S_ISREG(os.lstat(full).st_mode):
                return None
            with open(full, "rb") as file:
                return file.read()
        except OSError:
            return None

    def lines(self, path):
        """Lines without their newline, and whether the last one ends with one. None: there is no file."""
        data = self.read(path)
        if data is None:
            return None, True
        lines = data.split(b"\n")
        ended = lines[-1] == b""
        return lines[:-1] if ended else lines, ended

    def run(self):
        manifest = self.manifest()
        if manifest is not None:
            self.school = manifest["school"]
            self.files(manifest)
            self.events(manifest)
            self.note()
            self.tree()
            self.signature()
            self.policies()
            self.derived()
            if manifest["vault"]:
                self.vault()
            self.expected(manifest)
        problems = []
        for file, what in self.found:
            line = self.found[file, what]
            problems.append({"file": file, "what": what, **({"line": line} if line else {})})
        problems.sort(key=lambda p: (p["file"].encode(), p["what"].encode()))
        return {
            "checkpoint_size": self.checkpoint[3] if self.checkpoint else 0,
            "events": len(self.leaves),
            "ok": not problems,
            "problems": problems,
            "root": self.root.hex(),
            "school": self.school,
        }

    def manifest(self):
        data = self.read("manifest.json")
        if data is None:
            self.problem("manifest.json", 0, "missing")
            return None
        value = load(data[:-1], len(data)) if data.endswith(b"\n") else None
        if not isinstance(value, dict) or not self.is_manifest(value):
            self.problem("manifest.json", 0, "unreadable")
            return None
        return value

    @staticmethod
    def is_manifest(value):
        if sorted(value) != ["events", "files", "format", "school", "vault"] or value["format"] != FORMAT:
            return False
        if not is_number(value["events"]) or value["events"] < 0 or not is_id(value["school"]):
            return False
        if not isinstance(value["vault"], bool) or not isinstance(value["files"], list):
            return False
        last = b""
        for row in value["files"]:
            if not isinstance(row, dict) or sorted(row) != ["bytes", "path", "sha256"]:
                return False
            if not is_number(row["bytes"]) or row["bytes"] < 0 or not is_digest(row["sha256"]):
                return False
            path = row["path"]
            part = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
            if not is_text(path) or re.fullmatch("%s(/%s)*" % (part, part), path) is None:
                return False
            if path == "manifest.json" or path.encode() <= last:
                return False
            last = path.encode()
        return True

    def files(self, manifest):
        listed = set()
        for row in manifest["files"]:
            listed.add(row["path"])
            data = self.read(row["path"])
            if data is None:
                self.problem(row["path"], 0, "missing")
            elif len(data) != row["bytes"] or sha256(data).hex() != row["sha256"]:
                self.problem(row["path"], 0, "changed")
        for place, folders, names in os.walk(self.folder):
            links = [name for name in folders if os.path.islink(os.path.join(place, name))]
            for name in names + links:
                path = os.path.relpath(os.path.join(place, name), self.folder).replace(os.sep, "/")
                if path != "manifest.json" and path not in listed:
                    self.problem(path, 0, "unlisted")

    def events(self, manifest):
        lines, ended = self.lines("events.jsonl")
        last_at = ""
        if lines is None:
            self.problem("events.jsonl", 0, "missing")
        for number, line in enumerate(lines or [], 1):
            self.leaves.append(leaf_hash(line))
            event = read_event(line)
            if event is None:
                self.problem("events.jsonl", number, "event_form")
                continue
            if event["seq"] != number:
                self.problem("events.jsonl", number, "event_order")
            if event["school"] != self.school:
                self.problem("events.jsonl", number, "event_school")
            if event["at"] < last_at:
                self.problem("events.jsonl", number, "event_time")
            last_at = max(last_at, event["at"])
            self.first_with_policy.setdefault(event["policy"], number)
            self.story.add(event)
        if not ended:
            self.problem("events.jsonl", len(self.leaves), "truncated")
        if len(self.leaves) != manifest["events"]:
            self.problem("events.jsonl", 0, "event_count")
        self.root = root_of(self.leaves)

    def note(self):
        data = self.read("checkpoint")
        if data is None:
            return self.problem("checkpoint", 0, "missing")
        self.checkpoint = parse_checkpoint(data)
        if self.checkpoint is None:
            self.problem("checkpoint", 0, "checkpoint_form")

    def tree(self):
        """Where events and tiles differ, those are right which lead to the root that was signed."""
        count = len(self.leaves)
        contents = {tile: self.read(tile_path(*tile)) for tile in tiles(count)}
        of_tiles, whole = [], True
        for (level, _, width), data in contents.items():
            if level == 0:
                whole = whole and data is not None and len(data) == 32 * width
                of_tiles.extend((data or b"")[i : i + 32] for i in range(0, len(data or b""), 32))
        truth = list(self.leaves)
        if self.checkpoint is not None and self.checkpoint[3] <= count:
            size, root = self.checkpoint[3], self.checkpoint[4]
            if whole and root_of(of_tiles[:size]) == root:
                truth[:size] = of_tiles[:size]
            if root_of(self.leaves[:size]) != root:
                self.problem("checkpoint", 0, "checkpoint_root")
        elif self.checkpoint is not None:
            self.problem("checkpoint", 0, "checkpoint_size")
        for number, (leaf, signed) in enumerate(zip(self.leaves, truth), 1):
            if leaf != signed:
                self.problem("events.jsonl", number, "event_changed")
        at_level = 0
        for (level, index, width), data in contents.items():
            if level > at_level:
                whole = len(truth) // TILE
                truth = [root_of(truth[TILE * i : TILE * (i + 1)]) for i in range(whole)]
                at_level = level
            path = tile_path(level, index, width)
            if data is None:
                self.problem(path, 0, "missing")
            elif data != b"".join(truth[TILE * index : TILE * index + width]):
                self.problem(path, 0, "tile")

    def signature(self):
        if self.checkpoint is None:
            return
        text, signatures, origin, size, _ = self.checkpoint
        if origin != "quyche/" + self.school:
            self.problem("checkpoint", 0, "checkpoint_origin")
        key = parse_key(self.key or self.story.key_at(size))
        if key is None or not signed_by(text, signatures, key):
            self.problem("checkpoint", 0, "checkpoint_signature")

    def policies(self):
        for policy, number in self.first_with_policy.items():
            data = self.read("policies/%s.json" % policy)
            if data is None or sha256(data).hex() != policy:
                self.problem("events.jsonl", number, "event_policy")
        for policy in self.story.policies:
            data = self.read("policies/%s.json" % policy)
            if data is None:
                self.problem("policies/%s.json" % policy, 0, "missing")
            elif sha256(data).hex() != policy:
                self.problem("policies/%s.json" % policy, 0, "policy")

    def derived(self):
        for path, text in (("keys", self.story.keys), ("attachments.csv", self.story.files)):
            data = self.read(path)
            if data is not None and data != text.encode("utf-8"):
                self.problem(path, 0, "keys" if path == "keys" else "attachments")

    def vault(self):
        lines, ended = self.lines("vault.jsonl")
        if lines is None:
            return
        texts, there, following = self.story.texts, set(), 0
        for number, line in enumerate(lines, 1):
            entry = load(line)
            if not self.is_entry(entry):
                self.problem("vault.jsonl", number, "vault_form")
                continue
            commitment = entry["commitment"]
            opened = sha256(bytes.fromhex(entry["salt"]) + b"\x00" + entry["text"].encode("utf-8"))
            if opened.hex() != commitment:
                self.problem("vault.jsonl", number, "vault_commitment")
            place, seq, person, document = texts.get(commitment, (-1, 0, "", ""))
            if place < following:
                self.problem("vault.jsonl", number, "vault_order")
            if commitment not in texts:
                continue
            following = max(following, place + 1)
            there.add(commitment)
            if entry.get("person", "") != person or entry.get("document", "") != document:
                self.problem("vault.jsonl", number, "vault_person")
            if self.story.erased_after(person, seq):
                self.problem("vault.jsonl", number, "text_kept")
        if not ended:
            self.problem("vault.jsonl", 0, "truncated")
        for commitment, (_, seq, person, _) in texts.items():
            if commitment not in there and not self.story.erased_after(person, seq):
                self.problem("events.jsonl", seq, "text_missing")

    @staticmethod
    def is_entry(entry):
        if not isinstance(entry, dict) or not all(map(is_text, entry.values())):
            return False
        rest = set(entry) - {"commitment", "salt", "text"}
        if len(entry) - len(rest) != 3 or not rest <= {"document", "person"} or "" in map(entry.get, rest):
            return False
        return is_digest(entry["commitment"]) and re.fullmatch("([0-9a-f]{2})*", entry["salt"]) is not None

    def expected(self, manifest):
        """Each file that belongs here is listed, and none but those."""
        wanted = set(FIXED) | ({"vault.jsonl"} if manifest["vault"] else set())
        for policy in self.story.policies:
            wanted.add("policies/%s.json" % policy)
            data = self.read("policies/%s.json" % policy)
            value = load(data, len(data)) if data is not None else None
            if isinstance(value, dict) and "calendar" in value:
                wanted.add("calendars/%s.txt" % policy)
        wanted |= {tile_path(*tile) for tile in tiles(len(self.leaves))}
        listed = {row["path"] for row in manifest["files"]}
        for path in listed - wanted:
            self.problem(path, 0, "unexpected")
        for path in wanted - listed:
            self.problem(path, 0, "missing")


def say(report, given_key):
    print(
        "%s: %d sự kiện / events, gốc cây / root %s"
        % (report["school"] or "?", report["events"], report["root"])
    )
    behind = report["events"] - report["checkpoint_size"]
    if report["ok"]:
        print("điểm kiểm tra có chữ ký / signed checkpoint: %d" % report["checkpoint_size"])
        if behind > 0:
            print("chưa được ký / not signed yet: %d sự kiện cuối / newest events" % behind)
        if not given_key:
            print("khóa lấy từ chính bản lưu trữ; --key để dùng khóa đã biết từ nơi khác")
            print("the key is the archive's own; --key takes one that is known from elsewhere")
    for problem in report["problems"]:
        place = problem["file"] + (":%d" % problem["line"] if "line" in problem else "")
        print("%s: %s / %s [%s]" % ((place,) + WORDS[problem["what"]] + (problem["what"],)))
    print("ĐÚNG / OK" if report["ok"] else "SAI / WRONG")


def main(arguments):
    folder, key, form, rest = None, None, "human", list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--key" and rest:
            key = rest.pop(0)
        elif word == "--format" and rest and rest[0] in ("human", "json"):
            form = rest.pop(0)
        elif not word.startswith("-") and folder is None:
            folder = word
        else:
            print(__doc__, file=sys.stderr)
            return 2
    if key is not None and parse_key(key) is None:
        print("--key: không phải khóa kiểm tra / not a verifier key", file=sys.stderr)
        return 2
    folder = folder or os.path.dirname(os.path.abspath(__file__))
    if not os.path.isdir(folder):
        print("%s: không phải thư mục / no folder" % folder, file=sys.stderr)
        return 2
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    report = Check(folder, key).run()
    if form == "json":
        sys.stdout.write(canonical(report).decode("utf-8") + "\n")
    else:
        say(report, key is not None)
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
