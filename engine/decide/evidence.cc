// Facts that count towards an action: e-signatures and steps on paper.
#include <algorithm>

#include "engine/decide/authority.h"
#include "engine/decide/deciding.h"
#include "engine/decide/listing.h"
#include "engine/decide/requirements.h"

namespace quyche::deciding {
namespace {

bool attested_now(const Document& document, const PaperStepId& step) {
  return std::any_of(document.attestations.begin(), document.attestations.end(), [&](const Attestation& a) {
    return a.step == step && a.content_version == document.content_version;
  });
}

}  // namespace

void decide_sign(Deciding& d, const Sign& command) {
  const Document* document = d.find_document(command.document);
  if (document == nullptr) return;
  const Policy& policy = d.policy_of(*document);
  const DocumentType* type = policy.document(document->type);
  if (!type->signing) return d.refuse("Q443", {title_or_id(*type)}, type->cite);
  refuse_if_locked(d, *document, *type);
  const auto right = authority(d.school(), policy, d.command.as, type->signing->by, document->unit,
                               acting_owner(d.school(), policy, *document, d.now), d.now);
  if (!right) d.refuse_role(type->signing->by, policy, document, document->unit, type->signing->cite);
  std::vector<HookRecord> hooks;
  judge(d, {*document, *type, policy, {}, d.command.as, false}, type->signing->needs, &hooks);
  const Digest content = content_digest(*document);
  if (command.content && *command.content != content)
    d.refuse("Q442", {command.content->text(), content.text()});
  const bool repeated =
      std::any_of(document->signatures.begin(), document->signatures.end(), [&](const Signature& signature) {
        return signature.by == d.command.as && signature.content_version == document->content_version;
      });
  if (repeated) d.refuse("Q446");
  if (!d.unmet.empty()) return;
  d.emit(Signed{document->id, content, command.signature, command.certificate, std::move(hooks)},
         document->policy, type->signing->cite, right->on_behalf_of);
}

void decide_attest(Deciding& d, const Attest& command) {
  const Document* document = d.find_document(command.document);
  if (document == nullptr) return;
  const Policy& policy = d.policy_of(*document);
  const DocumentType* type = policy.document(document->type);
  const PaperStep* step = type->paper_step(command.step);
  if (step == nullptr)
    return d.refuse("Q449", {command.step.value, title_or_id(*type), known_ids(type->paper_steps)},
                    type->cite);
  refuse_if_locked(d, *document, *type);
  const auto right = authority(d.school(), policy, d.command.as, step->by, document->unit,
                               acting_owner(d.school(), policy, *document, d.now), d.now);
  if (!right) d.refuse_role(step->by, policy, document, document->unit, step->cite);
  for (const PaperStep& earlier : type->paper_steps) {
    if (earlier.id == step->id) break;
    if (attested_now(*document, earlier.id)) continue;
    d.unmet.push_back({"Q411",
                       {title_or_id(earlier)},
                       earlier.cite,
                       earlier.by,
                       holders(d.school(), policy, earlier.by, document->unit, document->owner)});
  }
  if (attested_now(*document, step->id)) d.refuse("Q441", {title_or_id(*step)}, step->cite);
  if (step->evidence_required && command.evidence.empty()) d.refuse("Q444", {title_or_id(*step)}, step->cite);
  if (!d.unmet.empty()) return;
  d.emit(Attested{document->id, step->id, command.evidence}, document->policy, step->cite,
         right->on_behalf_of);
}

}  // namespace quyche::deciding
