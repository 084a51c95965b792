// Each limit that the engine keeps, at its value and one over. Those of JSON are in tests/engine/json.
#include "engine/base/limits.h"

#include <gtest/gtest.h>

#include "adapters/memory/memory_store.h"
#include "engine/command/read_command.h"
#include "engine/office/office.h"
#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

using Codes = std::vector<std::string>;

TEST(Limits, IdBytes) {
  EXPECT_TRUE(is_id(std::string(limits::id_bytes_max, 'a')));
  EXPECT_FALSE(is_id(std::string(limits::id_bytes_max + 1, 'a')));
}

TEST(Limits, NumberedIdStaysWithinTheLimit) {
  const std::string longest(limits::id_bytes_max, 't');
  const auto policy = load_text(
      "regulation: r\ntitle: r\neffective: {from: 2024-08-01}\nroles: {teacher: Giáo viên}\n"
      "administration: {people: {by: teacher, cite: 1}}\ndocuments:\n  " +
      longest +
      ":\n    title: x\n    cite: Điều 1\n    owner: teacher\n    workflow:\n"
      "      states: {open: Mở, done: {title: Xong, final: true}}\n"
      "      actions: {close: {from: open, to: done, by: owner}}\n");
  PolicyBook policies;
  policies.add(policy_id(*policy), policy);
  memory::MemoryStore store;
  NoHooks hooks;
  const auto office = *Office::open(store, hooks, SchoolId{"s"});
  office->add_policy(policy);
  std::vector<Request> requests;
  const auto add = [&](const char* who, CommandBody body) {
    const std::string key = "k" + std::to_string(requests.size());
    requests.push_back(
        {{CommandKey{key}, PersonId{who}, {}, std::move(body)}, digest(key), at("2024-10-01"), {}});
  };
  add("", OpenSchool{SchoolId{"s"}, policy_id(*policy), ClockSource::given});
  add("", AdmitPerson{PersonId{"an"}, text("an")});
  add("", AssignRole{PersonId{"an"}, RoleId{"teacher"}, {}});
  add("an", Create{DocumentTypeId{longest}, {}, {}, {}, {}});
  add("an", Create{DocumentTypeId{longest}, {}, {}, {}, {}});
  const auto replies = office->submit(requests);
  ASSERT_TRUE(replies);
  office->school().documents.each(
      [](const Document& document) { EXPECT_TRUE(is_id(document.id.value)) << document.id.value; });
  EXPECT_EQ(office->school().documents.size(), 2u);
  EXPECT_TRUE(Office::open(store, hooks, SchoolId{"s"}));
}

TEST(Limits, TextBytesOfAReason) {
  School school;
  const DocumentId plan = school.plan("an", "submitted");
  EXPECT_EQ(school.refused("chi", action(plan, "return", std::string(limits::text_bytes_max + 1, 'x'))),
            Codes{"Q450"});
  school.act("chi", plan, "return", std::string(limits::text_bytes_max, 'x'));
}

TEST(Limits, TextBytesOfAField) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  EXPECT_EQ(school.refused("an", edit(plan, {{"notes", std::string(limits::text_bytes_max + 1, 'x')}})),
            Codes{"Q450"});
  school.does("an", edit(plan, {{"notes", std::string(limits::text_bytes_max, 'x')}}));
  const Create command{
      DocumentTypeId{"plan"},
      {},
      {},
      fields({{"lesson_date", "2024-10-21"}, {"notes", std::string(limits::text_bytes_max + 1, 'x')}}),
      {}};
  EXPECT_EQ(school.refused("an", command), Codes{"Q450"});
}

TEST(Limits, AboutDocuments) {
  School school;
  std::vector<DocumentId> plans;
  for (std::size_t i = 0; i < limits::about_documents_max + 1; ++i)
    plans.push_back(school.create("an", "gate"));
  const auto order = [&](std::size_t count) {
    return Create{DocumentTypeId{"order"},
                  {},
                  {},
                  {},
                  {plans.begin(), plans.begin() + static_cast<std::ptrdiff_t>(count)}};
  };
  EXPECT_EQ(school.refused("em", order(limits::about_documents_max + 1)), Codes{"Q450"});
  school.does("em", order(limits::about_documents_max));
}

FieldInputs unknown_fields(std::size_t count) {
  FieldInputs inputs;
  for (std::size_t i = 0; i < count; ++i) inputs.emplace(FieldId{"f" + std::to_string(i)}, NoValue{});
  return inputs;
}

TEST(Limits, FieldsPerCommand) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  const auto has_q450 = [](const Codes& codes) {
    return std::find(codes.begin(), codes.end(), "Q450") != codes.end();
  };
  for (const bool over : {false, true}) {
    const FieldInputs inputs = unknown_fields(limits::fields_per_command_max + (over ? 1 : 0));
    EXPECT_EQ(has_q450(school.refused("an", Edit{plan, inputs})), over);
    EXPECT_EQ(has_q450(school.refused("an", Create{DocumentTypeId{"plan"}, {}, {}, inputs, {}})), over);
  }
}

TEST(Limits, JsonBytesOfACommand) {
  const CommandContext context{[](std::string_view given) { return digest(given); },
                               [](std::string_view account) { return PersonId::parse(account); }};
  const std::string head = R"({"as":"an","do":"add_unit","key":"k","unit":"u1"})";
  EXPECT_TRUE(read_command(head + std::string(limits::json_bytes_max - head.size(), ' '), context));
  EXPECT_FALSE(read_command(head + std::string(limits::json_bytes_max - head.size() + 1, ' '), context));
}

TEST(Limits, YearsOfDates) {
  Policy always = *fixture_policy();
  always.effective_from = *Date::parse("1900-01-01");
  always.effective_to.reset();
  School school(std::make_shared<const Policy>(std::move(always)));
  const auto dated = [](int year) {
    return Create{
        DocumentTypeId{"plan"}, {}, {}, fields({{"lesson_date", std::to_string(year) + "-06-01"}}), {}};
  };
  EXPECT_EQ(school.refused("an", dated(limits::date_year_min - 1)), Codes{"Q423"});
  EXPECT_EQ(school.refused("an", dated(limits::date_year_max + 1)), Codes{"Q423"});
  school.does("an", dated(limits::date_year_min));
  school.does("an", dated(limits::date_year_max));
}

TEST(Limits, YearsOfACommandsTime) {
  const CommandContext context{[](std::string_view given) { return digest(given); },
                               [](std::string_view account) { return PersonId::parse(account); }};
  const auto reads = [&](int year) {
    return bool(read_command(R"({"as":"an","at":")" + std::to_string(year) +
                                 R"(-06-01T00:00:00Z","do":"add_unit","key":"k","unit":"u1"})",
                             context));
  };
  EXPECT_FALSE(reads(limits::date_year_min - 1));
  EXPECT_TRUE(reads(limits::date_year_min));
  EXPECT_TRUE(reads(limits::date_year_max));
  EXPECT_FALSE(reads(limits::date_year_max + 1));
}

TEST(LimitsDeathTest, BatchCommands) {
  memory::MemoryStore store;
  NoHooks hooks;
  const auto office = *Office::open(store, hooks, SchoolId{"s"});
  std::vector<Request> requests(limits::batch_commands_max);
  EXPECT_TRUE(office->submit(requests));
  requests.emplace_back();
  EXPECT_DEATH((void)office->submit(requests), "");
}

}  // namespace
}  // namespace quyche::test
