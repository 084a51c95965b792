#include <chrono>
#include <fstream>
#include <iostream>

#include "adapters/memory/memory_store.h"
#include "adapters/sqlite/data_dir.h"
#include "adapters/sqlite/settings.h"
#include "adapters/sqlite/sqlite_store.h"
#include "bench/figure.h"
#include "bench/many.h"
#include "bench/work.h"
#include "engine/base/check.h"
#include "engine/event/codec.h"
#include "engine/office/document_row.h"
#include "engine/office/snapshot.h"
#include "engine/view/inbox.h"

namespace quyche::bench {
namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

SchoolId school_id(std::size_t n) { return SchoolId{"bench.school-" + std::to_string(n)}; }

// One plan in so many documents is open and one is archived; it shares no factor with the numbers of units
// and teachers, so that each of them has some.
constexpr std::size_t plan_every = 97;
bool is_archived(std::size_t document) { return document % plan_every == 1; }
bool is_plan(std::size_t document) { return document % plan_every < 2; }

// What one school holds; the others hold the same under another name.
struct Template {
  std::vector<Event> events;
  std::vector<StoredDocument> rows;
  SchoolState state;

  explicit Template(const Work& work) {
    memory::MemoryStore store;
    NoHooks hooks;
    auto office = Office::open(store, hooks, school_id(0));
    CHECK(office.has_value(), "a new school opens");
    (*office)->add_policy(work.policy());
    const auto submit = [&](const std::vector<Request>& requests) {
      CHECK((*office)->decide(requests).has_value(), "the office goes on");
      Prepared prepared = (*office)->take();
      expect_accepted(prepared.replies);
      for (Event& event : prepared.events) events.push_back(std::move(event));
    };
    submit(work.opening(school_id(0)));
    for (std::size_t n = 0; n < documents_per_school; ++n) {
      std::vector<Request> requests;
      for (std::size_t step = 0; step < (is_archived(n) ? Work::steps : 1); ++step)
        requests.push_back(work.step(n, step, Work::start()));
      if (!is_plan(n)) {
        auto& create = std::get<Create>(requests.front().command.body);
        create.type = DocumentTypeId{"note"};
        create.fields.erase(FieldId{"lesson_date"});
      }
      submit(requests);
    }
    state = (*office)->school();
    state.documents.each(
        [&](const Document& document) { rows.push_back(document_row((*office)->world(), document)); });
  }
};

std::vector<double> numbers_of_memory() {
  std::ifstream status("/proc/self/status");
  std::string word;
  double kilobytes = 0;
  while (status >> word)
    if (word == "VmHWM:") status >> kilobytes;
  return {kilobytes / 1'024};
}

struct OneSchool {
  NoHooks hooks;
  std::unique_ptr<sqlite::SqliteStore> store;
  std::unique_ptr<Office> office;

  explicit OneSchool(const std::string& dir) {
    auto opened = sqlite::SqliteStore::open(dir, sqlite::OpenMode::write);
    CHECK(opened.has_value(), "the store opens");
    store = std::move(*opened);
  }
  void open(std::size_t n) {
    auto opened = Office::open(*store, hooks, school_id(n));
    CHECK(opened.has_value(), "the school opens");
    office = std::move(*opened);
  }
};

// Seconds until the first command is answered, and megabytes at most.
void open_and_answer(const std::string& dir, std::size_t schools) {
  const Work work;
  // A new document each time: the store stays, so that the figure can be measured again.
  const auto fresh = static_cast<std::size_t>(Clock::now().time_since_epoch().count() / 1'000);
  const Request request = work.step(documents_per_school + fresh, 0, Work::start());
  const auto from = Clock::now();
  OneSchool one(dir);
  one.open(schools / 2);
  const auto replies = one.office->submit({&request, 1});
  CHECK(replies.has_value(), "the office goes on");
  expect_accepted(*replies);
  std::cout << ms_since(from) / 1'000 << ' ' << numbers_of_memory().front() << '\n';
}

// The same rows through plain SQLite, and one row made durable.
void open_and_read(const std::string& dir, std::size_t schools) {
  const Work work;  // what the process is without any store
  const auto from = Clock::now();
  sqlite3* db = nullptr;
  CHECK(sqlite3_open_v2(sqlite::database_path(dir).c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                        nullptr) == SQLITE_OK,
        "the file opens");
  const auto run = [&](const std::string& sql) {
    CHECK(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK, "plain SQLite goes on");
  };
  for (const sqlite::Setting& setting : sqlite::writer_settings())
    if (setting.value != nullptr) run(std::string("PRAGMA ") + setting.name + " = " + setting.value);
  const std::string school = "(SELECT key FROM schools WHERE id = '" + school_id(schools / 2).value + "')";
  run("SELECT * FROM policies");
  run("SELECT * FROM snapshots WHERE school = " + school);
  run("SELECT * FROM events WHERE place >= " + school + " << 40 ORDER BY place DESC LIMIT 1");
  run("SELECT * FROM documents WHERE school = " + school + " AND timed = 1");
  run("INSERT OR REPLACE INTO answers VALUES (" + school + ", 'bound', zeroblob(32), '', 1, 1, 'nobody')");
  std::cout << ms_since(from) / 1'000 << ' ' << numbers_of_memory().front() << '\n';
  sqlite3_close_v2(db);
}

constexpr std::size_t visits = 20;
constexpr std::size_t inboxes_per_visit = 25;
constexpr std::size_t histories_per_visit = 100;

// The 99th percentile of inboxes and of histories in milliseconds: of schools that were just opened, one
// after the other, spread over the store.
void query(const std::string& dir, std::size_t schools) {
  OneSchool one(dir);
  auto reader = one.store->reader();
  CHECK(reader.has_value(), "the store reads");
  std::vector<double> inboxes;
  std::vector<double> histories;
  std::size_t found = 0;
  for (std::size_t visit = 0; visit < visits; ++visit) {
    const std::size_t school = visit * schools / visits;
    one.open(school);
    for (std::size_t n = 0; n < inboxes_per_visit; ++n) {
      const PersonId person{"teacher-" + std::to_string(n % Work::units) + "-0"};
      const auto from = Clock::now();
      const auto items = inbox(one.office->world(), person, Work::start());
      inboxes.push_back(ms_since(from));
      found += items.size();
    }
    for (std::size_t n = 0; n < histories_per_visit; ++n) {
      const DocumentId document = Work::document_id(n * plan_every + 1);
      const auto from = Clock::now();
      const auto events = (*reader)->document_events(school_id(school), document, 1, 1'024);
      CHECK(events.has_value() && events->size() > Work::steps, "an archived plan has a history");
      for (const StoredEvent& event : *events) CHECK(decode_event(event.bytes).has_value(), "it reads");
      histories.push_back(ms_since(from));
    }
  }
  CHECK(found > visits, "teachers have something to do");
  std::cout << p99(inboxes) << ' ' << p99(histories) << '\n';
}

}  // namespace

void write_schools(const std::string& dir, std::size_t schools) {
  const Work work;
  Template one(work);
  sqlite::StoreOptions options;
  options.synchronous = sqlite::Synchronous::normal;  // it is only made to be measured
  auto store = sqlite::SqliteStore::open(dir, sqlite::OpenMode::create, options);
  CHECK(store.has_value(), "a new store opens");
  const std::string canonical = canonical_policy(*work.policy());
  for (std::size_t n = 0; n < schools; ++n) {
    Batch batch;
    batch.school = school_id(n);
    batch.policies = {{sha256(canonical), canonical}};
    batch.documents = one.rows;
    for (Event& event : one.events) {
      event.school = batch.school;
      const DocumentId* about = document_of(event.body);
      batch.events.push_back({event.seq, about == nullptr ? DocumentId{} : *about, encode_event(event)});
    }
    one.state.id = batch.school;
    batch.snapshot = take_snapshot(one.state);
    CHECK((*store)->append(batch).has_value(), "the store takes a school");
  }
}

int run_child(const std::string& name, const std::string& dir, std::size_t count) {
  if (name == "open")
    open_and_answer(dir, count);
  else if (name == "open_bound")
    open_and_read(dir, count);
  else if (name == "query")
    query(dir, count);
  else if (name == "steps")
    counted_steps(dir, count);
  else
    return 2;
  return 0;
}

}  // namespace quyche::bench
