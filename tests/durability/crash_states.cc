#include "tests/durability/crash_states.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <random>
#include <string_view>
#include <unordered_set>

namespace quyche::durability {
namespace {

using Kind = DiskEvent::Kind;
constexpr std::size_t sector_bytes = 512;

struct File {
  std::string synced;
  std::vector<const DiskEvent*> unsynced;
};

// Names stand for files, a folder for itself (null).
using Names = std::map<std::string, std::shared_ptr<File>>;

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

struct NameChange {
  const DiskEvent* event = nullptr;
  std::shared_ptr<File> file;  // of a create
};

// A file renamed takes its content along, a folder what is in it.
void rename(Names& names, const std::string& from, const std::string& to) {
  Names moved;
  for (auto at = names.begin(); at != names.end();) {
    if (at->first != from && at->first.rfind(from + "/", 0) != 0) {
      ++at;
      continue;
    }
    moved.emplace(to + at->first.substr(from.size()), at->second);
    at = names.erase(at);
  }
  for (auto& [name, file] : moved) names[name] = file;
}

void carry_out(Names& names, const NameChange& change) {
  const DiskEvent& event = *change.event;
  switch (event.kind) {
    case Kind::create: names[event.path] = change.file; return;
    case Kind::make_folder: names[event.path] = nullptr; return;
    case Kind::remove: names.erase(event.path); return;
    case Kind::rename: rename(names, event.path, event.bytes); return;
    default: return;
  }
}

// What is kept of one unsynced write: everything, nothing, or a run of its sectors.
struct Kept {
  std::size_t first_sector = 0;
  std::size_t sectors = 0;
  static Kept whole() { return {0, static_cast<std::size_t>(-1)}; }
};

void put(std::string& bytes, const DiskEvent& event, const Kept& kept) {
  if (kept.sectors == 0) return;
  if (event.kind == Kind::truncate) {
    bytes.resize(static_cast<std::size_t>(event.offset));
    return;
  }
  // Sectors are those of the disk, so a write that begins within one shares it with its neighbour.
  const auto begin = static_cast<std::size_t>(event.offset);
  const std::size_t end = begin + event.bytes.size();
  const std::size_t first = begin / sector_bytes + kept.first_sector;
  const std::size_t from = std::max(begin, first * sector_bytes);
  const std::size_t to = kept.sectors > (end - begin) / sector_bytes + 1
                             ? end
                             : std::min(end, (first + kept.sectors) * sector_bytes);
  if (from >= to) return;
  if (bytes.size() < to) bytes.resize(to);
  bytes.replace(from, to - from, event.bytes, from - begin, to - from);
}

class Enumerator {
 public:
  Enumerator(const Enumeration& how, const std::function<bool(CrashState&)>& each)
      : how_(how), each_(each), random_(how.seed) {}

  std::size_t run(const std::vector<DiskEvent>& record) {
    states_at("before anything");
    for (std::size_t i = 0; i < record.size() && go_on_; ++i) {
      see(record[i]);
      states_at("after call " + std::to_string(i));
    }
    return seen_.size();
  }

 private:
  // A choice for every unsynced write of every named file, in their order.
  using Choice = std::vector<Kept>;

  void see(const DiskEvent& event) {
    newest_ = &event;
    switch (event.kind) {
      case Kind::create: {
        const auto file = std::make_shared<File>();
        current_[event.path] = file;
        changes_.push_back({&event, file});
        return;
      }
      case Kind::make_folder:
      case Kind::remove:
      case Kind::rename:
        changes_.push_back({&event, nullptr});
        carry_out(current_, changes_.back());
        return;
      case Kind::write:
      case Kind::truncate:
        if (const auto at = current_.find(event.path); at != current_.end())
          at->second->unsynced.push_back(&event);
        return;
      case Kind::sync:
        if (const auto at = current_.find(event.path); at != current_.end()) {
          for (const DiskEvent* one : at->second->unsynced) put(at->second->synced, *one, Kept::whole());
          at->second->unsynced.clear();
        }
        return;
      case Kind::sync_folder:
        for (auto at = changes_.begin(); at != changes_.end();) {
          if (folder_of(at->event->path) != event.path) {
            ++at;
            continue;
          }
          carry_out(durable_, *at);
          at = changes_.erase(at);
        }
        return;
      case Kind::acknowledged: acknowledged_ = event.offset; return;
    }
  }

  // All that may be found when the power goes now.
  void states_at(const std::string& where) {
    std::vector<Names> foldings;
    const std::size_t changes = changes_.size();
    const std::size_t most = std::size_t{1} << std::min<std::size_t>(changes, 6);
    for (std::size_t mask = 0; mask < most; ++mask) {
      Names names = durable_;
      for (std::size_t c = 0; c < changes; ++c)
        if (c >= 6 || (mask >> c & 1) != 0) carry_out(names, changes_[c]);
      foldings.push_back(std::move(names));
    }
    // Whatever the folder says, the file's content has the same choices; the newest folding has them all.
    for (std::size_t f = 0; f < foldings.size() && go_on_; ++f) {
      where_ = where + ", names " + std::to_string(f);
      f + 1 == foldings.size() ? contents_of(foldings[f]) : few_contents_of(foldings[f]);
    }
  }

  struct Pending {
    std::string path;
    const DiskEvent* event = nullptr;
  };
  static std::vector<Pending> pending_in(const Names& names) {
    std::vector<Pending> all;
    for (const auto& [path, file] : names)
      if (file != nullptr)
        for (const DiskEvent* event : file->unsynced) all.push_back({path, event});
    return all;
  }

