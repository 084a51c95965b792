#include "engine/ledger/verify_school.h"

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <set>

#include "engine/event/codec.h"
#include "engine/ledger/findings.h"
#include "engine/ledger/held.h"
#include "engine/ledger/stored_tree.h"
#include "engine/ledger/verify_index.h"
#include "engine/ledger/verify_tree.h"
#include "engine/ledger/verify_vault.h"

namespace quyche::ledger {
namespace {

constexpr std::size_t events_per_page = 1'024;
constexpr std::size_t shown_digits = 12;

std::string text(std::uint64_t number) { return std::to_string(number); }

class Checker {
 public:
  Checker(StoreReader& reader, const SchoolId& school, const VerifyOptions& options)
      : reader_(reader), school_(school), options_(options) {}

  Outcome<VerifyReport> run() {
    const auto last = reader_.last_seq(school_);
    if (!last) return tl::unexpected(last.error());
    if (auto done = read_given_ones(); !done) return tl::unexpected(done.error());
    if (auto done = *last == 0 ? emptied() : check_all(*last); !done) return tl::unexpected(done.error());
    if (auto done = check_structure(); !done) return tl::unexpected(done.error());
    report_.findings = findings_.kept();
    report_.found = findings_.count();
    report_.events = seq_;
    report_.checkpoints = sizes_.size();
    report_.documents = index_.documents();
    report_.texts = vault_.good();
    report_.erased = vault_.erased();
    report_.missing = vault_.missing();
    report_.left_out = vault_.left_out();
    return std::move(report_);
  }

 private:
  Outcome<void> check_all(std::uint64_t last) {
    if (auto done = read_policies(); !done) return done;
    if (auto done = read_sizes(); !done) return done;
    tree_ = std::make_unique<TreeCheck>(reader_, school_, sizes_.empty() ? 0 : std::min(sizes_.back(), last),
                                        findings_);
    if (auto done = index_.prepare(); !done) return done;
    if (auto done = vault_.prepare(last); !done) return done;
    if (auto done = read_events(); !done) return done;
    if (auto done = judge_what_is_left(); !done) return done;
    if (auto done = tree_->finish(); !done) return done;
    if (auto done = check_unsigned_nodes(); !done) return done;
    check_keys();
    if (auto done = compare_index(); !done) return done;
    if (options_.vault && !findings_.any(Area::log))
      if (auto done = vault_.finish(seq_); !done) return done;
    for (const PolicyId& policy : damaged_policies_)
      if (!named_policies_.contains(policy))
        findings_.add(Area::policy, 0, "verify.policy_unused", {policy.text().substr(0, shown_digits)});
    return {};
  }

  // A school without events: there is none, or all of them were removed.
  Outcome<void> emptied() {
    if (auto done = read_sizes(); !done) return done;
    const auto schools = reader_.schools();
    if (!schools) return tl::unexpected(schools.error());
    const auto snapshot = reader_.snapshot(school_);
    if (!snapshot) return tl::unexpected(snapshot.error());
    std::uint64_t were = sizes_.empty() ? 0 : sizes_.back();
    if (*snapshot) were = std::max(were, (*snapshot)->seq);
    if (were > 0)
      findings_.add(Area::log, 1, "verify.cut_off", {text(were), "0"});
    else if (std::find(schools->begin(), schools->end(), school_) == schools->end())
      return fail("Q503", school_.value);
    else
      findings_.add(Area::log, 1, "verify.emptied");
    return {};
  }

  Outcome<void> check_structure() {
    if (!options_.structure) return {};
    const auto problems = reader_.structure_problems(limits::verify_findings_max);
    if (!problems) return tl::unexpected(problems.error());
    for (const std::string& problem : *problems) findings_.add(Area::index, 0, "Q571", {problem});
    return {};
  }

