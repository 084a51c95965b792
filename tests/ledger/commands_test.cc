// The commands that sign, prove and check, as a person calls them: keys, checkpoints, proofs, witnesses, and
// bad input.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "adapters/signing/key_file.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ledger/proof.h"
#include "engine/ledger/school_log.h"
#include "engine/ledger/stored_tree.h"
#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

namespace fs = std::filesystem;
using ledger::VerifierKey;
using signing::KeyFile;
using signing::SigningKey;

const SchoolId only_school{"school"};

// Creates a lesson plan.
std::string plan(const std::string& id) {
  return R"({"key":"k-)" + id +
         R"(","do":"create","as":"gv01","at":"2024-10-01T08:00:00+07:00","type":"lesson_plan","document":")" +
         id + R"(","fields":{"lesson_date":"2024-10-07"}})" + "\n";
}

void expect_error(const Ran& ran, int exit, const std::string& code) {
  EXPECT_EQ(ran.exit, exit) << ran.out;
  EXPECT_NE((ran.err + ran.out).find(code), std::string::npos) << ran.err << ran.out;
}

class Ledger : public testing::Test {
 protected:
  [[nodiscard]] Ran run(Names arguments, const Names& more = {}) const {
    arguments.insert(arguments.begin() + 1, school.dir);
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_cli(arguments);
  }
  [[nodiscard]] std::string key_file() const { return school.dir + ".keys"; }
  [[nodiscard]] std::vector<SigningKey> keys() const { return KeyFile(school.dir, "").read().value(); }
  [[nodiscard]] std::string key() const { return keys().back().key.text(); }
  [[nodiscard]] std::vector<StoredCheckpoint> checkpoints() const {
    const auto reader = *sqlite::open_sqlite_reader(school.dir);
    std::vector<StoredCheckpoint> all;
    auto next = *ledger::newest_checkpoint(*reader, only_school);
    while (next) {
      all.insert(all.begin(), *next);
      next = *reader->checkpoint(only_school, all.front().size - 1);
    }
    return all;
  }
  [[nodiscard]] std::uint64_t events() const {
    return *(*sqlite::open_sqlite_reader(school.dir))->last_seq(only_school);
  }
  // The newest checkpoint with a witness's signature beside ours, in a file.
  [[nodiscard]] std::string cosigned(const SigningKey& by, const std::string& text = {}) const {
    ledger::Note note = *ledger::parse_note(checkpoints().back().note);
    if (!text.empty()) note.text = text;
    note.signatures = {signing::note_signature(keys().back(), note.text),
                       signing::note_signature(by, note.text, 1'728'000'000)};
    return write_file(school.in("cosigned"), ledger::write_note(note));
  }

  School school;
  SigningKey witness = signing::generate_key("witness.example/w1", VerifierKey::cosigner);
};

TEST_F(Ledger, InitMakesAKeyThatOnlyItsOwnerReads) {
  struct stat status {};
  ASSERT_EQ(::stat(key_file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  ASSERT_EQ(keys().size(), 1U);
  EXPECT_EQ(keys()[0].key.name, "quyche/school");
  EXPECT_NE(school.opened.out.find(key()), std::string::npos) << school.opened.out;
  EXPECT_NE(school.opened.out.find(key_file()), std::string::npos);
  const json::Value shown = run({"key"}, {"--format", "json"}).json();
  EXPECT_EQ(*shown.find("origin")->string(), "quyche/school");
  const json::Array& list = *shown.find("keys")->array();
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(*list[0].find("key")->string(), key());
  EXPECT_EQ(*list[0].find("since")->integer(), 2);
  EXPECT_EQ(run({"key"}).out, "2\t" + key() + "\n");
}

TEST_F(Ledger, AnInitThatFailsLeavesTheKeyFileAsItWas) {
  const auto init = [&](const std::string& dir, const Names& more) {
    Names arguments = {"init", dir, "--policy", example(), "--people", school.in("people.csv")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_cli(arguments);
  };
  write_file(school.in("people.csv"), people_csv);
  const std::string before = bytes_of(key_file());
  expect_error(init(school.dir, {}), 3, "Q504");
  EXPECT_EQ(bytes_of(key_file()), before);
  fs::create_directory(school.in("taken"));
  write_file(school.in("taken/x"), "x");
  expect_error(init(school.in("taken"), {}), 3, "Q516");
  EXPECT_FALSE(fs::exists(school.in("taken.keys")));
  // In the directory that is to be made, also by a detour.
  for (const std::string path : {"new/keys", "new/../new/keys", "taken/../new/a/b"}) {
    expect_error(init(school.in("new"), {"--keys", school.in(path)}), 3, "Q536");
    EXPECT_FALSE(fs::exists(school.in("new")));
  }
  // A file that is no key file is nobody's to overwrite.
  write_file(school.in("mine"), "của tôi\n");
  fs::permissions(school.in("mine"), fs::perms(0600));
  expect_error(init(school.in("new"), {"--keys", school.in("mine")}), 3, "Q538");
  EXPECT_EQ(bytes_of(school.in("mine")), "của tôi\n");
  expect_error(init(school.in("new"), {"--keys", school.in("nowhere/keys")}), 3, "Q525");
  EXPECT_FALSE(fs::exists(school.in("new")));
  // A key of another directory stays beside the new one.
  const Ran second = init(school.in("new"), {"--keys", key_file(), "--school", "hai"});
  EXPECT_EQ(second.exit, 0) << second.err;
  EXPECT_EQ(bytes_of(key_file()).substr(0, before.size()), before);
  EXPECT_EQ(keys().size(), 2U);
  EXPECT_EQ(run_cli({"checkpoint", school.in("new"), "--keys", key_file()}).exit, 0);
}

TEST_F(Ledger, DoSignsWhatItDid) {
  ASSERT_EQ(checkpoints().size(), 1U) << "that of init";
  Ran ran = school.give(plan("a"));
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  ASSERT_EQ(checkpoints().size(), 2U);
  EXPECT_EQ(checkpoints()[1].size, events());
  // Nothing new: nothing is signed.
  ran = school.give(plan("a"));
  EXPECT_EQ(checkpoints().size(), 2U);
  ran = school.give(plan("b"));
  ASSERT_EQ(checkpoints().size(), 3U);
  EXPECT_EQ(run({"verify"}).exit, 0);
  // The note that `checkpoint` prints is the stored one, and reads as one.
  const Ran printed = run({"checkpoint"});
  EXPECT_EQ(printed.out, checkpoints()[2].note);
  EXPECT_TRUE(ledger::verified_checkpoint(printed.out, keys()[0].key, signing::verify));
  EXPECT_FALSE(*run({"checkpoint"}, {"--format", "json"}).json().find("fresh")->boolean());
}

TEST_F(Ledger, WithoutTheKeyTheWorkIsDoneAndANoteSaysSo) {
  fs::rename(key_file(), school.in("elsewhere"));
  const Ran ran = school.give(plan("a"));
  EXPECT_EQ(ran.exit, 0);
  EXPECT_NE(ran.err.find("Q535"), std::string::npos) << ran.err;
  EXPECT_EQ(lines_of(ran.err).size(), 1U);
  EXPECT_EQ(checkpoints().size(), 1U) << "that of init";
  expect_error(run({"checkpoint"}), 3, "Q535");
  expect_error(run({"prove", std::to_string(events())}), 3, "Q539");
  EXPECT_EQ(school.give(plan("b"), {"--keys", school.in("elsewhere")}).err, "");
  EXPECT_EQ(checkpoints().size(), 2U);
}

TEST_F(Ledger, KeyFilesThatCannotBeUsed) {
  // Something to sign, and nobody who did.
  const std::string good = bytes_of(key_file());
  fs::remove(key_file());
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  write_file(key_file(), good);
  fs::permissions(key_file(), fs::perms(0600));
  const std::string verifier_key = key();
  const auto with = [&](const std::string& text, unsigned mode, const char* code) {
    write_file(key_file(), text);
    fs::permissions(key_file(), fs::perms(mode));
    const Ran ran = run({"checkpoint"});
    expect_error(ran, 3, code);
    EXPECT_EQ(ran.err.find(good.substr(0, 40)), std::string::npos) << "a key is not printed";
    EXPECT_EQ(checkpoints().size(), 1U);
  };
  for (const unsigned mode : {0640U, 0604U, 0660U, 0644U, 0601U}) with(good, mode, "Q536");
  with("", 0600, "Q538");
  with(good + "x", 0600, "Q538");
  with(good.substr(0, good.size() - 1), 0600, "Q538");
  with(good.substr(1), 0600, "Q538");
  with(" " + good, 0600, "Q538");
  with("\n" + good, 0600, "Q538");
  with(verifier_key + "\n", 0600, "Q538");
  std::string crlf = good;
  with(crlf.insert(crlf.size() - 1, "\r"), 0600, "Q538");
  std::string other_seed = good;
  other_seed[other_seed.size() - 10] = other_seed[other_seed.size() - 10] == 'A' ? 'B' : 'A';
  with(other_seed, 0600, "Q538");
  with(signing::private_key_text(signing::generate_key("quyche/school")) + "\n", 0600, "Q538");
  with(signing::private_key_text(signing::generate_key("quyche/khac")) + "\n", 0600, "Q538");
  write_file(key_file(), good);
  EXPECT_EQ(run({"checkpoint"}).exit, 0);
  fs::copy_file(key_file(), school.dir + "/keys");
  expect_error(run({"checkpoint"}, {"--keys", school.dir + "/keys"}), 3, "Q536");
}

TEST(KeyFiles, ThePublishedKey) {
  // golang.org/x/mod/sumdb/note.
  const std::string text = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  const auto key = signing::parse_private_key(text);
  ASSERT_TRUE(key);
  EXPECT_EQ(signing::private_key_text(*key), text);
  EXPECT_EQ(key->key.text(), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'x' ? 'y' : 'x';
    EXPECT_FALSE(signing::parse_private_key(changed)) << i;
  }
}

TEST_F(Ledger, Rotation) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  const SigningKey old = keys()[0];
  const std::uint64_t before = events();
  const Ran ran = run({"key", "--rotate"}, {"--format", "json"});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  ASSERT_EQ(keys().size(), 1U) << "the old key has done its part";
  const SigningKey fresh = keys()[0];
  EXPECT_NE(fresh.key, old.key);
  EXPECT_EQ(*ran.json().find("key")->string(), fresh.key.text());
  EXPECT_EQ(static_cast<std::uint64_t>(*ran.json().find("since")->integer()), before + 1);
  // The checkpoint that covers the event is signed by both.
  const auto note = ledger::parse_note(checkpoints().back().note);
  EXPECT_EQ(checkpoints().back().size, before + 1);
  EXPECT_TRUE(ledger::signed_by(*note, old.key, signing::verify));
  EXPECT_TRUE(ledger::signed_by(*note, fresh.key, signing::verify));
  EXPECT_EQ(school.give(plan("b")).exit, 0);
  EXPECT_FALSE(ledger::signed_by(*ledger::parse_note(checkpoints().back().note), old.key, signing::verify));
  for (const SigningKey& key : {old, fresh}) EXPECT_EQ(run({"verify"}, {"--key", key.key.text()}).exit, 0);
  EXPECT_EQ(lines_of(run({"key"}).out).size(), 2U);
  // Who holds another key can neither sign nor hand over.
  const std::uint64_t events_before = events();
  fs::remove(key_file());
  ASSERT_TRUE(KeyFile(school.dir, "").add(old));
  expect_error(run({"key", "--rotate"}), 3, "Q549");
  expect_error(run({"checkpoint"}), 3, "Q538");
  fs::remove(key_file());
  expect_error(run({"key", "--rotate"}), 3, "Q549");
  EXPECT_EQ(events(), events_before);
}

// Cut short after the log named the new key: the next checkpoint is signed by both all the same.
TEST_F(Ledger, ARotationThatWasCutShortIsMadeGoodByTheNextCheckpoint) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  const std::string old_file = bytes_of(key_file());
  const std::string old_key = key();
  ASSERT_EQ(run({"key", "--rotate"}).exit, 0);
  const SigningKey fresh = keys()[0];
  // As it would be: two keys in the file, no checkpoint yet.
  write_file(key_file(), old_file);
  ASSERT_TRUE(KeyFile(school.dir, "").add(fresh));
  EXPECT_EQ(school.give(plan("b")).exit, 0);
  EXPECT_EQ(run({"verify"}, {"--key", old_key}).exit, 0);
}

TEST_F(Ledger, AProofSignsWhatIsNotSignedYet) {
  fs::rename(key_file(), school.in("elsewhere"));
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  fs::rename(school.in("elsewhere"), key_file());
  EXPECT_EQ(checkpoints().size(), 1U) << "that of init";
  EXPECT_EQ(run({"prove", std::to_string(events())}).exit, 0);
  EXPECT_EQ(checkpoints().size(), 2U);
  EXPECT_EQ(run({"prove", "4"}).exit, 0);
  EXPECT_EQ(checkpoints().size(), 2U);
}

TEST_F(Ledger, ProofsOfEventsAndDocuments) {
  EXPECT_EQ(school.give(plan("a") + plan("b")).exit, 0);
  const std::string file = school.in("proof");
  const Ran made = run({"prove", "3"}, {"--out", file});
  EXPECT_EQ(made.exit, 0) << made.err;
  const auto proof = ledger::read_proof(bytes_of(file));
  ASSERT_TRUE(proof);
  EXPECT_EQ(proof->index, 2U);
  EXPECT_EQ(run({"prove", "3"}).out, bytes_of(file));
  const Ran checked = run_cli({"verify-proof", file, "--key", key()});
  EXPECT_EQ(checked.exit, 0) << checked.err;
  for (const char* word : {"quyche/school", "unit_added", "to-1", "2024-09-01T01:00:00.000Z"})
    EXPECT_NE(checked.out.find(word), std::string::npos) << word << '\n' << checked.out;
  // The newest event of a document.
  const Ran of_document = run({"prove", "a"}, {"--format", "json"});
  const auto newest = ledger::read_proof(*of_document.json().find("proof")->string());
  ASSERT_TRUE(newest);
  EXPECT_NE(newest->extra.find(R"("document":"a")"), std::string::npos);
  // The event's bytes beside the proof, instead of in it.
  ledger::Proof bare = *proof;
  bare.extra.clear();
  const std::string bare_file = write_file(school.in("bare"), ledger::write_proof(bare));
  EXPECT_EQ(run_cli({"verify-proof", bare_file, "--key", key()}).exit, 2);
  const std::string event = write_file(school.in("event"), proof->extra);
  EXPECT_EQ(run_cli({"verify-proof", bare_file, "--key", key(), "--event", event}).exit, 0);
  const Ran other = run_cli({"verify-proof", file, "--key", key(), "--event", write_file(event, "{}")});
  expect_error(other, 1, "Q534");
  for (const char* nothing : {"0", "100000", "khong-co", "-1"}) {
    const Ran none = run({"prove", "--", nothing});
    EXPECT_EQ(none.exit, 1) << nothing << none.err;
    EXPECT_EQ(none.out, "");
  }
}

TEST_F(Ledger, ProofsThatAreNone) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  const std::string good = run({"prove", "3"}).out;
  const auto refused = [&](const std::string& text, const std::string& code, const std::string& with) {
    const Ran ran = run_cli({"verify-proof", write_file(school.in("p"), text), "--key", with});
    expect_error(ran, 1, code);
    const Ran json = run_cli({"verify-proof", school.in("p"), "--key", with, "--format", "json"});
    EXPECT_EQ(json.exit, 1);
    EXPECT_EQ(*json.json().find("code")->string(), code);
  };
  std::string crlf;
  for (const char c : good) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  refused("", "Q533", key());
  refused(crlf, "Q533", key());
  refused(good.substr(0, good.size() / 3), "Q533", key());
  refused(good.substr(0, good.size() - 30), "Q530", key());
  refused(good, "Q532", signing::generate_key("quyche/school").key.text());
  refused(good, "Q531", signing::generate_key("quyche/khac").key.text());
  std::string other_place = good;
  refused(other_place.replace(other_place.find("index 2"), 7, "index 3"), "Q534", key());
  EXPECT_EQ(run_cli({"verify-proof", school.in("p"), "--key", "x"}).exit, 2);
  EXPECT_EQ(run_cli({"verify-proof", school.in("khong-co"), "--key", key()}).exit, 3);
}

TEST_F(Ledger, Witnesses) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  const std::uint64_t size = checkpoints().back().size;
  const Names by_witness = {"--key", witness.key.text()};
  const Ran kept = run({"witness", cosigned(witness)}, by_witness);
  EXPECT_EQ(kept.exit, 0) << kept.err;
  EXPECT_NE(kept.out.find("2024-10-04T00:00:00.000Z"), std::string::npos) << kept.out;
  ASSERT_EQ(ledger::parse_note(checkpoints().back().note)->signatures.size(), 2U);
  EXPECT_EQ(run({"witness", cosigned(witness)}, by_witness).exit, 0);
  EXPECT_EQ(ledger::parse_note(checkpoints().back().note)->signatures.size(), 2U) << "kept once";
  // It travels with proofs, and verify says how far it reaches.
  const std::string file = school.in("proof");
  EXPECT_EQ(run({"prove", "3"}, {"--out", file}).exit, 0);
  EXPECT_EQ(run_cli({"verify-proof", file, "--key", key(), "--witness", witness.key.text()}).exit, 0);
  const SigningKey stranger = signing::generate_key("witness.example/w1", VerifierKey::cosigner);
  EXPECT_EQ(run_cli({"verify-proof", file, "--key", key(), "--witness", stranger.key.text()}).exit, 1);
  EXPECT_EQ(run_cli({"verify-proof", file, "--key", key(), "--witness", key()}).exit, 2);
  const Ran verified = run({"verify"}, {"--witness", witness.key.text(), "--format", "json"});
  EXPECT_EQ(*verified.json().find("witnessed")->find("size")->integer(), static_cast<std::int64_t>(size));
  EXPECT_EQ(run({"verify"}, {"--witness", stranger.key.text(), "--format", "json"})
                .json()
                .find("witnessed")
                ->string(),
            nullptr);
}

TEST_F(Ledger, CosignaturesThatAreNotKept) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  const std::string before = checkpoints().back().note;
  const std::string good = bytes_of(cosigned(witness));
  const auto refused = [&](const std::string& text, const std::string& code, const SigningKey& by) {
    const Ran ran = run({"witness", write_file(school.in("note"), text)}, {"--key", by.key.text()});
    EXPECT_EQ(ran.exit, 1) << ran.out;
    EXPECT_NE(ran.err.find(code), std::string::npos) << ran.err;
    EXPECT_EQ(checkpoints().back().note, before);
  };
  std::string crlf;
  for (const char c : good) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  refused(crlf, "Q530", witness);
  refused("", "Q530", witness);
  refused(good.substr(0, good.size() - 5), "Q530", witness);
  refused(before, "Q532", witness);
  refused(good, "Q532", signing::generate_key("witness.example/w2", VerifierKey::cosigner));
  // Of another school, of more events than there are, of another tree: signed rightly, and not ours to keep.
  const std::string root = before.substr(before.find('\n', 14) + 1, 44);
  const std::string size = std::to_string(events());
  refused(bytes_of(cosigned(witness, "quyche/khac\n" + size + "\n" + root + "\n")), "Q531", witness);
  refused(bytes_of(cosigned(witness, "quyche/school\n" + std::to_string(events() + 1) + "\n" + root + "\n")),
          std::to_string(events() + 1), witness);
  refused(bytes_of(cosigned(witness, "quyche/school\n" + size + "\n" + std::string(43, 'A') + "=\n")), size,
          witness);
  EXPECT_EQ(run({"witness", cosigned(witness)}, {"--key", key()}).exit, 2);
  EXPECT_EQ(run({"witness", school.in("khong-co")}, {"--key", witness.key.text()}).exit, 3);
}

