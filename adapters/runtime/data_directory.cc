#include "adapters/runtime/data_directory.h"

#include <algorithm>
#include <utility>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/command/read_command.h"
#include "engine/json/canonical.h"
#include "engine/school/in_force.h"

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
                                                            const std::string& school) {
  return open(dir, DataDirectoryOptions{school});
}

Outcome<std::unique_ptr<DataDirectory>> DataDirectory::open(const std::string& dir,
                                                            const DataDirectoryOptions& options) {
  std::unique_ptr<DataDirectory> opened(new DataDirectory());
  opened->options_ = options;
  auto answers = AnswerQueue::open();
  if (!answers) return tl::unexpected(answers.error());
  opened->answers_ = std::move(*answers);
  auto store = sqlite::open_sqlite_store(dir, sqlite::OpenMode::write);
  if (!store) return tl::unexpected(store.error());
  opened->store_ = std::make_unique<RememberingStore>(std::move(*store));
  auto reader = opened->store_->reader();
  if (!reader) return tl::unexpected(reader.error());
  opened->reader_ = std::move(*reader);
  const auto school = which_school(*opened->reader_, options.school);
  if (!school && school.error().code == "Q518") {
    opened->schools_known_ = school.error().detail;
    return opened;
  }
  if (!school) return school.error().code == "Q503" ? fail("Q503", dir) : tl::unexpected(school.error());
  if (auto done = opened->desk(*school); !done) return tl::unexpected(done.error());
  opened->home_ = *school;
  opened->used_[*school];
  return opened;
}

// Carries out what waits; then nobody else has the store or an office.
void DataDirectory::stop() {
  if (pipeline_ == nullptr) return;
  pipeline_->close();
  if (!failure_) failure_ = pipeline_->failure();
  pipeline_.reset();
  for (Opened& one : opened_) one.lane = nullptr;
}

DataDirectory::~DataDirectory() {
  stop();
  // What was acknowledged is durable; without a snapshot the next opening only takes longer.
  for (Opened& one : opened_) (void)one.desk->office().close();
}

std::vector<SchoolId> DataDirectory::used() const {
  std::vector<SchoolId> ids;
  for (const auto& [id, used] : used_) ids.push_back(id);
  return ids;
}

SchoolDesk& DataDirectory::home() const {
  const auto at = home_ ? places_.find(*home_) : places_.end();
  CHECK(at != places_.end(), "the school was named or is the only one");
  return *at->second->desk;
}

std::string DataDirectory::name(const SchoolId& school, const PersonId& person) const {
  const auto at = places_.find(school);
  return at == places_.end() ? person.value : at->second->desk->people().name(person);
}

std::optional<Error> DataDirectory::failure() const {
  return failure_ || pipeline_ == nullptr ? failure_ : pipeline_->failure();
}

// Runs `use` while nobody else has the store or an office.
void DataDirectory::alone(const std::function<void()>& use) const {
  if (pipeline_ == nullptr) return use();
  pipeline_->exclusively(use);
}

// Opens it when it is not. A pointer stays good until another one is opened.
Outcome<DataDirectory::Opened*> DataDirectory::desk(const SchoolId& school) {
  if (const auto at = places_.find(school); at != places_.end()) {
    opened_.splice(opened_.begin(), opened_, at->second);
    return &opened_.front();
  }
  if (opened_.size() >= options_.schools_open_max) close_one();
  OfficeOptions options;
  if (!schools_known_.empty()) options.documents_cached_max = limits::documents_cached_of_many_max;
  Outcome<std::unique_ptr<SchoolDesk>> desk;
  alone([&] {
    if (shared_ == nullptr) {
      auto shared = SharedDesk::open(*store_);
      if (!shared) {
        desk = tl::unexpected(shared.error());
        return;
      }
      shared_ = std::move(*shared);
    }
    desk = SchoolDesk::open(*shared_, *reader_, school, options);
  });
  if (!desk) return tl::unexpected(desk.error());
  opened_.push_front({school, std::move(*desk)});
  places_.emplace(school, opened_.begin());
  return &opened_.front();
}

