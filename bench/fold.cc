// Checking a school's whole history from the bytes on disk: hash every leaf, the root, decode, fold. The
// bound reads the same rows through plain SQLite, hashes them and lets simdjson parse them, and makes nothing
// of it.
#include <simdjson.h>
#include <sqlite3.h>

#include <ctime>

#include "adapters/sqlite/data_dir.h"
#include "adapters/sqlite/sqlite_store.h"
#include "bench/figure.h"
#include "bench/folder.h"
#include "bench/work.h"
#include "engine/base/check.h"
#include "engine/event/codec.h"
#include "engine/ledger/tree.h"
#include "engine/school/evolve.h"

namespace quyche::bench {
namespace {

// The time this thread was running: one core, whatever else the machine does.
double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

constexpr int repetitions = 5;
constexpr std::size_t documents = 30'000;
constexpr std::size_t events_per_call = 65'536;

void write_history(const std::string& dir) {
  const Work work;
  sqlite::StoreOptions options;
  options.synchronous = sqlite::Synchronous::normal;  // it is only read afterwards
  auto store = sqlite::SqliteStore::open(dir, sqlite::OpenMode::create, options);
  CHECK(store.has_value(), "a new store opens");
  NoHooks hooks;
  auto office = Office::open(**store, hooks, Work::school());
  CHECK(office.has_value(), "a new school opens");
  (*office)->add_policy(work.policy());
  CHECK((*office)->submit(work.opening()).has_value(), "the office goes on");
  std::vector<Request> batch;
  for (std::size_t document = 0; document < documents; ++document) {
    for (std::size_t n = 0; n < Work::steps; ++n) batch.push_back(work.step(document, n, Work::start()));
    if (batch.size() < 600) continue;
    CHECK((*office)->submit(batch).has_value(), "the office goes on");
    batch.clear();
  }
  if (!batch.empty()) CHECK((*office)->submit(batch).has_value(), "the office goes on");
}

double events_per_second(std::size_t events, double from) {
  return static_cast<double>(events) / (cpu_seconds() - from);
}

double verify_and_fold(const std::string& dir) {
  auto reader = sqlite::open_sqlite_reader(dir);
  CHECK(reader.has_value(), "the store reads");
  const double from = cpu_seconds();
  ledger::Frontier tree;
  SchoolState state;
  std::uint64_t before = 0;
  do {
    before = state.last_seq;
    const auto read = (*reader)->each_event(Work::school(), before + 1, events_per_call,
                                            [&](std::uint64_t, std::string_view bytes) {
                                              tree.append(ledger::leaf_hash(bytes));
                                              const auto event = decode_event(bytes);
                                              CHECK(event.has_value(), "every event reads");
                                              evolve(state, *event);
                                            });
    CHECK(read.has_value(), "the store reads");
  } while (state.last_seq > before);
  CHECK(!tree.root().empty() && state.documents.size() == documents, "all of it was read");
  return events_per_second(state.last_seq, from);
}

double scan_hash_and_parse(const std::string& dir) {
  sqlite3* db = nullptr;
  sqlite3_stmt* scan = nullptr;
  CHECK(sqlite3_open_v2(sqlite::database_path(dir).c_str(), &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                        nullptr) == SQLITE_OK,
        "the file opens");
  const double from = cpu_seconds();
  CHECK(sqlite3_prepare_v2(db, "SELECT bytes FROM events ORDER BY place", -1, &scan, nullptr) == SQLITE_OK,
        "the scan is prepared");
  simdjson::dom::parser parser;
  std::size_t events = 0;
  unsigned any = 0;
  while (sqlite3_step(scan) == SQLITE_ROW) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(scan, 0));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(scan, 0));
    any += sha256({text, size}).bytes[0];
    CHECK(parser.parse(text, size, true).error() == simdjson::SUCCESS, "every event is JSON");
    ++events;
  }
  const double speed = events_per_second(events, from);
  CHECK(any > 0, "hashes are not all zero");
  sqlite3_finalize(scan);
  sqlite3_close_v2(db);
  return speed;
}

std::vector<Figure> run(const std::function<bool(const std::string&)>&) {
  const Folder folder("fold");
  const std::string dir = folder.below("data");
  write_history(dir);
  std::vector<Figure> repeated;
  for (int i = 0; i < repetitions; ++i)
    repeated.push_back({"verify_fold", verify_and_fold(dir), "events/s", scan_hash_and_parse(dir)});
  return {median(std::move(repeated))};
}

}  // namespace

Program fold_program() { return {{"verify_fold"}, false, run}; }

}  // namespace quyche::bench
