// Keys and what they sign: handing over, a key that was lost, witnesses, the manifest's signature; and what
// `verify` takes of an archive.
#include <set>

#include "adapters/archive/files.h"
#include "adapters/archive/format.h"
#include "adapters/signing/key_file.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/base/limits.h"
#include "engine/ledger/stored_tree.h"
#include "tests/archive/damages.h"
#include "tests/archive/support.h"

namespace quyche::test {
namespace {

namespace fs = std::filesystem;
using cli::Names;
using cli::Ran;

class ArchiveKeys : public testing::Test {
 protected:
  Ran run(const Names& arguments) const { return cli::run_cli(arguments); }
  // "event <tab> key …" of each.
  std::vector<std::string> keys_of(const std::string& dir) const {
    std::vector<std::string> keys;
    for (const std::string& line : cli::lines_of(run({"key", dir}).out)) {
      const std::size_t from = line.find('\t') + 1;
      keys.push_back(line.substr(from, line.find('\t', from) - from));
    }
    return keys;
  }
  void work(const std::string& key) const {
    const std::string line = R"({"do":"create","as":"gv01","at":"2024-09-02T08:00:00+07:00","key":")" + key +
                             R"(","type":"lesson_plan","fields":{"lesson_date":"2024-10-07"}})" + "\n";
    ASSERT_EQ(school_.give(line).exit, 0);
  }
  void rotate() const { ASSERT_EQ(run({"key", school_.dir, "--rotate"}).exit, 0); }
  std::string exported(const std::string& name) const {
    const Ran ran = run({"export", school_.dir, "--out", temp_.in(name)});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return temp_.in(name);
  }
  // Both verifiers, with each of these keys.
  void expect_good(const std::string& folder, const std::vector<std::string>& keys) const {
    for (const std::string& key : keys) {
      EXPECT_EQ(told(*archive::check_archive(folder, {ledger::VerifierKey::parse(key), {}, {}})),
                std::vector<std::string>());
      EXPECT_EQ(report_of(folder, key), python_reports({folder}, key).at(0));
    }
  }
  std::string note() const {
    const auto reader = sqlite::open_sqlite_reader(school_.dir);
    return (*ledger::newest_checkpoint(**reader, SchoolId{"school"}))->note;
  }
  std::size_t signatures() const { return ledger::parse_note(note())->signatures.size(); }
  // The line of a witness for the newest checkpoint.
  std::string cosignature(const signing::SigningKey& witness, std::int64_t time_s) const {
    ledger::Note signed_note{ledger::parse_note(note())->text, {}};
    signed_note.signatures.push_back(signing::note_signature(witness, signed_note.text, time_s));
    return ledger::write_note(signed_note).substr(signed_note.text.size() + 1);
  }
  Ran witness(const std::string& bytes, const signing::SigningKey& key) const {
    return run({"witness", school_.dir, cli::write_file(temp_.in("note"), bytes), "--key", key.key.text(),
                "--lang", "en"});
  }
  static signing::SigningKey witness_key(const std::string& name) {
    return signing::generate_key(name, ledger::VerifierKey::cosigner);
  }

  TempDir temp_;
  cli::School school_;
};

// Whoever trusts any one of the keys can check those after it, in the archive and in what is made of it.
TEST_F(ArchiveKeys, EachOneLeadsToTheNext) {
  work("a");
  rotate();
  work("b");
  work("c");
  rotate();
  work("d");
  const auto keys = keys_of(school_.dir);
  ASSERT_EQ(keys.size(), 3U);
  const std::string folder = exported("a");
  EXPECT_TRUE(archive::check_archive(folder)->manifest_signed);
  expect_good(folder, {"", keys[0], keys[1], keys[2]});
  int number = 0;
  for (const std::string& key : keys) {
    const std::string dir = temp_.in("d" + std::to_string(number++));
    const Ran ran = run({"import", folder, "--dir", dir, "--key", key});
    ASSERT_EQ(ran.exit, 0) << ran.err;
    for (const std::string& other : keys) {
      const Ran verified = run({"verify", dir, "--key", other});
      EXPECT_EQ(verified.exit, 0) << verified.out;
    }
  }
  // Without a link of the chain the first key says nothing of the last.
  const auto earlier = archive::files_below(folder + "/checkpoints");
  ASSERT_EQ(earlier->size(), 2U);
  const std::string broken = copy_of(folder, temp_, "b");
  fs::remove(broken + "/checkpoints/" + earlier->at(0));
  mend_manifest(broken);
  EXPECT_EQ(report_of(broken, keys[0]), python_reports({broken}, keys[0]).at(0));
  const auto report = archive::check_archive(broken, {ledger::VerifierKey::parse(keys[0]), {}, {}});
  EXPECT_EQ(told(*report),
            std::vector<std::string>{"checkpoints/" + earlier->at(1) + " checkpoint_handover"});
}

