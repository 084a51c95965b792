// Signed notes, checkpoints and proofs as texts: published examples, tables of what is refused, and every
// changed byte.
#include "engine/ledger/note.h"

#include <gtest/gtest.h>

#include "adapters/signing/ed25519.h"
#include "engine/base/limits.h"
#include "engine/ledger/base64.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ledger/proof.h"
#include "engine/ledger/tree.h"

namespace quyche::ledger {
namespace {

using signing::SigningKey;

SigningKey key_named(const std::string& name, std::uint8_t seed, std::uint8_t type = VerifierKey::ed25519) {
  std::array<std::uint8_t, 32> bytes{};
  bytes[0] = seed;
  return signing::key_of_seed(name, type, bytes);
}

const SigningKey ours = key_named("quyche/le-loi", 1);
const SigningKey witness = key_named("witness.example/w1", 2, VerifierKey::cosigner);

// A text changed in one byte, for every byte and several values: `refused` must hold for each.
template <class Refused>
void every_changed_byte(const std::string& text, Refused refused) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const int value :
         {text[i] ^ 0x01, text[i] ^ 0x20, text[i] ^ 0x80, text[i] + 1, int{'\n'}, int{'A'}, int{' '}}) {
      std::string changed = text;
      changed[i] = static_cast<char>(value);
      if (changed == text) continue;
      ASSERT_TRUE(refused(changed)) << "byte " << i << ": " << changed;
    }
    std::string shorter = text;
    ASSERT_TRUE(refused(shorter.erase(i, 1))) << "without byte " << i;
    ASSERT_TRUE(refused(text.substr(0, i))) << "cut to " << i;
  }
  ASSERT_TRUE(refused(text + '\n'));
  ASSERT_TRUE(refused(text + 'x'));
}

TEST(Base64, VectorsOfRfc4648AndNothingElse) {
  const std::pair<std::string, std::string> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"},
                                                         {"\xFB\xFF", "+/8="}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(base64(bytes), text);
    EXPECT_EQ(from_base64(text), bytes);
  }
  for (const char* bad : {"Zg", "Zg=", "Zh==", "Zm9=", "=Zg=", "Zg==Zg==", "Z===", "====", "Zg= =", "Zm8-",
                          "Zm9v\n", " Zm9v", "Zm9vY", "Zm\xC3\xA9v"})
    EXPECT_FALSE(from_base64(bad)) << bad;
}

// The key, the note and its signature that golang.org/x/mod/sumdb/note publishes as its example.
constexpr std::string_view published_key =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view published_note =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\xE2\x80\x94 PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

TEST(Note, PublishedExample) {
  const auto key = VerifierKey::parse(published_key);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->name, "PeterNeumann");
  EXPECT_EQ(key->text(), published_key);
  const auto note = parse_note(published_note);
  ASSERT_TRUE(note) << note.error().detail;
  EXPECT_EQ(write_note(*note), published_note);
  EXPECT_TRUE(signed_by(*note, *key, signing::verify));
}

TEST(Note, EveryChangedByteOfAKeyIsRefusedOrAnotherKey) {
  const std::string text = ours.key.text();
  ASSERT_EQ(VerifierKey::parse(text), ours.key);
  every_changed_byte(text, [](const std::string& changed) { return !VerifierKey::parse(changed); });
}

TEST(Note, KeysThatAreNone) {
  const std::string hash = ours.key.text().substr(ours.key.name.size() + 1, 8);
  const std::string data = ours.key.text().substr(ours.key.name.size() + 10);
  const auto other_type = [&](char type) {
    std::string bytes = *from_base64(data);
    bytes[0] = type;
    return ours.key.name + '+' + hash + '+' + base64(bytes);
  };
  for (const std::string& bad :
       {std::string(), std::string("a"), "a+" + hash, "+" + hash + "+" + data, "a b+" + hash + "+" + data,
        ours.key.name + "+" + hash + "+", ours.key.name + "+00000000+" + data, "other+" + hash + "+" + data,
        ours.key.text() + "\n", " " + ours.key.text(), other_type(2), other_type(4), other_type(1).substr(1)})
    EXPECT_FALSE(VerifierKey::parse(bad)) << bad;
  for (const char* name : {"", "a b", "a+b", "a\tb", "a\nb",
                           "a\xC2\xA0"
                           "b",
                           "a\xE3\x80\x80"
                           "b",
                           "a\x80", "\xED\xA0\x80"})
    EXPECT_FALSE(is_key_name(name)) << name;
  for (const char* name : {"quyche/le-loi", "x", "tr\xC6\xB0\xE1\xBB\x9Dng", "\xF0\x9F\x94\x91"})
    EXPECT_TRUE(is_key_name(name)) << name;
}

