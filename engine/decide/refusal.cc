#include "engine/decide/refusal.h"

#include "engine/json/fields.h"
#include "engine/messages/messages.h"

namespace quyche {

std::string sentence(const Unmet& unmet, Lang lang) {
  std::vector<std::string> args;
  args.reserve(unmet.args.size());
  for (const Title& arg : unmet.args) args.push_back(arg.in(lang));
  return render(unmet.code, lang, args);
}

json::Value to_json(const Refusal& refusal) {
  json::Array list;
  for (const Unmet& unmet : refusal.unmet) {
    json::Object one{
        {"code", unmet.code},
        {"message", json::Object{{"en", sentence(unmet, Lang::en)}, {"vi", sentence(unmet, Lang::vi)}}}};
    if (!unmet.clause.empty()) one.emplace("clause", json::encode(unmet.clause));
    if (!unmet.roles.empty() || !unmet.people.empty()) {
      one.emplace("who",
                  json::Object{{"people", json::encode(unmet.people)}, {"roles", json::encode(unmet.roles)}});
    }
    list.push_back(std::move(one));
  }
  return json::Object{{"unmet", std::move(list)}};
}

}  // namespace quyche