// The one that was not used for longest.
void DataDirectory::close_one() {
  auto last = std::prev(opened_.end());
  if (home_ && last->school == *home_ && last != opened_.begin()) --last;
  if (options_.pipeline.workers == 0) wait_for(answers_->next());
  if (last->lane != nullptr) pipeline_->drop(*last->lane);
  alone([&] { (void)last->desk->office().close(); });
  if (const auto at = used_.find(last->school); at != used_.end())
    at->second.last_seq = last->desk->office().school().last_seq;
  places_.erase(last->school);
  opened_.erase(last);
}

void DataDirectory::add_policy(const std::shared_ptr<const Policy>& policy) {
  alone([&] { home().add_policy(policy); });
}

// The school of a line: the one it names, else the one that open() named.
std::optional<Unmet> DataDirectory::choose(const std::optional<SchoolId>& named) {
  if (!named && !home_) return Unmet{"Q518", {Title(schools_known_)}, {}, {}, {}};
  const SchoolId& school = named ? *named : *home_;
  if (!places_.contains(school)) {
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
  used_[school];
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
  // Whether its key was answered before is looked up in the store.
  if (std::holds_alternative<AdmitPerson>(command->command.body)) wait_for(answers_->next());
  return chosen_->desk->request(std::move(*command), std::move(sealed));
}

// Until every line before `end` is answered.
void DataDirectory::wait_for(AnswerQueue::Place end) {
  if (pipeline_ == nullptr) return;
  if (options_.pipeline.workers > 0) {
    pipeline_->wake();
    answers_->wait_for(end);
  }
  while (answers_->first_missing() < end) pipeline_->work();
}

void DataDirectory::submit(const std::string& line) {
  // Before the line has a place of its own: an admission waits for those before it.
  auto request = fault_ ? Result<Request, Refusal>(tl::unexpected(Refusal{})) : read(line);
  const AnswerQueue::Place place = answers_->add(line.size());
  if (fault_) return answers_->give(place, tl::unexpected(*fault_));
  if (!request)
    return answers_->give(
        place,
        Answered{json::canonical(json::Object{{"ok", false}, {"refused", to_json(request.error())}}), false,
                 std::move(request.error()), chosen_ == nullptr ? SchoolId{} : chosen_->school});
  const bool people = changes_who_is_there(*request);
  Opened& opened = *chosen_;
  send(opened, place, std::move(*request));
  if (!people) return;
  wait_for(place + 1);
  Outcome<void> learned;
  alone([&] { learned = opened.desk->learn_people(); });
  if (!learned) fault_ = learned.error();
}

void DataDirectory::send(Opened& opened, AnswerQueue::Place place, Request request) {
  if (pipeline_ == nullptr) pipeline_ = std::make_unique<Pipeline>(*store_, options_.pipeline);
  if (opened.lane == nullptr) opened.lane = &pipeline_->add(opened.desk->office());
  std::vector<Digest> commitments;
  for (const VaultEntry& entry : request.sealed) commitments.push_back(entry.commitment);
  // The desk stays until its lane is dropped, which waits for the answer.
  pipeline_->submit_later(
      *opened.lane, std::move(request),
      [answers = answers_.get(), &opened, place, commitments](Outcome<Reply> reply) {
        if (!commitments.empty()) opened.desk->forget(commitments);
        if (!reply) return answers->give(place, tl::unexpected(reply.error()));
        auto* refused = std::get_if<Refusal>(&reply->outcome);
        answers->give(place, Answered{std::move(reply->answer), refused == nullptr,
                                      refused == nullptr ? Refusal{} : std::move(*refused), opened.school});
      });
}

void DataDirectory::go_on(bool on_this_thread) {
  if (pipeline_ == nullptr) return;
  if (on_this_thread)
    pipeline_->work();
  else
    pipeline_->wake();
}

bool DataDirectory::full() const {
  return answers_->size() >= limits::lines_waiting_max || answers_->bytes() >= limits::line_bytes_waiting_max;
}

Outcome<std::vector<Answered>> DataDirectory::handle(const std::vector<std::string>& lines) {
  // On this thread alone: one batch a school, whatever else the machine does.
  stop();
  const PipelineOptions usual = std::exchange(options_.pipeline, {0, limits::batch_commands_max});
  for (const std::string& line : lines) submit(line);
  wait_for(answers_->next());
  stop();
  options_.pipeline = usual;
  std::vector<Answered> answers;
  for (Outcome<Answered>& one : take_answers()) {
    if (!one) return tl::unexpected(one.error());
    answers.push_back(std::move(*one));
  }
  return answers;
}

void DataDirectory::each_unsigned(const Sign& sign) {
  for (auto& entry : used_) {
    const SchoolId& school = entry.first;
    Used& used = entry.second;
    alone([&] {
      const auto at = places_.find(school);
      const std::uint64_t last =
          at == places_.end() ? used.last_seq : at->second->desk->office().school().last_seq;
      if (used.signed_to == last) return;
      used.signed_to = last;
      if (sign(*store_, school, store_->sent(school))) store_->forget(school);
    });
  }
}

Outcome<std::vector<Reply>> DataDirectory::ask(SchoolDesk& desk, const Request& request) {
  Outcome<std::vector<Reply>> replies;
  alone([&] { replies = desk.office().submit({&request, 1}); });
  return replies;
}

Outcome<Answered> DataDirectory::erase(const PersonId& person, const PersonId& as, Instant now) {
  SchoolDesk& desk = home();
  auto replies = ask(desk, Request{Command{{}, as, std::nullopt, ErasePerson{person}}, {}, now, {}});
  if (!replies) return tl::unexpected(replies.error());
  Outcome<void> learned;
  alone([&] { learned = desk.learn_people(); });
  if (!learned) return tl::unexpected(learned.error());
  const Reply& reply = replies->front();
  const auto* refused = std::get_if<Refusal>(&reply.outcome);
  return Answered{reply.answer, refused == nullptr, refused == nullptr ? Refusal{} : *refused, *home_};
}

Outcome<std::uint64_t> DataDirectory::adopt_key(const AdoptKey& adoption) {
  // Where times come with commands this one has none of its own.
  const SchoolState& school = home().office().school();
  const Instant now =
      school.clock == ClockSource::given ? school.last_at : std::max(system_now(), school.last_at);
  const auto replies = ask(home(), Request{Command{{}, {}, std::nullopt, adoption}, {}, now, {}});
  if (!replies) return tl::unexpected(replies.error());
  const auto* done = std::get_if<Accepted>(&replies->front().outcome);
  CHECK(done != nullptr, "nothing forbids a key");
  return done->first_seq;
}

Outcome<DataDirectory::Passed> DataDirectory::let_time_pass(const SchoolId& school,
                                                            std::optional<Instant> now) {
  const auto opened = desk(school);
  if (!opened) return tl::unexpected(opened.error());
  Office& office = (*opened)->desk->office();
  used_[school];
  Outcome<Passed> passed;
  alone([&] {
    const SchoolState& state = office.school();
    const bool by_clock = state.clock == ClockSource::system;
    const Instant until = by_clock ? std::max(system_now(), state.last_at) : now.value_or(state.last_at);
    if (until < state.last_at) {
      passed = fail("Q527", school.value + ": " + until.text() + " < " + state.last_at.text());
      return;
    }
    const std::uint64_t before = state.last_seq;
    const bool has_time = by_clock || now.has_value();
    const auto done = has_time ? office.pass_time(until) : Outcome<void>();
    if (!done) {
      passed = tl::unexpected(done.error());
      return;
    }
    const Policy* policy = in_force_at(office.world().policies, state, until).policy;
    passed =
        Passed{has_time, state.last_seq - before, until, policy == nullptr ? ZoneOffset{} : policy->zone};
  });
  return passed;
}

}  // namespace quyche::runtime
