// Any bytes as a command: reading never crashes; what reads is decided against a small school under the
// shipped policy, and its refusals render in both languages.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "engine/command/read_command.h"
#include "engine/decide/decide.h"
#include "engine/json/canonical.h"
#include "engine/json/read.h"
#include "engine/school/evolve.h"
#include "rules/policy/load.h"

namespace {

using namespace quyche;

struct School {
  PolicyBook policies;
  SchoolState state;
  NoHooks hooks;
  Instant now = *Instant::parse("2024-09-03T08:00:00+07:00");

  void run(CommandBody body, const char* as = "") {
    const auto events =
        decide({policies, state}, Command{{}, PersonId{as}, std::nullopt, std::move(body)}, now, hooks);
    if (!events) std::abort();
    for (const Event& event : *events) evolve(state, event);
  }
  School() {
    rules::Findings findings;
    const auto policy = rules::load_policy(
        QUYCHE_SOURCE_DIR "/policies/vn.hai-phong.duong-kinh.primary-records.yaml", findings);
    if (policy == nullptr) std::abort();
    const PolicyId id = policy_id(*policy);
    policies.add(id, policy);
    run(OpenSchool{SchoolId{"s"}, id, ClockSource::given});
    run(AddUnit{UnitId{"to-1"}});
    for (const char* person : {"gv", "tt", "ht", "pht", "qt", "vt"}) run(AdmitPerson{PersonId{person}, {}});
    run(AssignRole{PersonId{"gv"}, RoleId{"teacher"}, UnitId{"to-1"}});
    run(AssignRole{PersonId{"tt"}, RoleId{"team_lead"}, UnitId{"to-1"}});
    run(AssignRole{PersonId{"ht"}, RoleId{"principal"}, {}});
    run(AssignRole{PersonId{"pht"}, RoleId{"vice_principal"}, {}});
    run(AssignRole{PersonId{"qt"}, RoleId{"administrator"}, {}});
    run(AssignRole{PersonId{"vt"}, RoleId{"clerk"}, {}});
    Create create;
    create.type = DocumentTypeId{"lesson_plan"};
    create.document = DocumentId{"d1"};
    create.fields[FieldId{"lesson_date"}] = TextInput{"2024-10-07", {}};
    run(create, "gv");
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static School school;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const CommandContext context{[](std::string_view given) { return sha256(given); },
                               [](std::string_view account) { return PersonId::parse(account); }};
  const auto command = read_command(text, context);
  const auto must_render = [](const Refusal& refusal) {
    if (refusal.unmet.empty()) std::abort();
    for (const Unmet& unmet : refusal.unmet)
      if (sentence(unmet, Lang::vi).empty() || sentence(unmet, Lang::en).empty()) std::abort();
    // What goes into an answer is JSON again, so valid UTF-8.
    if (!json::read(json::canonical(to_json(refusal)))) std::abort();
  };
  if (!command) {
    must_render(command.error());
    return 0;
  }
  const auto events = decide({school.policies, school.state}, command->command, school.now, school.hooks);
  if (!events) {
    must_render(events.error());
    return 0;
  }
  SchoolState after = school.state;
  for (const Event& event : *events) evolve(after, event);
  return 0;
}
