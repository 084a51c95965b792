#include <algorithm>

#include "rules/scaffold/quoted.h"
#include "rules/scaffold/scaffold.h"

namespace quyche::rules::scaffold {
namespace {

using Lines = std::vector<std::string>;

const Field* dated(const DocumentType& type) {
  const auto at = std::find_if(type.fields.begin(), type.fields.end(), [](const Field& field) {
    return field.type == FieldType::date || field.type == FieldType::week;
  });
  return at == type.fields.end() ? nullptr : &*at;
}

bool leaves(const DocumentType& type, std::string_view slot) {
  return std::find(type.delegated.begin(), type.delegated.end(), slot) != type.delegated.end();
}

bool yearly(const Policy& policy) {
  for (const DocumentType& type : policy.documents)
    for (const Deadline& deadline : type.deadlines)
      for (const DueTerm& term : deadline.due.terms)
        if (std::holds_alternative<YearlyDate>(term.point.from)) return true;
  return false;
}

// The state that a document of this type ends in, and the action that leads there.
std::string end_of(const DocumentType& type) {
  if (leaves(type, "workflow")) return "done";  // of the proposal below
  for (const State& state : type.workflow.states)
    if (state.final) return state.id.value;
  return "done";
}
std::string last_action(const DocumentType& type) {
  if (leaves(type, "workflow")) return "finish";
  for (const Action& action : type.workflow.actions)
    if (action.to.value == end_of(type)) return action.id.value;
  return "finish";
}

Lines deadlines(const DocumentType& type) {
  Lines out = {"deadlines:", "  in_time:", "    counts: " + end_of(type)};
  if (const Field* field = dated(type)) {
    out.push_back("    due: trước ít nhất 3 ngày trước khi " + field->id.value);
    out.push_back("    reading: date_difference");
  } else {
    out.push_back("    due: trước ngày 31/5 hàng năm");
  }
  out.push_back("    roll: none");
  out.push_back("    cite: Điều 1");
  out.push_back("    when_missed: {flag: late, notify: owner}");
  return out;
}

Lines duty(const DocumentType& type) {
  const Field* field = dated(type);
  const std::string every = field == nullptr ? "school_year" : "school_week, dated_by: " + field->id.value;
  return {"duty: {each: " + type.owner.value + ", every: " + every + ", cite: Điều 1}"};
}

// What is proposed for a slot of a document type.
Lines proposal(const DocumentType& type, std::string_view slot) {
  if (slot == "deadlines") return deadlines(type);
  if (slot == "duty") return duty(type);
  if (slot == "workflow")
    return {
        "workflow:",
        "  states:",
        "    draft: {title: {vi: Soạn thảo, en: Draft}, editable: true}",
        "    done: {title: {vi: Đã xong, en: Done}, final: true}",
        "  actions:",
        "    finish: {title: {vi: Hoàn thành, en: Finish}, from: draft, to: done, by: owner, cite: Điều 1}"};
  if (slot == "needs") return {"needs: {" + last_action(type) + ": [reason]}"};
  if (slot == "signing") return {"signing: {by: owner, cite: Điều 1}"};
  if (slot == "fields") return {"fields: {note: {type: text, title: {vi: Ghi chú, en: Note}}}"};
  if (slot == "attachments") return {"attachments: {file: {vi: Tệp kèm theo, en: File}}"};
  if (slot == "paper_steps")
    return {"paper_steps: {print: {title: {vi: In bản giấy, en: Printed}, by: owner, cite: Điều 1}}"};
  return {};
}

class Writer {
 public:
  Writer(const Layer& layer, Lang lang) : layer_(layer), lang_(lang) {}

  std::string text() {
    comment("scaffold.layer", {layer_.above.regulation.value});
    comment("scaffold.check");
    out_ += "regulation: " + layer_.id.value + "\nlevel: " + std::string(layer_.level) +
            "\nunder: " + layer_.above.regulation.value + "\ntitle: " + quoted(layer_.title) +
            "\neffective: {from: " + layer_.above.effective_from.text();
    if (layer_.above.effective_to) out_ += ", to: " + layer_.above.effective_to->text();
    out_ += "}     # " + say("scaffold.effective") + "\n";
    const Lines parts = proposals();
    out_ += '\n';
    if (parts.empty())
      comment("scaffold.nothing");
    else if (!layer_.fill)
      comment("scaffold.commented");
    for (const std::string& line : parts) out_ += (layer_.fill ? line : "# " + line) + "\n";
    return std::move(out_);
  }

 private:
  std::string say(std::string_view code, const std::vector<std::string>& args = {}) const {
    return render(code, lang_, args);
  }
  void comment(std::string_view code, const std::vector<std::string>& args = {}) {
    out_ += "# " + say(code, args) + "\n";
  }
  Lines proposals() {
    Lines out;
    for (const Parameter& parameter : layer_.above.parameters) {
      if (parameter.value) continue;
      if (out.empty()) out.push_back("parameters:");
      out.push_back("  " + parameter.id.value + ": {value: 1}     # " + number(parameter));
    }
    Lines documents;
    for (const DocumentType& type : layer_.above.documents)
      if (!type.delegated.empty()) add(documents, type);
    if (documents.empty()) return out;
    if (needs_school_year_) out.push_back("school_year_starts: " + day(layer_.above.school_year_starts));
    out.push_back("documents:");
    out.insert(out.end(), documents.begin(), documents.end());
    return out;
  }
  void add(Lines& out, const DocumentType& type) {
    std::string slots;
    for (const std::string& slot : type.delegated) slots += (slots.empty() ? "" : ", ") + slot;
    out.push_back("  " + type.id.value + ":     # " + say("scaffold.left", {type.cite.article, slots}));
    for (const std::string& slot : type.delegated)
      for (const std::string& line : proposal(type, slot)) out.push_back("    " + line);
    if (leaves(type, "deadlines") && dated(type) == nullptr && !yearly(layer_.above))
      needs_school_year_ = true;
  }
  std::string number(const Parameter& parameter) const {
    const std::string_view unit = names_of(parameter.unit)[static_cast<std::size_t>(parameter.unit)];
    return say("scaffold.left", {parameter.cite.article, parameter.title.in(lang_)}) + " (" +
           std::string(unit) + ")";
  }
  static std::string day(MonthDay day) { return std::to_string(day.day) + "/" + std::to_string(day.month); }

  const Layer& layer_;
  Lang lang_;
  std::string out_;
  bool needs_school_year_ = false;
};

}  // namespace

std::string layer(const Layer& layer, Lang lang) { return Writer(layer, lang).text(); }

}  // namespace quyche::rules::scaffold