  void few_contents_of(const Names& names) {
    const auto pending = pending_in(names);
    emit(names, pending, Choice(pending.size(), Kept::whole()), false, "all");
    if (!pending.empty()) emit(names, pending, Choice(pending.size()), false, "nothing");
  }

  void contents_of(const Names& names) {
    const auto pending = pending_in(names);
    const std::size_t n = pending.size();
    emit(names, pending, Choice(n, Kept::whole()), false, "all");
    if (n == 0) return;
    for (const bool length_kept : {false, true}) {
      emit(names, pending, Choice(n), length_kept, "nothing");
      torn(names, pending, length_kept);
      one_missing_or_alone(names, pending, length_kept);
      n <= how_.all_subsets_of ? all_subsets(names, pending, length_kept)
                               : random_choices(names, pending, length_kept);
    }
  }

  void torn(const Names& names, const std::vector<Pending>& pending, bool length_kept) {
    std::size_t last = 0;
    while (last < pending.size() && pending[last].event != newest_) ++last;
    if (last == pending.size() || newest_->kind != Kind::write) return;
    const std::size_t sectors = newest_->bytes.size() / sector_bytes + 1;
    Choice choice(pending.size(), Kept::whole());
    for (std::size_t s = 1; s < sectors; ++s) {
      choice[last] = {0, s};
      emit(names, pending, choice, length_kept, "torn behind sector " + std::to_string(s));
      choice[last] = {s, sectors};
      emit(names, pending, choice, length_kept, "torn before sector " + std::to_string(s));
    }
  }

  void one_missing_or_alone(const Names& names, const std::vector<Pending>& pending, bool length_kept) {
    for (std::size_t i = 0; i < pending.size(); ++i) {
      Choice choice(pending.size(), Kept::whole());
      choice[i] = {};
      emit(names, pending, choice, length_kept, "without write " + std::to_string(i));
      Choice alone(pending.size());
      alone[i] = Kept::whole();
      emit(names, pending, alone, length_kept, "write " + std::to_string(i) + " alone");
    }
  }

  void all_subsets(const Names& names, const std::vector<Pending>& pending, bool length_kept) {
    for (std::size_t mask = 0; mask < std::size_t{1} << pending.size(); ++mask) {
      Choice choice(pending.size());
      for (std::size_t i = 0; i < pending.size(); ++i)
        if ((mask >> i & 1) != 0) choice[i] = Kept::whole();
      emit(names, pending, choice, length_kept, "subset " + std::to_string(mask));
    }
  }

  void random_choices(const Names& names, const std::vector<Pending>& pending, bool length_kept) {
    for (int n = 0; n < how_.random_subsets; ++n) {
      Choice choice(pending.size());
      const std::uint64_t percent = random_() % 101;
      for (std::size_t i = 0; i < choice.size(); ++i) {
        if (random_() % 100 >= percent) continue;
        choice[i] = Kept::whole();
        const std::size_t sectors = pending[i].event->bytes.size() / sector_bytes + 1;
        if (random_() % 4 == 0) choice[i] = {random_() % sectors, 1 + random_() % sectors};
      }
      // Writes to one place reach it in any order.
      std::vector<std::size_t> order(pending.size());
      for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
      if (random_() % 2 == 0) std::shuffle(order.begin(), order.end(), random_);
      emit(names, pending, choice, length_kept, "random " + std::to_string(n), &order);
    }
  }

  void emit(const Names& names, const std::vector<Pending>& pending, const Choice& choice, bool length_kept,
            const std::string& what, const std::vector<std::size_t>* order = nullptr) {
    if (!go_on_) return;
    CrashState state;
    for (const auto& [path, file] : names)
      if (file != nullptr) state.files[path] = file->synced;
    for (std::size_t i = 0; i < pending.size(); ++i) {
      const std::size_t at = order == nullptr ? i : (*order)[i];
      put(state.files[pending[at].path], *pending[at].event, choice[at]);
    }
    if (length_kept)
      for (const Pending& one : pending) {
        std::string& bytes = state.files[one.path];
        const std::size_t end = static_cast<std::size_t>(one.event->offset) + one.event->bytes.size();
        if (one.event->kind == Kind::write && bytes.size() < end) bytes.resize(end);
      }
    state.acknowledged = acknowledged_;
    if (!seen_.insert(hash_of(state)).second) return;
    state.told = where_ + ", " + what + (length_kept ? ", length kept" : "");
    go_on_ = each_(state) && (how_.states_max == 0 || seen_.size() < how_.states_max);
  }

  static std::size_t hash_of(const CrashState& state) {
    const std::hash<std::string_view> hash;
    auto mixed = static_cast<std::size_t>(state.acknowledged);
    for (const auto& [path, bytes] : state.files)
      mixed = (mixed * 0x9E3779B97F4A7C15ULL + hash(path)) * 0x9E3779B97F4A7C15ULL + hash(bytes);
    return mixed;
  }

  const Enumeration& how_;
  const std::function<bool(CrashState&)>& each_;
  std::mt19937_64 random_;
  Names durable_;
  Names current_;
  std::vector<NameChange> changes_;
  std::int64_t acknowledged_ = 0;
  const DiskEvent* newest_ = nullptr;
  std::string where_;
  std::unordered_set<std::size_t> seen_;
  bool go_on_ = true;
};

}  // namespace

std::size_t each_crash_state(const std::vector<DiskEvent>& record, const Enumeration& how,
                             const std::function<bool(CrashState&)>& each) {
  return Enumerator(how, each).run(record);
}

}  // namespace quyche::durability
