#include "rules/diff/diff.h"

#include <algorithm>
#include <set>

#include "engine/json/canonical.h"
#include "engine/json/fields.h"
#include "rules/diff/dues.h"
#include "rules/diff/meaning.h"

namespace quyche::rules {
namespace {

using json::Array;
using json::Object;
using json::Value;
using Path = std::vector<std::string>;

bool same(std::string_view key, const Value& one, const Value& other) {
  return meaning(key, one) == meaning(key, other);
}

// The id of an item of a list, or null when its items have none.
const std::string* id_of(const Value& item) {
  const Value* id = item.find("id");
  return id == nullptr ? nullptr : id->string();
}
bool has_ids(const Array& items) {
  return !items.empty() && std::all_of(items.begin(), items.end(), [](const Value& i) { return id_of(i); });
}
const Value* item_of(const Array& items, const std::string& id) {
  for (const Value& item : items)
    if (*id_of(item) == id) return &item;
  return nullptr;
}
// Requirements and effects: {what: {kind: ..}} or {kind: ..}.
std::string kind_of(const Value& item) {
  const Value* what = item.find("what");
  const Value* kind = (what == nullptr ? item : *what).find("kind");
  return kind == nullptr || kind->string() == nullptr ? "" : *kind->string();
}

class Walk {
 public:
  Walk(const Policy& before, const Policy& after) : before_(before), after_(after) {}

  void objects(const Object& one, const Object& other) {
    std::set<std::string, json::KeyLess> keys;
    for (const auto& entry : one) keys.insert(entry.first);
    for (const auto& entry : other) keys.insert(entry.first);
    for (const std::string& key : keys) {
      const bool calendars_name = key == "id" && path_ == Path{"calendar"};
      if (says_nothing(key) || calendars_name) continue;
      const auto was = one.find(key);
      const auto is = other.find(key);
      path_.push_back(key);
      values(key, was == one.end() ? nothing_ : was->second, is == other.end() ? nothing_ : is->second);
      path_.pop_back();
    }
  }

  std::vector<Difference> found;

 private:
  void values(const std::string& key, const Value& one, const Value& other) {
    if (same(key, one, other)) return;
    if (key == "due" && path_.size() == 5) return due(one, other);
    if (key == "duty") return add(one, other);  // one sentence: who, what, how often
    const bool lists = (one.array() || one.is_null()) && (other.array() || other.is_null());
    if (lists) return arrays(key, one.array() ? *one.array() : none_, other.array() ? *other.array() : none_);
    if (one.object() && other.object()) {
      objects(*one.object(), *other.object());
      return;
    }
    add(one, other);
  }

  void arrays(const std::string& key, const Array& one, const Array& other) {
    if (has_ids(one.empty() ? other : one)) return by_id(key, one, other);
    const auto kinds = [](const Array& items) {
      return std::all_of(items.begin(), items.end(),
                         [](const Value& item) { return !kind_of(item).empty(); });
    };
    if (kinds(one) && kinds(other)) return by_kind(one, other);
    add(one.empty() ? nothing_ : Value(one), other.empty() ? nothing_ : Value(other));
  }

  void by_id(const std::string& key, const Array& one, const Array& other) {
    for (const Value& item : one) {
      path_.push_back(*id_of(item));
      const Value* match = item_of(other, *id_of(item));
      if (match == nullptr)
        add(item, nothing_);
      else
        objects(*item.object(), *match->object());
      path_.pop_back();
    }
    for (const Value& item : other) {
      if (item_of(one, *id_of(item)) != nullptr) continue;
      path_.push_back(*id_of(item));
      add(nothing_, item);
      path_.pop_back();
    }
    order(key, one, other);
  }

  // Where documents start, and the order of steps on paper.
  void order(const std::string& key, const Array& one, const Array& other) {
    if (one.empty() || other.empty() || (key != "states" && key != "paper_steps")) return;
    const auto ids = [&](const Array& items, const Array& others) {
      Array out;
      for (const Value& item : items)
        if (key == "states" || item_of(others, *id_of(item)) != nullptr) out.emplace_back(*id_of(item));
      if (key == "states") out.resize(1);
      return out;
    };
    const Array was = ids(one, other);
    const Array is = ids(other, one);
    if (was == is) return;
    path_.emplace_back(key == "states" ? "initial" : "order");
    add(was, is);
    path_.pop_back();
  }

  // Requirements and effects have no names. What is on one side only is paired with what is of its kind on
  // the other.
  void by_kind(const Array& one, const Array& other) {
    Array gone = without(one, other);
    Array come = without(other, one);
    for (const Value& item : gone) {
      const auto match =
          std::find_if(come.begin(), come.end(), [&](const Value& v) { return kind_of(v) == kind_of(item); });
      add(item, match == come.end() ? nothing_ : *match);
      if (match != come.end()) come.erase(match);
    }
    for (const Value& item : come) add(nothing_, item);
  }
  static Array without(const Array& items, const Array& others) {
    std::multiset<std::string> left;
    for (const Value& item : others) left.insert(json::canonical(meaning("", item)));
    Array out;
    for (const Value& item : items) {
      const auto at = left.find(json::canonical(meaning("", item)));
      if (at == left.end())
        out.push_back(item);
      else
        left.erase(at);
    }
    return out;
  }

  // The due line at documents, TYPE, deadlines, DEADLINE, due.
  void due(const Value& one, const Value& other) {
    const DocumentType* was = before_.document(DocumentTypeId{path_[1]});
    const DocumentType* is = after_.document(DocumentTypeId{path_[1]});
    const Deadline* old_line = was->deadline(DeadlineId{path_[3]});
    const Deadline* new_line = is->deadline(DeadlineId{path_[3]});
    DueComparison compared = compare_dues({before_, *was, old_line->due}, {after_, *is, new_line->due});
    if (compared.same) return;
    add(one, other);
    found.back().strictness = compared.strictness;
    found.back().examples = std::move(compared.examples);
  }

  void add(const Value& one, const Value& other) {
    Difference difference;
    difference.change = one.is_null() ? Change::added : other.is_null() ? Change::removed : Change::changed;
    // A switch or number that is left out has its default; a part that is left out is not there.
    const auto simple = [](const Value& v) { return !v.object() && !v.array(); };
    if (simple(one) && simple(other)) difference.change = Change::changed;
    difference.path = path_;
    difference.before = one;
    difference.after = other;
    difference.strictness = strictness(difference);
    found.push_back(std::move(difference));
  }

  // Part of a deadline, a requirement or a duty: more of it asks more.
  Strictness strictness(const Difference& difference) const {
    const std::string& last = path_.back();
    const bool whole_deadline = path_.size() == 4 && path_[2] == "deadlines";
    if (whole_deadline || last == "needs" || last == "duty") {
      if (difference.change == Change::added) return Strictness::stricter;
      if (difference.change == Change::removed) return Strictness::looser;
    }
    if (last == "counts" && difference.before.array() && difference.after.array()) {
      const bool more = without(*difference.before.array(), *difference.after.array()).empty();
      const bool less = without(*difference.after.array(), *difference.before.array()).empty();
      return more ? Strictness::stricter : less ? Strictness::looser : Strictness::mixed;
    }
    return Strictness::same;
  }

  const Policy& before_;
  const Policy& after_;
  const Value nothing_;
  const Array none_;
  Path path_;
};

}  // namespace

std::vector<Difference> diff(const Policy& before, const Policy& after) {
  const Value one = json::encode(before);
  const Value other = json::encode(after);
  Walk walk(before, after);
  walk.objects(*one.object(), *other.object());
  return std::move(walk.found);
}

}  // namespace quyche::rules
