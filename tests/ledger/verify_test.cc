// A school of a thousand events, changed in every place: each change is found and named.
#include <gtest/gtest.h>

#include "engine/base/limits.h"
#include "engine/event/codec.h"
#include "engine/json/read.h"
#include "engine/ledger/base64.h"
#include "engine/ledger/proof.h"
#include "engine/ledger/stored_tree.h"
#include "engine/messages/messages.h"
#include "tests/ledger/thousand_events.h"

namespace quyche::test {
namespace {

using ledger::Area;
using ledger::VerifyOptions;
using ledger::VerifyReport;

const ledger::VerifyOptions log_only = [] {
  VerifyOptions options;
  options.index = false;
  options.vault = false;
  return options;
}();

std::string text(std::uint64_t n) { return std::to_string(n); }
// The size of the first checkpoint that covers an event.
std::uint64_t covering(std::uint64_t seq) {
  for (const StoredCheckpoint& checkpoint : thousand_events().checkpoints)
    if (checkpoint.size >= seq) return checkpoint.size;
  return 0;
}

TEST(Verify, AnUntouchedSchoolIsGood) {
  const Contents& contents = thousand_events();
  ASSERT_GE(contents.events.size(), 1'000U);
  ASSERT_EQ(contents.checkpoints.size(), 5U);
  ASSERT_EQ(contents.nodes.size(), contents.events.size() + contents.events.size() / 256);
  const VerifyReport report = verified(contents);
  EXPECT_EQ(told(report), Told{});
  EXPECT_EQ(report.events, contents.events.size());
  EXPECT_EQ(report.covered, contents.events.size());
  EXPECT_EQ(report.checkpoints, 5U);
  EXPECT_EQ(report.documents, 120U);
  EXPECT_EQ(report.texts, contents.vault.size());
  EXPECT_EQ(report.erased, 0U);
  EXPECT_TRUE(report.index_compared);
  ASSERT_EQ(report.keys.size(), 1U);
  EXPECT_EQ(report.keys[0].since, 2U);
}

// The whole check, on each event changed in one byte: it names this event and no other.
TEST(Verify, EachChangedEventIsNamed) {
  Contents contents = thousand_events();
  for (StoredEvent& event : contents.events) {
    const std::string was = event.bytes;
    const std::size_t at = event.seq * 7 % was.size();
    event.bytes[at] = static_cast<char>(was[at] ^ 1);
    const VerifyReport report = verified(contents, log_only);
    ASSERT_FALSE(report.findings.empty()) << event.seq << " at " << at;
    const Told found = told(report);
    EXPECT_EQ(report.findings[0].seq, event.seq) << found[0];
    for (const ledger::Finding& finding : report.findings) {
      // A changed time is also told by the event behind; the event that names the key takes every signature
      // with it.
      EXPECT_TRUE(finding.seq == event.seq || finding.label == "verify.time" || event.seq == 2) << found[0];
    }
    const std::string named = "log " + text(event.seq) + " event_changed " + text(event.seq) + ' ';
    EXPECT_TRUE(event.seq == 2 ||
                std::find(found.begin(), found.end(), named + text(covering(event.seq))) != found.end());
    event.bytes = was;
  }
}

TEST(Verify, EachChangedNodeIsNamed) {
  Contents contents = thousand_events();
  for (std::size_t n = 0; n < contents.nodes.size(); ++n) {
    StoredNode& node = contents.nodes[n];
    const Digest was = node.hash;
    // Every byte of the upper nodes, one of each leaf.
    const std::size_t first = node.level == 0 ? n % 32 : 0;
    for (std::size_t byte = first; byte < (node.level == 0 ? first + 1 : 32); ++byte) {
      node.hash.bytes[byte] ^= 0x10;
      const std::uint64_t from = (node.index << node.level) + 1;
      const std::uint64_t to = (node.index + 1) << node.level;
      EXPECT_EQ(told(verified(contents, log_only)),
                Told{"tree " + text(from) + " node " + text(static_cast<std::uint64_t>(node.level)) + "/" +
                     text(node.index) + ' ' + (from == to ? text(from) : text(from) + "–" + text(to))});
      node.hash = was;
    }
  }
}

TEST(Verify, EachMissingNodeIsNamed) {
  for (const std::size_t n : {0U, 5U, 255U, 256U, 999U}) {
    Contents contents = thousand_events();
    const ledger::NodeId id{contents.nodes[n].level, contents.nodes[n].index};
    contents.nodes.erase(contents.nodes.begin() + static_cast<std::ptrdiff_t>(n));
    EXPECT_EQ(told(verified(contents)),
              Told{"tree " + text(id.index + 1) + " node 0/" + text(id.index) + ' ' + text(id.index + 1)});
  }
  Contents contents = thousand_events();
  contents.nodes.clear();
  const VerifyReport report = verified(contents);
  EXPECT_EQ(report.found, thousand_events().nodes.size());
  EXPECT_EQ(report.findings.size(), limits::verify_findings_max);
  EXPECT_EQ(report.covered, contents.events.size()) << "the log is sound without them";
}

TEST(Verify, EveryEventCanBeProvedAgainstTheNewestCheckpoint) {
  const auto store = store_of(thousand_events());
  const auto reader = *store->reader();
  const StoredCheckpoint& newest = thousand_events().checkpoints.back();
  for (const StoredEvent& event : thousand_events().events)
    ASSERT_TRUE(ledger::prove(*reader, small_school, event.seq, newest)) << event.seq;
  Contents changed = thousand_events();
  changed.events[400].bytes += ' ';
  const auto changed_store = store_of(changed);
  const auto changed_reader = *changed_store->reader();
  EXPECT_EQ(ledger::prove(*changed_reader, small_school, 401, newest).error(), (Error{"Q534", "event 401"}));
}

// A change that fits everything that is stored beside it is seen at the signature.
TEST(Verify, AnEventChangedTogetherWithItsNodesIsSeenAtTheSignedRoot) {
  Contents contents = thousand_events();
  StoredEvent& event = contents.events[499];
  event.bytes = thousand_events().events[498].bytes;
  ledger::Frontier frontier;
  std::size_t leaf = 0;
  std::size_t upper = contents.events.size();
  for (const StoredEvent& one : contents.events)
    frontier.append(ledger::leaf_hash(one.bytes), [&](ledger::NodeId id, const Digest& hash) {
      if (id.level == 0) contents.nodes[leaf++].hash = hash;
      if (id.level == 8) contents.nodes[upper++].hash = hash;
    });
  const VerifyReport report = verified(contents, log_only);
  const std::uint64_t before = contents.checkpoints[1].size;
  const std::uint64_t after = contents.checkpoints[2].size;
  ASSERT_LT(before, 500U);
  EXPECT_EQ(told(report), (Told{"log " + text(before + 1) + " root " + text(before + 1) + "–" + text(after) +
                                    ' ' + text(after),
                                "log 500 other_seq 500 499"}));
  EXPECT_EQ(report.covered, before);
}

TEST(Verify, TheEndCutOff) {
  Contents contents = thousand_events();
  const std::uint64_t size = contents.checkpoints.back().size;
  contents.events.resize(990);
  const Told found = told(verified(contents));
  EXPECT_NE(std::find(found.begin(), found.end(), "log 991 cut_off " + text(size) + " 990"), found.end());
  // Together with the checkpoints and nodes that knew of it there is nothing left to see, but for a
  // checkpoint that somebody kept.
  const std::uint64_t kept = contents.checkpoints[3].size;
  const std::string newest = contents.checkpoints[4].note;
  contents.events.resize(kept);
  contents.checkpoints.resize(4);
  std::erase_if(contents.nodes,
                [&](const StoredNode& node) { return (node.index + 1) << node.level > kept; });
  EXPECT_EQ(told(verified(contents, log_only)), Told{});
  VerifyOptions options = log_only;
  options.notes = {newest};
  EXPECT_EQ(told(verified(contents, options)),
            Told{"log " + text(kept + 1) + " cut_off " + text(size) + ' ' + text(kept)});
}

TEST(Verify, GivenCheckpoints) {
  const Contents& contents = thousand_events();
  VerifyOptions options = log_only;
  options.notes = {contents.checkpoints[1].note, contents.checkpoints[4].note};
  EXPECT_EQ(told(verified(contents, options)), Told{});
  // Of a fork: signed by the school's own key, with another root.
  const signing::SigningKey& key = thousand_events_keys()[0];
  ledger::Note fork{ledger::checkpoint_text({key.key.name, 100, ledger::leaf_hash("fork")}), {}};
  fork.signatures.push_back(signing::note_signature(key, fork.text));
  options.notes = {ledger::write_note(fork)};
  EXPECT_EQ(told(verified(contents, options)), Told{"fork 0 fork 100 " + text(covering(100))});
  EXPECT_EQ(verified(contents, options).covered, contents.events.size()) << "the log itself is proved";
  // By somebody else: no word about the log.
  const signing::SigningKey stranger = signing::generate_key(key.key.name);
  fork.signatures = {signing::note_signature(stranger, fork.text)};
  options.notes = {ledger::write_note(fork)};
  EXPECT_EQ(told(verified(contents, options)), Told{"checkpoint 0 signature 100 " + key.key.text()});
  // Of another school, or no note at all: wrong use.
  for (const auto& [note, code] :
       {std::pair<std::string, std::string>{"x", "Q530"},
        {ledger::write_note(
             {"quyche/khac\n1\n" + ledger::base64(ledger::leaf_hash("")) + "\n", fork.signatures}),
         "Q531"},
        {ledger::write_note({"quyche/le-loi\nx\n", fork.signatures}), "Q531"}}) {
    options.notes = {note};
    options.verify = signing::verify;
    const auto store = store_of(contents);
    const auto reader = *store->reader();
    EXPECT_EQ(ledger::verify_school(*reader, small_school, options).error().code, code);
  }
}

TEST(Verify, AKeyKnownFromElsewhere) {
  VerifyOptions options = log_only;
  options.key = thousand_events_keys()[0].key;
  EXPECT_EQ(told(verified(thousand_events(), options)), Told{});
  options.key = signing::generate_key(options.key->name).key;
  EXPECT_EQ(told(verified(thousand_events(), options)), Told{"log 0 key_unknown " + options.key->text()});
}

// Who can write the data but has no key makes one, and has the log take it up.
TEST(Verify, AKeyThatTheOldOneDidNotHandOverTo) {
  const Contents& whole = thousand_events();
  const signing::SigningKey usurper = signing::generate_key(thousand_events_keys()[0].key.name);
  Event event = *decode_event(whole.events.back().bytes);
  ++event.seq;
  event.body = KeyAdopted{usurper.key.text(), false, 0, {}};
  const auto with = [&](Contents contents, std::vector<signing::SigningKey> keys) {
    contents.events.push_back({event.seq, {}, encode_event(event)});
    ledger::Frontier frontier;
    for (const StoredEvent& one : contents.events) frontier.append(ledger::leaf_hash(one.bytes));
    contents.nodes.push_back({0, event.seq - 1, ledger::leaf_hash(contents.events.back().bytes)});
    ledger::Note note{ledger::checkpoint_text({usurper.key.name, event.seq, frontier.root()}), {}};
    for (const signing::SigningKey& key : keys)
      note.signatures.push_back(signing::note_signature(key, note.text));
    contents.checkpoints.push_back({event.seq, ledger::write_note(note)});
    return contents;
  };
  const signing::SigningKey& old = thousand_events_keys()[0];
  const Told seized{"checkpoint 0 handover " + text(event.seq) + ' ' + old.key.text()};
  EXPECT_EQ(told(verified(with(whole, {usurper}), log_only)), seized);
  EXPECT_EQ(told(verified(with(whole, {old, usurper}), log_only)), Told{});
  EXPECT_EQ(told(verified(with(whole, {old}), log_only)),
            Told{"checkpoint 0 signature " + text(event.seq) + ' ' + usurper.key.text()});
  // Without the checkpoints before, only who trusts the old key can tell.
  Contents bare = whole;
  bare.checkpoints.clear();
  VerifyOptions options = log_only;
  EXPECT_EQ(told(verified(with(bare, {usurper}), options)), Told{});
  options.key = usurper.key;
  EXPECT_EQ(told(verified(with(bare, {usurper}), options)), Told{});
  options.key = old.key;
  EXPECT_EQ(told(verified(with(bare, {usurper}), options)), seized);
}

TEST(Verify, TheNewestWitnessedCheckpoint) {
  Contents contents = thousand_events();
  const auto witness = signing::generate_key("witness.example/w1", ledger::VerifierKey::cosigner);
  const auto cosign = [&](StoredCheckpoint& checkpoint, std::int64_t time_s) {
    ledger::Note note = *ledger::parse_note(checkpoint.note);
    note.signatures.push_back(signing::note_signature(witness, note.text, time_s));
    checkpoint.note = ledger::write_note(note);
  };
  VerifyOptions options = log_only;
  options.witnesses = {witness.key};
  EXPECT_EQ(verified(contents, options).witnessed, std::nullopt);
  cosign(contents.checkpoints[0], 100);
  cosign(contents.checkpoints[2], 300);
  const VerifyReport report = verified(contents, options);
  EXPECT_EQ(told(report), Told{});
  EXPECT_EQ(report.witnessed, (ledger::Witnessed{contents.checkpoints[2].size, witness.key.name, 300}));
  EXPECT_EQ(verified(contents, log_only).witnessed, std::nullopt);
}

TEST(Verify, IndexPolicyAndTexts) {
  const Contents& whole = thousand_events();
  const auto row = [&](auto change) {
    Contents contents = whole;
    change(contents.documents[7]);
    return told(verified(contents));
  };
  const std::string id = whole.documents[7].id.value;
  const Told differs{"index 0 row " + id};
  EXPECT_EQ(row([](StoredDocument& one) { one.state = StateId{"draft"}; }), differs);
  EXPECT_EQ(row([](StoredDocument& one) { one.owner = PersonId{"p0099"}; }), differs);
  EXPECT_EQ(row([](StoredDocument& one) { ++one.version; }), differs);
  EXPECT_EQ(row([](StoredDocument& one) { one.open = !one.open; }), differs);
  EXPECT_EQ(row([](StoredDocument& one) { one.late = !one.late; }), differs);
  EXPECT_EQ(row([](StoredDocument& one) { one.timers += "x"; }), differs);
  EXPECT_EQ(row([](StoredDocument& one) { one.period += "x"; }), differs);
  EXPECT_EQ(row([](StoredDocument& one) { one.id.value += "x"; }),
            (Told{"index 0 row_unknown " + id + "x", "index 0 row_missing " + id}));

  Contents contents = whole;
  contents.documents.pop_back();
  EXPECT_EQ(told(verified(contents)), Told{"index 0 row_missing " + whole.documents.back().id.value});

  contents = whole;
  contents.events[499].document = {};
  const std::string about = whole.events[499].document.value;
  EXPECT_EQ(told(verified(contents)), Told{"index 500 event_document 500 " + about + " –"});

  contents = whole;
  contents.policies[0].canonical += ' ';
  const std::string policy = whole.policies[0].id.text().substr(0, 12);
  EXPECT_EQ(told(verified(contents)), Told{"policy 1 policy_changed " + policy + " 1"});
  contents.policies.clear();
  EXPECT_EQ(told(verified(contents)), Told{"policy 1 policy_missing " + policy + " 1"});

  contents = whole;
  contents.vault[40].text += '.';
  const VerifyReport report = verified(contents);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].label, "verify.text");
  EXPECT_EQ(report.findings[0].args[1], whole.vault[40].commitment.text().substr(0, 12));
  contents.vault.erase(contents.vault.begin() + 40);
  EXPECT_EQ(told(verified(contents)), Told{"vault " + report.findings[0].args[0] + " text_missing " +
                                           report.findings[0].args[0] + ' ' + report.findings[0].args[1]});
  EXPECT_EQ(verified(contents).erased, 0U);
  EXPECT_EQ(verified(contents).missing, 1U);

