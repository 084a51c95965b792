// Random histories of a school under the regulation of Dương Kinh, and what must hold for every one.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <set>

#include "adapters/memory/memory_store.h"
#include "engine/event/codec.h"
#include "engine/office/document_row.h"
#include "engine/school/evolve.h"
#include "rules/policy/load.h"
#include "tests/property/random_commands.h"

namespace quyche::test {
namespace {

using Seeds = std::vector<std::uint64_t>;
const SchoolId school{"s"};

std::shared_ptr<const Policy> policy() {
  static const std::shared_ptr<const Policy> loaded = [] {
    rules::Findings findings;
    return rules::load_policy(QUYCHE_SOURCE_DIR "/policies/vn.hai-phong.duong-kinh.primary-records.yaml",
                              findings);
  }();
  return loaded;
}

rc::Gen<Seeds> some_seeds(int most) {
  return rc::gen::resize(most, rc::gen::container<Seeds>(
                                   rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint64_t>())));
}

struct History {
  memory::MemoryStore store;
  InputHooks hooks;
  std::unique_ptr<Office> office;

  History() {
    auto opened = Office::open(store, hooks, school);
    RC_ASSERT(bool(opened));
    office = std::move(*opened);
    office->add_policy(policy());
  }
  std::vector<Reply> submit(std::span<const Request> requests) {
    auto replies = office->submit(requests);
    if (!replies) RC_FAIL("the office stopped: " + replies.error().code + " " + replies.error().detail);
    return std::move(*replies);
  }
  std::vector<StoredEvent> events() { return *(*store.reader())->events(school, 1, 1'000'000); }
};

const Instant start = *Instant::parse("2024-09-25T08:00:00+07:00");

// Builds a history one request at a time; `each` sees the office before and after every request.
template <class Each>
std::vector<Request> play(History& run, const Seeds& seeds, Each each) {
  std::vector<Request> requests = opening(policy_id(*policy()), start);
  (void)run.submit(requests);
  Instant now = start;
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    requests.push_back(next_request(run.office->world(), *policy(), seeds[i], i, now, run.hooks));
    each(requests.back());
  }
  return requests;
}

// How often each kind of event was seen, over all histories.
using Counts = std::map<std::string, int>;
void count(Counts& counts, const std::vector<StoredEvent>& events) {
  for (const StoredEvent& stored : events) {
    const Event event = *decode_event(stored.bytes);
    ++counts[std::string(kind_of(event.body))];
    if (const auto* acted = std::get_if<Acted>(&event.body)) ++counts["to " + acted->to.value];
    if (const auto* met = std::get_if<DeadlineMet>(&event.body)) ++counts[met->late ? "met late" : "met"];
    if (const auto* edited = std::get_if<Edited>(&event.body); edited && !edited->unlocked_by.empty())
      ++counts["used unlock"];
    if (!event.on_behalf_of.empty()) ++counts["delegated right"];
  }
}

// About a quarter of what 100 histories usually hold.
const std::map<std::string, int> wanted{
    {"created", 800},       {"edited", 200},          {"attached", 400},
    {"attested", 500},      {"signed", 200},          {"signed_off", 50},
    {"acted", 2000},        {"locked", 15},           {"unlocked", 10},
    {"unlocked_once", 12},  {"used unlock", 3},       {"flagged", 200},
    {"notified", 500},      {"deadline_met", 100},    {"met", 8},
    {"met late", 80},       {"deadline_missed", 300}, {"reminded", 200},
    {"duty_closed", 1000},  {"delegated", 100},       {"delegation_ended", 20},
    {"delegated right", 3}, {"person_left", 4},       {"role_ended", 15},
    {"to approved", 80},    {"to witnessed", 12},     {"to signed", 8},
    {"to lifted", 10},      {"to archived", 10}};

// The generator is worth its name only when histories go deep.
void expect_deep(const Counts& counts) {
  for (const auto& [what, least] : wanted) {
    const auto at = counts.find(what);
    EXPECT_GE(at == counts.end() ? 0 : at->second, least) << what;
  }
}

TEST(DecideProperty, RefusedCommandsChangeNothing) {
  Counts counts;
  const bool held = rc::check("a refused command changes nothing", [&] {
    History run;
    play(run, *some_seeds(1000), [&](const Request& request) {
      if (request.now >= run.office->school().last_at) RC_ASSERT(bool(run.office->pass_time(request.now)));
      const SchoolState before = run.office->school();
      const Reply reply = run.submit({&request, 1}).front();
      if (std::holds_alternative<Refusal>(reply.outcome)) {
        RC_ASSERT(run.office->school() == before);
        RC_ASSERT(!std::get<Refusal>(reply.outcome).unmet.empty());
      } else {
        RC_ASSERT(run.office->school().last_seq > before.last_seq);
      }
    });
    count(counts, run.events());
  });
  EXPECT_TRUE(held);
  if (held) expect_deep(counts);
}

TEST(DecideProperty, AnySplitIntoBatchesGivesTheSameBytes) {
  EXPECT_TRUE(rc::check("batches do not matter", [] {
    History one;
    std::vector<std::string> answers;
    const std::vector<Request> requests = play(one, *some_seeds(250), [&](const Request& request) {
      answers.push_back(one.submit({&request, 1}).front().answer);
    });
    History other;
    const std::size_t opened = requests.size() - answers.size();
    std::vector<std::string> other_answers;
    for (std::size_t at = 0; at < requests.size();) {
      const auto size = std::min(requests.size() - at, *rc::gen::inRange<std::size_t>(1, 40));
      for (const Reply& reply : other.submit({&requests[at], size})) other_answers.push_back(reply.answer);
      at += size;
    }
    other_answers.erase(other_answers.begin(), other_answers.begin() + static_cast<std::ptrdiff_t>(opened));
    RC_ASSERT(other_answers == answers);
    RC_ASSERT(other.events() == one.events());
    RC_ASSERT(other.office->school() == one.office->school());
  }));
}

