// Every script of tests/rules/hooks/hostile attacks the sandbox. Its first line says how that must end:
//   -- expect: Q603            the fault
//   -- expect: refuse a text   the verdict and its message
//   -- expect: ok
// The word `body` behind it cuts off the comment lines at the top before the script is run.
#include <algorithm>
#include <filesystem>
#include <vector>

#include "engine/base/limits.h"
#include "rules/hooks/sandbox.h"
#include "rules/hooks/wording.h"
#include "tests/rules/hooks/sample.h"

namespace quyche::rules::hooks {
namespace {

using testing::read_text;
using testing::sample_input;
using testing::show;

const std::string folder = QUYCHE_SOURCE_DIR "/tests/rules/hooks";

std::vector<std::string> script_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder + "/hostile")) {
    if (entry.path().extension() == ".lua") names.push_back(entry.path().stem());
  }
  std::sort(names.begin(), names.end());
  return names;
}

struct Hostile {
  std::string expected;
  std::string text;
};

Hostile load(const std::string& name) {
  Hostile hostile{"", read_text(folder + "/hostile/" + name + ".lua")};
  constexpr std::string_view mark = "-- expect: ";
  constexpr std::string_view body = " body";
  if (!hostile.text.starts_with(mark)) return hostile;
  hostile.expected = hostile.text.substr(mark.size(), hostile.text.find('\n') - mark.size());
  if (hostile.expected.ends_with(body)) {
    hostile.expected.resize(hostile.expected.size() - body.size());
    while (hostile.text.starts_with("--")) hostile.text.erase(0, hostile.text.find('\n') + 1);
  }
  return hostile;
}

class HostileTest : public ::testing::TestWithParam<std::string> {};

TEST_P(HostileTest, EndsAsExpectedAndLeavesNothing) {
  const Hostile hostile = load(GetParam());
  ASSERT_NE(hostile.expected, "") << "no expect line";
  Sandbox sandbox;
  const auto outcome = sandbox.run(GetParam() + ".lua", hostile.text, sample_input());
  const Budget used = sandbox.used();
  const std::string shown = show(outcome);
  if (outcome) {
    EXPECT_EQ(shown, hostile.expected);
  } else {
    EXPECT_EQ(outcome.error().code, hostile.expected) << shown;
    EXPECT_TRUE(outcome.error().detail.starts_with(GetParam() + ".lua:")) << shown;
    EXPECT_LE(outcome.error().detail.size(), limits::hook_message_bytes_max);
    EXPECT_TRUE(is_plain_text(outcome.error().detail)) << shown;
    EXPECT_EQ(shown.find("0x"), std::string::npos) << shown;
  }
  EXPECT_LE(used.steps, limits::hook_steps_max);
  EXPECT_LE(used.memory_bytes, limits::hook_memory_bytes_max);
  EXPECT_GT(used.memory_bytes, 0U);
  if (hostile.expected == "Q603") {
    EXPECT_EQ(used.steps, limits::hook_steps_max);
  }

  const auto clean = sandbox.run("clean.lua", read_text(folder + "/clean.lua"), sample_input());
  EXPECT_EQ(show(clean), "ok");
}

TEST_P(HostileTest, IsDeterministic) {
  const Hostile hostile = load(GetParam());
  Sandbox first;
  const auto outcome = first.run("x.lua", hostile.text, sample_input());
  // Something of another size in between, so that blocks come from other addresses.
  Sandbox other;
  const std::vector<std::string> shift(static_cast<std::size_t>(outcome ? 7 : 19), std::string(1'000, 'x'));
  const auto again = other.run("x.lua", hostile.text, sample_input());
  EXPECT_EQ(outcome, again) << show(outcome) << '\n' << show(again);
  EXPECT_EQ(first.used().steps, other.used().steps);
}

INSTANTIATE_TEST_SUITE_P(Scripts, HostileTest, ::testing::ValuesIn(script_names()),
                         [](const auto& param) { return param.param; });

TEST(HostileSuite, IsComplete) {
  const std::vector<std::string> names = script_names();
  EXPECT_GE(names.size(), 45U);
  for (const std::string& name : names) {
    EXPECT_NE(load(name).expected, "") << name << ".lua has no expect line";
    EXPECT_NE(read_text(folder + "/hostile/" + name + ".lua").find("\n-- Attacks: "), std::string::npos)
        << name;
  }
}

TEST(CleanScript, UsesLittle) {
  Sandbox sandbox;
  EXPECT_EQ(show(sandbox.run("clean.lua", read_text(folder + "/clean.lua"), sample_input())), "ok");
  EXPECT_LT(sandbox.used().steps, limits::hook_steps_max / 20);
  EXPECT_LT(sandbox.used().memory_bytes, limits::hook_memory_bytes_max / 10);
}

}  // namespace
}  // namespace quyche::rules::hooks
