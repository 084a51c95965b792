#!/usr/bin/env python3
"""Kiểm tra bản lưu trữ quyche trong thư mục này. / Checks the quyche archive in this folder.

usage: python3 verify.py [FOLDER] [--key VERIFIER_KEY] [--format human|json]

Needs Python 3.8 or newer and nothing else: no network, no other package, not quyche itself. Written from the
published formats: RFC 6962 (tree), RFC 8032 (Ed25519), RFC 8785 (canonical JSON), c2sp.org/signed-note,
c2sp.org/tlog-checkpoint, c2sp.org/tlog-tiles. README.txt describes the files, so that you can write your own.
Exit code: 0 all is well, 1 something is wrong (and it is said what), 2 wrong use.
"""

import base64
import hashlib
import json
import os
import re
import stat
import sys

NAMES = "attachments.csv checkpoint events.jsonl index.html keys README.txt verify.py"
WORDS = dict(line.split("|", 1) for line in """\
attachments|không khớp với các sự kiện / does not agree with the events
changed|khác với điều manifest.json ghi / differs from what manifest.json says
checkpoint_form|không đúng dạng điểm kiểm tra / is no checkpoint
checkpoint_handover|không có chữ ký của khóa cũ bàn giao / has no signature of the old key that hands over
checkpoint_origin|là điểm kiểm tra của trường khác / is another school's checkpoint
checkpoint_root|gốc cây đã ký không phải của các sự kiện này / the signed root is not that of these events
checkpoint_signature|không có chữ ký hợp lệ của khóa phải ký / has no good signature of the key that must sign
checkpoint_size|gồm nhiều sự kiện hơn số hiện có / covers more events than there are
event_changed|sự kiện khác với lúc được ký / the event is not the one that was signed
event_count|số sự kiện khác với manifest.json / has another number of events than manifest.json says
event_form|không phải một sự kiện / is no event
event_order|số thứ tự không nối tiếp / the number does not follow
event_policy|quy chế của sự kiện thiếu hoặc sai mã băm / the event's policy is missing or has another hash
event_school|sự kiện của trường khác / the event is another school's
event_time|thời điểm lùi lại / the time goes back
key_lost|từ đây khóa đã đưa không bàn giao cho khóa ký / the given key did not hand over to who signs from here on
key_unknown|sổ không hề ghi nhận khóa đã đưa / the log never names the given key
keys|không khớp với các sự kiện / does not agree with the events
manifest_signature|không phải chữ ký của trường lên manifest.json / is not the school's signature of manifest.json
missing|không có / is missing
policy|nội dung không đúng mã băm trong tên / its content has another hash than its name says
text_kept|văn bản của người đã được xóa vẫn còn / a text of somebody who was erased is still there
text_missing|văn bản không có dù chưa ai xóa / its text is not in vault.jsonl although nobody erased it
tile|mã băm không khớp với các sự kiện / the hashes do not agree with the events
truncated|dòng cuối bị cắt / the last line is cut short
unexpected|không thuộc bản lưu trữ này / does not belong to this archive
unlisted|manifest.json không ghi tệp này / manifest.json does not list it
unreadable|không đọc được / cannot be read
vault_commitment|văn bản không khớp với mã cam kết / the text is not the one its commitment stands for
vault_form|không phải một mục của kho kín / is no entry of the vault
vault_order|sai thứ tự, hoặc không sự kiện nào nhắc tới / is not in the events' order, or no event names it
vault_person|người hoặc hồ sơ khác với sự kiện / person or document is not the event's""".splitlines())


# JSON: only what canonical() writes, without fractions, and no deeper or longer than quyche writes it.

