#include "adapters/runtime/data_directory.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/command/read_command.h"
#include "engine/json/canonical.h"
#include "engine/json/read.h"

namespace quyche::runtime {

Outcome<SchoolId> which_school(StoreReader& reader, const std::string& asked) {
  const auto schools = reader.schools();
  if (!schools) return tl::unexpected(schools.error());
  if (schools->empty()) return fail("Q503", "");
  if (asked.empty() && schools->size() == 1) return schools->front();
  for (const SchoolId& school : *schools)
    if (school.value == asked) return school;
  constexpr std::size_t shown = 10;
  std::string known;
  for (std::size_t i = 0; i < schools->size() && i < shown; ++i)
    known += (i == 0 ? "" : ", ") + (*schools)[i].value;
  if (schools->size() > shown) known += ", …";
  return asked.empty() ? fail("Q518", known) : fail("Q519", asked + " (" + known + ")");
}

struct DataDirectory::Line {
  std::optional<Request> request;
  Refusal refusal;  // when the line cannot be read
};

Outcome<std::unique_ptr<DataDirectory>> DataDirectory::open(const std::string& dir,
                                                            const std::string& school_asked) {
  std::unique_ptr<DataDirectory> opened(new DataDirectory());
  auto store = sqlite::open_sqlite_store(dir, sqlite::OpenMode::write);
  if (!store) return tl::unexpected(store.error());
  opened->store_ = std::move(*store);
  auto reader = opened->store_->reader();
  if (!reader) return tl::unexpected(reader.error());
  opened->reader_ = std::move(*reader);
  const auto school = which_school(*opened->reader_, school_asked);
  if (!school) return school.error().code == "Q503" ? fail("Q503", dir) : tl::unexpected(school.error());
  if (auto done = opened->open_school(*school); !done) return tl::unexpected(done.error());
  return opened;
}

Outcome<void> DataDirectory::open_school(const SchoolId& school) {
  hooks_ = std::make_unique<rules::hooks::LuaHooks>([this](const Digest& digest) { return text_of(digest); });
  const auto policies = reader_->policies();
  if (!policies) return tl::unexpected(policies.error());
  for (const StoredPolicy& stored : *policies) {
    const auto policy = read_canonical_policy(stored.canonical);
    if (!policy) return tl::unexpected(policy.error());
    hooks_->add_scripts(*policy);
  }
  auto office = Office::open(*store_, *hooks_, school);
  if (!office) return tl::unexpected(office.error());
  office_ = std::move(*office);
  return learn_people();
}

void DataDirectory::add_policy(const std::shared_ptr<const Policy>& policy) {
  hooks_->add_scripts(*policy);
  office_->add_policy(policy);
}

std::optional<std::string> DataDirectory::text_of(const Digest& commitment) {
  if (const auto at = pending_texts_.find(commitment); at != pending_texts_.end()) return at->second;
  const auto entry = reader_->vault(office_->school().id, commitment);
  if (!entry || !*entry) return std::nullopt;
  return (*entry)->text;
}

// An account that somebody has, or that reads like a person's id, would name two people. Only here is it
// known: the engine sees a commitment. A key that was answered before gets its answer again.
std::optional<std::string> DataDirectory::account_taken(const Command& command) {
  const auto* admit = std::get_if<AdmitPerson>(&command.body);
  const auto identity =
      admit == nullptr ? json::Value() : json::read(admit->identity.text).value_or(json::Value());
  const json::Value* account = identity.find("account");
  if (account == nullptr || account->string() == nullptr || !directory_.find(*account->string()))
    return std::nullopt;
  const auto answered = reader_->answer(office_->school().id, command.key);
  return answered && *answered ? std::nullopt : std::optional(*account->string());
}

DataDirectory::Line DataDirectory::read(const std::string& text) {
  const CommandContext context{[this](std::string_view given) { return sealer_.seal(given); },
                               [this](std::string_view account) { return directory_.find(account); }};
  auto command = read_command(text, context);
  std::vector<VaultEntry> sealed = sealer_.take();
  if (!command) return {std::nullopt, std::move(command.error())};
  const bool given = office_->school().clock == ClockSource::given;
  if (given != command->at.has_value())
    return {std::nullopt, Refusal{{{given ? "Q455" : "Q456", {}, {}, {}, {}}}}};
  if (const auto taken = account_taken(command->command))
    return {std::nullopt, Refusal{{{"Q428", {Title(*taken)}, {}, {}, {}}}}};
  for (VaultEntry& entry : sealed) {
    entry.person = command->command.as;
    pending_texts_[entry.commitment] = entry.text;
  }
  return {Request{std::move(command->command), command->fingerprint, given ? *command->at : system_now(),
                  std::move(sealed)},
          {}};
}

namespace {

bool changes_who_is_there(const Request& request) {
  return std::holds_alternative<AdmitPerson>(request.command.body) ||
         std::holds_alternative<RemovePerson>(request.command.body) ||
         std::holds_alternative<ErasePerson>(request.command.body);
}

}  // namespace

Outcome<std::vector<DataDirectory::Answered>> DataDirectory::handle(const std::vector<std::string>& lines) {
  std::vector<Answered> answers(lines.size());
  std::vector<Request> requests;
  std::vector<std::size_t> line_of_request;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line line = read(lines[i]);
    if (!line.request) {
      answers[i] = {json::canonical(json::Object{{"ok", false}, {"refused", to_json(line.refusal)}}), false,
                    std::move(line.refusal)};
      continue;
    }
    requests.push_back(std::move(*line.request));
    line_of_request.push_back(i);
    // A later line may name the account that this one brings: lines mean the same however they are batched.
    if (!changes_who_is_there(requests.back())) continue;
    if (auto done = submit(requests, line_of_request, answers); !done) return tl::unexpected(done.error());
    if (auto learned = learn_people(); !learned) return tl::unexpected(learned.error());
  }
  if (auto done = submit(requests, line_of_request, answers); !done) return tl::unexpected(done.error());
  return answers;
}

