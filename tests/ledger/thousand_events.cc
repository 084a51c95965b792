#include "tests/ledger/thousand_events.h"

#include <filesystem>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/event/codec.h"
#include "engine/ledger/commitments.h"
#include "engine/ledger/stored_tree.h"
#include "tests/adapters/cli/cli.h"

namespace quyche::test {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t all = 1'000'000;

// Lesson plans taken to their end, each sent back once with a reason.
std::string commands(int round) {
  constexpr int plans = 24;
  std::string lines;
  int key = 0;
  const auto add = [&](const std::string& what, const std::string& as, const std::string& document,
                       const std::string& rest) {
    const std::string day = std::to_string(10 + round);
    lines += R"({"key":"r)" + std::to_string(round) + "k" + std::to_string(++key) + R"(","do":")" + what +
             R"(","as":")" + as + R"(","at":"2024-09-)" + day + R"(T08:00:00+07:00","document":")" +
             document + "\"," + rest + "}\n";
  };
  for (int i = 0; i < plans; ++i) {
    const std::string plan = "p" + std::to_string(round) + "-" + std::to_string(i);
    const std::string owner = i % 2 == 0 ? "gv01" : "gv02";
    add("create", owner, plan,
        R"("type":"lesson_plan","fields":{"lesson_date":"2024-10-07","outcomes":"Học sinh đọc được bài )" +
            std::to_string(i) + R"("})");
    add("attach", owner, plan, R"("slot":"plan","content":")" + std::string(64, 'a') + "\"");
    add("act", owner, plan, R"("action":"submit")");
    add("act", "tt1", plan, R"("action":"return","reason":"Bổ sung phần luyện tập")");
    add("act", owner, plan, R"("action":"submit")");
    add("act", "tt1", plan, R"("action":"check")");
    add("act", "ht", plan, R"("action":"approve")");
  }
  return lines;
}

void must(const cli::Ran& ran) {
  if (ran.exit == 0) return;
  ADD_FAILURE() << ran.err << ran.out;
  std::abort();
}

std::string make(const contract::TempDir& temp) {
  const std::string dir = temp.in("school");
  cli::write_file(temp.in("people.csv"), cli::people_csv);
  must(cli::run_cli({"init", dir, "--policy", cli::example(), "--people", temp.in("people.csv"), "--school",
                     small_school.value, "--clock", "commands", "--at", "2024-09-01T08:00:00+07:00"}));
  // Five checkpoints: that of the opening, and one behind each of these.
  const std::string first = commands(0) + commands(1);
  for (const std::string& lines : {first, commands(2), commands(3), commands(4)})
    must(cli::run_cli({"do", dir, cli::write_file(temp.in("commands.jsonl"), lines)}));
  return dir;
}

template <class T>
T value(Outcome<T> outcome) {
  if (!outcome) {
    ADD_FAILURE() << outcome.error().code << ' ' << outcome.error().detail;
    std::abort();
  }
  return std::move(*outcome);
}

}  // namespace

Contents read_contents(StoreReader& reader, const SchoolId& school) {
  Contents contents;
  contents.events = value(reader.events(school, 1, all));
  contents.documents = value(reader.documents(school, {}, all));
  contents.policies = value(reader.policies());
  contents.snapshot = value(reader.snapshot(school));
  for (const StoredEvent& event : contents.events)
    ledger::each_commitment(value(decode_event(event.bytes)).body, [&](const Digest& commitment) {
      if (auto entry = value(reader.vault(school, commitment))) contents.vault.push_back(std::move(*entry));
    });
  for (const int level : {0, 8, 16})
    for (const StoredNode& node : value(reader.nodes(school, level, 0, all))) contents.nodes.push_back(node);
  auto checkpoint = value(ledger::newest_checkpoint(reader, school));
  while (checkpoint) {
    contents.checkpoints.insert(contents.checkpoints.begin(), *checkpoint);
    checkpoint = value(reader.checkpoint(school, checkpoint->size - 1));
  }
  return contents;
}

std::unique_ptr<memory::MemoryStore> store_of(const Contents& contents) {
  auto store = std::make_unique<memory::MemoryStore>();
  Batch batch;
  batch.school = small_school;
  batch.events = contents.events;
  batch.documents = contents.documents;
  batch.policies = contents.policies;
  batch.vault = contents.vault;
  batch.nodes = contents.nodes;
  batch.checkpoints = contents.checkpoints;
  batch.snapshot = contents.snapshot;
  const auto written = store->append(batch);
  EXPECT_TRUE(written) << written.error().detail;
  return store;
}

const std::string& thousand_events_dir() {
  static const contract::TempDir temp;
  static const std::string dir = make(temp);
  return dir;
}

const Contents& thousand_events() {
  static const Contents contents = [] {
    const auto reader = value(sqlite::open_sqlite_reader(thousand_events_dir()));
    return read_contents(*reader, small_school);
  }();
  return contents;
}

const std::vector<signing::SigningKey>& thousand_events_keys() {
  static const auto keys = value(signing::KeyFile(thousand_events_dir(), "").read());
  return keys;
}

std::string copy_of_thousand_events(const contract::TempDir& temp, const std::string& name) {
  const std::string copy = temp.in(name);
  fs::copy(thousand_events_dir(), copy, fs::copy_options::recursive);
  fs::copy(thousand_events_dir() + ".keys", copy + ".keys");
  return copy;
}

ledger::VerifyReport verified(StoreReader& reader, ledger::VerifyOptions options) {
  options.verify = signing::verify;
  return value(ledger::verify_school(reader, small_school, options));
}

ledger::VerifyReport verified(const Contents& contents, ledger::VerifyOptions options) {
  const auto store = store_of(contents);
  const auto reader = value(store->reader());
  return verified(*reader, std::move(options));
}

std::vector<std::string> told(const ledger::VerifyReport& report) {
  std::vector<std::string> lines;
  for (const ledger::Finding& finding : report.findings) {
    std::string line = std::string(name_of(finding.area)) + ' ' + std::to_string(finding.seq) + ' ' +
                       finding.label.substr(finding.label.find('.') + 1);
    for (const std::string& arg : finding.args) line += ' ' + arg;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace quyche::test
