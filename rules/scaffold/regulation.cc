#include "rules/scaffold/quoted.h"
#include "rules/scaffold/scaffold.h"

namespace quyche::rules::scaffold {

std::string regulation(const RegulationId& id, const std::string& title, Lang lang) {
  const std::vector<std::string> args = {id.value, quoted(title)};
  return render("scaffold.regulation", lang, args);
}

std::string regulation_test(const RegulationId& id, Lang lang) {
  const std::vector<std::string> args = {id.value};
  return render("scaffold.test", lang, args);
}

}  // namespace quyche::rules::scaffold
