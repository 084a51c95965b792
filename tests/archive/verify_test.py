"""The verifier that goes into every archive, piece by piece, against published vectors.

usage: verify_test.py VERIFY_PY   (set by CTest); whole archives are compared with the program in damage_test.cc
"""

import contextlib
import importlib.util
import io
import os
import subprocess
import sys
import tempfile
import unittest

VERIFY_PY = sys.argv.pop(1)
spec = importlib.util.spec_from_file_location("verify", VERIFY_PY)
verify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify)

# RFC 8032, section 7.1: secret keys are not needed. (public key, message, signature)
ED25519 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
]

# The leaves and roots of the reference implementation's test of RFC 6962 (sizes 0 to 8).
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


class Pieces(unittest.TestCase):
    def test_signatures_of_rfc_8032(self):
        for public, message, signature in ED25519:
            public, message, signature = map(bytes.fromhex, (public, message, signature))
            self.assertTrue(verify.ed25519_verify(public, message, signature))
            self.assertFalse(verify.ed25519_verify(public, message + b"x", signature))
            for place in (0, 31, 32, 63):
                changed = bytearray(signature)
                changed[place] ^= 1
                self.assertFalse(verify.ed25519_verify(public, message, bytes(changed)))
            self.assertFalse(verify.ed25519_verify(public, message, signature[:63]))
            self.assertFalse(verify.ed25519_verify(public, message, b""))

    def test_a_signature_has_one_form(self):
        """S + the group's order gives the same point; it is refused, RFC 8032 section 5.1.7."""
        public, message, signature = map(bytes.fromhex, ED25519[1])
        s = int.from_bytes(signature[32:], "little") + verify.ORDER
        self.assertFalse(verify.ed25519_verify(public, message, signature[:32] + s.to_bytes(32, "little")))

    def test_roots_of_rfc_6962(self):
        leaves = [verify.sha256(b"\x00" + bytes.fromhex(leaf)) for leaf in LEAVES]
        for size, root in enumerate(ROOTS):
            self.assertEqual(verify.root_of(leaves[:size]).hex(), root)

    def test_root_is_what_the_definition_says(self):
        def mth(leaves):
            if len(leaves) == 1:
                return leaves[0]
            k = 1
            while 2 * k < len(leaves):
                k *= 2
            return verify.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:]))

        leaves = [verify.sha256(b"%d" % i) for i in range(300)]
        for size in range(1, 301):
            self.assertEqual(verify.root_of(leaves[:size]), mth(leaves[:size]))

    def test_tiles_of_the_specification(self):
        tiles = [path for path, _ in verify.tiles([bytes(32)] * 256256)]
        self.assertEqual(tiles[999:1002], ["tile/0/999", "tile/0/x001/000", "tile/1/000"])
        tiles = [path for path, _ in verify.tiles([bytes(32)] * 70000)]
        self.assertEqual(len(tiles), 277)
        self.assertEqual(tiles[-4:], ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"])

    def test_json_is_read_as_it_is_written(self):
        good = ['{"a":1,"b":[true,null,"x"]}', '"Đã nộp"', '{"\\u0001":""}', '{"\U0001f600":1,"\ufb33":2}']
        for text in good:
            self.assertIsNotNone(verify.load(text.encode()), text)
        bad = ['{"b":1,"a":1}', '{"a":1,"a":1}', "1.0", "1e3", "NaN", "-0", '"\\u00e9"', '"\\ud800"', '{"a": 1}']
        bad += ["9007199254740992", "", "[" * 33 + "]" * 33, "[" * 100000, '{"\ufb33":2,"\U0001f600":1}', "1 "]
        for text in bad:
            self.assertIsNone(verify.load(text.encode()), text[:40])
        self.assertIsNone(verify.load(b'"\xff"'))

    def test_keys(self):
        data = b"\x01" + bytes(range(32))
        ident = verify.sha256(b"quyche/a\n" + data)[:4].hex()
        text = verify.base64.b64encode(data).decode()
        self.assertIsNotNone(verify.parse_key("quyche/a+%s+%s" % (ident, text)))
        for bad in ("", "quyche/a", "quyche/b+%s+%s" % (ident, text), "quyche/a+00000000+" + text):
            self.assertIsNone(verify.parse_key(bad))
        self.assertIsNone(verify.parse_key("quyche/a+%s+%s" % (ident, text[:-1])))

    def test_every_word_is_explained(self):
        with open(VERIFY_PY, encoding="utf-8") as file:
            source = file.read()
        import re

        used = set(re.findall(r'self\.expect\(.*"([a-z_]+)"\)', source))
        for pair in re.findall(r'"(missing)" if [^"]* is None else "([a-z_]+)"', source):
            used |= set(pair)
        self.assertEqual(used, set(verify.WORDS))


class CommandLine(unittest.TestCase):
    def run_it(self, *arguments):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = verify.main(list(arguments))
        return code, out.getvalue(), err.getvalue()

    def test_wrong_use(self):
        for arguments in (["--what"], ["a", "b"], ["--key"], ["--format", "xml"], ["--key", "nonsense"]):
            code, out, err = self.run_it(*arguments)
            self.assertEqual((code, out), (2, ""), arguments)
            self.assertNotEqual(err, "")
        self.assertEqual(self.run_it("/no/such/folder")[0], 2)

    def test_an_empty_folder_is_no_archive(self):
        with tempfile.TemporaryDirectory() as folder:
            code, out, _ = self.run_it(folder)
            self.assertEqual(code, 1)
            self.assertIn("manifest.json: không có / is missing [missing]", out)
            self.assertIn("SAI / WRONG", out)
            code, out, _ = self.run_it(folder, "--format", "json")
            self.assertEqual(code, 1)
            self.assertIn('"problems":[{"file":"manifest.json","what":"missing"}]', out)

    def test_runs_without_anything_else(self):
        """Isolated: no site packages, no environment; and from its own folder without arguments."""
        with tempfile.TemporaryDirectory() as folder:
            with open(VERIFY_PY, encoding="utf-8") as file:
                text = file.read()
            path = os.path.join(folder, "verify.py")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            run = subprocess.run([sys.executable, "-I", "-S", path], capture_output=True, check=False, env={})
            self.assertEqual(run.returncode, 1, run.stderr)
            self.assertIn(b"manifest.json", run.stdout)


if __name__ == "__main__":
    unittest.main()
