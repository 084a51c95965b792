#include "engine/ledger/checkpoint.h"

#include <array>

#include "engine/ledger/base64.h"
#include "engine/ledger/decimal.h"

namespace quyche::ledger {

std::string checkpoint_text(const Checkpoint& checkpoint) {
  return checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' + base64(checkpoint.root) + '\n';
}

Outcome<Checkpoint> read_checkpoint(std::string_view text) {
  std::array<std::string_view, 3> lines;
  for (std::string_view& line : lines) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return fail("Q531", "it has fewer than three lines");
    line = text.substr(0, end);
    text.remove_prefix(end + 1);
  }
  if (!text.empty()) return fail("Q531", "it has more than three lines");
  if (!is_key_name(lines[0])) return fail("Q531", "line 1 is no origin");
  const auto size = decimal(lines[1]);
  if (!size) return fail("Q531", "line 2 is no size");
  const auto root = digest_from_base64(lines[2]);
  if (!root) return fail("Q531", "line 3 is no root");
  return Checkpoint{std::string(lines[0]), *size, *root};
}

Outcome<Checkpoint> verified_checkpoint(std::string_view note, const VerifierKey& key, const Verify& verify) {
  const auto parsed = parse_note(note);
  if (!parsed) return tl::unexpected(parsed.error());
  auto checkpoint = read_checkpoint(parsed->text);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  if (checkpoint->origin != key.name)
    return fail("Q531", "its origin is " + checkpoint->origin + ", the key is of " + key.name);
  if (!signed_by(*parsed, key, verify)) return fail("Q532", key.text());
  return checkpoint;
}

}  // namespace quyche::ledger
