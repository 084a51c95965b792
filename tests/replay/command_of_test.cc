// Deciding the command that an event answers gives exactly the recorded events: nothing else of the command
// matters.
#include "engine/replay/command_of.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "adapters/memory/memory_store.h"
#include "engine/event/codec.h"
#include "engine/replay/audit.h"
#include "engine/school/evolve.h"
#include "rules/policy/load.h"
#include "tests/property/random_commands.h"
#include "tests/replay/history.h"

namespace quyche::test {
namespace {

using Seeds = std::vector<std::uint64_t>;

rc::Gen<Seeds> some_seeds(int most) {
  return rc::gen::resize(most, rc::gen::container<Seeds>(
                                   rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint64_t>())));
}

// A random history of the regulation of Dương Kinh.
RandomHistory random_history(const Seeds& seeds) {
  RandomHistory run;
  for (std::size_t i = 0; i < seeds.size(); ++i) run.step(seeds[i], i);
  return run;
}

TEST(CommandOf, DecidingItGivesTheRecordedEvents) {
  std::map<std::string, int> seen;
  EXPECT_TRUE(rc::check("a command is in its first event", [&] {
    RandomHistory run = random_history(*some_seeds(600));
    const PolicyBook book = run.book();
    SchoolState state;
    Grouping grouping;
    const auto check = [&](const Group& group) {
      RC_ASSERT(group.command);
      RecordedHooks hooks(hooks_of(group.events.front().body), nullptr);
      const auto decided = decide({book, state}, *group.command, group.events.front().at, hooks);
      if (!decided) RC_FAIL("refused: " + decided.error().unmet.front().code);
      std::vector<std::string> recorded;
      std::vector<std::string> given;
      for (const Event& event : group.events) recorded.push_back(encode_event(event));
      for (const Event& event : *decided) given.push_back(encode_event(event));
      RC_ASSERT(given == recorded);
      for (const Event& event : group.events) evolve(state, event);
      ++seen[std::string(kind_of(group.events.front().body))];
    };
    for (const Event& event : run.events())
      if (const auto group = grouping.add(event)) check(*group);
    if (const auto group = grouping.finish()) check(*group);
    RC_ASSERT(state == run.office->school());
  }));
  // The generator is worth its name only when every kind of first event comes up.
  for (const char* kind : {"school_opened", "unit_added", "person_admitted", "role_assigned", "role_ended",
                           "delegated", "delegation_ended", "created", "edited", "attached", "signed",
                           "attested", "signed_off", "acted", "deadline_missed", "reminded", "duty_closed"})
    EXPECT_GT(seen[kind], 0) << kind;
}

TEST(CommandOf, AnHonestHistoryHasNoFindings) {
  EXPECT_TRUE(rc::check("nothing to find", [] {
    RandomHistory run = random_history(*some_seeds(400));
    const PolicyBook book = run.book();
    Audit audit(book);
    for (const Event& event : run.events()) audit.add(event);
    audit.finish();
    for (const AuditFinding& finding : audit.findings())
      RC_FAIL("seq " + std::to_string(finding.seq) + " " + std::string(code_of(finding.what)));
    RC_ASSERT(audit.counts().events == run.events().size());
    RC_ASSERT(audit.school() == run.office->school());
  }));
}

}  // namespace
}  // namespace quyche::test
