#include "tests/durability/small_school.h"

#include <gtest/gtest.h>

#include "engine/event/codec.h"
#include "rules/policy/load.h"

namespace quyche::durability {

std::shared_ptr<const Policy> small_policy() {
  static const std::shared_ptr<const Policy> policy = [] {
    rules::Findings findings;
    return rules::load_policy(QUYCHE_SOURCE_DIR "/tests/golden/cli/regulation.yaml", findings);
  }();
  return policy;
}

runtime::NewSchool small_school(ClockSource clock) {
  runtime::NewSchool school;
  school.school = small_school_id;
  school.policy = small_policy();
  school.clock = clock;
  school.now = *Instant::parse("2024-09-01T08:00:00+07:00");
  const UnitId unit{"to-1"};
  school.people = {{"gv01", "Đỗ Thị Mẫu", {{RoleId{"teacher"}, unit}}},
                   {"gv02", "Lý Văn Thử", {{RoleId{"teacher"}, unit}}},
                   {"tt1", "Hồ Thị Ví", {{RoleId{"team_lead"}, unit}}},
                   {"ht", "Mai Văn Dụ", {{RoleId{"principal"}, {}}}},
                   {"qt", "Vi Văn Định", {{RoleId{"administrator"}, {}}}}};
  return school;
}

std::string command(const std::string& key, const std::string& as, const std::string& at,
                    const std::string& rest) {
  return R"({"as":")" + as + (at.empty() ? "" : R"(","at":")" + at) + R"(","key":")" + key + "\"," + rest +
         "}";
}

const std::vector<std::vector<std::string>>& some_days() {
  static const std::vector<std::vector<std::string>> batches = [] {
    const std::string file = std::string(64, 'a');
    const auto create = [&](const std::string& id, const std::string& lesson) {
      return R"("do":"create","type":"lesson_plan","document":")" + id + R"(","fields":{"lesson_date":")" +
             lesson + R"(","outcomes":"Cộng được hai số có ba chữ số"})";
    };
    const auto attach = [&](const std::string& id) {
      return R"("do":"attach","slot":"plan","content":")" + file + R"(","document":")" + id + "\"";
    };
    const auto act = [](const std::string& action, const std::string& id, const std::string& more = "") {
      return R"("do":"act","action":")" + action + R"(","document":")" + id + "\"" + more;
    };
    const auto day = [](const std::string& date) { return date + "T08:00:00+07:00"; };
    std::vector<std::vector<std::string>> out;
    out.push_back({command("a1", "gv01", day("2024-09-25"), create("a", "2024-10-07")),
                   command("a2", "gv01", day("2024-09-25"), attach("a")),
                   command("b1", "gv02", day("2024-09-25"), create("b", "2024-10-08"))});
    out.push_back({command("a3", "gv01", day("2024-09-26"), act("submit", "a")),
                   command("a4", "tt1", day("2024-09-27"), act("check", "a"))});
    // By now b is late, which time itself writes down.
    out.push_back({command("b2", "gv02", day("2024-10-09"),
                           R"("do":"edit","document":"b","fields":{"outcomes":"Trừ được hai số"})")});
    out.push_back({command("p1", "qt", day("2024-10-09"),
                           R"("do":"admit_person","account":"gv03","name":"Âu Thị Tạm")")});
    out.push_back({command("x1", "gv01", day("2024-10-10"), act("approve", "a")),
                   command("a5", "ht", day("2024-10-10"), act("approve", "a"))});
    std::vector<std::string> many;
    for (int i = 0; i < 12; ++i)
      many.push_back(command("m" + std::to_string(i), "gv01", day("2024-10-11"),
                             create("m" + std::to_string(i), "2024-11-0" + std::to_string(1 + i % 9))));
    out.push_back(many);
    out.push_back(
        {command("b3", "gv02", day("2024-10-30"), attach("b")),
         command("b4", "gv02", day("2024-10-30"), act("submit", "b")),
         command("b5", "tt1", day("2024-10-30"), act("return", "b", R"(,"reason":"thiếu bài tập")"))});
    return out;
  }();
  return batches;
}

std::vector<Event> events_of(StoreReader& reader, const SchoolId& school) {
  std::vector<Event> events;
  const auto stored = reader.events(school, 1, 1'000'000);
  if (!stored) {
    ADD_FAILURE() << stored.error().code << " " << stored.error().detail;
    return events;
  }
  for (const StoredEvent& one : *stored) {
    auto event = decode_event(one.bytes);
    if (!event) {
      ADD_FAILURE() << one.seq << ": " << event.error().detail;
      return events;
    }
    EXPECT_EQ(event->seq, events.size() + 1);
    events.push_back(std::move(*event));
  }
  return events;
}

std::vector<std::string> outline(const std::vector<Event>& events) {
  std::vector<std::string> out;
  for (const Event& event : events) {
    const DocumentId* document = document_of(event.body);
    out.push_back(std::to_string(event.seq) + " " + std::string(kind_of(event.body)) + " " +
                  (document == nullptr ? "" : document->value));
  }
  return out;
}

std::map<std::string, Standing> standings(const std::vector<Event>& events) {
  std::map<std::string, Standing> out;
  for (const Event& event : events) {
    const DocumentId* document = document_of(event.body);
    if (document == nullptr) continue;
    Standing& one = out[document->value];
    ++one.version;
    if (const auto* created = std::get_if<Created>(&event.body)) one.state = created->state.value;
    if (const auto* acted = std::get_if<Acted>(&event.body)) one.state = acted->to.value;
  }
  return out;
}

}  // namespace quyche::durability