  Outcome<void> read_given_ones() {
    for (const std::string& bytes : options_.notes) {
      auto held = read_given(bytes, school_);
      if (!held) return tl::unexpected(held.error());
      const std::uint64_t size = held->checkpoint.size;
      given_.emplace(size, std::move(*held));
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

  // Of the stored checkpoints, ascending. They are asked for from the greatest one down; a row that cannot be
  // read, or does not stand below the one before, is damage.
  Outcome<void> read_sizes() {
    auto at_most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    while (true) {
      const auto next = reader_.checkpoint(school_, at_most);
      if (!next && next.error().code != "Q514") return tl::unexpected(next.error());
      if (!next) {
        findings_.add(Area::checkpoint, 0, "verify.row_damaged", {next.error().detail});
        // Too great, or behind all that can be read.
        if (at_most <= limits::event_seq_max) break;
        at_most = limits::event_seq_max;
        continue;
      }
      if (!*next) break;
      const std::uint64_t size = (*next)->size;
      if (size == 0 || size > at_most) {
        findings_.add(Area::checkpoint, 0, "verify.checkpoint", {text(size), "no checkpoint has this size"});
        break;
      }
      sizes_.push_back(size);
      at_most = size - 1;
    }
    std::reverse(sizes_.begin(), sizes_.end());
    return {};
  }

  Outcome<void> read_events() {
    while (true) {
      std::size_t read = 0;
      auto page = reader_.events(school_, seq_ + 1, events_per_page);
      if (!page && page.error().code != "Q514") return tl::unexpected(page.error());
      const bool whole = page.has_value();
      if (!whole) {
        // The events themselves may be there all the same.
        findings_.add(Area::index, seq_ + 1, "verify.row_damaged", {page.error().detail});
        page = bare_events(seq_ + 1);
        if (!page) return tl::unexpected(page.error());
      }
      for (const StoredEvent& stored : *page) {
        if (auto done = skip_to(stored.seq); !done) return done;
        if (auto done = check(stored, whole); !done) return done;
        if (auto done = advance(leaf_hash(stored.bytes)); !done) return done;
        ++read;
      }
      if (read < events_per_page) return {};
    }
  }

  // Without the documents that they are filed under.
  Outcome<std::vector<StoredEvent>> bare_events(std::uint64_t from) {
    std::vector<StoredEvent> page;
    const auto read =
        reader_.each_event(school_, from, events_per_page, [&](std::uint64_t seq, std::string_view bytes) {
          page.push_back({seq, {}, std::string(bytes)});
        });
    if (!read) return tl::unexpected(read.error());
    return page;
  }

  Outcome<void> skip_to(std::uint64_t seq) {
    if (seq == seq_ + 1) return {};
    findings_.add(Area::log, seq_ + 1, "verify.missing", {range_text(seq_ + 1, seq - 1)});
    if (seq - seq_ - 1 > limits::verify_gap_events_max) {
      tree_->give_up(seq - 1);
      seq_ = seq - 1;
      while (next_size_ < sizes_.size() && sizes_[next_size_] <= seq_) ++next_size_;
    }
    while (seq_ + 1 < seq)
      if (auto done = advance(std::nullopt); !done) return done;
    return {};
  }

  Outcome<void> check(const StoredEvent& stored, bool filed) {
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
    if (const auto* adopted = std::get_if<PolicyAdopted>(&event->body))
      check_policy(stored.seq, adopted->policy);
    if (const auto* adopted = std::get_if<KeyAdopted>(&event->body)) adopt(stored.seq, *adopted);
    if (options_.index) index_.event(*event, filed ? &stored.document : nullptr);
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
      report_.keys.push_back({*key, seq, adopted.lost, adopted.abandoned_size, adopted.abandoned_root});
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
      if (held_.is_signed(at->second, seq_)) judge(at->second);
    return {};
  }

  Outcome<void> judge_stored() {
    const auto held = held_.stored(reader_, sizes_[next_size_]);
    if (!held) return tl::unexpected(held.error());
    if (*held && held_.is_signed(**held, previous_size_)) judge(**held);
    previous_size_ = sizes_[next_size_++];
    return {};
  }

  void judge(const Held& held) {
    if (!tree_->judge({held.checkpoint.size, held.checkpoint.root, held.given})) return;
    report_.covered = std::max(report_.covered, held.checkpoint.size);
    for (Witnessed& witnessed : held_.witnessed(held)) report_.witnessed = std::move(witnessed);
  }

  // Checkpoints of more events than there are, of none, and of other events.
  Outcome<void> judge_what_is_left() {
    for (; next_size_ < sizes_.size(); ++next_size_) {
      const auto held = held_.stored(reader_, sizes_[next_size_]);
      if (!held) return tl::unexpected(held.error());
      if (*held && held_.is_signed(**held, previous_size_)) cut_off(**held);
      previous_size_ = sizes_[next_size_];
    }
    for (const auto& [size, held] : given_) {
      if (size == 0 && held_.empty_is_signed(held) && held.checkpoint.root != empty_root())
        findings_.add(Area::checkpoint, 0, "verify.checkpoint", {"0", "its root is not that of no events"});
      if (size > seq_ && held_.is_signed(held, size)) cut_off(held);
    }
    for (const Dispute& dispute : tree_->disputes()) settle(dispute);
    return {};
  }

  // The event by which the log itself gave up what was signed; 0: it did not.
  std::uint64_t abandoned(std::uint64_t size, const Digest& root) const {
    for (const AdoptedKey& key : report_.keys)
      if (key.abandoned_size == size && key.abandoned_root == root) return key.since;
    return 0;
  }

  void cut_off(const Held& held) {
    const std::uint64_t size = held.checkpoint.size;
    if (const std::uint64_t seq = abandoned(size, held.checkpoint.root); seq > 0)
      findings_.add(Area::fork, seq, "verify.abandoned", {text(size), text(seq)});
    else
      findings_.add(Area::log, seq_ + 1, "verify.cut_off", {text(size), text(seq_)});
  }

  void settle(const Dispute& dispute) {
    const std::uint64_t size = dispute.root.size;
    if (const std::uint64_t seq = abandoned(size, dispute.root.root); seq > 0)
      findings_.add(Area::fork, seq, "verify.abandoned", {text(size), text(seq)});
    else if (dispute.proved > 0)
      findings_.add(Area::fork, 0, "verify.fork", {text(size), text(dispute.proved)});
    else
      findings_.add(Area::log, dispute.first, "verify.root", {range_text(dispute.first, size), text(size)});
  }

  // Nodes are written together with the checkpoint that covers them.
  Outcome<void> check_unsigned_nodes() {
    const std::uint64_t covered = sizes_.empty() ? 0 : sizes_.back();
    const auto node = reader_.nodes(school_, 0, covered, 1);
    if (!node || node->empty() || node->front().index >= seq_) return {};
    // One that a writer beside us has stored since covers it.
    const auto newest = newest_checkpoint(reader_, school_);
    if (newest && *newest && (*newest)->size > covered) return {};
    findings_.add(Area::checkpoint, node->front().index + 1, "verify.nodes_unsigned",
                  {text(node->front().index + 1), text(covered)});
    return {};
  }

  void check_keys() {
    if (!options_.key) return;
    const auto named = [&](const AdoptedKey& adopted) { return adopted.key == *options_.key; };
    if (std::none_of(report_.keys.begin(), report_.keys.end(), named))
      findings_.add(Area::log, 0, "verify.key_unknown", {options_.key->text()});
    else if (report_.covered == 0 && !findings_.any(Area::checkpoint))
      findings_.add(Area::checkpoint, 0, "verify.key_unused", {options_.key->text(), text(seq_)});
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
  Findings findings_{options_.findings_max};
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
  HeldCheck held_{school_, options_, report_.keys, findings_};
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
    case Area::fork: return "fork";
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
