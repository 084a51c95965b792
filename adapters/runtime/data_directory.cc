#include "adapters/runtime/data_directory.h"

#include <algorithm>
#include <utility>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/command/read_command.h"
#include "engine/json/canonical.h"

namespace quyche::runtime {
namespace {

// Some of the ids, for messages.
std::string some_of(const std::vector<SchoolId>& schools) {
  constexpr std::size_t shown = 10;
  std::string known;
  for (std::size_t i = 0; i < schools.size() && i < shown; ++i)
    known += (i == 0 ? "" : ", ") + schools[i].value;
  if (schools.size() > shown) known += ", …";
  return known;
}

bool changes_who_is_there(const Request& request) {
  return std::holds_alternative<AdmitPerson>(request.command.body) ||
         std::holds_alternative<RemovePerson>(request.command.body) ||
         std::holds_alternative<ErasePerson>(request.command.body);
}

}  // namespace

Outcome<SchoolId> which_school(StoreReader& reader, const std::string& asked) {
  // Of one that is named it need not be known which others there are.
  if (const auto id = SchoolId::parse(asked)) {
    const auto last = reader.last_seq(*id);
    if (!last) return tl::unexpected(last.error());
    if (*last > 0) return *id;
  }
  const auto schools = reader.schools();
  if (!schools) return tl::unexpected(schools.error());
  if (schools->empty()) return fail("Q503", "");
  if (asked.empty() && schools->size() == 1) return schools->front();
  const std::string known = some_of(*schools);
  return asked.empty() ? fail("Q518", known) : fail("Q519", asked + " (" + known + ")");
}

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
  if (!school && school.error().code == "Q518") {
    opened->schools_known_ = school.error().detail;
    return opened;
  }
  if (!school) return school.error().code == "Q503" ? fail("Q503", dir) : tl::unexpected(school.error());
  if (auto done = opened->desk(*school); !done) return tl::unexpected(done.error());
  opened->home_ = *school;
  opened->used_.insert(*school);
  return opened;
}

DataDirectory::~DataDirectory() {
  // What was acknowledged is durable; without a snapshot the next opening only takes longer.
  for (Opened& one : opened_) (void)one.desk->office().close();
}

std::vector<SchoolId> DataDirectory::used() const { return {used_.begin(), used_.end()}; }

SchoolDesk& DataDirectory::home() const {
  const auto at = std::find_if(opened_.begin(), opened_.end(),
                               [&](const Opened& one) { return home_ && one.school == *home_; });
  CHECK(at != opened_.end(), "the school was named or is the only one");
  return *at->desk;
}

std::string DataDirectory::name(const SchoolId& school, const PersonId& person) const {
  for (const Opened& one : opened_)
    if (one.school == school) return one.desk->people().name(person);
  return person.value;
}

// Opens it when it is not. A pointer stays good until close_some().
Outcome<DataDirectory::Opened*> DataDirectory::desk(const SchoolId& school) {
  const auto at =
      std::find_if(opened_.begin(), opened_.end(), [&](const Opened& one) { return one.school == school; });
  if (at != opened_.end()) {
    opened_.splice(opened_.begin(), opened_, at);
    return &opened_.front();
  }
  if (!policies_) {
    auto policies = shared_policies(*reader_);
    if (!policies) return tl::unexpected(policies.error());
    policies_ = std::move(*policies);
  }
  auto desk = SchoolDesk::open(*store_, *reader_, school, *policies_);
  if (!desk) return tl::unexpected(desk.error());
  opened_.push_front({school, std::move(*desk), {}});
  return &opened_.front();
}

void DataDirectory::add_policy(const std::shared_ptr<const Policy>& policy) { home().add_policy(policy); }

// Between batches: nothing waits at any desk.
void DataDirectory::close_some() {
  for (auto at = opened_.end(); opened_.size() > limits::schools_open_max && at != opened_.begin();) {
    --at;
    if (home_ && at->school == *home_) continue;
    (void)at->desk->office().close();
    at = opened_.erase(at);
  }
}

