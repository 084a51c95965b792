// quyche diff BEFORE AFTER: what two policies differ in, in what they mean.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/diff_words.h"
#include "adapters/cli/named_file.h"
#include "adapters/cli/table.h"
#include "adapters/cli/words.h"
#include "engine/json/fields.h"
#include "rules/policy/load.h"

namespace quyche::cli {
namespace {

using rules::Change;
using rules::Difference;
using rules::Strictness;

json::Value example_json(const rules::DueExample& example, const Policies& policies) {
  json::Object out{{"closed", example.closed.text(policies.before.zone)},
                   {"closes", example.closes.text(policies.after.zone)},
                   {"school_year", example.school_year.text()}};
  if (!example.field.empty()) {
    out.emplace("day", example.day.text());
    out.emplace("field", example.field.value);
  }
  if (example.opened) out.emplace("opened", example.opened->text(policies.before.zone));
  if (example.opens) out.emplace("opens", example.opens->text(policies.after.zone));
  return out;
}

json::Value difference_json(const Difference& difference, const Policies& policies) {
  json::Array examples;
  for (const rules::DueExample& example : difference.examples)
    examples.push_back(example_json(example, policies));
  return json::Object{{"after", difference.after},
                      {"before", difference.before},
                      {"change", json::encode(difference.change)},
                      {"examples", std::move(examples)},
                      {"path", json::encode(difference.path)},
                      {"strictness", json::encode(difference.strictness)}};
}

class Report {
 public:
  Report(Context& context, const Policies& policies) : c_(context), policies_(policies) {}

  // What concerns no document type in particular comes first.
  void print(std::vector<Difference> differences) {
    std::stable_partition(differences.begin(), differences.end(), [&](const Difference& difference) {
      return type_of(difference) == nullptr || difference.path.size() == 2;
    });
    for (const Difference& difference : differences) {
      heading(difference);
      line(difference);
      const DocumentType* type = type_of(difference);
      for (const rules::DueExample& example : difference.examples)
        if (type != nullptr) wrapped(6, "", example_words(example, *type, policies_, c_.lang));
    }
  }

 private:
  [[nodiscard]] const DocumentType* type_of(const Difference& difference) const {
    if (difference.path.size() < 2 || difference.path[0] != "documents") return nullptr;
    const DocumentTypeId id{difference.path[1]};
    const DocumentType* after = policies_.after.document(id);
    return after != nullptr ? after : policies_.before.document(id);
  }
  // The document type that the lines below are about, once.
  void heading(const Difference& difference) {
    const DocumentType* type = type_of(difference);
    const std::string name = type == nullptr || difference.path.size() == 2
                                 ? c_.say("diff.general")
                                 : name_of_item(*type, c_.lang) + " (" + type->id.value + ")";
    if (name == heading_) return;
    c_.out << (heading_.empty() ? "" : "\n") << name << '\n';
    heading_ = name;
  }
  void line(const Difference& difference) {
    const char* mark = difference.change == Change::added     ? "+ "
                       : difference.change == Change::removed ? "- "
                                                              : "~ ";
    std::string text = place_words(difference, policies_, c_.lang);
    const std::string what = change_words(difference, policies_, c_.lang);
    if (!what.empty()) text += (text.empty() ? "" : ": ") + what;
    if (difference.strictness != Strictness::same) {
      const auto names = names_of(difference.strictness);
      text += ' ' + c_.say("diff." + std::string(names[static_cast<std::size_t>(difference.strictness)]));
    }
    wrapped(2, mark, text);
  }
  // Lines after the first stand below the text, not below the mark.
  void wrapped(std::size_t indent, const std::string& mark, const std::string& text) {
    std::string before = std::string(indent, ' ') + mark;
    for (const std::string& one : wrap(text, c_.columns - indent - mark.size())) {
      c_.out << before << one << '\n';
      before.assign(indent + mark.size(), ' ');
    }
  }

  Context& c_;
  const Policies& policies_;
  std::string heading_;
};

// Null when it has errors; that has been said and the exit code is set.
std::shared_ptr<const Policy> load(Context& context, const std::string& path) {
  if (!policy_can_be_read(context, path)) return nullptr;
  rules::Findings findings;
  auto policy = rules::load_policy(path, findings);
  if (policy != nullptr) return policy;
  if (context.json())
    context.print_json(json::Object{{"findings", findings_json(findings)}});
  else
    print_findings(context, findings);
  context.exit = Exit::findings;
  return nullptr;
}

void diff(Context& context, const std::string& before_path, const std::string& after_path) {
  const auto before = load(context, before_path);
  if (before == nullptr) return;
  const auto after = load(context, after_path);
  if (after == nullptr) return;
  const Policies policies{*before, *after};
  const std::vector<Difference> differences = rules::diff(*before, *after);
  if (!differences.empty()) context.exit = Exit::findings;
  if (context.json()) {
    json::Array list;
    for (const Difference& difference : differences) list.push_back(difference_json(difference, policies));
    context.print_json(json::Object{{"differences", std::move(list)}});
    return;
  }
  Report(context, policies).print(differences);
  const std::string count = std::to_string(differences.size());
  context.err << (differences.empty() ? context.say("diff.none") : context.say("diff.count", {count}))
              << '\n';
}

}  // namespace

void add_diff(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("diff", context.say("cli.diff"));
  auto before = std::make_shared<std::string>();
  auto after = std::make_shared<std::string>();
  command->add_option("BEFORE", *before, context.say("cli.diff.before"))->required();
  command->add_option("AFTER", *after, context.say("cli.diff.after"))->required();
  command->callback([&context, before, after] { diff(context, *before, *after); });
}

}  // namespace quyche::cli