TEST_F(ArchiveKeys, AKeyThatWasLostIsReplacedAloud) {
  work("a");
  const std::string folder = exported("a");
  const std::string dir = temp_.in("imported");
  ASSERT_EQ(run({"import", folder, "--dir", dir}).exit, 0);
  const Ran without = run({"key", dir, "--rotate"});
  EXPECT_EQ(without.exit, 3);
  EXPECT_NE(without.err.find("Q549"), std::string::npos) << without.err;
  EXPECT_NE(without.err.find("--replace-lost"), std::string::npos) << without.err;
  EXPECT_EQ(run({"key", school_.dir, "--replace-lost"}).exit, 2) << "it is there";
  EXPECT_EQ(run({"key", school_.dir, "--replace-lost", "--rotate"}).exit, 2);
  const Ran replaced = run({"key", dir, "--replace-lost", "--format", "json"});
  ASSERT_EQ(replaced.exit, 0) << replaced.err;
  const std::string since = std::to_string(*replaced.json().find("since")->integer());
  const auto keys = keys_of(dir);
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_NE(run({"key", dir, "--lang", "en"}).out.find("was lost"), std::string::npos);
  // It can sign again, and everyone is told.
  for (const std::string& key : {std::string(), keys[1]}) {
    Names arguments = {"verify", dir, "--lang", "en"};
    if (!key.empty()) arguments.insert(arguments.end(), {"--key", key});
    const Ran verified = run(arguments);
    EXPECT_EQ(verified.exit, 0) << verified.out;
    EXPECT_NE(verified.out.find("from event " + since), std::string::npos) << verified.out;
    EXPECT_NE(verified.out.find("it was lost"), std::string::npos) << verified.out;
  }
  // Who trusts the old key alone is told that it ends there.
  const Ran old = run({"verify", dir, "--key", keys[0], "--lang", "en"});
  EXPECT_EQ(old.exit, 1) << old.out;
  EXPECT_NE(old.out.find("vouches for nothing"), std::string::npos) << old.out;
  ASSERT_EQ(run({"export", dir, "--out", temp_.in("b")}).exit, 0);
  expect_good(temp_.in("b"), {"", keys[1]});
  EXPECT_EQ(archive::check_archive(temp_.in("b"))->rekeyed.size(), 1U);
  const auto report = archive::check_archive(temp_.in("b"), {ledger::VerifierKey::parse(keys[0]), {}, {}});
  EXPECT_EQ(told(*report), std::vector<std::string>{"events.jsonl:" + since + " key_lost"});
  EXPECT_EQ(report_of(temp_.in("b"), keys[0]), python_reports({temp_.in("b")}, keys[0]).at(0));
  // Once more, and in: the note stays.
  ASSERT_EQ(run({"import", temp_.in("b"), "--dir", temp_.in("again")}).exit, 0);
  EXPECT_NE(run({"verify", temp_.in("again"), "--lang", "en"}).out.find("it was lost"), std::string::npos);
  EXPECT_EQ(run({"audit", dir}).exit, 0);
}

