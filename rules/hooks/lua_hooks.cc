#include "rules/hooks/lua_hooks.h"

#include "rules/hooks/sandbox.h"

namespace quyche::rules::hooks {
namespace {

// {"commitment":"…"} becomes the text; an erased text becomes absent, as an empty field is.
void fill_texts(json::Object& fields,
                const std::function<std::optional<std::string>(const Digest&)>& text_of) {
  for (auto at = fields.begin(); at != fields.end();) {
    const json::Value* commitment = at->second.find("commitment");
    if (commitment == nullptr) {
      ++at;
      continue;
    }
    const std::string* written = commitment->string();
    const auto digest = written == nullptr ? std::nullopt : Digest::parse(*written);
    const auto text = digest ? text_of(*digest) : std::nullopt;
    if (text) {
      at->second = json::Value(*text);
      ++at;
    } else {
      at = fields.erase(at);
    }
  }
}

}  // namespace

LuaHooks::LuaHooks(std::function<std::optional<std::string>(const Digest&)> text_of)
    : text_of_(std::move(text_of)), sandbox_(std::make_unique<Sandbox>()) {}

LuaHooks::~LuaHooks() = default;

void LuaHooks::add_scripts(const Policy& policy) {
  for (const auto& [digest, script] : policy.scripts) scripts_.emplace(digest, script);
}

Result<HookVerdict, HookFault> LuaHooks::run(const HookCall& call) {
  const auto script = scripts_.find(call.script);
  if (script == scripts_.end()) return tl::unexpected(HookFault{"Q606", call.script.text()});
  json::Value input = call.input;
  if (json::Object* members = input.object()) {
    if (const auto document = members->find("document"); document != members->end()) {
      json::Object* parts = document->second.object();
      const auto fields = parts == nullptr ? json::Object::iterator() : parts->find("fields");
      if (parts != nullptr && fields != parts->end() && fields->second.object() != nullptr)
        fill_texts(*fields->second.object(), text_of_);
    }
  }
  return sandbox_->run(script->second.name, script->second.text, input);
}

}  // namespace quyche::rules::hooks
