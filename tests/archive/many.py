"""Runs an archive's verifier over many folders: many.py VERIFY_PY KEY < folders, a line each."""

import importlib.util
import sys

spec = importlib.util.spec_from_file_location("verify", sys.argv[1])
verify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify)
for line in sys.stdin:
    report = verify.Check(line.rstrip("\n"), sys.argv[2] or None).run()
    sys.stdout.buffer.write(verify.canonical(report) + b"\n")
