// What-if: one school's recorded commands decided under another policy. The bound reads and folds the same
// events and decides nothing.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "engine/base/check.h"
#include "engine/command/command.h"
#include "engine/decide/moment.h"
#include "engine/event/codec.h"
#include "engine/replay/clockwork.h"
#include "engine/replay/what_if.h"
#include "engine/school/evolve.h"
#include "rules/policy/load.h"

namespace quyche::bench {
namespace {

constexpr int documents = 1'000;
constexpr int teachers = 20;
constexpr int units = 4;

// Six steps a document, with roles, requirements, a deadline and paper. {0} days ahead.
constexpr const char* regulation = R"(
regulation: bench.records
title: Quy chế để đo
effective: {from: 2024-08-01}
school_year_starts: 01/8
roles:
  teacher: {title: Giáo viên, within: unit}
  team_lead: {title: Tổ trưởng, within: unit}
  principal: Hiệu trưởng
  clerk: Văn thư
administration: {people: {by: principal, cite: Điều 1}}
documents:
  plan:
    title: Kế hoạch
    cite: Điều 3
    owner: teacher
    fields: {lesson_date: {type: date, called: [dạy], required: true}, subject: {type: code, required: true}}
    paper_steps: {stamp: {title: Đóng dấu, by: clerk}}
    workflow:
      states:
        draft: {title: Soạn thảo, editable: true}
        submitted: Đã nộp
        checked: Đã kiểm tra
        approved: Đã duyệt
        archived: {title: Đã lưu, final: true}
      actions:
        submit: {from: draft, to: submitted, by: owner, needs: [{field: subject}]}
        check: {from: submitted, to: checked, by: team_lead, needs: [{not_same_person_as: owner}]}
        approve: {from: checked, to: approved, by: principal, needs: [{not_same_person_as: check}]}
        archive: {from: approved, to: archived, by: clerk, needs: [{paper: [stamp]}]}
    deadlines:
      ahead:
        counts: [submitted, checked]
        due: trước ít nhất {0} ngày trước khi dạy
        reading: date_difference
        remind: [1 ngày trước]
        cite: Điều 12
)";

std::shared_ptr<const Policy> policy(const char* days) {
  std::string text = regulation;
  text.replace(text.find("{0}"), 3, days);
  rules::Findings findings;
  auto loaded = rules::load_policy(
      std::make_shared<const rules::Source>(QUYCHE_SOURCE_DIR "/policies/bench.yaml", text), findings);
  CHECK(loaded, "the benchmark's policy loads");
  return loaded;
}

// A school that is played with the real decisions.
class Recording {
 public:
  Recording() {
    const auto own = policy("3");
    const PolicyId id = policy_id(*own);
    book.add(id, own);
    does("", OpenSchool{SchoolId{"s"}, id, ClockSource::given});
    for (int u = 0; u < units; ++u) does("", AddUnit{unit(u)});
    for (int t = 0; t < teachers; ++t) person("gv" + std::to_string(t), "teacher", unit(t % units));
    for (int u = 0; u < units; ++u) person("tt" + std::to_string(u), "team_lead", unit(u));
    person("ht", "principal", {});
    person("vt", "clerk", {});
    for (int i = 0; i < documents; ++i) document(i);
  }
  PolicyBook book;
  std::vector<std::string> bytes;

 private:
  static UnitId unit(int n) { return UnitId{"to" + std::to_string(n)}; }
  void person(const std::string& name, const char* role, const UnitId& within) {
    does("", AdmitPerson{PersonId{name}, {name, sha256(name)}});
    does("", AssignRole{PersonId{name}, RoleId{role}, within});
  }
  void document(int i) {
    const int teacher = i % teachers;
    const std::string lesson = now_.date(ZoneOffset{7 * 60}).plus_days(i % 10 == 0 ? 3 : 5).text();
    const DocumentId id{"plan-" + std::to_string(i + 1)};
    const std::string owner = "gv" + std::to_string(teacher);
    does(owner, Create{DocumentTypeId{"plan"},
                       id,
                       {},
                       {{FieldId{"lesson_date"}, TextInput{lesson, {}}},
                        {FieldId{"subject"}, TextInput{"toan", {}}}},
                       {}});
    const auto act = [&](const std::string& who, const char* action) {
      does(who, Act{id, ActionId{action}, {}});
    };
    act(owner, "submit");
    act("tt" + std::to_string(teacher % units), "check");
    act("ht", "approve");
    does("vt", Attest{id, PaperStepId{"stamp"}, {}});
    act("vt", "archive");
    now_ = now_.plus_ms(15 * ms_per_minute);
    for (auto next = clockwork_.next_at(world()); next && *next <= now_; next = clockwork_.next_at(world()))
      keep(decide_moment(world(), *clockwork_.next(world()), now_));
  }
  [[nodiscard]] World world() const { return {book, state_}; }
  void does(const std::string& who, CommandBody body) {
    NoHooks hooks;
    const CommandKey key{who.empty() ? "" : "k" + std::to_string(bytes.size())};
    auto events = decide(world(), {key, PersonId{who}, {}, std::move(body)}, now_, hooks);
    CHECK(events, "what the benchmark does is allowed");
    keep(*events);
  }
  void keep(const std::vector<Event>& events) {
    for (const Event& event : events) {
      evolve(state_, event);
      bytes.push_back(encode_event(event));
    }
  }

  SchoolState state_;
  Clockwork clockwork_;
  Instant now_ = *Instant::parse("2024-09-16T08:00:00+07:00");
};

const Recording& recording() {
  static const Recording one;
  return one;
}

void what_if(benchmark::State& state) {
  const Recording& recorded = recording();
  const WhatIfQuestion question = what_if_question(recorded.book, {policy("4")}, std::nullopt);
  for (auto _ : state) {
    WhatIf play(question, {});
    for (const std::string& bytes : recorded.bytes) play.add(*decode_event(bytes));
    const WhatIfResult result = play.finish();
    CHECK(result.documents == documents && result.totals[0] > 0, "the question finds something");
  }
  state.counters["documents/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * documents, benchmark::Counter::kIsRate);
}

void read_and_fold(benchmark::State& state) {
  const Recording& recorded = recording();
  for (auto _ : state) {
    SchoolState school;
    for (const std::string& bytes : recorded.bytes) evolve(school, *decode_event(bytes));
    benchmark::DoNotOptimize(school.last_seq);
  }
}

BENCHMARK(what_if)->Name("what_if_1000_documents")->Unit(benchmark::kMillisecond);
BENCHMARK(read_and_fold)->Name("what_if_1000_documents/bound")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace quyche::bench
