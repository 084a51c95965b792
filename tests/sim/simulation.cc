#include "tests/sim/simulation.h"

#include <algorithm>
#include <array>
#include <deque>
#include <fstream>
#include <iterator>
#include <limits>
#include <memory>
#include <set>
#include <span>

#include "adapters/memory/memory_store.h"
#include "engine/base/check.h"
#include "engine/decide/duties.h"
#include "engine/event/codec.h"
#include "engine/json/read.h"
#include "engine/office/office.h"
#include "rules/policy/load.h"
#include "tests/sim/behaviour.h"
#include "tests/sim/model.h"
#include "tests/sim/ports.h"

namespace quyche::sim {
namespace {

constexpr std::int64_t ms_per_hour = 3'600'000;
constexpr const char* path = QUYCHE_SOURCE_DIR "/policies/vn.hai-phong.duong-kinh.primary-records.yaml";

struct Regulation {
  std::shared_ptr<const Policy> policy;
  Rules rules;
};

// The regulation as it ships, and what the district makes of it in the middle of the year: two days instead
// of three, or five.
const std::vector<Regulation>& regulations() {
  static const std::vector<Regulation> all = [] {
    std::ifstream file(path, std::ios::binary);
    const std::string shipped{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::vector<Regulation> out;
    for (const auto& [words, days] :
         {std::pair("03 ngày", 3), std::pair("02 ngày", 2), std::pair("05 ngày", 5)}) {
      std::string text = shipped;
      const std::string line = "due: trước ít nhất 03 ngày";
      const std::size_t at = text.find(line);
      CHECK(at != std::string::npos, "the regulation has the line that the simulation changes");
      text.replace(at, line.size(), "due: trước ít nhất " + std::string(words));
      rules::Findings findings;
      auto policy = rules::load_policy(std::make_shared<const rules::Source>(path, text), findings);
      CHECK(policy != nullptr, "the regulation loads");
      out.push_back({policy, {policy_id(*policy), policy.get(), days}});
    }
    return out;
  }();
  return all;
}

std::vector<Rules> all_rules() {
  std::vector<Rules> out;
  for (const Regulation& one : regulations()) out.push_back(one.rules);
  return out;
}

std::vector<PolicyId> all_ids() {
  std::vector<PolicyId> out;
  for (const Regulation& one : regulations()) out.push_back(one.rules.id);
  return out;
}

// One school: its store, its office, and the model that watches them.
class School {
 public:
  School(SchoolId id, Dice& dice, SimRun& outcome, bool keep_log)
      : id_(id),
        dice_(dice),
        outcome_(outcome),
        keep_log_(keep_log),
        ahead_(dice.percent(50)),
        store_(memory_),
        model_(id, all_rules()),
        behaviour_(model_, dice, all_ids()) {}

  void open(Instant now) {
    start();
    for (const Regulation& one : regulations()) office_->add_policy(one.policy);
    deliver(behaviour_.opening(id_, now));
  }

  // A few commands at once, as they would wait for the writer together.
  void work(Instant& now) {
    std::vector<Request> requests;
    for (std::uint64_t n = 1 + dice_.below(3); n > 0; --n) {
      now = now.plus_ms(static_cast<std::int64_t>(1 + dice_.below(900'000)));
      // The model decides what is plausible as of before the batch; now and then a clock is behind.
      const Instant at =
          dice_.percent(2) ? now.plus_ms(-static_cast<std::int64_t>(dice_.below(30)) * ms_per_hour) : now;
      requests.push_back(behaviour_.next(at));
      ++outcome_.seen[std::string(name_of(requests.back().command.body))];
    }
    if (!delivered_.empty() && dice_.percent(8)) requests.push_back(delivered_again(now));
    if (dice_.percent(4))
      store_.fail_at(static_cast<int>(dice_.below(2)), dice_.percent(50)
                                                           ? FailingStore::How::lost
                                                           : FailingStore::How::written_but_not_acknowledged);
    deliver(requests);
    if (dice_.percent(2)) start();  // for no reason but that machines are restarted
  }

  void let_time_pass(Instant now) {
    if (dice_.percent(3)) store_.fail_at(0, FailingStore::How::lost);
    if (!office_->pass_time(now)) {
      ++outcome_.seen["stores that failed"];
      start();
      if (!office_->pass_time(now)) return problem("time does not pass");
    }
    store_.restart();  // an order that nothing came to fail
    take_time_events(now);
    model_.time_is(now);
  }

  // What the store, the office and the model say of every document, and of who owes what.
  void compare(Instant now) {
    let_time_pass(now);
    const auto reader = *memory_.reader();
    DocumentId after;
    std::size_t rows = 0;
    while (true) {
      const auto page = *reader->documents(id_, after, 500);
      for (const StoredDocument& row : page) compare_row(row);
      rows += page.size();
      if (page.empty()) break;
      after = page.back().id;
    }
    if (rows != model_.documents().size()) problem("another number of documents");
    outcome_.seen["documents compared"] += rows;
    compare_duties(now);
    for (const std::string& one : model_.problems()) problem(one);
  }

  [[nodiscard]] bool sound() const { return model_.problems().empty(); }

 private:
  void problem(const std::string& what) {
    if (outcome_.problems.size() < 20) outcome_.problems.push_back(id_.value + ": " + what);
  }
  void log(const std::string& line) {
    if (keep_log_) outcome_.log += id_.value + " " + line + "\n";
  }

  // A start of the program on what the store holds.
  void start() {
    office_.reset();
    store_.restart();
    OfficeOptions options;
    options.documents_cached_max = 5;  // nearly everything has to be loaded again
    options.school_events_per_snapshot = 10;
    options.batch_events_max = 6;  // much falls due at once
    auto office = Office::open(store_, hooks_, id_, options);
    CHECK(bool(office), "the office opens on a sound store");
    office_ = std::move(*office);
    ++outcome_.seen["starts"];
  }

  // The same key again: with the same body it is the same answer, with another one Q439.
  Request delivered_again(Instant now) {
    Request again = dice_.one_of(delivered_);
    again.now = now;
    if (dice_.percent(30)) again.fingerprint = sha256("another body");
    return again;
  }

  void deliver(const std::vector<Request>& requests) {
    for (const Request& one : requests)
      log("asks " + one.command.key.value + " " + one.command.as.value + " " +
          std::string(name_of(one.command.body)) + " at " + one.now.text());
    auto replies = ahead_ ? submit_ahead(requests) : office_->submit(requests);
    if (!replies) {
      ++outcome_.seen["stores that failed"];
      if (replies.error().code != "Q512") problem("a failed write says " + replies.error().code);
      if (office_->submit(requests)) problem("an office that failed goes on");
      start();
      replies = office_->submit(requests);
    }
    if (!replies) return problem("the office does not start again: " + replies.error().code);
    store_.restart();
    for (std::size_t i = 0; i < requests.size(); ++i) follow(requests[i], (*replies)[i]);
    // What was late at once, or fell due at the last command's time, comes behind it.
    take_time_events(Instant::from_ms(std::numeric_limits<std::int64_t>::max()));
    if (peek() != nullptr) problem("events that nobody asked for");
    model_.time_is(model_.last_at());
  }

  // As the pipeline does it: while one batch is written the next is decided, and what was decided behind a
  // batch that fails is never written.
  Outcome<std::vector<Reply>> submit_ahead(std::span<const Request> requests) {
    std::deque<Prepared> written_next;
    std::vector<Reply> replies;
    const auto write_one = [&]() -> Outcome<void> {
      Prepared prepared = std::move(written_next.front());
      written_next.pop_front();
      encode(prepared);
      const auto written = prepared.writes() ? store_.append(prepared.batch) : Outcome<void>();
      if (!written) {
        office_->failed(written.error());
        return written;
      }
      office_->committed(prepared.number);
      std::move(prepared.replies.begin(), prepared.replies.end(), std::back_inserter(replies));
      return {};
    };
    while (!requests.empty() || !written_next.empty()) {
      if (!requests.empty()) {
        const auto decided = office_->decide(requests.first(1 + dice_.below(requests.size())));
        if (!decided) return tl::unexpected(decided.error());
        requests = requests.subspan(*decided);
        if (dice_.percent(30)) office_->encode_ahead();
        written_next.push_back(office_->take());
        ++outcome_.seen["batches decided ahead"];
      }
      while (written_next.size() > 2 || (!written_next.empty() && (requests.empty() || dice_.percent(30))))
        if (auto written = write_one(); !written) return tl::unexpected(written.error());
    }
    return replies;
  }

  void follow(const Request& request, const Reply& reply) {
    log("answer " + reply.answer);
    const CommandKey& key = request.command.key;
    if (const auto before = answers_.find(key); before != answers_.end()) {
      const bool same_body = before->second.fingerprint == request.fingerprint;
      const auto newcomer = admitted_.find(key);
      const MPerson* who = model_.person(newcomer == admitted_.end() ? request.command.as : newcomer->second);
      // Of whom everything was erased nobody knows any more what they had asked.
      const char* other = who != nullptr && who->erased ? "Q521" : "Q439";
      const bool refused_so = reply.answer.find(other) != std::string::npos;
      if (same_body && who != nullptr && !who->erased && before->second.answer != reply.answer)
        problem(key.value + ": another answer to the same: " + before->second.answer + " and " +
                reply.answer);
      if (!same_body && !refused_so)
        problem(key.value + ": another command under the same key is answered " + reply.answer);
      ++outcome_.seen["answers repeated"];
      return;
    }
    take_time_events(request.now);
    const Verdict verdict = model_.judge(request.command, request.now);
    std::size_t events = 0;
    while (const Event* next = peek()) {
      if (next->command != key || key.empty()) break;
      take();
      ++events;
    }
    if (key.empty()) return;  // quyche's own; its events went with time's
    const bool accepted = reply.answer.find("\"ok\":true") != std::string::npos;
    if (accepted != (events > 0)) problem(key.value + ": answer and events disagree");
    if (verdict == Verdict::accept && !accepted)
      problem(key.value + ": refused against the model: " + reply.answer);
    if (verdict == Verdict::refuse && accepted)
      problem(key.value + ": accepted against the model: " + reply.answer);
    ++outcome_.seen[accepted ? "accepted" : "refused"];
    if (verdict != Verdict::open) ++outcome_.seen["verdicts compared"];
    if (accepted) compare_answer(key, reply.answer);
    // A clock that was behind is not remembered, and nothing about a newcomer who was turned away; the same
    // key may come again.
    if (!accepted && std::holds_alternative<AdmitPerson>(request.command.body)) return;
    if (reply.answer.find("\"Q403\"") != std::string::npos) return;
    answers_.emplace(key, Given{request.fingerprint, reply.answer});
    if (!request.command.key.empty() && delivered_.size() < 200) delivered_.push_back(request);
  }

  void compare_answer(const CommandKey& key, const std::string& answer) {
    const auto value = json::read(answer);
    const json::Value* document = value->find("document");
    if (document == nullptr) return;
    const MDocument* one = model_.document(DocumentId{*document->string()});
    if (one == nullptr || *value->find("state")->string() != one->state.value ||
        static_cast<std::uint64_t>(*value->find("version")->integer()) != one->version)
      problem(key.value + ": the answer is not where the document stands: " + answer);
  }

  // Events of time itself, and of quyche, until `now`.
  void take_time_events(Instant now) {
    while (const Event* next = peek()) {
      if (!next->command.empty() || next->at > now) return;
      take();
    }
  }
  // The next event that the model has not seen; null when there is none, or none that can be read.
  const Event* peek() {
    if (next_) return &*next_;
    const auto page = (*memory_.reader())->events(id_, taken_ + 1, 1);
    if (page->empty()) return nullptr;
    auto event = decode_event(page->front().bytes);
    if (!event) {
      problem("an event that cannot be read: " + page->front().bytes);
      return nullptr;
    }
    log("event " + page->front().bytes);
    next_ = std::move(*event);
    return &*next_;
  }
  void take() {
    model_.take(*next_);
    ++outcome_.seen["event " + std::string(kind_of(next_->body))];
    if (const auto* admitted = std::get_if<PersonAdmitted>(&next_->body))
      admitted_.emplace(next_->command, admitted->person);
    ++taken_;
    next_.reset();
  }

  void compare_row(const StoredDocument& row) {
    const MDocument* one = model_.document(row.id);
    if (one == nullptr) return problem(row.id.value + " is in the store only");
    if (row.state != one->state)
      problem(row.id.value + " is " + row.state.value + ", not " + one->state.value);
    if (row.version != one->version) problem(row.id.value + ": another version");
    if (row.open != is_open(*one)) problem(row.id.value + (row.open ? " is open" : " is not open"));
    if (row.late != one->late()) problem(row.id.value + (one->late() ? " is late" : " is not late"));
    if (row.owner != one->owner || row.unit != one->unit || row.type != one->type)
      problem(row.id.value + ": another owner, unit or type");
    if (row.school_year != one->year.first_year ||
        row.period != (one->week ? Week::of(*one->week).text() : std::string()))
      problem(row.id.value + ": another period");
  }

  static bool is_open(const MDocument& one) {
    for (const Regulation& regulation : regulations()) {
      if (regulation.rules.id != one.policy) continue;
      for (const DocumentType& type : regulation.policy->documents)
        if (type.id == one.type)
          return std::none_of(type.workflow.states.begin(), type.workflow.states.end(),
                              [&](const State& state) { return state.final && state.id == one.state; });
    }
    return true;
  }

  void compare_duties(Instant now) {
    const World world = office_->world();
    const auto engine = next_duty(world);
    std::optional<MDuty> mine;
    for (const MDuty& duty : model_.duties()) {
      mine = duty;
      break;
    }
    if (engine.has_value() != mine.has_value()) return problem("one has a duty to come, one has none");
    if (!engine) return;
    if (engine->closes != mine->closes) problem("the next duty closes at " + engine->closes.text());
    if (engine->closes <= now) problem("a duty is overdue");
    // Of several that close at one instant the two may name different ones first.
    const auto same = std::find_if(model_.duties().begin(), model_.duties().end(), [&](const MDuty& duty) {
      return duty.closes == engine->closes && duty.type == engine->type->id &&
             duty.deadline == engine->deadline->id && duty.year == engine->school_year &&
             duty.week == (engine->week ? std::optional(engine->week->monday()) : std::nullopt);
    });
    if (same == model_.duties().end())
      return problem("the model knows no " + engine->type->id.value + " by " + engine->closes.text());
    if (owing(world.school, *engine->from.policy, *engine) != model_.owing(*same))
      problem("who owes " + same->type.value + " by " + same->closes.text());
    ++outcome_.seen["duties compared"];
  }

  struct Given {
    Digest fingerprint;
    std::string answer;
  };

  SchoolId id_;
  Dice& dice_;
  SimRun& outcome_;
  bool keep_log_;
  bool ahead_;  // its batches are decided before those in front of them are written
  memory::MemoryStore memory_;
  FailingStore store_;
  SimHooks hooks_;
  std::unique_ptr<Office> office_;
  Model model_;
  Behaviour behaviour_;
  std::optional<Event> next_;
  std::uint64_t taken_ = 0;
  std::map<CommandKey, Given> answers_;
  std::map<CommandKey, PersonId> admitted_;
  std::vector<Request> delivered_;
};

// The weeks that the seed falls on: mostly anywhere in the year, often where many deadlines lie.
Date first_day(Dice& dice) {
  constexpr std::array busy{"2024-08-19", "2025-05-12", "2025-01-13"};
  const Date start = dice.percent(40) ? *Date::parse(dice.one_of(busy)) : *Date::parse("2024-08-12");
  return start.plus_days(dice.percent(40) ? 0 : static_cast<int>(7 * dice.below(38)));
}

}  // namespace

SimRun simulate(std::uint64_t seed, bool keep_log) {
  SimRun outcome;
  outcome.seed = seed;
  Dice dice(seed);
  std::vector<std::unique_ptr<School>> district;
  for (std::uint64_t n = 0; n < 2 + dice.below(2); ++n)
    district.push_back(
        std::make_unique<School>(SchoolId{"truong-" + std::to_string(n + 1)}, dice, outcome, keep_log));
  constexpr ZoneOffset zone{7 * 60};
  Date day = first_day(dice);
  for (auto& school : district) school->open(Instant::start_of(day, zone).plus_ms(7 * ms_per_hour));
  const std::uint64_t weeks = 3 + dice.below(3);
  for (std::uint64_t week = 0; week < weeks && outcome.problems.empty(); ++week) {
    for (int d = 0; d < 7; ++d, day = day.plus_days(1)) {
      for (auto& school : district) {
        if (d == 6 || dice.percent(10)) continue;  // nobody is there, or the machine is not
        Instant now = Instant::start_of(day, zone).plus_ms(7 * ms_per_hour);
        for (std::uint64_t n = dice.below(7); n > 0; --n) school->work(now);
        if (dice.percent(40)) school->let_time_pass(Instant::start_of(day, zone).plus_ms(20 * ms_per_hour));
      }
    }
    for (auto& school : district) school->compare(Instant::start_of(day, zone).plus_ms(6 * ms_per_hour));
    ++outcome.seen["weeks"];
  }
  return outcome;
}

}  // namespace quyche::sim