// The school of a line: the one it names, else the one that open() named.
std::optional<Unmet> DataDirectory::choose(const std::optional<SchoolId>& named) {
  if (!named && !home_) return Unmet{"Q518", {Title(schools_known_)}, {}, {}, {}};
  const SchoolId& school = named ? *named : *home_;
  const bool is_open =
      std::any_of(opened_.begin(), opened_.end(), [&](const Opened& one) { return one.school == school; });
  if (!is_open) {
    const auto last = reader_->last_seq(school);
    if (!last) fault_ = last.error();
    if (!last || *last == 0) return Unmet{"Q519", {Title(school.value)}, {}, {}, {}};
  }
  const auto found = desk(school);
  if (!found) {
    fault_ = found.error();
    return Unmet{"Q519", {Title(school.value)}, {}, {}, {}};
  }
  chosen_ = *found;
  used_.insert(school);
  return std::nullopt;
}

Result<Request, Refusal> DataDirectory::read(const std::string& text) {
  chosen_ = nullptr;
  const CommandContext context{
      [this](std::string_view given) { return sealer_.seal(given); },
      [this](std::string_view account) { return chosen_->desk->people().find(account); },
      [this](const std::optional<SchoolId>& named) { return choose(named); }};
  auto command = read_command(text, context);
  std::vector<VaultEntry> sealed = sealer_.take();
  if (!command) return tl::unexpected(std::move(command.error()));
  return chosen_->desk->request(std::move(*command), std::move(sealed));
}

Outcome<std::vector<DataDirectory::Answered>> DataDirectory::handle(const std::vector<std::string>& lines) {
  std::vector<Answered> answers(lines.size());
  close_some();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto request = read(lines[i]);
    if (fault_) return tl::unexpected(*fault_);
    if (!request) {
      answers[i] = {json::canonical(json::Object{{"ok", false}, {"refused", to_json(request.error())}}),
                    false, std::move(request.error()), chosen_ == nullptr ? SchoolId{} : chosen_->school};
      continue;
    }
    Opened& school = *chosen_;
    const bool people = changes_who_is_there(*request);
    school.waiting.requests.push_back(std::move(*request));
    school.waiting.lines.push_back(i);
    // A later line may name the account that this one brings: lines mean the same however they are batched.
    if (!people) continue;
    if (auto done = decide(school, answers); !done) return tl::unexpected(done.error());
    if (auto learned = school.desk->learn_people(); !learned) return tl::unexpected(learned.error());
  }
  for (Opened& school : opened_)
    if (auto done = decide(school, answers); !done) return tl::unexpected(done.error());
  return answers;
}

// What waits for the school, as one batch; each answer stands at its line.
Outcome<void> DataDirectory::decide(Opened& school, std::vector<Answered>& answers) {
  if (school.waiting.requests.empty()) return {};
  const Waiting waiting = std::exchange(school.waiting, {});
  auto replies = school.desk->submit(waiting.requests);
  if (!replies) {
    fault_ = replies.error();
    return tl::unexpected(replies.error());
  }
  for (std::size_t r = 0; r < replies->size(); ++r) {
    auto* refused = std::get_if<Refusal>(&(*replies)[r].outcome);
    answers[waiting.lines[r]] = {std::move((*replies)[r].answer), refused == nullptr,
                                 refused == nullptr ? Refusal{} : std::move(*refused), school.school};
  }
  return {};
}

Outcome<DataDirectory::Answered> DataDirectory::erase(const PersonId& person, const PersonId& as,
                                                      Instant now) {
  SchoolDesk& desk = home();
  const auto replies =
      desk.submit({Request{Command{{}, as, std::nullopt, ErasePerson{person}}, {}, now, {}}});
  if (!replies) return tl::unexpected(replies.error());
  if (auto learned = desk.learn_people(); !learned) return tl::unexpected(learned.error());
  const Reply& reply = replies->front();
  const auto* refused = std::get_if<Refusal>(&reply.outcome);
  return Answered{reply.answer, refused == nullptr, refused == nullptr ? Refusal{} : *refused, *home_};
}

Outcome<std::uint64_t> DataDirectory::adopt_key(const std::string& verifier_key, bool lost) {
  // Where times come with commands this one has none of its own.
  Office& office = home().office();
  const SchoolState& school = office.school();
  const Instant now =
      school.clock == ClockSource::given ? school.last_at : std::max(system_now(), school.last_at);
  const Request request{Command{{}, {}, std::nullopt, AdoptKey{verifier_key, lost}}, {}, now, {}};
  const auto replies = office.submit({&request, 1});
  if (!replies) return tl::unexpected(replies.error());
  const auto* done = std::get_if<Accepted>(&replies->front().outcome);
  CHECK(done != nullptr, "nothing forbids a key");
  return done->first_seq;
}

}  // namespace quyche::runtime
