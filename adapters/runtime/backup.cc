#include "adapters/runtime/backup.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "adapters/runtime/new_folder.h"
#include "adapters/signing/ed25519.h"
#include "adapters/sqlite/backup.h"
#include "adapters/sqlite/data_dir.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/ledger/verify_school.h"
#include "engine/messages/messages.h"

namespace quyche::runtime {
namespace {

namespace fs = std::filesystem;

Outcome<BackedUp> copy_and_check(const std::string& dir, const std::string& partial) {
  if (auto copied = sqlite::copy_data_file(dir, partial); !copied) return tl::unexpected(copied.error());
  BackedUp done;
  {
    auto reader = sqlite::open_sqlite_reader(partial);
    if (!reader) return tl::unexpected(reader.error());
    auto schools = check_copy(**reader);
    if (!schools) return tl::unexpected(schools.error());
    done.schools = std::move(*schools);
  }
  std::error_code error;
  done.bytes = fs::file_size(sqlite::database_path(partial), error);
  return done;
}

}  // namespace

Outcome<std::vector<BackedUpSchool>> check_copy(StoreReader& reader) {
  const auto schools = reader.schools();
  if (!schools) return tl::unexpected(schools.error());
  ledger::VerifyOptions options;
  options.verify = signing::verify;
  std::vector<BackedUpSchool> done;
  for (const SchoolId& school : *schools) {
    const auto report = ledger::verify_school(reader, school, options);
    if (!report) return tl::unexpected(report.error());
    options.structure = false;  // of the file, once
    const auto first =
        std::find_if(report->findings.begin(), report->findings.end(),
                     [](const ledger::Finding& one) { return one.label != "verify.vault_empty"; });
    if (first != report->findings.end())
      return fail("Q561", school.text() + ": " + render(first->label, Lang::en, first->args));
    done.push_back({school, report->events, report->covered, report->missing});
  }
  return done;
}

Outcome<BackedUp> back_up(const std::string& dir, const std::string& to) {
  const std::string target = trimmed(to);
  std::error_code error;
  if (fs::exists(fs::symlink_status(target, error))) return fail("Q560", to);
  if (auto held = sqlite::check_holds_data(dir); !held) return tl::unexpected(held.error());
  auto folder = NewFolder::beside(target);
  if (!folder) return tl::unexpected(folder.error());
  auto done = copy_and_check(dir, folder->path());
  if (!done) return done;
  if (auto published = folder->publish_folder(); !published) return tl::unexpected(published.error());
  return done;
}

}  // namespace quyche::runtime
