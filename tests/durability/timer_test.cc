// A school year of clocks that jump, machines that are off when something falls due, and restarts: every
// deadline, reminder and duty fires once, in order, as soon as a clock that goes forward allows, none early.
// What is to fire is worked out apart, from the policy's due lines, by the day table of tests/oracle.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <random>
#include <set>

#include "adapters/memory/memory_store.h"
#include "engine/event/codec.h"
#include "engine/office/office.h"
#include "rules/policy/load.h"
#include "tests/durability/scale.h"
#include "tests/oracle/oracle.h"

namespace quyche::durability {
namespace {

const SchoolId school{"truong"};
constexpr ZoneOffset zone{7 * 60};

// One thing that time is to do. The name says what; each is to come exactly once.
struct Due {
  Instant at;     // not before
  Instant known;  // since when it was known that it would come
  [[nodiscard]] Instant from() const { return std::max(at, known); }
};
using Plan = std::map<std::string, Due>;

class Year {
 public:
  Year(std::shared_ptr<const Policy> policy, std::uint64_t seed)
      : policy_(std::move(policy)), days_(policy_->calendar_or_null()), random_(seed) {}

  void run() {
    now_ = *Instant::parse("2024-08-01T07:00:00+07:00");
    start();
    open_school();
    plan_duties(now_);
    const Instant end = *Instant::parse("2025-07-31T20:00:00+07:00");
    while (now_ < end && !testing::Test::HasFailure()) {
      move_clock();
      if (random_() % 100 < 4) start();
      if (random_() % 100 < 45) {
        pass_time();
      } else {
        create();
      }
      follow();
    }
    now_ = std::max(now_, end);
    highest_ = std::max(highest_, now_);
    pass_time();
    follow();
    for (const auto& [name, due] : plan_)
      if (due.from() <= highest_) ADD_FAILURE() << name << ", due at " << due.at.text() << ", has not come";
  }

  std::map<std::string, int> counts;

 private:
  void start() {
    office_.reset();
    auto office = Office::open(store_, hooks_, school);
    ASSERT_TRUE(office) << office.error().code << office.error().detail;
    office_ = std::move(*office);
    ++counts["starts"];
  }

  Reply submit(PersonId as, CommandBody body) {
    Request request{{CommandKey{"k" + std::to_string(++keys_)}, std::move(as), std::nullopt, std::move(body)},
                    sha256(std::to_string(keys_)),
                    now_,
                    {}};
    auto replies = office_->submit({&request, 1});
    if (!replies) {
      ADD_FAILURE() << replies.error().code << " " << replies.error().detail;
      return {};
    }
    return std::move(replies->front());
  }

  // One person for every role, and three more of the first role that belongs to a unit.
  void open_school() {
    office_->add_policy(policy_);
    const UnitId unit{"to-1"};
    (void)submit({}, OpenSchool{school, policy_id(*policy_), ClockSource::given});
    (void)submit({}, AddUnit{unit});
    std::size_t number = 0;
    const auto admit = [&](const Role& role) {
      const PersonId person = numbered_person(++number);
      (void)submit({}, AdmitPerson{person, {"{}", sha256(person.value)}});
      (void)submit({}, AssignRole{person, role.id, role.within == Within::unit ? unit : UnitId{}});
      people_.push_back({person, role.id});
    };
    for (const Role& role : policy_->roles)
      if (role.any_of.empty()) admit(role);
    for (const Role& role : policy_->roles)
      if (role.within == Within::unit)
        for (int i = 0; i < 3; ++i) admit(role);
    follow();
  }

  // Mostly on, at times far on, at times a little back as when a clock is set.
  void move_clock() {
    const auto hours = [&](std::uint64_t n) {
      return static_cast<std::int64_t>(random_() % (n * 3'600'000));
    };
    const std::uint64_t kind = random_() % 100;
    if (kind < 10)
      now_ = now_.plus_ms(-hours(2));
    else if (kind < 25)
      now_ =
          next_due().plus_ms(static_cast<std::int64_t>(random_() % 2) - 1);  // a millisecond before, or then
    else if (kind < 80)
      now_ = now_.plus_ms(hours(8));
    else if (kind < 97)
      now_ = now_.plus_ms(hours(60));
    else
      now_ = now_.plus_ms(hours(24 * 30));  // the machine was off
    highest_ = std::max(highest_, now_);
  }

