#include "engine/ledger/verify_school.h"

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <set>

#include "engine/event/codec.h"
#include "engine/ledger/stored_tree.h"
#include "engine/ledger/verify_index.h"
#include "engine/ledger/verify_tree.h"

namespace quyche::ledger {
namespace {

constexpr std::size_t events_per_page = 1'024;
constexpr std::size_t shown_digits = 12;

std::string text(std::uint64_t number) { return std::to_string(number); }

// A checkpoint that the log is held against, stored or given.
struct Held {
  Note note;
  Checkpoint checkpoint;
};

class Checker {
 public:
  Checker(StoreReader& reader, const SchoolId& school, const VerifyOptions& options)
      : reader_(reader), school_(school), options_(options) {}

  Outcome<VerifyReport> run() {
    const auto last = reader_.last_seq(school_);
    if (!last) return tl::unexpected(last.error());
    if (*last == 0) return fail("Q503", school_.value);
    if (auto done = read_given(); !done) return tl::unexpected(done.error());
    if (auto done = read_policies(); !done) return tl::unexpected(done.error());
    if (auto done = read_sizes(); !done) return tl::unexpected(done.error());
    const std::uint64_t noded = sizes_.empty() ? 0 : std::min(sizes_.back(), *last);
    tree_ = std::make_unique<TreeCheck>(reader_, school_, noded, findings_);
    if (auto done = index_.prepare(); !done) return tl::unexpected(done.error());
    if (auto done = vault_.prepare(); !done) return tl::unexpected(done.error());
    if (auto done = read_events(); !done) return tl::unexpected(done.error());
    if (auto done = judge_what_is_left(); !done) return tl::unexpected(done.error());
    if (auto done = tree_->finish(); !done) return tl::unexpected(done.error());
    check_keys();
    if (auto done = compare_index(); !done) return tl::unexpected(done.error());
    report_.findings = findings_.kept();
    report_.found = findings_.count();
    report_.events = seq_;
    report_.checkpoints = sizes_.size();
    report_.documents = index_.documents();
    report_.texts = vault_.good();
    report_.erased = vault_.erased();
    report_.left_out = vault_.left_out();
    return std::move(report_);
  }

 private:
  Outcome<void> read_given() {
    for (const std::string& bytes : options_.notes) {
      auto note = parse_note(bytes);
      if (!note) return tl::unexpected(note.error());
      auto checkpoint = read_checkpoint(note->text);
      if (!checkpoint) return tl::unexpected(checkpoint.error());
      if (checkpoint->origin != origin_of(school_))
        return fail("Q531", "its origin is " + checkpoint->origin + ", not " + origin_of(school_));
      const std::uint64_t size = checkpoint->size;
      given_.emplace(size, Held{std::move(*note), std::move(*checkpoint)});
    }
    return {};
  }

  Outcome<void> read_policies() {
    const auto stored = reader_.policies();
    if (!stored) return tl::unexpected(stored.error());
    for (const StoredPolicy& one : *stored) {
      auto policy = read_canonical_policy(one.canonical);
      if (sha256(one.canonical) != one.id || !policy)
        damaged_policies_.insert(one.id);
      else
        policies_.add(one.id, std::make_shared<const Policy>(std::move(*policy)));
    }
    return {};
  }

  // Of the stored checkpoints, ascending.
  Outcome<void> read_sizes() {
    auto next = newest_checkpoint(reader_, school_);
    while (next && *next) {
      sizes_.push_back((*next)->size);
      if (sizes_.back() == 0) break;
      next = reader_.checkpoint(school_, sizes_.back() - 1);
    }
    if (!next) return tl::unexpected(next.error());
    std::reverse(sizes_.begin(), sizes_.end());
    return {};
  }

  Outcome<void> read_events() {
    while (true) {
      const auto page = reader_.events(school_, seq_ + 1, events_per_page);
      if (!page) return tl::unexpected(page.error());
      for (const StoredEvent& stored : *page) {
        if (auto done = skip_to(stored.seq); !done) return done;
        if (auto done = check(stored); !done) return done;
        if (auto done = advance(leaf_hash(stored.bytes)); !done) return done;
      }
      if (page->size() < events_per_page) return {};
    }
  }