TEST(DecideProperty, ReplayOfTheLogGivesTheSchool) {
  EXPECT_TRUE(rc::check("the log is the school", [] {
    History run;
    play(run, *some_seeds(250), [&](const Request& request) { (void)run.submit({&request, 1}); });
    SchoolState folded;
    for (const StoredEvent& stored : run.events()) {
      const auto event = decode_event(stored.bytes);
      RC_ASSERT(bool(event));
      RC_ASSERT(encode_event(*event) == stored.bytes);
      evolve(folded, *event);
    }
    RC_ASSERT(folded == run.office->school());
    InputHooks hooks;
    const auto again = Office::open(run.store, hooks, school);
    RC_ASSERT(bool(again));
    RC_ASSERT((*again)->school() == folded);
    const std::vector<StoredDocument> rows = *(*run.store.reader())->documents(school, {}, 1'000'000);
    RC_ASSERT(rows.size() == folded.documents.size());
    for (const StoredDocument& row : rows) {
      const Document* document = folded.document(row.id);
      RC_ASSERT(document != nullptr);
      RC_ASSERT(row == document_row(run.office->world(), *document));
      RC_ASSERT(row.version == document->version);
    }
  }));
}

// Follows the due points through the log.
class Deadlines {
 public:
  void see(const Event& event) {
    RC_ASSERT(event.seq == last_seq_ + 1);
    RC_ASSERT(event.at >= last_at_);
    last_seq_ = event.seq;
    last_at_ = event.at;
    std::visit([&](const auto& body) { follow(event, body); }, event.body);
  }
  [[nodiscard]] Instant last_at() const { return last_at_; }

 private:
  struct Followed {
    DueAt due;
    std::size_t reminded = 0;
    int missed = 0;
    bool late = false;  // from then on it stays where it was
  };
  using Key = std::pair<DocumentId, DeadlineId>;

  void set(const DocumentId& document, const std::vector<DueAt>& dues) {
    for (const DueAt& due : dues) {
      Followed& followed = followed_[{document, due.deadline}];
      if (followed.late) continue;
      followed.due = due;
      followed.reminded = 0;
    }
  }
  template <class Body>
  void follow(const Event&, const Body&) {}
  void follow(const Event&, const Created& body) { set(body.document, body.dues); }
  void follow(const Event&, const Edited& body) {
    for (const DeadlineId& id : body.lapsed)
      if (const auto at = followed_.find({body.document, id}); at != followed_.end() && !at->second.late)
        followed_.erase(at);
    set(body.document, body.dues);
  }
  void follow(const Event& event, const DeadlineMissed& body) {
    Followed& followed = followed_.at({body.document, body.deadline});
    RC_ASSERT(event.at >= followed.due.closes);
    RC_ASSERT(body.closes == followed.due.closes);
    RC_ASSERT(!body.missing.empty());
    RC_ASSERT(++followed.missed == 1);
    followed.late = true;
  }
  void follow(const Event& event, const DeadlineMet& body) {
    RC_ASSERT(body.late == (event.at >= body.closes));
    Followed& followed = followed_.at({body.document, body.deadline});
    RC_ASSERT(body.closes == followed.due.closes);
    followed.late = followed.late || body.late;
  }
  void follow(const Event& event, const Reminded& body) {
    Followed& followed = followed_.at({body.document, body.deadline});
    RC_ASSERT(followed.reminded < followed.due.remind.size());
    RC_ASSERT(event.at >= followed.due.remind[followed.reminded++]);
  }
  void follow(const Event& event, const DutyClosed& body) {
    RC_ASSERT(event.at >= body.closes);
    const std::string period = body.week     ? body.week->text()
                               : body.period ? body.period->text()
                                             : body.school_year.text();
    RC_ASSERT(duties_.insert(body.type.value + " " + body.deadline.value + " " + period).second);
  }

  std::uint64_t last_seq_ = 0;
  Instant last_at_;
  std::map<Key, Followed> followed_;
  std::set<std::string> duties_;
};

TEST(DecideProperty, DeadlinesFireOnceAndNeverEarly) {
  EXPECT_TRUE(rc::check("deadlines fire once, in time", [] {
    History run;
    play(run, *some_seeds(250), [&](const Request& request) { (void)run.submit({&request, 1}); });
    Instant end = run.office->school().last_at.plus_ms(ms_per_day * *rc::gen::inRange(0, 120));
    RC_ASSERT(bool(run.office->pass_time(end)));
    Deadlines deadlines;
    for (const StoredEvent& stored : run.events()) deadlines.see(*decode_event(stored.bytes));
    const auto next = next_due(run.office->world());
    RC_ASSERT(!next || *next > end);
    run.office->school().documents.each([&](const Document& document) {
      for (const auto& [deadline, state] : document.deadlines)
        if (state.status == DeadlineStatus::pending) RC_ASSERT(state.due.closes > end);
    });
  }));
}

}  // namespace
}  // namespace quyche::test
