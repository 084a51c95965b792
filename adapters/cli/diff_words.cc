#include "adapters/cli/diff_words.h"

#include <set>

#include "adapters/cli/due_words.h"
#include "adapters/cli/words.h"
#include "engine/json/canonical.h"
#include "engine/json/fields.h"

namespace quyche::cli {
namespace {

using json::Value;
using rules::Change;
using rules::Difference;

std::string say(std::string_view code, Lang lang, std::vector<std::string> args = {}) {
  return render(code, lang, args);
}

template <class T>
std::optional<T> read(const Value& value) {
  T out{};
  std::vector<json::Mismatch> problems;
  if (!json::decode(value, out, problems, "")) return std::nullopt;
  return out;
}

// A list of ids, or one.
template <class T>
std::optional<std::vector<T>> read_ids(const Value& value) {
  if (value.string() == nullptr) return read<std::vector<T>>(value);
  return std::vector<T>{T{*value.string()}};
}

// The titles of what a path names, from the policy where it is; the later one when both have it.
class Titles {
 public:
  Titles(const Policies& policies, const std::vector<std::string>& path, Lang lang)
      : policies_(policies), path_(path), lang_(lang) {}

  [[nodiscard]] const DocumentType* type() const {
    if (path_.size() < 2 || path_[0] != "documents") return nullptr;
    const DocumentTypeId id{path_[1]};
    const DocumentType* after = policies_.after.document(id);
    return after != nullptr ? after : policies_.before.document(id);
  }
  [[nodiscard]] std::string of(const std::string& container, const std::string& id) const {
    for (const Policy* policy : {&policies_.after, &policies_.before}) {
      const std::string title = title_in(*policy, container, id);
      if (!title.empty()) return title;
    }
    return id;
  }

 private:
  template <class Items>
  std::string find(const Items& items, const std::string& id) const {
    for (const auto& item : items)
      if (item.id.value == id) return name_of_item(item, lang_);
    return "";
  }
  std::string title_in(const Policy& policy, const std::string& container, const std::string& id) const {
    if (container == "documents") return find(policy.documents, id);
    if (container == "roles") return find(policy.roles, id);
    const DocumentType* type = path_.size() < 2 ? nullptr : policy.document(DocumentTypeId{path_[1]});
    if (type == nullptr) return "";
    if (container == "deadlines") return find(type->deadlines, id);
    if (container == "actions") return find(type->workflow.actions, id);
    if (container == "states") return find(type->workflow.states, id);
    if (container == "fields") return find(type->fields, id);
    if (container == "attachments") return find(type->attachments, id);
    if (container == "paper_steps") return find(type->paper_steps, id);
    return "";
  }

  const Policies& policies_;
  const std::vector<std::string>& path_;
  Lang lang_;
};

// One side of a difference in words, by the member that it is.
class Side {
 public:
  Side(const Policy& policy, const std::vector<std::string>& path, Lang lang)
      : policy_(policy),
        type_(path.size() > 1 && path[0] == "documents" ? policy.document(DocumentTypeId{path[1]}) : nullptr),
        key_(path.back()),
        lang_(lang) {}

  // Ids as they are, where titles do not tell two sides apart.
  [[nodiscard]] std::string ids(const Value& value) const { return plain(value); }
  // A deadline or an action: what it says in short; other parts are told by their names.
  [[nodiscard]] std::string whole(const Value& value) const {
    if (const Value* due = value.find("due"))
      if (const auto line = read<Due>(*due)) return due_words(*line, lang_);
    const auto action = value.find("from") == nullptr ? std::nullopt : read<Action>(value);
    if (!action || type_ == nullptr) return "";
    return state_words(type_->workflow, action->from, lang_) + " → " +
           state_words(type_->workflow, {action->to}, lang_) + ", " + actor_words(action->by, policy_, lang_);
  }
  [[nodiscard]] std::string words(const Value& value) const {
    if (value.find("id") != nullptr) return whole(value);
    if (value.is_null()) return say("diff.nothing", lang_);
    std::string text = known(value);
    return text.empty() ? plain(value) : text;
  }