  Outcome<void> skip_to(std::uint64_t seq) {
    if (seq == seq_ + 1) return {};
    findings_.add(Area::log, seq_ + 1, "verify.missing", {text(seq_ + 1), text(seq - 1)});
    if (seq - seq_ - 1 > limits::verify_gap_events_max) {
      tree_->give_up(seq - 1);
      seq_ = seq - 1;
      while (next_size_ < sizes_.size() && sizes_[next_size_] <= seq_) ++next_size_;
    }
    while (seq_ + 1 < seq)
      if (auto done = advance(std::nullopt); !done) return done;
    return {};
  }

  Outcome<void> check(const StoredEvent& stored) {
    const auto event = decode_event(stored.bytes);
    if (!event) {
      findings_.add(Area::log, stored.seq, "verify.unreadable", {text(stored.seq), event.error().detail});
      return {};
    }
    if (event->seq != stored.seq)
      findings_.add(Area::log, stored.seq, "verify.other_seq", {text(stored.seq), text(event->seq)});
    if (event->school != school_)
      findings_.add(Area::log, stored.seq, "verify.other_school", {text(stored.seq), event->school.value});
    if (event->at < last_at_)
      findings_.add(Area::log, stored.seq, "verify.time",
                    {text(stored.seq), event->at.text(), last_at_.text()});
    last_at_ = event->at;
    check_policy(stored.seq, event->policy);
    if (const auto* adopted = std::get_if<KeyAdopted>(&event->body)) adopt(stored.seq, *adopted);
    if (options_.index) index_.event(*event, stored.document);
    return options_.vault ? vault_.event(*event) : Outcome<void>();
  }

  void check_policy(std::uint64_t seq, const PolicyId& policy) {
    if (policy == last_policy_) return;
    last_policy_ = policy;
    if (policies_.find(policy) != nullptr || !named_policies_.insert(policy).second) return;
    findings_.add(Area::policy, seq,
                  damaged_policies_.contains(policy) ? "verify.policy_changed" : "verify.policy_missing",
                  {policy.text().substr(0, shown_digits), text(seq)});
  }

  void adopt(std::uint64_t seq, const KeyAdopted& adopted) {
    const auto key = VerifierKey::parse(adopted.key);
    if (key && key->type == VerifierKey::ed25519 && key->name == origin_of(school_))
      report_.keys.push_back({*key, seq, adopted.lost});
    else
      findings_.add(Area::log, seq, "verify.key", {text(seq), adopted.key});
  }

  // One event further, there or missing; then whatever was signed about this size.
  Outcome<void> advance(const std::optional<Digest>& leaf) {
    if (auto done = tree_->leaf(leaf); !done) return done;
    ++seq_;
    if (next_size_ < sizes_.size() && sizes_[next_size_] == seq_) {
      if (auto done = judge_stored(); !done) return done;
    }
    const auto [first, last] = given_.equal_range(seq_);
    for (auto at = first; at != last; ++at)
      if (is_signed(at->second, seq_)) judge(at->second);
    return {};
  }

  Outcome<void> judge_stored() {
    const auto held = stored_checkpoint(sizes_[next_size_]);
    if (!held) return tl::unexpected(held.error());
    if (*held && is_signed(**held, previous_size_)) judge(**held);
    previous_size_ = sizes_[next_size_++];
    return {};
  }

  Outcome<std::optional<Held>> stored_checkpoint(std::uint64_t size) {
    const auto stored = reader_.checkpoint(school_, size);
    if (!stored) return tl::unexpected(stored.error());
    auto note = *stored ? parse_note((*stored)->note) : fail("Q530", "it is gone");
    auto checkpoint = note ? read_checkpoint(note->text) : tl::unexpected(note.error());
    if (checkpoint && checkpoint->origin != origin_of(school_))
      checkpoint = fail("Q531", "its origin is " + checkpoint->origin);
    if (checkpoint && checkpoint->size != size)
      checkpoint = fail("Q531", "its size is " + text(checkpoint->size));
    if (checkpoint) return std::optional(Held{std::move(*note), std::move(*checkpoint)});
    findings_.add(Area::checkpoint, 0, "verify.checkpoint", {text(size), checkpoint.error().detail});
    return std::optional<Held>();
  }

  // Whether the key in force has signed it, and, where that is known to have been another one at the
  // checkpoint before, that one too.
  bool is_signed(const Held& held, std::uint64_t previous) {
    const std::string size = text(held.checkpoint.size);
    std::vector<VerifierKey> keys = signers(report_.keys, previous, held.checkpoint.size);
    if (keys.empty()) {
      findings_.add(Area::checkpoint, 0, "verify.no_key", {size});
      return false;
    }
    if (!signed_by(held.note, keys.back(), options_.verify)) {
      findings_.add(Area::checkpoint, 0, "verify.signature", {size, keys.back().text()});
      return false;
    }
    keys.pop_back();
    bool good = true;
    for (const VerifierKey& key : keys) {
      if (!hands_over(key, previous) || signed_by(held.note, key, options_.verify)) continue;
      findings_.add(Area::checkpoint, 0, "verify.handover", {size, key.text()});
      good = false;
    }
    return good;
  }

