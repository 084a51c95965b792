// Texts that are gone, kept, of somebody else or too many: what the log says of them is held against the
// vault.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/event/codec.h"
#include "engine/ledger/texts.h"
#include "tests/ledger/thousand_events.h"

namespace quyche::test {
namespace {

using ledger::VerifyReport;

std::string text(std::uint64_t n) { return std::to_string(n); }
std::string shown(const VaultEntry& entry) { return entry.commitment.text().substr(0, 12); }

// The event that names a text.
std::uint64_t seq_of(const VaultEntry& entry) {
  for (const StoredEvent& event : thousand_events().events)
    if (event.bytes.find(entry.commitment.text()) != std::string::npos) return event.seq;
  ADD_FAILURE() << shown(entry);
  return 0;
}

// The school after one more event.
Contents after(EventBody body) {
  Contents contents = thousand_events();
  Event event = *decode_event(contents.events.back().bytes);
  ++event.seq;
  event.by = {};
  event.body = std::move(body);
  contents.events.push_back({event.seq, {}, encode_event(event)});
  return contents;
}

// An entry that is about a document.
constexpr std::size_t some = 40;

TEST(VerifyVault, ATextOfAnotherPersonOrDocument) {
  Contents contents = thousand_events();
  const VaultEntry was = contents.vault[some];
  ASSERT_FALSE(was.document.empty());
  const std::string seq = text(seq_of(was));
  const std::string place = "vault " + seq + " text_owner " + seq + ' ' + shown(was);
  contents.vault[some].person = PersonId{"p0099"};
  EXPECT_EQ(told(verified(contents)), Told{place + " p0099 " + was.person.value});
  contents.vault[some].person = was.person;
  contents.vault[some].document = {};
  EXPECT_EQ(told(verified(contents)), Told{place + ' ' + was.person.value + ' ' + was.person.value});
}

TEST(VerifyVault, ATextThatIsGoneThoughNobodyWasErased) {
  Contents contents = thousand_events();
  const VaultEntry was = contents.vault[some];
  contents.vault.erase(contents.vault.begin() + some);
  VerifyReport report = verified(contents);
  const std::string seq = text(seq_of(was));
  EXPECT_EQ(told(report), Told{"vault " + seq + " text_missing " + seq + ' ' + shown(was)});
  EXPECT_EQ(report.missing, 1U);
  EXPECT_EQ(report.erased, 0U);
  contents.vault.clear();
  report = verified(contents);
  EXPECT_EQ(told(report), Told{"vault 0 vault_empty " + text(thousand_events().vault.size())});
  EXPECT_EQ(report.missing, thousand_events().vault.size());
}

TEST(VerifyVault, WhatWasErasedIsNoDamageAndWhatWasKeptIs) {
  const PersonId person = thousand_events().vault[some].person;
  const auto is_theirs = [&](const VaultEntry& entry) { return entry.person == person; };
  Contents contents = after(PersonErased{person});
  const auto theirs =
      static_cast<std::uint64_t>(std::count_if(contents.vault.begin(), contents.vault.end(), is_theirs));
  ASSERT_GT(theirs, 16U);
  VerifyReport report = verified(contents);
  EXPECT_EQ(report.found, theirs);
  ASSERT_FALSE(report.findings.empty());
  for (const ledger::Finding& finding : report.findings) EXPECT_EQ(finding.label, "verify.text_kept");
  std::erase_if(contents.vault, is_theirs);
  report = verified(contents);
  EXPECT_EQ(told(report), Told{});
  EXPECT_EQ(report.erased, theirs);
  // Somebody else's text that went along is missing.
  const auto others = std::find_if(contents.vault.begin(), contents.vault.end(),
                                   [&](const VaultEntry& entry) { return !entry.document.empty(); });
  ASSERT_NE(others, contents.vault.end());
  const std::string seq = text(seq_of(*others));
  const Told missing{"vault " + seq + " text_missing " + seq + ' ' + shown(*others)};
  contents.vault.erase(others);
  EXPECT_EQ(told(verified(contents)), missing);
}

TEST(VerifyVault, ATextThatNoEventNames) {
  Contents contents = thousand_events();
  VaultEntry extra = contents.vault[some];
  extra.commitment = {};
  contents.vault.push_back(extra);
  const std::string surplus = "vault 0 text_surplus 000000000000 " + extra.person.value;
  EXPECT_EQ(told(verified(contents)), Told{surplus});
  // Also when another one is missing, so that the count is right.
  const VaultEntry gone = contents.vault[some];
  contents.vault.erase(contents.vault.begin() + some);
  const std::string seq = text(seq_of(gone));
  EXPECT_EQ(told(verified(contents)),
            (Told{surplus, "vault " + seq + " text_missing " + seq + ' ' + shown(gone)}));
}

// A policy that an event takes up and none was decided under yet: without it nothing can be done any more.
TEST(VerifyPolicy, OneThatIsTakenUpAndNotYetNamed) {
  const std::string other = "{}";
  Contents contents = after(PolicyAdopted{sha256(other)});
  const std::string at = text(contents.events.size());
  const std::string id = sha256(other).text().substr(0, 12);
  EXPECT_EQ(told(verified(contents)), Told{"policy " + at + " policy_missing " + id + ' ' + at});
  contents.policies.push_back({sha256(other), other});  // and is no policy
  EXPECT_EQ(told(verified(contents)), Told{"policy " + at + " policy_changed " + id + ' ' + at});
  contents = thousand_events();
  contents.policies.push_back({sha256(other), other});
  EXPECT_EQ(told(verified(contents)), Told{"policy 0 policy_unused " + id});
}

// Whose texts they are the events say, whatever stands in the vault.
TEST(VerifyVault, TheTextsOfAPerson) {
  Contents contents = thousand_events();
  const PersonId person = contents.vault[some].person;
  const auto is_theirs = [&](const VaultEntry& entry) { return entry.person == person; };
  const auto count =
      static_cast<std::size_t>(std::count_if(contents.vault.begin(), contents.vault.end(), is_theirs));
  contents.vault[some].person = PersonId{"p0099"};
  const auto store = store_of(contents);
  const auto reader = *store->reader();
  const auto texts = ledger::texts_of(*reader, small_school, person);
  ASSERT_TRUE(texts);
  EXPECT_EQ(texts->size(), count);
  EXPECT_NE(std::find(texts->begin(), texts->end(), contents.vault[some]), texts->end());
  contents.events[500].bytes += ' ';
  const auto damaged = store_of(contents);
  const auto damaged_reader = *damaged->reader();
  EXPECT_EQ(ledger::texts_of(*damaged_reader, small_school, person).error().code, "Q505");
}

}  // namespace
}  // namespace quyche::test