  // The next moment that is planned; now, when there is none.
  [[nodiscard]] Instant next_due() const {
    std::optional<Instant> next;
    for (const auto& [name, due] : plan_)
      if (due.at > now_ && (!next || due.at < *next)) next = due.at;
    return next.value_or(now_);
  }

  void pass_time() {
    ASSERT_TRUE(office_->pass_time(now_));
    if (now_ >= last_at_) told_until_ = std::max(told_until_, now_);
  }

  [[nodiscard]] FieldInput value_for(const Field& field) {
    const Date day = now_.date(zone).plus_days(static_cast<int>(random_() % 60) - 10);
    const std::string words = "w" + std::to_string(++keys_);
    switch (field.type) {
      case FieldType::text: return TextInput{words, sha256(words)};
      case FieldType::code: return TextInput{words, sha256(words)};
      case FieldType::date: return TextInput{day.text(), sha256(words)};
      case FieldType::date_time: return TextInput{day.text() + "T09:15", sha256(words)};
      case FieldType::week: return TextInput{Week::of(day).text(), sha256(words)};
      case FieldType::choice: return TextInput{field.choices.front(), sha256(words)};
      case FieldType::boolean: return true;
      case FieldType::integer: return std::int64_t{1};
    }
    return NoValue{};
  }

  // A document that nobody will go on with, so that whatever it is due for is missed.
  void create() {
    std::vector<const DocumentType*> types;
    for (const DocumentType& type : policy_->documents)
      if (!type.control && (type.duty || !type.deadlines.empty())) types.push_back(&type);
    const DocumentType& type = *types[random_() % types.size()];
    std::vector<PersonId> able;
    for (const auto& [person, role] : people_)
      if (policy_->counts_as(role, type.owner)) able.push_back(person);
    if (able.empty()) return;
    Create body{type.id, {}, {}, {}, {}};
    for (const Field& field : type.fields) body.fields[field.id] = value_for(field);
    const bool backward = now_ < last_at_;
    const Reply reply = submit(able[random_() % able.size()], body);
    const auto* refusal = std::get_if<Refusal>(&reply.outcome);
    if (backward) {
      // What a clock that goes back asks for waits until it has caught up.
      ASSERT_TRUE(refusal != nullptr && refusal->unmet.front().code == "Q403");
      ++counts["clock was behind"];
      return;
    }
    told_until_ = std::max(told_until_, now_);
    if (refusal != nullptr) ++counts["refused " + refusal->unmet.front().code];
  }

  // The new events of the log: what was made is planned for, what time did was planned.
  void follow() {
    const auto events = (*store_.reader())->events(school, last_seq_ + 1, 1'000'000).value();
    for (const StoredEvent& stored : events) {
      const Event event = *decode_event(stored.bytes);
      last_seq_ = event.seq;
      last_at_ = event.at;
      if (const auto* body = std::get_if<Created>(&event.body)) {
        plan_document(event, *body);
      } else if (const auto* reminded = std::get_if<Reminded>(&event.body)) {
        const std::string name = reminded->document.value + " " + reminded->deadline.value + " reminder ";
        fired(event, name + std::to_string(++reminders_[name]));
        ++counts["reminders"];
      } else if (const auto* missed = std::get_if<DeadlineMissed>(&event.body)) {
        fired(event, missed->document.value + " " + missed->deadline.value + " missed");
        ++counts["deadlines missed"];
      } else if (const auto* closed = std::get_if<DutyClosed>(&event.body)) {
        fired(event, duty_name(closed->type, closed->deadline, duty_period_of(*closed)));
        EXPECT_EQ(closed->missing, owing(closed->type, duty_period_of(*closed))) << closed->type.value;
        ++counts["duties closed"];
        counts["missing people"] += static_cast<int>(closed->missing.size());
      }
    }
    // Nothing that was due by the last time that was told is left.
    for (const auto& [name, due] : plan_)
      if (due.from() <= told_until_)
        ADD_FAILURE() << name << ", due at " << due.at.text() << ", did not come in time";
  }

