// The disk fails at every call in turn, once or from then on: nothing is acknowledged after it, store and
// office stop, and a start on a sound disk finds everything that was acknowledged, whole batches only.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/json/read.h"
#include "tests/contract/temp_dir.h"
#include "tests/durability/fault_vfs.h"
#include "tests/durability/linked_batches.h"
#include "tests/durability/scale.h"
#include "tests/durability/small_school.h"

namespace quyche::durability {
namespace {

namespace fs = std::filesystem;
using runtime::DataDirectory;
using sqlite::OpenMode;
using sqlite::SqliteStore;
using sqlite::StoreOptions;

// What a run of the workload came to before it ended or the disk failed.
struct Worked {
  bool made = false;
  std::vector<std::vector<std::string>> answers;  // of the acknowledged batches
  std::string error;                              // the first; empty: none
  std::vector<std::string> later;                 // codes of what was asked after it
};

std::string code_of(const Error& error) { return error.code; }

// init, some batches, close, open, the last batch, close.
Worked office_run(const std::string& dir) {
  Worked run;
  if (const auto made = runtime::create_data_directory(dir, small_school()); !made) {
    run.error = code_of(made.error());
    return run;
  }
  run.made = true;
  const auto& batches = some_days();
  std::size_t next = 0;
  for (const std::size_t until : {batches.size() - 1, batches.size()}) {
    auto data = DataDirectory::open(dir);
    if (!data) {
      run.error = code_of(data.error());
      return run;
    }
    for (; next < until; ++next) {
      const auto answers = (*data)->handle(batches[next]);
      if (!answers) {
        run.error = code_of(answers.error());
        for (int again = 0; again < 2; ++again) {
          const auto after = (*data)->handle(batches[next]);
          run.later.push_back(after ? "answered" : code_of(after.error()));
        }
        return run;
      }
      run.answers.emplace_back();
      for (const auto& answer : *answers) run.answers.back().push_back(answer.json);
    }
  }
  return run;
}

// What the same work comes to on a disk that never fails: how many events there are after each batch.
struct Model {
  std::vector<std::string> outline;
  std::vector<std::size_t> ends;  // events after init and after each batch
  std::map<std::string, Standing> standings;
};

Model model_of(const std::string& dir) {
  Model model;
  EXPECT_TRUE(runtime::create_data_directory(dir, small_school()));
  const auto look = [&] {
    const auto events = events_of(**sqlite::open_sqlite_reader(dir));
    model.outline = outline(events);
    model.standings = standings(events);
    model.ends.push_back(events.size());
  };
  look();
  auto data = DataDirectory::open(dir);
  for (const auto& batch : some_days()) {
    EXPECT_TRUE((*data)->handle(batch));
    look();
  }
  return model;
}

// A start on a sound disk: what is there, then everything again with the same keys.
void verify(const std::string& dir, const Worked& run, const Model& model) {
  if (!run.made) {
    EXPECT_FALSE(fs::exists(dir)) << "made whole or not at all";
    const auto parent = fs::path(dir).parent_path();
    EXPECT_TRUE(fs::is_empty(parent)) << "nothing is left behind";
    return;
  }
  auto data = DataDirectory::open(dir);
  ASSERT_TRUE(data) << data.error().code << " " << data.error().detail;
  {
    const auto reader = sqlite::open_sqlite_reader(dir);
    ASSERT_TRUE(reader);
    const auto events = events_of(**reader);
    const auto end = std::find(model.ends.begin(), model.ends.end(), events.size());
    ASSERT_NE(end, model.ends.end()) << "half a batch: " << events.size();
    ASSERT_GE(end - model.ends.begin(), static_cast<std::ptrdiff_t>(run.answers.size())) << "lost";
    const auto seen = outline(events);
    EXPECT_TRUE(std::equal(seen.begin(), seen.end(), model.outline.begin()));
    for (const auto& [id, standing] : standings(events)) {
      const auto row = (*reader)->document(small_school_id, DocumentId{id});
      ASSERT_TRUE(row && *row) << id;
      EXPECT_EQ((Standing{(*row)->state.value, (*row)->version}), standing) << id;
    }
  }
  for (std::size_t b = 0; b < some_days().size(); ++b) {
    const auto answers = (*data)->handle(some_days()[b]);
    ASSERT_TRUE(answers) << answers.error().detail;
    for (std::size_t i = 0; b < run.answers.size() && i < answers->size(); ++i)
      EXPECT_EQ((*answers)[i].json, run.answers[b][i]);
  }
  const auto events = events_of(**sqlite::open_sqlite_reader(dir));
  EXPECT_EQ(outline(events), model.outline) << "each command once";
  EXPECT_EQ(standings(events), model.standings);
}

class DiskFailureTest : public testing::Test {
 protected:
  contract::TempDir temp_;
};

TEST_F(DiskFailureTest, the_office_stops_and_a_restart_has_what_was_acknowledged) {
  const Model model = model_of(temp_.in("model"));
  ASSERT_GT(model.ends.back(), 30U);
  int tried = 0;
  int stopped = 0;
  int tolerated = 0;
  const FaultVfs vfs;
  for (const DiskCall call : disk_calls) {
    fs::create_directory(temp_.in("count"));
    FaultVfs::heal();
    ASSERT_EQ(office_run(temp_.in("count/data")).error, "");
    const int calls = FaultVfs::calls(call);
    fs::remove_all(temp_.in("count"));
    for (int nth = 0; nth < calls; nth += sanitizer_part) {
      for (const bool persistent : {false, true}) {
        SCOPED_TRACE(std::string(name_of(call)) + " " + std::to_string(nth) + " of " + std::to_string(calls) +
                     (persistent ? ", from then on" : ", once"));
        fs::create_directory(temp_.in("run"));
        const std::string dir = temp_.in("run/data");
        FaultVfs::fail({call, nth, persistent, nth % 2 == 1});
        const Worked run = office_run(dir);
        EXPECT_GT(FaultVfs::failures(), 0);
        FaultVfs::heal();
        ++tried;
        run.error.empty() ? ++tolerated : ++stopped;
        EXPECT_TRUE(run.error.empty() || run.error[0] == 'Q') << run.error;
        for (const std::string& code : run.later)
          EXPECT_TRUE(code == "Q512" || code == "Q513" || code == run.error) << code;
        verify(dir, run, model);
        fs::remove_all(temp_.in("run"));
        if (HasFailure()) return;
      }
    }
  }
  std::cout << "disk failures: " << tried << ", stopped the work: " << stopped
            << ", were behind everything that was asked: " << tolerated << "\n";
  EXPECT_GT(stopped, tolerated);
}

// The same for the store alone, with checkpoints in the middle of the work: Q512, and Q513 ever after.
TEST_F(DiskFailureTest, the_store_stops_at_the_first_failure) {
  constexpr int batches = 10;
  StoreOptions options;
  options.wal_checkpoint_bytes = 100'000;
  struct Appended {
    bool opened = false;
    int acknowledged = 0;
    int after_failure = 0;  // acknowledged although a call had failed before they began
    std::vector<std::string> codes;
  };
  const auto run = [&](const std::string& dir) {
    Appended done;
    auto store = SqliteStore::open(dir, OpenMode::create, options);
    if (!store) return done;
    done.opened = true;
    for (int k = 1; k <= batches; ++k) {
      const bool failed_before = FaultVfs::failures() > 0;
      const auto appended = (*store)->append(linked_batch(k));
      if (!appended) {
        done.codes.push_back(appended.error().code);
        for (int again = 0; again < 2; ++again) {
          const auto after = (*store)->append(linked_batch(k));
          done.codes.push_back(after ? "appended" : after.error().code);
        }
        const auto reader = (*store)->reader();
        done.codes.push_back(reader ? "read" : reader.error().code);
        return done;
      }
      done.acknowledged = k;
      if (failed_before) ++done.after_failure;
    }
    return done;
  };
  const FaultVfs vfs;
  int first_codes = 0;
  for (const DiskCall call : disk_calls) {
    FaultVfs::heal();
    ASSERT_EQ(run(temp_.in("count")).acknowledged, batches);
    const int calls = FaultVfs::calls(call);
    fs::remove_all(temp_.in("count"));
    for (int nth = 0; nth < calls; nth += sanitizer_part) {
      for (const bool persistent : {false, true}) {
        SCOPED_TRACE(std::string(name_of(call)) + " " + std::to_string(nth) +
                     (persistent ? ", on" : ", once"));
        const std::string dir = temp_.in("run");
        FaultVfs::fail({call, nth, persistent, nth % 2 == 1});
        const Appended done = run(dir);
        FaultVfs::heal();
        // SQLite does without some calls that are not about bytes: a journal that it only looked for, a log
        // cut short whose end it overwrites instead. No write and no sync is among them.
        const bool of_bytes = call == DiskCall::write || call == DiskCall::sync;
        EXPECT_TRUE(!of_bytes || done.after_failure == 0);
        if (!done.codes.empty()) {
          ++first_codes;
          // A checkpoint that failed behind the batch before: that one was durable, and the next gets Q513.
          EXPECT_TRUE(done.codes[0] == "Q512" || done.codes[0] == "Q513") << done.codes[0];
          EXPECT_EQ(std::vector(done.codes.begin() + 1, done.codes.end()),
                    (std::vector<std::string>{"Q513", "Q513", "Q513"}));
        }
        if (fs::exists(dir + "/quyche.db")) {
          const auto store = SqliteStore::open(dir, OpenMode::write);
          ASSERT_TRUE(store) << store.error().detail;
          const Held held = batches_held(*(*store)->reader().value());
          EXPECT_EQ(held.wrong, "");
          EXPECT_GE(held.batches, done.acknowledged);
          EXPECT_LE(held.batches, done.acknowledged + 1);
        } else {
          EXPECT_FALSE(done.opened);
          EXPECT_TRUE(SqliteStore::open(dir, OpenMode::create)) << "the next init begins anew";
        }
        fs::remove_all(dir);
        if (HasFailure()) return;
      }
    }
  }
  EXPECT_GT(first_codes, 100 / sanitizer_part)
      << "one code for each failure that the work could not go around";
}

}  // namespace
}  // namespace quyche::durability
