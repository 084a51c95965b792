#include "tests/replay/forge.h"

#include "engine/event/codec.h"
#include "engine/school/evolve.h"

namespace quyche::test {

Event& ForgedSchool::forge(const std::string& who, EventBody body, Clause clause) {
  Event event;
  event.school = state.id;
  event.at = now();
  event.by = PersonId{who};
  event.policy = state.adopted.back().policy;
  event.clause = std::move(clause);
  if (!who.empty()) event.command = CommandKey{"f" + std::to_string(++forged_)};
  event.body = std::move(body);
  add({std::move(event)});
  return log.back();
}

void ForgedSchool::add(std::vector<Event> events) {
  for (Event& event : events) {
    event.seq = state.last_seq + 1;
    evolve(state, event);
    log.push_back(std::move(event));
  }
}

void ForgedSchool::drop(std::size_t index, std::size_t count) {
  const auto at = log.begin() + static_cast<std::ptrdiff_t>(index);
  log.erase(at, at + static_cast<std::ptrdiff_t>(count));
  for (std::size_t i = 0; i < log.size(); ++i) log[i].seq = i + 1;
  state.last_seq = log.size();
}

std::vector<std::string> audited(const School& school, Rerun* rerun, AuditCounts* counts) {
  const World world = school.world();
  Audit audit(world.policies, rerun);
  for (const Event& event : school.log) {
    // Through its bytes: what an audit gets is what can be stored.
    auto read = decode_event(encode_event(event));
    CHECK(read, "a forged event is well formed");
    audit.add(std::move(*read));
  }
  audit.finish();
  if (counts != nullptr) *counts = audit.counts();
  std::vector<std::string> out;
  for (const AuditFinding& finding : audit.findings()) {
    std::string text = std::string(code_of(finding.what)) + ' ' + std::to_string(finding.seq);
    for (const Unmet& unmet : finding.refusal.unmet) text += ' ' + unmet.code;
    out.push_back(std::move(text));
  }
  return out;
}

}  // namespace quyche::test