  void fired(const Event& event, const std::string& name) {
    const auto at = plan_.find(name);
    ASSERT_NE(at, plan_.end()) << name << " came twice, or never was to come";
    EXPECT_GE(event.at, at->second.at) << name << " is early";
    EXPECT_GE(at->second.from(), last_fired_) << name << " is out of order";
    last_fired_ = at->second.from();
    plan_.erase(at);
  }

  void plan_document(const Event& event, const Created& body) {
    const DocumentType& type = *policy_->document(body.type);
    DueAnchors anchors{{}, body.school_year, policy_->school_year_starts, zone, policy_->calendar_or_null()};
    for (const auto& [id, value] : body.fields) {
      if (const auto* date = value.get<DateValue>()) anchors.dates.emplace(id, date->value);
      if (const auto* time = value.get<DateTimeValue>()) anchors.dates.emplace(id, time->value);
      if (const auto* week = value.get<WeekValue>()) anchors.dates.emplace(id, week->value.monday());
    }
    for (const Deadline& deadline : type.deadlines) {
      const auto window = window_of(deadline, anchors);
      if (!window) continue;
      const std::string name = body.document.value + " " + deadline.id.value;
      plan_[name + " missed"] = {window->closes, event.at};
      std::vector<Instant> reminders;
      for (const int days : deadline.remind_days)
        if (const Instant at = window->closes.plus_ms(-days * ms_per_day); at > event.at)
          reminders.push_back(at);
      std::sort(reminders.begin(), reminders.end());
      for (std::size_t i = 0; i < reminders.size(); ++i)
        plan_[name + " reminder " + std::to_string(i + 1)] = {reminders[i], event.at};
    }
    if (type.duty) made_.push_back({type.id, body.owner, period_of(type, anchors)});
    ++counts["documents"];
  }

  // Where the deadline applies in one way of teaching only, that of its first date decides, else of its last
  // day.
  [[nodiscard]] std::optional<DueWindow> window_of(const Deadline& deadline,
                                                   const DueAnchors& anchors) const {
    const auto window = oracle::due_window(deadline.due, {days_, anchors});
    if (!window || !deadline.mode) return window;
    const FieldId* field = first_field(deadline.due);
    const auto dated = field == nullptr ? anchors.dates.end() : anchors.dates.find(*field);
    const Date day = dated == anchors.dates.end() ? window->last_day : dated->second.day;
    return days_[days_.row_of(day)].mode == *deadline.mode ? window : std::nullopt;
  }

  [[nodiscard]] std::vector<RecurringPeriod> periods(const Duty& duty, SchoolYear year) const {
    const DueAnchors anchors{{}, year, policy_->school_year_starts, zone, policy_->calendar_or_null()};
    return oracle::periods_of(duty.every, {days_, anchors});
  }

  [[nodiscard]] static bool only(const Duty& duty, Frequency frequency) {
    return duty.every.size() == 1 && duty.every.front().every == frequency;
  }

  // Which period a document settles: the one that the date of its duty lies in.
  [[nodiscard]] DutyPeriod period_of(const DocumentType& type, const DueAnchors& anchors) const {
    const Duty& duty = *type.duty;
    const auto dated = anchors.dates.find(duty.dated_by);
    if (dated == anchors.dates.end()) return {anchors.school_year, {}, {}};
    const Date day = dated->second.day;
    const SchoolYear year = SchoolYear::of(day, policy_->school_year_starts);
    if (only(duty, Frequency::school_week)) return {year, Week::of(day), {}};
    if (only(duty, Frequency::school_year)) return {year, {}, {}};
    for (const SchoolYear one : {year, SchoolYear{year.first_year - 1}})
      for (const RecurringPeriod& period : periods(duty, one))
        if (period.first <= day && day <= period.last) return {one, {}, period.first};
    return {year, {}, {}};
  }

  [[nodiscard]] bool in_force(Date day) const {
    return policy_->effective_from <= day && (!policy_->effective_to || day <= *policy_->effective_to);
  }

