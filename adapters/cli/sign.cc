#include "adapters/cli/sign.h"

#include <algorithm>
#include <ostream>

#include "adapters/runtime/checkpoint.h"
#include "adapters/runtime/clock.h"
#include "engine/base/limits.h"
#include "engine/ledger/school_log.h"
#include "engine/time/instant.h"

namespace quyche::cli {
namespace {

void note(Context& context, const Error& error) {
  context.err << "quyche: " << context.say("label.note") << ' ' << error.code << ": "
              << context.say(error.code, {error.detail}) << '\n';
}

std::optional<std::int64_t> newest_time_s(const ledger::Note& note, const ledger::VerifierKey& witness) {
  if (!ledger::signed_by(note, witness, signing::verify)) return std::nullopt;
  std::int64_t time_s = 0;
  for (const ledger::NoteSignature& signature : note.signatures)
    if (const auto message = ledger::signed_message(note, signature, witness))
      time_s = std::max(time_s, message->time_s);
  return time_s;
}

}  // namespace

bool sign_what_is_there(Context& context, Store& store, const SchoolId& school, const signing::KeyFile& keys,
                        const runtime::SentEvents* sent) {
  return sign_what_is_there(context, store, school, keys, keys.read(), sent);
}

bool sign_what_is_there(Context& context, Store& store, const SchoolId& school, const signing::KeyFile& keys,
                        const HeldKeys& held, const runtime::SentEvents* sent) {
  const signing::SignedFile signed_file(keys);
  if (!held && held.error().code == "Q535") {
    note(context, held.error());
    return false;
  }
  const auto made = held ? runtime::make_checkpoint(store, school, {*held, &signed_file, sent})
                         : tl::unexpected(held.error());
  if (made || made.error().code == "Q503") return true;
  context.err << "quyche: " << context.say("cli.checkpoint.failed") << '\n';
  context.fault(made.error());
  return false;
}

std::optional<ledger::VerifierKey> key_option(Context& context, const std::string& text) {
  auto key = ledger::VerifierKey::parse(text);
  if (!key) context.wrong_use("cli.not_a_key", {text});
  return key;
}

std::optional<std::vector<ledger::VerifierKey>> witness_options(Context& context,
                                                                const std::vector<std::string>& texts) {
  std::vector<ledger::VerifierKey> keys;
  for (const std::string& text : texts) {
    auto key = key_option(context, text);
    if (!key) return std::nullopt;
    if (key->type != ledger::VerifierKey::cosigner) {
      context.wrong_use("cli.not_a_witness", {text});
      return std::nullopt;
    }
    keys.push_back(std::move(*key));
  }
  return keys;
}

bool witnessed_in_the_future(const ledger::Note& note, const ledger::VerifierKey& witness) {
  const auto time_s = newest_time_s(note, witness);
  return time_s && *time_s > runtime::system_now().ms() / 1'000 + limits::clocks_apart_s_max;
}

std::optional<std::string> witnessed_at(const ledger::Note& note, const ledger::VerifierKey& witness) {
  const auto time_s = newest_time_s(note, witness);
  if (!time_s) return std::nullopt;
  constexpr std::int64_t last_s = 7'258'118'399;  // the end of 2199: what can be written as an instant
  return Instant::from_ms(std::min(*time_s, last_s) * 1'000).text();
}

}  // namespace quyche::cli