TEST_F(ArchiveKeys, TheManifestIsSigned) {
  work("a");
  const std::string folder = exported("a");
  const auto page = [](const std::string& f) { write_bytes(f + "/index.html", "<p>khác</p>"); };
  const std::string changed = copy_of(folder, temp_, "b");
  page(changed);
  const std::string signature = bytes_of(changed + "/manifest.note");
  mend_manifest(changed);
  write_bytes(changed + "/manifest.note", signature);
  EXPECT_EQ(told(*archive::check_archive(changed)),
            std::vector<std::string>{"manifest.note manifest_signature"});
  EXPECT_EQ(report_of(changed), python_reports({changed}).at(0));
  // Without the note it is of one piece, and it is said that nobody signed the page.
  fs::remove(changed + "/manifest.note");
  const Ran ran = run({"verify", changed, "--lang", "en"});
  EXPECT_EQ(ran.exit, 0) << ran.out;
  EXPECT_NE(ran.out.find("manifest.json is not signed"), std::string::npos) << ran.out;
  EXPECT_EQ(report_of(changed), python_reports({changed}).at(0));
  for (const char* bytes : {"", "x", "\n\n"}) {
    const std::string bad = copy_of(folder, temp_, "c" + std::to_string(std::string(bytes).size()));
    write_bytes(bad + "/manifest.note", bytes);
    EXPECT_EQ(told(*archive::check_archive(bad)),
              std::vector<std::string>{"manifest.note manifest_signature"});
    EXPECT_EQ(report_of(bad), python_reports({bad}).at(0));
  }
  // Another key of the school's name does not count.
  const std::string forged = copy_of(folder, temp_, "d");
  const signing::SigningKey other = key_of("quyche/school", 9);
  ledger::Note note{archive::manifest_note_text(SchoolId{"school"}, bytes_of(forged + "/manifest.json")), {}};
  note.signatures.push_back(signing::note_signature(other, note.text));
  write_bytes(forged + "/manifest.note", ledger::write_note(note));
  EXPECT_EQ(told(*archive::check_archive(forged)),
            std::vector<std::string>{"manifest.note manifest_signature"});
  EXPECT_EQ(report_of(forged), python_reports({forged}).at(0));
  // Without the key at hand it says so; a key file that was named has to be there.
  fs::rename(school_.dir + ".keys", temp_.in("keys"));
  EXPECT_EQ(run({"export", school_.dir, "--out", temp_.in("e"), "--keys", temp_.in("none")}).exit, 3);
  const Ran unsigned_one = run({"export", school_.dir, "--out", temp_.in("e"), "--lang", "en"});
  EXPECT_EQ(unsigned_one.exit, 0) << unsigned_one.err;
  EXPECT_NE(unsigned_one.out.find("manifest.json is not signed"), std::string::npos) << unsigned_one.out;
  EXPECT_FALSE(fs::exists(temp_.in("e/manifest.note")));
}

