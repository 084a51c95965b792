#include "engine/ledger/proof.h"

#include "engine/base/limits.h"
#include "engine/ledger/base64.h"
#include "engine/ledger/decimal.h"
#include "engine/ledger/tree.h"

namespace quyche::ledger {
namespace {

constexpr std::string_view header = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_begin = "extra ";
constexpr std::string_view index_begin = "index ";
constexpr std::size_t hashes_max = 63;  // the depth of a tree of 2^63 leaves

// Lines taken off the front, each with its end.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}
  std::optional<std::string_view> next() {
    const std::size_t end = text_.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = text_.substr(0, end);
    text_.remove_prefix(end + 1);
    return line;
  }
  [[nodiscard]] std::string_view rest() const { return text_; }

 private:
  std::string_view text_;
};

}  // namespace

std::string write_proof(const Proof& proof) {
  std::string bytes = std::string(header) + '\n';
  if (!proof.extra.empty()) bytes += std::string(extra_begin) + base64(proof.extra) + '\n';
  bytes += std::string(index_begin) + std::to_string(proof.index) + '\n';
  for (const Digest& hash : proof.hashes) bytes += base64(hash) + '\n';
  return bytes + '\n' + proof.checkpoint;
}

Outcome<Proof> read_proof(std::string_view bytes) {
  if (bytes.size() > limits::proof_bytes_max) return fail("Q533", "it is too long");
  if (bytes.find('\r') != std::string_view::npos) return fail("Q533", "it has CR line ends");
  Lines lines(bytes);
  if (lines.next() != header) return fail("Q533", "line 1 is not " + std::string(header));
  Proof proof;
  auto line = lines.next();
  if (line && line->starts_with(extra_begin)) {
    auto extra = from_base64(line->substr(extra_begin.size()));
    if (!extra || extra->empty()) return fail("Q533", "what stands behind extra is not base64");
    proof.extra = std::move(*extra);
    line = lines.next();
  }
  const auto index =
      line && line->starts_with(index_begin) ? decimal(line->substr(index_begin.size())) : std::nullopt;
  if (!index) return fail("Q533", "it has no index");
  proof.index = *index;
  for (line = lines.next(); line && !line->empty(); line = lines.next()) {
    const auto hash = digest_from_base64(*line);
    if (!hash || proof.hashes.size() == hashes_max)
      return fail("Q533", "hash " + std::to_string(proof.hashes.size() + 1) + " is not one");
    proof.hashes.push_back(*hash);
  }
  if (!line) return fail("Q533", "it ends before the checkpoint");
  proof.checkpoint = lines.rest();
  // The checkpoint is no opaque tail: what is cut short or follows behind it is seen here.
  const auto note = parse_note(proof.checkpoint);
  if (!note) return tl::unexpected(note.error());
  const auto checkpoint = read_checkpoint(note->text);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  if (proof.index >= checkpoint->size) return fail("Q533", "its index is not below the checkpoint's size");
  return proof;
}

Outcome<Checkpoint> verify_proof(const Proof& proof, std::string_view bytes, const VerifierKey& key,
                                 const Verify& verify) {
  auto checkpoint = verified_checkpoint(proof.checkpoint, key, verify);
  if (!checkpoint) return checkpoint;
  if (!verify_inclusion(leaf_hash(bytes), proof.index, checkpoint->size, proof.hashes, checkpoint->root))
    return fail("Q534", "event " + std::to_string(proof.index + 1));
  return checkpoint;
}

}  // namespace quyche::ledger