TEST_F(Ledger, VerifyAgainstCheckpointsFromElsewhere) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  const std::string older = write_file(school.in("older"), checkpoints()[0].note);
  EXPECT_EQ(school.give(plan("b")).exit, 0);
  const std::string newer = write_file(school.in("newer"), checkpoints()[1].note);
  EXPECT_EQ(run({"verify"}, {"--from", older, "--checkpoint", newer, "--key", key()}).exit, 0);
  const auto signed_text = [&](const std::string& text) {
    ledger::Note note{text, {}};
    note.signatures.push_back(signing::note_signature(keys()[0], note.text));
    return write_file(school.in("other"), ledger::write_note(note));
  };
  const std::string root = std::string(43, 'A') + "=\n";
  expect_error(run({"verify"}, {"--from", signed_text("quyche/school\n1000\n" + root)}), 1, "1000");
  expect_error(run({"verify"}, {"--from", signed_text("quyche/school\n5\n" + root)}), 1, "RẼ NHÁNH");
  expect_error(run({"verify"}, {"--from", signed_text("quyche/khac\n5\n" + root)}), 3, "Q531");
  std::string crlf = bytes_of(older);
  crlf.insert(crlf.find('\n'), "\r");
  expect_error(run({"verify"}, {"--checkpoint", write_file(school.in("crlf"), crlf)}), 3, "Q530");
  expect_error(run({"verify"}, {"--checkpoint", school.in("khong-co")}), 3, "Q501");
  EXPECT_EQ(run({"verify"}, {"--key", "x"}).exit, 2);
  EXPECT_EQ(run({"verify"}, {"--key", signing::generate_key("quyche/school").key.text()}).exit, 1);
  EXPECT_EQ(run({"verify"}, {"--school", "khac"}).exit, 3);
}

TEST_F(Ledger, VerifySaysWhatItCannotSee) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  fs::rename(key_file(), school.in("elsewhere"));
  EXPECT_EQ(school.give(plan("b")).exit, 0);
  const Ran ran = run({"verify"}, {"--lang", "en"});
  EXPECT_EQ(ran.exit, 0);
  for (const char* words :
       {"Nothing is wrong", "behind the newest good checkpoint", "no trusted witness", "--key"})
    EXPECT_NE(ran.out.find(words), std::string::npos) << words << '\n' << ran.out;
  expect_narrow(ran.out, "verify");
  const json::Value report = run({"verify"}, {"--format", "json"}).json();
  EXPECT_EQ(report.find("cannot_see")->array()->size(), 3U);
  EXPECT_LT(*report.find("covered")->integer(), *report.find("events")->integer());
}

}  // namespace
}  // namespace quyche::cli