def canonical(value):
    def ordered(item):
        if isinstance(item, dict):
            return {key: ordered(item[key]) for key in sorted(item, key=lambda key: key.encode("utf-16-be"))}
        return [ordered(one) for one in item] if isinstance(item, list) else item
    return json.dumps(ordered(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8")

def depth(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)

def load(data, bytes_max=1 << 20):
    """The value of canonical JSON bytes; None for any other bytes."""
    def whole(text):
        if abs(int(text)) < 2**53:
            return int(text)
        raise ValueError(text)
    def refuse(text):
        raise ValueError(text)
    try:
        text = data.decode("utf-8") if len(data) <= bytes_max else refuse("too long")
        value = json.loads(text, parse_float=refuse, parse_constant=refuse, parse_int=whole)
        return value if canonical(value) == data and depth(value) <= 32 else None
    except (ValueError, RecursionError):
        return None

def is_text(value, pattern=r"(?s).*"):
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None

def is_number(value, least):
    return type(value) is int and value >= least

def is_digest(value):
    return is_text(value, "[0-9a-f]{64}")

# The tree: RFC 6962 section 2.1, and its tiles.

def sha256(data):
    return hashlib.sha256(data).digest()

def root_of(leaves):
    stack = []  # (height, hash) of perfect trees, falling
    for node in leaves:
        height = 0
        while stack and stack[-1][0] == height:
            node, height = sha256(b"\x01" + stack.pop()[1] + node), height + 1
        stack.append((height, node))
    root = stack.pop()[1] if stack else sha256(b"")
    while stack:
        root = sha256(b"\x01" + stack.pop()[1] + root)
    return root

def tiles(leaves):
    """(path, hashes) of every tile: 256 nodes each, eight levels of the tree between one level and the next."""
    level = 0
    while leaves:
        for at in range(0, len(leaves), 256):
            hashes, path, rest = leaves[at : at + 256], "%03d" % (at // 256 % 1000), at // 256000
            while rest:
                path, rest = "x%03d/%s" % (rest % 1000, path), rest // 1000
            partial = ".p/%d" % len(hashes) if len(hashes) < 256 else ""
            yield "tile/%d/%s%s" % (level, path, partial), hashes
        leaves = [root_of(leaves[at : at + 256]) for at in range(0, len(leaves) - 255, 256)]
        level += 1

# Ed25519, verification: RFC 8032 section 5.1.

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P

def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    g, h = 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    x, z, t, y = f - e, h - g, h + g, f + e
    return x * z % P, t * y % P, z * t % P, x * y % P

def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        total = add(total, point) if scalar & 1 else total
        point, scalar = add(point, point), scalar >> 1
    return total

def point_of(data):
    """The point of 32 bytes; None when there is none."""
    y, sign = int.from_bytes(data, "little") % 2**255, data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P

def ed25519_verify(public, message, signature):
    a, s = point_of(public), int.from_bytes(signature[32:], "little")
    if a is None or len(signature) != 64 or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    base = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    x, y, z, _ = add(times(s, base), times(h, (P - a[0], a[1], 1, P - a[3])))
    x, y = x * pow(z, P - 2, P) % P, y * pow(z, P - 2, P) % P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]

# Signed notes and checkpoints. A key's name has no control characters, no plus and none of Unicode's spaces.

NAME = "[^\x00-\x20+\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
BASE64 = "([A-Za-z0-9+/]+={0,2})"

def from_base64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return b""
    return data if base64.b64encode(data).decode() == text else b""

def parse_key(text):
    """(name, id, public key) of an Ed25519 verifier key; None for anything else."""
    match = re.fullmatch("(%s)\\+([0-9a-f]{8})\\+%s" % (NAME, BASE64), text)
    data = from_base64(match.group(3)) if match else b""
    if len(data) != 33 or data[0] != 1:
        return None
    ident = sha256(match.group(1).encode() + b"\n" + data)[:4]
    return (match.group(1), ident, data[1:]) if ident.hex() == match.group(2) else None

def parse_note(data):
    """(text, [(name, key id, signature)]); None for what is no note."""
    try:
        text, lines = re.fullmatch("(?s)(.+\n)\n(.+)\n", data.decode("utf-8")).groups()
    except (ValueError, AttributeError):
        return None
    signatures = []
    for line in lines.split("\n"):
        match = re.fullmatch("\u2014 (%s) %s" % (NAME, BASE64), line)
        blob = from_base64(match.group(2)) if match else b""
        if len(blob) < 5:
            return None
        signatures.append((match.group(1), blob[:4], blob[4:]))
    bad = re.search("[\x00-\x09\x0b-\x1f]", text) or len(data) > 131072 or len(signatures) > 100
    return None if bad else (text, signatures)

def parse_checkpoint(data):
    """(note, origin, size, root) of a checkpoint; None when it is none."""
    note = parse_note(data)
    match = re.fullmatch("(%s)\n(0|[1-9][0-9]{0,15})\n%s\n" % (NAME, BASE64), note[0]) if note else None
    root = from_base64(match.group(3)) if match else b""
    return (note, match.group(1), int(match.group(2)), root) if len(root) == 32 and int(match.group(2)) < 2**53 else None

def signed_by(note, key):
    """There is a signature of the key, and each of them is good."""
    mine = [blob for name, ident, blob in note[1] if key and (name, ident) == key[:2]]
    return mine != [] and all(ed25519_verify(key[2], note[0].encode("utf-8"), blob) for blob in mine)

def earlier_size(path):
    """The size in the name of an earlier checkpoint; -1 for another file."""
    match = re.fullmatch("checkpoints/(0|[1-9][0-9]{0,15})", path)
    return int(match.group(1)) if match and int(match.group(1)) < 2**53 else -1

# Events.

TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"
MEMBERS = {
    "v": lambda value: type(value) is int and value == 1,
    "seq": lambda value: is_number(value, 1),
    "at": lambda value: is_text(value, TIME),
    "policy": is_digest,
    "school": is_text, "kind": is_text, "by": is_text, "for": is_text, "command": is_text,
    "data": lambda value: isinstance(value, dict), "clause": lambda value: isinstance(value, dict),
}

def read_event(line):
    event = load(line)
    whole = isinstance(event, dict) and {"v", "seq", "school", "at", "policy", "kind", "data"} <= set(event)
    return event if whole and all(key in MEMBERS and MEMBERS[key](event[key]) for key in event) else None

def text_in(data, key):
    return data[key] if is_text(data.get(key)) else ""

class Check:
    def __init__(self, folder, key):
        self.folder, self.key = folder, key
        self.found = {}  # (file, what) -> line, 0: the file
        self.school, self.leaves, self.size = "", [], 0
        self.keys, self.adopted = "", []  # (seq, key's text, lost)
        self.attachments = ["document,type,what,name,sha256,seq,at\r\n"]
        self.texts, self.erased = {}, {}  # commitment -> (place, seq, person, document); person -> seq
        self.policies, self.types = {}, {}  # policy -> the first event under it, 0: only adopted

    def expect(self, good, file, line, what):
        """Notes what is wrong in a file, and where first."""
        if not good:
            self.found[file, what] = min(line, self.found.get((file, what), line))

    def read(self, path):
        """Bytes of a regular file; None when there is none."""
        full = os.path.join(self.folder, path)
        try:
            if stat.S_ISREG(os.lstat(full).st_mode):
                with open(full, "rb") as file:
                    return file.read()
        except OSError:
            pass
        return None

    def run(self):
        manifest, signed = self.manifest(), False
        if manifest is not None:
            self.files(manifest)
            self.events(manifest)
            checkpoint = self.checkpoints(manifest)
            self.tree(checkpoint)
            signed = self.manifest_note()
            self.derived()
            if manifest["vault"]:
                self.vault(manifest.get("left_out", 0))
            self.expected(manifest)
        problems = [{"file": file, "what": what, **({"line": line} if line else {})}
                    for (file, what), line in self.found.items()]
        return {
            "checkpoint_size": self.size, "events": len(self.leaves),
            "left_out": 0 if not manifest else manifest.get("left_out", 0) if manifest["vault"] else manifest["events"],
            "manifest_signed": signed, "ok": not problems,
            "problems": sorted(problems, key=lambda one: (one["file"].encode(), one["what"].encode())),
            "rekeyed": [seq for seq, _, lost in self.adopted if lost],
            "root": (root_of(self.leaves) if manifest is not None else bytes(32)).hex(), "school": self.school,
        }

    def manifest(self):
        data = self.read("manifest.json")
        value = load(data[:-1], len(data)) if data and data.endswith(b"\n") else None
        if not isinstance(value, dict) or not self.is_manifest(value):
            return self.expect(False, "manifest.json", 0, "missing" if data is None else "unreadable")
        self.school = value["school"]
        return value

    @staticmethod
    def is_manifest(value):
        rows, part = value.get("files"), r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
        members = {
            "events": lambda events: is_number(events, 0),
            "files": lambda files: isinstance(files, list) and all(isinstance(row, dict) for row in files),
            "format": lambda text: text == "quyche-archive/1",
            "left_out": lambda events: is_number(events, 1) and value["vault"] and events <= value["events"],
            "school": lambda text: is_text(text, "[a-z0-9][a-z0-9_.-]{0,79}"),
            "vault": lambda there: isinstance(there, bool),
        }
        if set(value) | {"left_out"} != set(members) or not all(members[key](value[key]) for key in sorted(value)):
            return False
        if not all(set(row) == {"bytes", "path", "sha256"} and is_number(row["bytes"], 0) and is_digest(row["sha256"])
                   and is_text(row["path"], "%s(/%s)*" % (part, part)) for row in rows):
            return False
        paths = [row["path"] for row in rows]
        return paths == sorted(set(paths)) and not {"manifest.json", "manifest.note"} & set(paths)

    def files(self, manifest):
        listed = {"manifest.json", "manifest.note"}
        for row in manifest["files"]:
            listed.add(row["path"])
            data = self.read(row["path"])
            good = data is not None and (len(data), sha256(data).hex()) == (row["bytes"], row["sha256"])
            self.expect(good, row["path"], 0, "missing" if data is None else "changed")
        for place, folders, names in os.walk(self.folder):
            links = [name for name in folders if os.path.islink(os.path.join(place, name))]
            for name in names + links:
                path = os.path.relpath(os.path.join(place, name), self.folder).replace(os.sep, "/")
                shown = os.fsencode(path).decode("utf-8", "backslashreplace")
                shown = re.sub("[\x00-\x1f\x7f]", lambda bad: "\\x%02x" % ord(bad.group()), shown)
                self.expect(path in listed, shown, 0, "unlisted")

    def lines(self, path):
        data = self.read(path)
        lines = [] if data is None else data.split(b"\n")
        cut = lines[-1:] not in ([], [b""])
        return (lines if cut else lines[:-1]), cut

    def events(self, manifest):
        lines, cut = self.lines("events.jsonl")
        last_at = ""
        for number, line in enumerate(lines, 1):
            self.leaves.append(sha256(b"\x00" + line))
            event = read_event(line)
            self.expect(event, "events.jsonl", number, "event_form")
            if event is None:
                continue
            self.expect(event["seq"] == number, "events.jsonl", number, "event_order")
            self.expect(event["school"] == self.school, "events.jsonl", number, "event_school")
            self.expect(event["at"] >= last_at, "events.jsonl", number, "event_time")
            last_at = max(last_at, event["at"])
            self.policies[event["policy"]] = self.policies.get(event["policy"]) or number
            self.tell(event)
        self.expect(not cut, "events.jsonl", len(lines), "truncated")
        self.expect(len(lines) == manifest["events"], "events.jsonl", 0, "event_count")

    def tell(self, event):
        """What other files follow from."""
        kind, data, seq, by = event["kind"], event["data"], event["seq"], event.get("by", "")
        document, texts, contents = text_in(data, "document"), [], []
        if kind == "policy_adopted" and is_digest(data.get("policy")):
            self.policies.setdefault(data["policy"], 0)
        if kind == "key_adopted":
            lost = data.get("lost") is True
            self.adopted.append((seq, text_in(data, "key"), lost))
            self.keys += "%d %s %s%s\n" % (seq, event["at"], text_in(data, "key"), " lost" if lost else "")
        if kind == "person_erased":
            self.erased[text_in(data, "person")] = seq
        if kind == "created":
            self.types[document] = text_in(data, "type")
        if kind == "person_admitted":
            texts.append((data.get("identity"), text_in(data, "person")))
        if kind in ("signed_off", "acted"):
            texts.append((data.get("reason"), by))
        if kind in ("created", "edited") and isinstance(data.get("fields"), dict):
            texts += [(value.get("text"), by) for value in data["fields"].values() if isinstance(value, dict)]
        for commitment, person in texts:
            if is_digest(commitment):
                self.texts.setdefault(commitment, (len(self.texts), seq, person, document))
        if kind == "attached":
            contents = [("attachment", text_in(data, "slot"), data.get("content"))]
        if kind == "attested":
            contents = [("evidence", text_in(data, "step"), data.get("evidence"))]
        if kind == "signed":
            contents = [(what, "", data.get(what)) for what in ("signature", "certificate")]
        for what, name, content in contents:
            if is_digest(content):
                row = (document, self.types.get(document, ""), what, name, content, str(seq), event["at"])
                self.attachments.append(",".join(row) + "\r\n")

    def signers(self, previous, size):
        """(key's text, key): who has to sign a checkpoint, the one before it being of `previous` events."""
        keys = []
        for (since, key, lost), after in zip(self.adopted, self.adopted[1:] + [(2**53, "", False)]):
            if since <= size:
                keys = [] if lost else keys
                keys += [(key, parse_key(key))] if after[0] > previous else []
        return keys

    def checkpoints(self, manifest):
        """The newest, which it gives back, and those by which one key handed over to the next."""
        chain, names, newest = [], [key for _, key, _ in self.adopted], None
        listed = [row["path"] for row in manifest["files"] if earlier_size(row["path"]) >= 0]
        for path in listed + ["checkpoint"]:
            data = self.read(path)
            if data is None:
                continue
            held = parse_checkpoint(data)
            if held and path != "checkpoint" and held[2] != earlier_size(path):
                held = None
            self.expect(held, path, 0, "checkpoint_form")
            newest = held if path == "checkpoint" else newest
            chain += [(path, held)] if held else []
        self.size = newest[2] if newest else 0
        chain.sort(key=lambda one: (one[0] == "checkpoint", one[1][2]))
        trusted = names.index(self.key) if self.key in names else len(names)
        previous = 0
        for path, (note, origin, size, root) in chain:
            covered = size <= len(self.leaves)
            self.expect(origin == "quyche/" + self.school, path, 0, "checkpoint_origin")
            self.expect(covered, path, 0, "checkpoint_size")
            self.expect(not covered or root_of(self.leaves[:size]) == root, path, 0, "checkpoint_root")
            *older, current = self.signers(previous, size) or [("", None)]
            good = signed_by(note, current[1])
            self.expect(good, path, 0, "checkpoint_signature")
            for key, parsed in older if good else ():
                asked = previous or names.index(key) >= trusted
                self.expect(not asked or signed_by(note, parsed), path, 0, "checkpoint_handover")
            previous = size
        self.expect(not self.key or trusted < len(names), "keys", 0, "key_unknown")
        for seq, _, lost in self.adopted[trusted + 1 :]:
            self.expect(not lost, "events.jsonl", seq, "key_lost")
        return newest

    def tree(self, checkpoint):
        """Where events and tiles differ, those are right which lead to the root that was signed."""
        signed, found = list(self.leaves), {path: self.read(path) for path, _ in tiles(self.leaves)}
        level = [found[path] or b"" for path in found if path.startswith("tile/0/")]
        if checkpoint and checkpoint[2] <= len(signed):
            whole = all(len(data) == 32 * len(hashes) for data, (_, hashes) in zip(level, tiles(self.leaves)))
            of_tiles = [data[at : at + 32] for data in level for at in range(0, len(data), 32)]
            if whole and root_of(of_tiles[: checkpoint[2]]) == checkpoint[3]:
                signed[: checkpoint[2]] = of_tiles[: checkpoint[2]]
        for number, (leaf, right) in enumerate(zip(self.leaves, signed), 1):
            self.expect(leaf == right, "events.jsonl", number, "event_changed")
        for path, hashes in tiles(signed):
            self.expect(found[path] == b"".join(hashes), path, 0, "missing" if found[path] is None else "tile")

    def manifest_note(self):
        data, manifest = self.read("manifest.note"), self.read("manifest.json")
        note = parse_note(data) if data is not None else None
        text = "quyche-archive/1 %s\nmanifest.json %s\n" % (self.school, sha256(manifest).hex())
        good = bool(note and note[0] == text and self.adopted and signed_by(note, parse_key(self.adopted[-1][1])))
        self.expect(data is None or good, "manifest.note", 0, "manifest_signature")
        return good

    def derived(self):
        for policy, number in self.policies.items():
            data = self.read("policies/%s.json" % policy)
            good = data is not None and sha256(data).hex() == policy
            self.expect(good, "policies/%s.json" % policy, 0, "missing" if data is None else "policy")
            self.expect(good or not number, "events.jsonl", number, "event_policy")
        attachments = "".join(self.attachments).encode("utf-8")
        self.expect(self.read("keys") in (None, self.keys.encode("utf-8")), "keys", 0, "keys")
        self.expect(self.read("attachments.csv") in (None, attachments), "attachments.csv", 0, "attachments")

    def vault(self, left_out):
        if self.read("vault.jsonl") is None:
            return
        lines, cut = self.lines("vault.jsonl")
        there, following = set(), 0
        for number, line in enumerate(lines, 1):
            entry = load(line)
            self.expect(self.is_entry(entry), "vault.jsonl", number, "vault_form")
            if not self.is_entry(entry):
                continue
            commitment, text = entry["commitment"], entry["text"].encode("utf-8")
            opened = sha256(bytes.fromhex(entry["salt"]) + b"\x00" + text).hex()
            self.expect(opened == commitment, "vault.jsonl", number, "vault_commitment")
            place, seq, person, document = self.texts.get(commitment, (-1, 0, "", ""))
            self.expect(place >= following, "vault.jsonl", number, "vault_order")
            if commitment not in self.texts:
                continue
            following = max(following, place + 1)
            there.add(commitment)
            whose = (entry.get("person", ""), entry.get("document", ""))
            self.expect(whose == (person, document), "vault.jsonl", number, "vault_person")
            self.expect(self.erased.get(person, 0) <= seq, "vault.jsonl", number, "text_kept")
        self.expect(not cut, "vault.jsonl", 0, "truncated")
        for commitment, (_, seq, person, _) in self.texts.items():
            accounted = commitment in there or seq <= left_out or self.erased.get(person, 0) > seq
            self.expect(accounted, "events.jsonl", seq, "text_missing")

    @staticmethod
    def is_entry(entry):
        if not isinstance(entry, dict) or not all(map(is_text, entry.values())):
            return False
        rest = set(entry) - {"commitment", "salt", "text"}
        if len(entry) - len(rest) != 3 or not rest <= {"document", "person"} or "" in map(entry.get, rest):
            return False
        return is_digest(entry["commitment"]) and is_text(entry["salt"], "([0-9a-f]{2})*")

    def expected(self, manifest):
        """Each file that belongs here is listed, and none but those."""
        wanted = set(NAMES.split()) | ({"vault.jsonl"} if manifest["vault"] else set())
        wanted |= {path for path, _ in tiles(self.leaves)}
        for policy in self.policies:
            data = self.read("policies/%s.json" % policy)
            value = load(data, len(data)) if data is not None else None
            calendar = isinstance(value, dict) and "calendar" in value
            wanted |= {"policies/%s.json" % policy} | ({"calendars/%s.txt" % policy} if calendar else set())
        listed = {row["path"] for row in manifest["files"]}
        for path in listed - wanted:
            self.expect(0 <= earlier_size(path) < self.size, path, 0, "unexpected")
        for path in wanted - listed:
            self.expect(False, path, 0, "missing")

def say(report, given_key):
    print("%s: %d sự kiện / events, gốc cây / root %s" % (report["school"] or "?", report["events"], report["root"]))
    if report["ok"]:
        print("điểm kiểm tra có chữ ký / signed checkpoint: %d" % report["checkpoint_size"])
        if report["events"] > report["checkpoint_size"]:
            print("chưa được ký / not signed yet: %d" % (report["events"] - report["checkpoint_size"]))
        for seq in report["rekeyed"]:
            print("CHÚ Ý: từ sự kiện %d khóa trước không bàn giao cho khóa ký (đã mất); hỏi nhà trường hoặc phòng giáo dục"
                  "\nNOTE: the key before did not hand over to the one that signs from event %d on (it was lost);"
                  " ask the school or the district" % (seq, seq))
        if report["left_out"]:
            print("không kèm họ tên, văn bản của / names and texts left out of: %d sự kiện / events" % report["left_out"])
        if not report["manifest_signed"]:
            print("manifest.json không có chữ ký, nên index.html, README.txt và lịch có thể đã bị thay"
                  " / is not signed: index.html, README.txt and calendars may have been replaced")
        if not given_key:
            print("khóa lấy từ chính bản lưu trữ; --key để dùng khóa đã biết từ nơi khác"
                  " / the key is the archive's own; --key takes one that is known from elsewhere")
    for problem in report["problems"]:
        line = ":%d" % problem["line"] if "line" in problem else ""
        print("%s%s: %s [%s]" % (problem["file"], line, WORDS[problem["what"]], problem["what"]))
    print("ĐÚNG / OK" if report["ok"] else "SAI / WRONG")

def main(arguments):
    options, folders, rest = {"--key": None, "--format": "human"}, [], list(arguments)
    while rest:
        word = rest.pop(0)
        if word in options and rest:
            options[word] = rest.pop(0)
        else:
            folders.append(word)
    key, form = options["--key"], options["--format"]
    folder = (folders or [os.path.dirname(os.path.abspath(__file__))])[0]
    if len(folders) > 1 or folder.startswith("-") or form not in ("human", "json") or not os.path.isdir(folder):
        print(__doc__, file=sys.stderr)
        return 2
    if key is not None and parse_key(key) is None:
        print("--key: không phải khóa kiểm tra / not a verifier key", file=sys.stderr)
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
