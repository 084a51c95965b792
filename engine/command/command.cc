#include "engine/command/command.h"

#include <type_traits>

namespace quyche {

PersonId numbered_person(std::size_t n) {
  std::string digits = std::to_string(n);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return PersonId{"p" + digits};
}

std::string_view name_of(const CommandBody& body) {
  return std::visit([](const auto& command) { return std::decay_t<decltype(command)>::name; }, body);
}

std::vector<const TextInput*> texts_of(const Command& command) {
  std::vector<const TextInput*> texts;
  const auto add_fields = [&](const FieldInputs& fields) {
    for (const auto& [field, input] : fields)
      if (const auto* text = std::get_if<TextInput>(&input)) texts.push_back(text);
  };
  if (const auto* create = std::get_if<Create>(&command.body)) add_fields(create->fields);
  if (const auto* edit = std::get_if<Edit>(&command.body)) add_fields(edit->fields);
  if (const auto* act = std::get_if<Act>(&command.body); act != nullptr && act->reason)
    texts.push_back(&*act->reason);
  if (const auto* admit = std::get_if<AdmitPerson>(&command.body)) texts.push_back(&admit->identity);
  return texts;
}

}  // namespace quyche