  // Of a log that came without its older checkpoints the older keys' word is asked for only by who trusts
  // one.
  bool hands_over(const VerifierKey& key, std::uint64_t previous) const {
    if (previous > 0) return true;
    bool trusted = false;
    for (const AdoptedKey& adopted : report_.keys) {
      trusted |= options_.key && adopted.key == *options_.key;
      if (adopted.key == key) return trusted;
    }
    return false;
  }

  void judge(const Held& held) {
    if (!tree_->judge({held.checkpoint.size, held.checkpoint.root})) return;
    report_.covered = std::max(report_.covered, held.checkpoint.size);
    for (const VerifierKey& witness : options_.witnesses) {
      if (!signed_by(held.note, witness, options_.verify)) continue;
      for (const NoteSignature& signature : held.note.signatures)
        if (const auto message = signed_message(held.note, signature, witness))
          report_.witnessed = Witnessed{held.checkpoint.size, witness.name, message->time_s};
    }
  }

  // Checkpoints of more events than there are.
  Outcome<void> judge_what_is_left() {
    for (; next_size_ < sizes_.size(); ++next_size_) {
      const auto held = stored_checkpoint(sizes_[next_size_]);
      if (!held) return tl::unexpected(held.error());
      if (*held && is_signed(**held, previous_size_)) cut_off(sizes_[next_size_]);
      previous_size_ = sizes_[next_size_];
    }
    for (const auto& [size, held] : given_) {
      if (size == 0 && held.checkpoint.root != empty_root())
        findings_.add(Area::checkpoint, 0, "verify.checkpoint", {"0", "its root is not that of no events"});
      if (size > seq_ && is_signed(held, size)) cut_off(size);
    }
    return {};
  }

  void cut_off(std::uint64_t size) {
    findings_.add(Area::log, seq_ + 1, "verify.cut_off", {text(size), text(seq_)});
  }

  void check_keys() {
    if (!options_.key) return;
    const auto named = [&](const AdoptedKey& adopted) { return adopted.key == *options_.key; };
    if (std::none_of(report_.keys.begin(), report_.keys.end(), named))
      findings_.add(Area::log, 0, "verify.key_unknown", {options_.key->text()});
    if (const AdoptedKey* other = lost_after(report_.keys, *options_.key))
      findings_.add(Area::checkpoint, other->since, "verify.key_lost",
                    {text(other->since), other->key.text(), options_.key->text()});
  }

  Outcome<void> compare_index() {
    report_.index_compared = options_.index && findings_.log_is_sound();
    if (!report_.index_compared) findings_.drop(Area::index);
    return report_.index_compared ? index_.finish(seq_) : Outcome<void>();
  }

  StoreReader& reader_;
  SchoolId school_;
  const VerifyOptions& options_;
  Findings findings_;
  VerifyReport report_;
  PolicyBook policies_;
  std::set<PolicyId> damaged_policies_;
  std::set<PolicyId> named_policies_;  // in findings
  PolicyId last_policy_;
  std::multimap<std::uint64_t, Held> given_;  // by size
  std::vector<std::uint64_t> sizes_;
  std::size_t next_size_ = 0;
  std::uint64_t previous_size_ = 0;
  std::unique_ptr<TreeCheck> tree_;
  IndexCheck index_{reader_, school_, policies_, options_.documents_max, findings_};
  VaultCheck vault_{reader_, school_, findings_};
  // Of the event before, so that one time that was changed is told at its two sides only.
  Instant last_at_ = Instant::from_ms(std::numeric_limits<std::int64_t>::min());
  std::uint64_t seq_ = 0;
};

}  // namespace

std::string_view name_of(Area area) {
  switch (area) {
    case Area::log: return "log";
    case Area::policy: return "policy";
    case Area::checkpoint: return "checkpoint";
    case Area::tree: return "tree";
    case Area::index: return "index";
    case Area::vault: return "vault";
  }
  return "";
}

Outcome<VerifyReport> verify_school(StoreReader& reader, const SchoolId& school,
                                    const VerifyOptions& options) {
  return Checker(reader, school, options).run();
}

}  // namespace quyche::ledger