  void plan_duties(Instant since) {
    for (const DocumentType& type : policy_->documents) {
      if (!type.duty) continue;
      for (const auto& [year, teaching] : policy_->calendar->school_years) {
        if (only(*type.duty, Frequency::school_year)) {
          plan_duty(type, {year, {}, {}}, std::nullopt, since);
          continue;
        }
        const bool weekly = only(*type.duty, Frequency::school_week);
        for (const RecurringPeriod& period : periods(*type.duty, year))
          weekly ? plan_duty(type, {year, Week::of(period.first), {}}, period.first, since)
                 : plan_duty(type, {year, {}, period.first}, period.last, since);
      }
    }
  }

  void plan_duty(const DocumentType& type, const DutyPeriod& period, std::optional<Date> counted_on,
                 Instant since) {
    DueAnchors anchors{
        {}, period.school_year, policy_->school_year_starts, zone, policy_->calendar_or_null()};
    if (const auto first = period.first_day()) anchors.dates.emplace(type.duty->dated_by, *first);
    for (const Deadline& deadline : type.deadlines) {
      const auto window = window_of(deadline, anchors);
      if (!window || !in_force(counted_on.value_or(window->last_day)) || window->closes <= since) continue;
      plan_[duty_name(type.id, deadline.id, period)] = {window->closes, since};
    }
  }

  [[nodiscard]] static std::string duty_name(const DocumentTypeId& type, const DeadlineId& deadline,
                                             const DutyPeriod& period) {
    return "duty " + type.value + " " + deadline.value + " " + period.school_year.text() + " " +
           (period.week ? period.week->text() : "") + (period.first ? period.first->text() : "");
  }

  [[nodiscard]] std::vector<PersonId> owing(const DocumentTypeId& type, const DutyPeriod& period) const {
    std::set<PersonId> out;
    for (const auto& [person, role] : people_)
      if (policy_->counts_as(role, policy_->document(type)->duty->each)) out.insert(person);
    for (const Made& one : made_)
      if (one.type == type && one.period == period) out.erase(one.owner);
    return {out.begin(), out.end()};
  }

  struct Made {
    DocumentTypeId type;
    PersonId owner;
    DutyPeriod period;
  };

  std::shared_ptr<const Policy> policy_;
  oracle::DayTable days_;
  std::mt19937_64 random_;
  memory::MemoryStore store_;
  NoHooks hooks_;
  std::unique_ptr<Office> office_;
  Instant now_;
  Instant highest_;
  Instant last_at_;
  Instant told_until_;
  Instant last_fired_;
  std::uint64_t last_seq_ = 0;
  int keys_ = 0;
  std::vector<std::pair<PersonId, RoleId>> people_;
  std::vector<Made> made_;
  Plan plan_;
  std::map<std::string, int> reminders_;
};

TEST(Timers, each_fires_once_in_order_and_never_early) {
  for (const char* name :
       {"vn.hai-duong.thuong-vu.electronic-records", "vn.hai-duong.thang-long.electronic-records",
        "vn.hai-phong.duong-kinh.primary-records"}) {
    rules::Findings findings;
    const std::shared_ptr<const Policy> policy =
        rules::load_policy(std::string(QUYCHE_SOURCE_DIR "/policies/") + name + ".yaml", findings);
    ASSERT_NE(policy, nullptr) << name;
    std::map<std::string, int> counts;
    const std::uint64_t first = seed_or(2'024);
    for (std::uint64_t seed = first; seed < first + static_cast<std::uint64_t>(scaled(15)); ++seed) {
      SCOPED_TRACE(std::string(name) + ", QUYCHE_SEED=" + std::to_string(seed));
      Year year(policy, seed);
      year.run();
      for (const auto& [what, count] : year.counts) counts[what] += count;
      if (HasFailure()) return;
    }
    std::cout << name << ":";
    for (const auto& [what, count] : counts) std::cout << " " << what << " " << count << ",";
    std::cout << "\n";
    for (const char* often :
         {"documents", "reminders", "deadlines missed", "duties closed", "clock was behind", "starts"})
      EXPECT_GT(counts[often], scaled(20)) << name << ": " << often;
  }
}

}  // namespace
}  // namespace quyche::durability