  ASSERT_TRUE(whole.snapshot);
  const std::string at = text(whole.snapshot->seq);
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"to-1", "to-2"}, {"{", "["}}) {
    contents = whole;
    contents.snapshot->json.replace(contents.snapshot->json.find(from), from.size(), to);
    EXPECT_EQ(told(verified(contents)), Told{"index " + at + " snapshot " + at});
  }
  contents = whole;
  contents.snapshot->seq = 1'000'000;
  EXPECT_EQ(told(verified(contents)), Told{"index 1000000 snapshot 1000000"});
}

// What memory cannot hold is folded again from the index: nothing escapes.
TEST(Verify, WithLittleMemory) {
  const Contents& whole = thousand_events();
  VerifyOptions options;
  options.documents_max = 10;
  const VerifyReport report = verified(whole, options);
  EXPECT_EQ(told(report), Told{});
  EXPECT_EQ(report.documents, 120U);
  for (const std::size_t n : {0U, 60U, 119U}) {
    const std::string id = whole.documents[n].id.value;
    Contents contents = whole;
    contents.documents[n].state = StateId{"draft"};
    EXPECT_EQ(told(verified(contents, options)), Told{"index 0 row " + id});
    contents.documents[n] = whole.documents[n];
    contents.documents[n].id.value = "khac";
    const Told found = told(verified(contents, options));
    EXPECT_EQ(found.front(), "index 0 row_unknown khac");
    contents.documents.erase(contents.documents.begin() + static_cast<std::ptrdiff_t>(n));
    EXPECT_EQ(told(verified(contents, options)), Told{"index 0 rows_missing 119 120"});
  }
}

