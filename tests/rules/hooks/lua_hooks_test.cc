// The Hooks port on the sandbox: scripts come from policies, texts from the vault.
#include "rules/hooks/lua_hooks.h"

#include <gtest/gtest.h>

#include <map>

namespace quyche::rules::hooks {
namespace {

const std::string outcomes_script =
    "return function(input)\n"
    "  local fields = input.document.fields\n"
    "  if fields.outcomes == nil then return false, 'không có' end\n"
    "  if fields.outcomes ~= 'Đọc trôi chảy' then return false, fields.outcomes end\n"
    "  return true\n"
    "end\n";

class LuaHooksTest : public testing::Test {
 protected:
  LuaHooksTest() : hooks([this](const Digest& digest) { return text_of(digest); }) {
    policy.scripts[script] = {"hooks/outcomes.lua", outcomes_script};
    hooks.add_scripts(policy);
  }
  std::optional<std::string> text_of(const Digest& digest) {
    const auto at = vault.find(digest);
    return at == vault.end() ? std::nullopt : std::optional(at->second);
  }
  static json::Value input(json::Value outcomes) {
    return json::Object{
        {"document", json::Object{{"fields", json::Object{{"outcomes", std::move(outcomes)}}}}}};
  }

  std::map<Digest, std::string> vault;
  LuaHooks hooks;
  Policy policy;
  Digest script = sha256(outcomes_script);
};

TEST_F(LuaHooksTest, AScriptSeesTheTextBehindACommitment) {
  const Digest sealed = sha256("x");
  vault[sealed] = "Đọc trôi chảy";
  const json::Value commitment = json::Object{{"commitment", sealed.text()}};
  EXPECT_EQ(hooks.run({script, input(commitment)}), (HookVerdict{true, ""}));
  vault[sealed] = "Viết";
  EXPECT_EQ(hooks.run({script, input(commitment)}), (HookVerdict{false, "Viết"}));
}

TEST_F(LuaHooksTest, AnErasedTextIsAbsent) {
  const json::Value commitment = json::Object{{"commitment", sha256("x").text()}};
  EXPECT_EQ(hooks.run({script, input(commitment)}), (HookVerdict{false, "không có"}));
  EXPECT_EQ(hooks.run({script, input(json::Object{{"commitment", "no digest"}})}),
            (HookVerdict{false, "không có"}));
}

TEST_F(LuaHooksTest, WhatIsNoCommitmentIsGivenAsItIs) {
  EXPECT_EQ(hooks.run({script, input("Đọc trôi chảy")}), (HookVerdict{true, ""}));
}

TEST_F(LuaHooksTest, AScriptOfNoPolicyIsAFault) {
  const auto run = hooks.run({sha256("other"), input("x")});
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().code, "Q606");
  EXPECT_NE(run.error().detail.find(sha256("other").text()), std::string::npos);
}

TEST_F(LuaHooksTest, AnInputOfAnotherShapeIsNoCrash) {
  for (const json::Value& odd :
       {json::Value(), json::Value(1), json::Value(json::Object{}),
        json::Value(json::Object{{"document", 1}}), json::Value(json::Object{{"document", json::Object{}}}),
        json::Value(json::Object{{"document", json::Object{{"fields", json::Array{}}}}}),
        json::Value(json::Object{
            {"document",
             json::Object{{"fields", json::Object{{"outcomes", json::Object{{"commitment", 1}}}}}}}})}) {
    const auto run = hooks.run({script, odd});
    EXPECT_TRUE(!run || !run->ok);
  }
}

}  // namespace
}  // namespace quyche::rules::hooks