 private:
  std::string known(const Value& value) const {
    static const std::set<std::string> people = {"by", "owner", "any_of", "delegate_to", "each"};
    static const std::set<std::string> states = {"counts", "from", "to", "initial", "editable_in"};
    if (people.contains(key_))
      if (const auto who = read_ids<RoleId>(value)) return actor_words(*who, policy_, lang_);
    if (key_ == "delegated" || key_ == "open")
      if (const auto slots = read<std::vector<std::string>>(value)) return slots_text(*slots);
    if (type_ == nullptr) return "";
    if (states.contains(key_))
      if (const auto ids = read_ids<StateId>(value)) return state_words(type_->workflow, *ids, lang_);
    if (key_ == "needs")
      if (const auto need = read<Requirement>(value)) return cli::words(*need, policy_, *type_, lang_);
    if (key_ == "does" || key_ == "when_missed")
      if (const auto effect = read<Effect>(value)) return cli::words(*effect, policy_, lang_);
    if (key_ == "due")
      if (const auto due = read<Due>(value)) return due_words(*due, lang_);
    if (key_ == "duty")
      if (const auto duty = read<Duty>(value)) return duty_words(*duty, policy_, lang_);
    if (key_ == "type" && value.string() != nullptr) return say("type." + *value.string(), lang_, {"…"});
    return "";
  }
  std::string slots_text(const std::vector<std::string>& slots) const {
    std::string out;
    for (const std::string& slot : slots) out += (out.empty() ? "" : ", ") + slot_words(slot, lang_);
    return out;
  }
  std::string plain(const Value& value) const {
    if (const bool* yes = value.boolean()) return say(*yes ? "diff.yes" : "diff.no", lang_);
    if (const std::string* text = value.string()) return *text;
    const json::Array* items = value.array();
    if (items == nullptr) return json::canonical(value);
    std::string out;
    for (const Value& item : *items) out += (out.empty() ? "" : ", ") + plain(item);
    return out;
  }

  const Policy& policy_;
  const DocumentType* type_;
  const std::string& key_;
  Lang lang_;
};

// A switch that is left out is off.
Value with_default(const Value& value, const Value& other) {
  return value.is_null() && other.boolean() != nullptr ? Value(!*other.boolean()) : value;
}

}  // namespace

std::string place_words(const Difference& difference, const Policies& policies, Lang lang) {
  const std::vector<std::string>& path = difference.path;
  const Titles titles(policies, path, lang);
  std::string out;
  const auto add = [&](const std::string& part) { out += (out.empty() ? "" : ", ") + part; };
  for (std::size_t i = titles.type() != nullptr && path.size() > 2 ? 2 : 0; i < path.size(); ++i) {
    const bool last = i + 1 == path.size();
    const bool named = find_message("diff.in." + path[i]) != nullptr && !last;
    // The sentence of a duty begins with the word.
    if (path[i] == "workflow" || (path[i] == "duty" && last)) continue;
    if (named && (path[i + 1] == "initial" || path[i + 1] == "order")) continue;
    if (!named) {
      add(find_message("diff.key." + path[i]) == nullptr ? path[i] : say("diff.key." + path[i], lang));
      continue;
    }
    const std::string& id = path[i + 1];
    add(say("diff.in." + path[i], lang, {titles.of(path[i], id)}) +
        (i + 2 == path.size() ? " (" + id + ")" : ""));
    ++i;
  }
  return out;
}

std::string change_words(const Difference& difference, const Policies& policies, Lang lang) {
  const Side before(policies.before, difference.path, lang);
  const Side after(policies.after, difference.path, lang);
  if (difference.change == Change::added) return after.words(difference.after);
  if (difference.change == Change::removed) return before.words(difference.before);
  const Value one = with_default(difference.before, difference.after);
  const Value other = with_default(difference.after, difference.before);
  if (before.words(one) != after.words(other)) return before.words(one) + " → " + after.words(other);
  if (one.find("what") == nullptr && before.ids(one) != after.ids(other))
    return before.ids(one) + " → " + after.ids(other);
  return before.words(one) + " – " + say("diff.content", lang);
}

std::string example_words(const rules::DueExample& example, const DocumentType& type,
                          const Policies& policies, Lang lang) {
  const Field* field = type.field(example.field);
  const std::string when = field == nullptr ? say("explain.school_year", lang, {example.school_year.text()})
                                            : name_of_item(*field, lang) + ' ' + day_words(example.day, lang);
  const auto window = [&](const std::optional<Instant>& opens, Instant closes, ZoneOffset zone) {
    const std::string end = closing_words(closes, zone, lang);
    const bool shown = opens && example.opened != example.opens;
    return shown ? opening_words(*opens, zone, lang) + " – " + end : end;
  };
  return when + ": " + window(example.opened, example.closed, policies.before.zone) + " → " +
         window(example.opens, example.closes, policies.after.zone);
}

}  // namespace quyche::cli