// Each sentence that a finding can be told in stands in the table, in both languages, with its places.
TEST(Verify, EveryLabelHasItsSentence) {
  for (const char* label : {"missing",
                            "unreadable",
                            "other_seq",
                            "other_school",
                            "time",
                            "event_changed",
                            "root",
                            "cut_off",
                            "node_beyond",
                            "node_or_event",
                            "key",
                            "key_unknown",
                            "policy_changed",
                            "policy_missing",
                            "policy_unused",
                            "emptied",
                            "fork",
                            "abandoned",
                            "key_unused",
                            "nodes_unsigned",
                            "witness_future",
                            "node_stray",
                            "row_damaged",
                            "text_owner",
                            "text_missing",
                            "text_kept",
                            "text_surplus",
                            "vault_empty",
                            "area.fork",
                            "checkpoint",
                            "signature",
                            "no_key",
                            "node",
                            "event_document",
                            "row",
                            "row_unknown",
                            "row_missing",
                            "rows_missing",
                            "snapshot",
                            "text",
                            "area.log",
                            "area.policy",
                            "area.checkpoint",
                            "area.tree",
                            "area.index",
                            "area.vault"})
    EXPECT_NE(find_message("verify." + std::string(label)), nullptr) << label;
}

}  // namespace
}  // namespace quyche::test
