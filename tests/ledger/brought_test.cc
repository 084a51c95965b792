// What the commands of the ledger make of files that others brought, and what a person sees of it.
#include <gtest/gtest.h>

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

class Brought : public testing::Test {
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
  School school;
  SigningKey witness = signing::generate_key("witness.example/w1", VerifierKey::cosigner);
};

// A proof never takes the place of anything, least of all of the key or the data.
TEST_F(Brought, AProofOverwritesNothing) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  const std::string key_bytes = bytes_of(key_file());
  expect_error(run({"prove", "3"}, {"--out", key_file()}), 3, "Q526");
  EXPECT_EQ(bytes_of(key_file()), key_bytes);
  for (const std::string& path :
       {school.dir + "/quyche.db", school.dir + "/proof", school.dir + "/../school/x"})
    EXPECT_EQ(run({"prove", "3"}, {"--out", path}).exit, 2) << path;
  EXPECT_FALSE(fs::exists(school.dir + "/proof"));
  EXPECT_EQ(run({"verify"}).exit, 0);
  const std::string mine = write_file(school.in("mine"), "của tôi");
  expect_error(run({"prove", "3"}, {"--out", mine}), 3, "Q526");
  EXPECT_EQ(bytes_of(mine), "của tôi");
}

// As a line cut from events.jsonl.
TEST_F(Brought, AnEventFileMayEndInANewline) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  const std::string file = write_file(school.in("p"), run({"prove", "3"}).out);
  const std::string event = ledger::read_proof(bytes_of(file))->extra;
  const auto check = [&](const std::string& bytes) {
    return run_cli({"verify-proof", file, "--key", key(), "--event", write_file(school.in("e"), bytes)}).exit;
  };
  EXPECT_EQ(check(event), 0);
  EXPECT_EQ(check(event + "\n"), 0);
  EXPECT_EQ(check(event + "\n\n"), 1);
  EXPECT_EQ(check(event + "\r\n"), 1);
  EXPECT_EQ(check("\n"), 1);
}

TEST_F(Brought, ACosignatureFromTheFuture) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  ledger::Note note = *ledger::parse_note(checkpoints().back().note);
  note.signatures.push_back(signing::note_signature(witness, note.text, 99'999'999'999));
  const std::string file = write_file(school.in("future"), ledger::write_note(note));
  expect_error(run({"witness", file}, {"--key", witness.key.text()}), 1, "Q572");
  EXPECT_EQ(ledger::parse_note(checkpoints().back().note)->signatures.size(), 1U);
  // As an older program stored it.
  {
    const auto store = *sqlite::open_sqlite_store(school.dir, sqlite::OpenMode::write);
    Batch batch;
    batch.school = only_school;
    batch.checkpoints = {{checkpoints().back().size, ledger::write_note(note)}};
    ASSERT_TRUE(store->append(batch));
  }
  expect_error(run({"verify"}, {"--witness", witness.key.text(), "--lang", "en"}), 1, "in the future");
  const std::string proof = write_file(school.in("p"), run({"prove", "3"}).out);
  EXPECT_EQ(run_cli({"verify-proof", proof, "--key", key(), "--witness", witness.key.text()}).exit, 1);
}

TEST_F(Brought, SeveralSchoolsAreVerifiedInOneGo) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  const std::string note = write_file(school.in("note"), checkpoints().back().note);
  write_file(school.in("people.csv"), people_csv);
  EXPECT_EQ(run_cli({"init", school.dir, "--policy", example(), "--people", school.in("people.csv"),
                     "--school", "hai", "--clock", "commands", "--at", "2024-09-01T08:00:00+07:00"})
                .exit,
            0);
  EXPECT_EQ(run({"checkpoint"}, {"--school", "hai"}).exit, 0);
  Ran ran = run({"verify"}, {"--format", "json"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  const json::Value all = ran.json();
  ASSERT_NE(all.array(), nullptr) << ran.out;
  ASSERT_EQ(all.array()->size(), 2U);
  EXPECT_EQ(*(*all.array())[0].find("school")->string(), "hai");
  EXPECT_EQ(*(*all.array())[1].find("school")->string(), "school");
  // What is given is of one of them.
  EXPECT_EQ(run({"verify"}, {"--checkpoint", note, "--key", key()}).exit, 0);
  EXPECT_EQ(run({"verify"}, {"--key", signing::generate_key("quyche/ba").key.text()}).exit, 1);
  ran = run({"verify"}, {"--school", "hai", "--format", "json"});
  EXPECT_EQ(*ran.json().find("school")->string(), "hai");
  const Ran human = run({"verify"});
  EXPECT_NE(human.out.find("Trường hai"), std::string::npos) << human.out;
  EXPECT_NE(human.out.find("Trường school"), std::string::npos);
}

// A checkpoint of no events says nothing, but whoever signed it is asked all the same.
TEST_F(Brought, AGivenCheckpointOfNoEvents) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  const std::string empty = "quyche/school\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
  const auto given = [&](const SigningKey& by) {
    const ledger::Note note{empty, {signing::note_signature(by, empty)}};
    return write_file(school.in("empty"), ledger::write_note(note));
  };
  EXPECT_EQ(run({"verify"}, {"--checkpoint", given(keys()[0])}).exit, 0);
  const SigningKey stranger = signing::generate_key("quyche/school");
  for (const Names& more : {Names{}, Names{"--key", key()}}) {
    Names options = {"--checkpoint", given(stranger)};
    options.insert(options.end(), more.begin(), more.end());
    EXPECT_EQ(run({"verify"}, options).exit, 1);
  }
}

TEST_F(Brought, FindingsAreNarrowAndInOneLanguage) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  const auto store_note = [&](const std::string& note) {
    const auto store = *sqlite::open_sqlite_store(school.dir, sqlite::OpenMode::write);
    Batch batch;
    batch.school = only_school;
    batch.checkpoints = {{checkpoints().back().size, note}};
    ASSERT_TRUE(store->append(batch));
  };
  const std::string good = checkpoints().back().note;
  for (const std::string& bad :
       {std::string(good).insert(good.find('\n'), "\r"), "x" + good.substr(good.find('\n')),
        good.substr(0, 20), good + "x", std::string("quyche/school\nx\n\n")}) {
    store_note(bad);
    const Ran ran = run({"verify"});
    EXPECT_EQ(ran.exit, 1);
    expect_narrow(ran.out, "verify");
    for (const char* english : {" it ", " is ", " has ", " line ", "canonical"})
      EXPECT_EQ(ran.out.find(english), std::string::npos) << english << '\n' << ran.out;
    EXPECT_NE(ran.out.find("chưa được ký"), std::string::npos) << ran.out;
  }
}

}  // namespace
}  // namespace quyche::cli