TEST_F(ArchiveKeys, VerifyHoldsAnArchiveAgainstWhatIsKnownFromElsewhere) {
  work("a");
  const std::string older = cli::write_file(temp_.in("older"), note());
  work("b");
  const std::string folder = exported("a");
  const std::string own = temp_.in("a/checkpoint");
  work("c");
  const std::string newer = cli::write_file(temp_.in("newer"), note());
  const auto verify = [&](const Names& more) {
    Names arguments = {"verify", folder, "--lang", "en"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  };
  EXPECT_EQ(verify({"--from", older, "--checkpoint", own}).exit, 0);
  const Ran cut = verify({"--checkpoint", newer});
  EXPECT_EQ(cut.exit, 1) << cut.out;
  EXPECT_NE(cut.out.find("newer: covers more events than there are"), std::string::npos) << cut.out;
  // Signed rightly, of another history.
  const auto keys = signing::KeyFile(school_.dir, "").read();
  ledger::Note fork{"quyche/school\n5\n" + std::string(43, 'A') + "=\n", {}};
  fork.signatures.push_back(signing::note_signature(keys->at(0), fork.text));
  const Ran forked = verify({"--from", cli::write_file(temp_.in("fork"), ledger::write_note(fork))});
  EXPECT_EQ(forked.exit, 1);
  EXPECT_NE(forked.out.find("[checkpoint_root]"), std::string::npos) << forked.out;
  EXPECT_EQ(verify({"--from", cli::write_file(temp_.in("no"), "x")}).exit, 3);
  EXPECT_EQ(verify({"--from", temp_.in("nothing")}).exit, 3);
  EXPECT_EQ(verify({"--school", "school"}).exit, 2);
  // Witnesses: none, and one.
  const signing::SigningKey by = witness_key("witness.example/w1");
  const Ran none = verify({"--witness", by.key.text()});
  EXPECT_EQ(none.exit, 0);
  EXPECT_NE(none.out.find("no checkpoint here carries"), std::string::npos) << none.out;
  ASSERT_EQ(witness(cosignature(by, 1'728'000'000), by).exit, 0);
  const std::string cosigned = exported("b");
  const Ran seen = run({"verify", cosigned, "--witness", by.key.text(), "--format", "json"});
  EXPECT_EQ(*seen.json().find("witnessed")->find("at")->string(), "2024-10-04T00:00:00.000Z");
}

TEST_F(ArchiveKeys, AFolderWithoutItsManifestIsStillAnArchive) {
  work("a");
  const std::string folder = exported("a");
  fs::remove(folder + "/manifest.json");
  const Ran ran = run({"verify", folder, "--format", "json"});
  EXPECT_EQ(ran.exit, 1) << ran.err;
  EXPECT_EQ(ran.out, python_reports({folder}).at(0) + "\n");
  EXPECT_NE(ran.out.find(R"({"file":"manifest.json","what":"missing"})"), std::string::npos) << ran.out;
}

TEST_F(ArchiveKeys, NamesThatAreNoTextArePrintedAsOne) {
  work("a");
  const std::string folder = exported("a");
  for (const char* name : {"a\xFF", "\xED\xA0\x80", "\xE1\x80z", "b\nc\x1B[2J", "ổn"})
    write_bytes(folder + "/" + name, "x");
  const Ran ran = run({"verify", folder, "--format", "json"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_EQ(rules::utf8::first_invalid(ran.out), std::nullopt);
  EXPECT_EQ(ran.out, python_reports({folder}).at(0) + "\n");
  EXPECT_NE(ran.out.find(R"("a\\xff")"), std::string::npos) << ran.out;
  const Ran human = run({"verify", folder});
  EXPECT_EQ(human.out.find('\x1B'), std::string::npos);
}

TEST_F(ArchiveKeys, AWitnessIsKeptOnce) {
  work("a");
  const signing::SigningKey by = witness_key("witness.example/w1");
  const std::string ours = note();
  const auto lines = [&](int from, int to) {
    std::string text;
    for (int i = from; i < to; ++i) text += cosignature(by, 1'750'000'000 + i);
    return text;
  };
  for (const auto& [from, to] : {std::pair(0, 45), {45, 90}, {90, 130}, {10, 20}}) {
    const Ran ran = witness(ours + lines(from, to), by);
    ASSERT_EQ(ran.exit, 0) << ran.err;
    EXPECT_EQ(signatures(), 2U);
  }
  // The newest one stayed.
  const Ran verified = run({"verify", school_.dir, "--witness", by.key.text(), "--format", "json"});
  EXPECT_EQ(verified.exit, 0) << verified.out;
  EXPECT_EQ(*verified.json().find("witnessed")->find("at")->string(),
            Instant::from_ms(1'750'000'129'000).text());
  EXPECT_EQ(run({"prove", school_.dir, "5"}).exit, 0);
}

TEST_F(ArchiveKeys, ANoteThatWouldNotBeReadAgainIsNotStored) {
  work("a");
  for (std::size_t i = 1; i < limits::note_signatures_max; ++i) {
    const signing::SigningKey by = witness_key("w" + std::to_string(i));
    ASSERT_EQ(witness(cosignature(by, 1'750'000'000), by).exit, 0) << i;
  }
  const std::string before = note();
  EXPECT_EQ(signatures(), limits::note_signatures_max);
  const signing::SigningKey last = witness_key("one-too-many");
  const Ran ran = witness(cosignature(last, 1'750'000'000), last);
  EXPECT_EQ(ran.exit, 1) << ran.out;
  EXPECT_NE(ran.err.find("Q548"), std::string::npos) << ran.err;
  EXPECT_EQ(note(), before);
  EXPECT_EQ(run({"verify", school_.dir}).exit, 0);
  work("b");
}

// c2sp.org/tlog-witness: a witness answers with signature lines and nothing else.
TEST_F(ArchiveKeys, LinesOfAWitnessAreEnough) {
  work("a");
  const signing::SigningKey by = witness_key("witness.example/w1");
  const signing::SigningKey stranger = witness_key("witness.example/w2");
  const std::string line = cosignature(by, 1'728'000'000);
  EXPECT_EQ(witness(line, stranger).exit, 1);
  EXPECT_NE(witness(line, stranger).err.find("Q532"), std::string::npos);
  EXPECT_EQ(witness(line.substr(0, line.size() - 9), by).exit, 1);
  EXPECT_EQ(signatures(), 1U);
  ASSERT_EQ(witness(cosignature(stranger, 1'728'000'000) + line, by).exit, 0);
  EXPECT_EQ(signatures(), 2U) << "of the witness that was named";
  // An answer that comes after the next checkpoint was signed is still of the one before.
  const std::string late = cosignature(stranger, 1'728'000'000);
  const auto size = ledger::read_checkpoint(ledger::parse_note(note())->text)->size;
  work("b");
  const Ran ran = witness(late, stranger);
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out.find("checkpoint of " + std::to_string(size) + " events"), std::string::npos) << ran.out;
  EXPECT_EQ(signatures(), 1U);
}

TEST_F(ArchiveKeys, AFolderOfOtherThingsIsLeftAlone) {
  work("a");
  const std::string folder = exported("a");
  fs::create_directory(temp_.in("mine"));
  write_bytes(temp_.in("mine/của-tôi.txt"), "x");
  const Ran ran = run({"import", folder, "--dir", temp_.in("mine"), "--lang", "en"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_NE(ran.err.find("Q516"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("của-tôi.txt"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace quyche::test