// Leaves `requests` and `lines` empty; what was answered stands in `answers` at its line.
Outcome<void> DataDirectory::submit(std::vector<Request>& requests, std::vector<std::size_t>& lines,
                                    std::vector<Answered>& answers) {
  if (requests.empty()) return {};
  auto replies = office_->submit(requests);
  pending_texts_.clear();
  if (!replies) return tl::unexpected(replies.error());
  for (std::size_t r = 0; r < replies->size(); ++r) {
    auto* refused = std::get_if<Refusal>(&(*replies)[r].outcome);
    answers[lines[r]] = {std::move((*replies)[r].answer), refused == nullptr,
                         refused == nullptr ? Refusal{} : std::move(*refused)};
  }
  requests.clear();
  lines.clear();
  return {};
}

Outcome<DataDirectory::Answered> DataDirectory::erase(const PersonId& person, const PersonId& as,
                                                      Instant now) {
  std::vector<Request> requests{Request{Command{{}, as, std::nullopt, ErasePerson{person}}, {}, now, {}}};
  std::vector<std::size_t> lines{0};
  std::vector<Answered> answers(1);
  if (auto done = submit(requests, lines, answers); !done) return tl::unexpected(done.error());
  if (auto learned = learn_people(); !learned) return tl::unexpected(learned.error());
  return std::move(answers.front());
}

Outcome<std::uint64_t> DataDirectory::adopt_key(const std::string& verifier_key) {
  // Where times come with commands this one has none of its own.
  const SchoolState& school = office_->school();
  const Instant now =
      school.clock == ClockSource::given ? school.last_at : std::max(system_now(), school.last_at);
  const Request request{Command{{}, {}, std::nullopt, AdoptKey{verifier_key}}, {}, now, {}};
  const auto replies = office_->submit({&request, 1});
  if (!replies) return tl::unexpected(replies.error());
  const auto* done = std::get_if<Accepted>(&replies->front().outcome);
  CHECK(done != nullptr, "nothing forbids a key");
  return done->first_seq;
}

Outcome<void> DataDirectory::learn_people() {
  auto directory = people::Directory::load(*reader_, office_->school());
  if (!directory) return tl::unexpected(directory.error());
  directory_ = std::move(*directory);
  return {};
}

namespace {

Request system_request(CommandBody body, Instant now) {
  return Request{Command{{}, {}, std::nullopt, std::move(body)}, {}, now, {}};
}

// Everything that opening the school takes, as the office's own commands.
std::vector<Request> opening_requests(const NewSchool& school) {
  std::vector<Request> requests;
  requests.push_back(
      system_request(OpenSchool{school.school, policy_id(*school.policy), school.clock}, school.now));
  if (!school.key.empty()) requests.push_back(system_request(AdoptKey{school.key}, school.now));
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

Outcome<void> fill(const std::string& dir, const NewSchool& school) {
  auto store = sqlite::open_sqlite_store(dir, sqlite::OpenMode::create);
  if (!store) return tl::unexpected(store.error());
  NoHooks hooks;
  auto office = Office::open(**store, hooks, school.school);
  if (!office) return tl::unexpected(office.error());
  (*office)->add_policy(school.policy);
  for (const auto& policy : school.later) (*office)->add_policy(policy);
  const std::vector<Request> requests = opening_requests(school);
  for (std::size_t at = 0; at < requests.size(); at += limits::batch_commands_max) {
    const std::size_t count = std::min(limits::batch_commands_max, requests.size() - at);
    const auto replies = (*office)->submit(std::span(requests).subspan(at, count));
    if (!replies) return tl::unexpected(replies.error());
    for (const Reply& reply : *replies)
      CHECK(std::holds_alternative<Accepted>(reply.outcome),
            "the people file was checked against the policy");
  }
  return {};
}

// The directory's new name is durable only when its parent is.
bool sync_folder(const std::filesystem::path& folder) {
  const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool synced = ::fsync(fd) == 0;
  ::close(fd);
  return synced;
}

}  // namespace

Outcome<void> make_data_directory(const std::string& dir,
                                  const std::function<Outcome<void>(const std::string&)>& fill) {
  namespace fs = std::filesystem;
  std::string target = dir;
  while (target.size() > 1 && target.back() == '/') target.pop_back();
  std::error_code error;
  if (fs::exists(target, error) && !(fs::is_directory(target, error) && fs::is_empty(target, error)))
    return fail("Q504", dir);
  const std::string partial = target + ".partial-" + std::to_string(::getpid());
  auto filled = fill(partial);
  if (filled) {
    fs::rename(partial, target, error);
    if (error)
      filled = fail("Q508", target + ": " + error.message());
    else if (!sync_folder(fs::path(target).parent_path()))
      return fail("Q512", target);
  }
  if (!filled) fs::remove_all(partial, error);
  return filled;
}

Outcome<void> create_data_directory(const std::string& dir, const NewSchool& school) {
  return make_data_directory(dir, [&](const std::string& partial) { return fill(partial, school); });
}

}  // namespace quyche::runtime
