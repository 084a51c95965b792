#include "adapters/runtime/new_school.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <limits>
#include <set>
#include <span>
#include <system_error>

#include "adapters/runtime/checkpoint.h"
#include "adapters/runtime/new_folder.h"
#include "adapters/sqlite/data_dir.h"
#include "adapters/sqlite/sqlite_store.h"
#include "adapters/vault/seal.h"
#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/json/canonical.h"
#include "engine/office/office.h"

namespace quyche::runtime {
namespace {

Request system_request(CommandBody body, Instant now) {
  return Request{Command{{}, {}, std::nullopt, std::move(body)}, {}, now, {}};
}

// Everything that opening the school takes, as the office's own commands.
std::vector<Request> opening_requests(const NewSchool& school) {
  std::vector<Request> requests;
  requests.push_back(
      system_request(OpenSchool{school.school, policy_id(*school.policy), school.clock}, school.now));
  if (!school.key.empty()) requests.push_back(system_request(AdoptKey{school.key, false, 0, {}}, school.now));
  for (const auto& policy : school.later)
    requests.push_back(system_request(AdoptPolicy{policy_id(*policy)}, school.now));
  std::set<UnitId> units;
  for (const people::PersonRow& row : school.people)
    for (const Assignment& role : row.roles)
      if (!role.unit.empty() && units.insert(role.unit).second)
        requests.push_back(system_request(AddUnit{role.unit}, school.now));
  vault::Sealer sealer;
  std::size_t number = 0;
  for (const people::PersonRow& row : school.people) {
    const PersonId person = numbered_person(++number);
    const std::string identity = json::canonical(json::Object{{"account", row.account}, {"name", row.name}});
    const Digest commitment = sealer.seal(identity, person);
    requests.push_back(system_request(AdmitPerson{person, {identity, commitment}}, school.now));
    requests.back().sealed = sealer.take();
    for (const Assignment& role : row.roles)
      requests.push_back(system_request(AssignRole{person, role.role, role.unit}, school.now));
  }
  return requests;
}

// One transaction: a school is there whole or not at all.
Outcome<void> open_in(Store& store, const NewSchool& school, const BeforeItLasts& before) {
  NoHooks hooks;
  OfficeOptions options;
  options.batch_events_max = std::numeric_limits<std::size_t>::max();
  auto opened = Office::open(store, hooks, school.school, options);
  if (!opened) return tl::unexpected(opened.error());
  Office& office = **opened;
  if (office.school().open()) return fail("Q504", school.school.value);
  office.add_policy(school.policy);
  for (const auto& policy : school.later) office.add_policy(policy);
  const std::vector<Request> requests = opening_requests(school);
  for (std::size_t at = 0; at < requests.size(); at += limits::batch_commands_max) {
    const std::size_t count = std::min(limits::batch_commands_max, requests.size() - at);
    if (auto decided = office.decide(std::span(requests).subspan(at, count)); !decided)
      return tl::unexpected(decided.error());
  }
  Prepared prepared = office.take();
  for (const Reply& reply : prepared.replies)
    CHECK(std::holds_alternative<Accepted>(reply.outcome), "the people file was checked against the policy");
  encode(prepared);
  if (before) {
    if (auto ready = before(); !ready) return ready;
  }
  return store.append(prepared.batch);
}

Outcome<void> fill(const std::string& dir, const NewSchool& school) {
  auto store = sqlite::open_sqlite_store(dir, sqlite::OpenMode::create);
  if (!store) return tl::unexpected(store.error());
  if (auto opened = open_in(**store, school, {}); !opened || !school.signer) return opened;
  const auto made = make_checkpoint(**store, school.school, {&*school.signer, 1});
  return made ? Outcome<void>() : tl::unexpected(made.error());
}

bool is_directory(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_directory(path, error);
}

}  // namespace

bool holds_data(const std::string& dir) {
  std::error_code error;
  return std::filesystem::exists(sqlite::database_path(dir), error);
}

Outcome<void> add_school(const std::string& dir, const NewSchool& school, const BeforeItLasts& before) {
  auto store = sqlite::open_sqlite_store(dir, sqlite::OpenMode::write);
  if (!store) return tl::unexpected(store.error());
  auto added = open_in(**store, school, before);
  if (!added && added.error().code == "Q504") return fail("Q504", dir + ": " + school.school.value);
  return added;
}

Outcome<void> check_can_be_made(const std::string& dir) {
  namespace fs = std::filesystem;
  const std::string target = trimmed(dir);
  std::error_code error;
  // A link to nothing: its name is taken.
  if (fs::is_symlink(fs::symlink_status(target, error)) && !fs::exists(target, error))
    return fail("Q508", target + ": " + std::strerror(ENOENT));
  if (auto is_free = sqlite::check_is_free(target); !is_free) return is_free;
  if (is_directory(target)) return {};
  const std::string parent = parent_of(target);
  const fs::file_status status = fs::status(parent, error);
  if (!fs::exists(status)) return fail("Q508", parent + ": " + std::strerror(ENOENT));
  if (!fs::is_directory(status)) return fail("Q508", parent + ": " + std::strerror(ENOTDIR));
  return {};
}

Outcome<void> make_data_directory(const std::string& dir,
                                  const std::function<Outcome<void>(const std::string&)>& fill,
                                  const BeforeItLasts& before) {
  const std::string target = trimmed(dir);
  if (auto possible = check_can_be_made(target); !possible) return possible;
  const auto make = [&](NewFolder& folder) {
    auto filled = fill(folder.path());
    if (filled && before) filled = before();
    return filled;
  };
  if (!is_directory(target)) {
    auto folder = NewFolder::beside(target);
    if (!folder) return tl::unexpected(folder.error());
    if (auto filled = make(*folder); !filled) return filled;
    return folder->publish_folder();
  }
  const auto lock = sqlite::DirLock::take(target);
  if (!lock) return tl::unexpected(lock.error());
  // Once more: another init may have come first.
  if (auto is_free = sqlite::check_is_free(target); !is_free) return is_free;
  auto folder = NewFolder::inside(target);
  if (!folder) return tl::unexpected(folder.error());
  if (auto filled = make(*folder); !filled) return filled;
  return folder->publish_data_file();
}

Outcome<void> create_data_directory(const std::string& dir, const NewSchool& school,
                                    const BeforeItLasts& before) {
  return make_data_directory(
      dir, [&](const std::string& partial) { return fill(partial, school); }, before);
}

}  // namespace quyche::runtime