Note signed_note(const std::string& text) {
  Note note{text, {}};
  note.signatures.push_back(signing::note_signature(ours, text));
  note.signatures.push_back(signing::note_signature(witness, text, 1'728'000'000));
  return note;
}

TEST(Note, ReadsWhatItWrites) {
  for (const char* text : {"a\n", "a\n\nb\n", "\n\na\n", "\xE2\x80\x94 looks like one\n"}) {
    const Note note = signed_note(text);
    const auto again = parse_note(write_note(note));
    ASSERT_TRUE(again) << text << again.error().detail;
    EXPECT_EQ(*again, note);
    EXPECT_TRUE(signed_by(*again, ours.key, signing::verify));
    EXPECT_TRUE(signed_by(*again, witness.key, signing::verify));
  }
}

TEST(Note, TextsThatAreNone) {
  const std::string good = write_note(signed_note("a\n"));
  const std::string line = good.substr(3);
  const std::string crlf = [&] {
    std::string out;
    for (const char c : good) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
  }();
  const struct {
    std::string bytes;
    const char* what;
  } table[] = {
      {"", "it has no text and signatures"},
      {"a\n", "it has no text and signatures"},
      {"\n\n" + line, "it has no text and signatures"},
      {"a\n\n", "it has no signature"},
      {"a\n" + line, "it has no text and signatures"},
      {good.substr(0, good.size() - 1), "its last line has no end"},
      {good + "\n", "it has no signature"},
      {good + "x\n", "signature line 3 is not one"},
      {"a\n\n- " + line.substr(4), "signature line 1 is not one"},
      {"a\n\n\xE2\x80\x94 name\n", "signature line 1 is not one"},
      {"a\n\n\xE2\x80\x94 name AAAAAA==\n", "signature line 1 is not one"},
      {"a\n\n\xE2\x80\x94  AAAAAAA=\n", "signature line 1 is not one"},
      {"a\n\n\xE2\x80\x94 na+me AAAAAAA=\n", "signature line 1 is not one"},
      {"a\n\n\xE2\x80\x94 name AAAAAAA= \n", "signature line 1 is not one"},
      {crlf, "it has CR line ends"},
      {"a\x01\n\n" + line, "it has a control character"},
      {std::string("a\0\n\n", 4) + line, "it has a control character"},
      {"\xFF\n\n" + line, "it is not UTF-8"},
      {"\xC0\xAF\n\n" + line, "it is not UTF-8"},
      {"\xED\xA0\x80\n\n" + line, "it is not UTF-8"},
      {"\xF5\x80\x80\x80\n\n" + line, "it is not UTF-8"},
      {"\xE2\x80", "it is not UTF-8"},
  };
  for (const auto& row : table) {
    const auto note = parse_note(row.bytes);
    ASSERT_FALSE(note) << row.bytes;
    EXPECT_EQ(note.error(), (Error{"Q530", row.what})) << row.bytes;
  }
}

TEST(Note, Limits) {
  Note note{"a\n", {}};
  for (std::size_t i = 0; i < limits::note_signatures_max; ++i)
    note.signatures.push_back({"n" + std::to_string(i), {}, "s"});
  EXPECT_TRUE(parse_note(write_note(note)));
  note.signatures.push_back({"n", {}, "s"});
  EXPECT_EQ(parse_note(write_note(note)).error().detail, "it has too many signatures");
  Note longest{
      std::string(limits::note_bytes_max - write_note({"", {{"n", {}, "s"}}}).size() - 1, 'x') + '\n',
      {{"n", {}, "s"}}};
  EXPECT_EQ(write_note(longest).size(), limits::note_bytes_max);
  EXPECT_TRUE(parse_note(write_note(longest)));
  longest.text.insert(0, "x");
  EXPECT_EQ(parse_note(write_note(longest)).error().detail, "it is too long");
}

// c2sp.org/tlog-cosignature: what a cosigner signs, and the time before the signature.
TEST(Note, Cosignature) {
  const std::string text =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  EXPECT_EQ(cosigned_message(1'679'315'147, text), "cosignature/v1\ntime 1679315147\n" + text);
  EXPECT_EQ(timestamped_signature(1'679'315'147, ""), std::string("\0\0\0\0\x64\x18\x50\xCB", 8));
  const NoteSignature signature = signing::note_signature(witness, text, 1'679'315'147);
  const auto message = signed_message({text, {}}, signature, witness.key);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->time_s, 1'679'315'147);
  EXPECT_EQ(message->message, cosigned_message(1'679'315'147, text));
  // A plain signature of the same key is none of a cosigner: the first 64 bytes are no time.
  SigningKey plain = witness;
  plain.key.type = VerifierKey::ed25519;
  EXPECT_NE(plain.key.id(), witness.key.id());
  NoteSignature short_one = signature;
  short_one.signature.erase(0, 8);
  EXPECT_FALSE(signed_message({text, {}}, short_one, witness.key));
  NoteSignature far_future = signature;
  far_future.signature[0] = '\x80';
  EXPECT_FALSE(signed_message({text, {}}, far_future, witness.key));
  EXPECT_FALSE(signed_message({text, {}}, signature, ours.key));
}

TEST(Note, ABadSignatureBesideAGoodOneSpoilsTheNote) {
  Note note = signed_note("a\n");
  ASSERT_TRUE(signed_by(note, ours.key, signing::verify));
  NoteSignature unknown = note.signatures[0];
  unknown.key[0] ^= 1;  // the same name, another key: ignored
  note.signatures.push_back(unknown);
  EXPECT_TRUE(signed_by(note, ours.key, signing::verify));
  NoteSignature bad = note.signatures[0];
  bad.signature[10] ^= 1;
  note.signatures.push_back(bad);
  EXPECT_FALSE(signed_by(note, ours.key, signing::verify));
  EXPECT_TRUE(signed_by(note, witness.key, signing::verify));
  EXPECT_FALSE(signed_by({"a\n", {unknown}}, ours.key, signing::verify));
}

const Checkpoint some{"quyche/le-loi", 5, leaf_hash("some")};

std::string note_of(const Checkpoint& checkpoint) {
  return write_note(signed_note(checkpoint_text(checkpoint)));
}

TEST(Checkpoint, ReadsWhatItWrites) {
  for (const Checkpoint& one :
       {some, Checkpoint{"x", 0, empty_root()}, Checkpoint{"x", (1ULL << 53) - 1, some.root}})
    EXPECT_EQ(read_checkpoint(checkpoint_text(one)).value(), one);
  EXPECT_EQ(checkpoint_text({"example.com/behind-the-sofa", 20'852'163,
                             *digest_from_base64("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")}),
            "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n");
}

TEST(Checkpoint, TextsThatAreNone) {
  const std::string root = base64(some.root);
  const struct {
    std::string text;
    const char* what;
  } table[] = {
      {"", "it has fewer than three lines"},
      {"x\n5\n", "it has fewer than three lines"},
      {"x\n5\n" + root, "it has fewer than three lines"},
      {"x\n5\n" + root + "\nmore\n", "it has more than three lines"},
      {"\n5\n" + root + "\n", "line 1 is no origin"},
      {"x y\n5\n" + root + "\n", "line 1 is no origin"},
      {"x\n\n" + root + "\n", "line 2 is no size"},
      {"x\n05\n" + root + "\n", "line 2 is no size"},
      {"x\n00\n" + root + "\n", "line 2 is no size"},
      {"x\n+5\n" + root + "\n", "line 2 is no size"},
      {"x\n-5\n" + root + "\n", "line 2 is no size"},
      {"x\n5 \n" + root + "\n", "line 2 is no size"},
      {"x\n5.0\n" + root + "\n", "line 2 is no size"},
      {"x\n9007199254740992\n" + root + "\n", "line 2 is no size"},
      {"x\n18446744073709551621\n" + root + "\n", "line 2 is no size"},
      {"x\n5\n\n", "line 3 is no root"},
      {"x\n5\n" + root.substr(4) + "\n", "line 3 is no root"},
      {"x\n5\n" + some.root.text() + "\n", "line 3 is no root"},
      {"x\n5\n" + root + "\r\n", "line 3 is no root"},
  };
  for (const auto& row : table) {
    const auto read = read_checkpoint(row.text);
    ASSERT_FALSE(read) << row.text;
    EXPECT_EQ(read.error(), (Error{"Q531", row.what})) << row.text;
  }
}

TEST(Checkpoint, SignedByItsOwnKeyOnly) {
  EXPECT_EQ(verified_checkpoint(note_of(some), ours.key, signing::verify).value(), some);
  const SigningKey stranger = key_named("quyche/le-loi", 9);
  EXPECT_EQ(verified_checkpoint(note_of(some), stranger.key, signing::verify).error().code, "Q532");
  const SigningKey other_school = key_named("quyche/tran-phu", 1);
  EXPECT_EQ(verified_checkpoint(note_of(some), other_school.key, signing::verify).error(),
            (Error{"Q531", "its origin is quyche/le-loi, the key is of quyche/tran-phu"}));
  Checkpoint foreign = some;
  foreign.origin = "quyche/tran-phu";
  EXPECT_EQ(verified_checkpoint(note_of(foreign), ours.key, signing::verify).error().code, "Q531");
}

// A witness's line is not ours: what happens to it does not touch the checkpoint, and the other way round.
TEST(Checkpoint, EveryChangedByteIsRefused) {
  Note note{checkpoint_text(some), {}};
  note.signatures.push_back(signing::note_signature(ours, note.text));
  every_changed_byte(write_note(note), [](const std::string& changed) {
    return !verified_checkpoint(changed, ours.key, signing::verify);
  });
  note.signatures[0] = signing::note_signature(witness, note.text, 1'728'000'000);
  every_changed_byte(write_note(note), [](const std::string& changed) {
    const auto read = parse_note(changed);
    return !read || !signed_by(*read, witness.key, signing::verify);
  });
}

std::vector<std::string> some_events() {
  std::vector<std::string> events;
  for (int i = 0; i < 5; ++i) events.push_back("{\"event\":" + std::to_string(i) + "}");
  return events;
}

Proof proof_of(std::uint64_t index, bool with_event = true) {
  const std::vector<std::string> events = some_events();
  std::vector<Digest> leaves;
  for (const std::string& event : events) leaves.push_back(leaf_hash(event));
  Frontier frontier;
  std::map<NodeId, Digest> nodes;
  for (const Digest& leaf : leaves)
    frontier.append(leaf, [&](NodeId id, const Digest& hash) { nodes[id] = hash; });
  Proof proof{index, with_event ? events[index] : "", {}, note_of({"quyche/le-loi", 5, frontier.root()})};
  for (const ProofStep& step : inclusion_nodes(index, 5)) {
    std::vector<Digest> hashes;
    for (const NodeId id : step) hashes.push_back(nodes.at(id));
    proof.hashes.push_back(rehash(hashes));
  }
  return proof;
}

TEST(Proof, ReadsWhatItWritesAndVerifies) {
  for (std::uint64_t index = 0; index < 5; ++index) {
    for (const bool with_event : {true, false}) {
      const Proof proof = proof_of(index, with_event);
      const auto again = read_proof(write_proof(proof));
      ASSERT_TRUE(again) << again.error().detail;
      EXPECT_EQ(*again, proof);
      const auto checkpoint = verify_proof(*again, some_events()[index], ours.key, signing::verify);
      ASSERT_TRUE(checkpoint) << checkpoint.error().code;
      EXPECT_EQ(checkpoint->size, 5U);
      EXPECT_EQ(verify_proof(*again, "{}", ours.key, signing::verify).error(),
                (Error{"Q534", "event " + std::to_string(index + 1)}));
      EXPECT_EQ(verify_proof(*again, some_events()[index], witness.key, signing::verify).error().code,
                "Q531");
    }
  }
}

TEST(Proof, TheTextIsThatOfTheSpecification) {
  const std::string text = write_proof(proof_of(2));
  const Proof proof = proof_of(2);
  EXPECT_EQ(text, "c2sp.org/tlog-proof@v1\nextra " + base64(some_events()[2]) + "\nindex 2\n" +
                      base64(proof.hashes[0]) + "\n" + base64(proof.hashes[1]) + "\n" +
                      base64(proof.hashes[2]) + "\n\n" + proof.checkpoint);
}

TEST(Proof, TextsThatAreNone) {
  const std::string good = write_proof(proof_of(4, false));  // one hash
  const std::string hash = base64(proof_of(4).hashes[0]) + "\n";
  const std::string note = proof_of(4).checkpoint;
  const std::string head = "c2sp.org/tlog-proof@v1\n";
  ASSERT_EQ(good, head + "index 4\n" + hash + "\n" + note);
  std::string many;
  for (int i = 0; i < 64; ++i) many += hash;
  const struct {
    std::string bytes;
    const char* code;
    const char* what;
  } table[] = {
      {"", "Q533", "line 1 is not c2sp.org/tlog-proof@v1"},
      {"c2sp.org/tlog-proof@v2\n" + good.substr(head.size()), "Q533", "line 1 is not c2sp.org/tlog-proof@v1"},
      {head, "Q533", "it has no index"},
      {head + "extra !\nindex 4\n" + hash + "\n" + note, "Q533", "what stands behind extra is not base64"},
      {head + "extra \nindex 4\n" + hash + "\n" + note, "Q533", "what stands behind extra is not base64"},
      {head + "extra Zg==\nextra Zg==\nindex 4\n" + hash + "\n" + note, "Q533", "it has no index"},
      {head + "index 04\n" + hash + "\n" + note, "Q533", "it has no index"},
      {head + "index\n" + hash + "\n" + note, "Q533", "it has no index"},
      {head + "index 5\n" + hash + "\n" + note, "Q533", "its index is not below the checkpoint's size"},
      {head + "index 4\n" + hash + "x\n\n" + note, "Q533", "hash 2 is not one"},
      {head + "index 4\n" + many + "\n" + note, "Q533", "hash 64 is not one"},
      {head + "index 4\n" + hash, "Q533", "it ends before the checkpoint"},
      {head + "index 4\n" + hash + "\n", "Q530", "it has no text and signatures"},
      {head + "index 4\n" + hash + "\n\n" + note, "Q531", "it has more than three lines"},
      {head + "index 4\n" + hash + "\n" + note.substr(0, note.size() - 10), "Q530",
       "its last line has no end"},
      {head + "index 4\r\n" + hash + "\n" + note, "Q533", "it has CR line ends"},
      {std::string(limits::proof_bytes_max + 1, 'x'), "Q533", "it is too long"},
  };
  for (const auto& row : table) {
    const auto proof = read_proof(row.bytes);
    ASSERT_FALSE(proof) << row.bytes;
    EXPECT_EQ(proof.error().code, row.code) << row.what;
    EXPECT_TRUE(proof.error().code != "Q533" || proof.error().detail == row.what) << proof.error().detail;
  }
}

TEST(Proof, EveryChangedByteIsRefused) {
  Proof proof = proof_of(3);
  // One signature: a witness's line may be changed without harm to what our key says.
  proof.checkpoint = [&] {
    Note note = *parse_note(proof.checkpoint);
    note.signatures.resize(1);
    return write_note(note);
  }();
  const std::string event = some_events()[3];
  every_changed_byte(write_proof(proof), [&](const std::string& changed) {
    const auto read = read_proof(changed);
    return !read || read->extra != event || !verify_proof(*read, read->extra, ours.key, signing::verify);
  });
  every_changed_byte(event, [&](const std::string& changed) {
    return !verify_proof(proof, changed, ours.key, signing::verify);
  });
}

}  // namespace
}  // namespace quyche::ledger
