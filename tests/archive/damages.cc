#include "tests/archive/damages.h"

#include <filesystem>

#include "adapters/archive/format.h"
#include "adapters/archive/tree_files.h"
#include "adapters/archive/vault_lines.h"
#include "engine/ledger/tree.h"
#include "tests/archive/support.h"

namespace quyche::test {
namespace fs = std::filesystem;

void flip(const std::string& path, std::size_t place) {
  std::string bytes = bytes_of(path);
  bytes.at(place) = static_cast<char>(bytes.at(place) ^ 1);
  write_bytes(path, bytes);
}

void replace(std::string& text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  ASSERT_NE(at, std::string::npos) << what;
  text.replace(at, what.size(), by);
}

// The same root under another key, or with another text.
void sign_again(const std::string& folder, const signing::SigningKey& key,
                const std::function<void(ledger::Checkpoint&)>& change) {
  auto checkpoint = *ledger::read_checkpoint(ledger::parse_note(bytes_of(folder + "/checkpoint"))->text);
  if (change) change(checkpoint);
  ledger::Note note{ledger::checkpoint_text(checkpoint), {}};
  note.signatures.push_back(signing::note_signature(key, note.text));
  write_bytes(folder + "/checkpoint", ledger::write_note(note));
}

void write_tiles(const std::string& folder) {
  std::vector<Digest> nodes;
  for (const std::string& line : cli::lines_of(bytes_of(folder + "/events.jsonl")))
    nodes.push_back(ledger::leaf_hash(line));
  int level = 0;
  for (const archive::Tile& tile : archive::tiles_of(nodes.size())) {
    if (tile.level > level) nodes = archive::next_tile_level(nodes);
    level = tile.level;
    write_bytes(folder + "/" + archive::tile_file(tile),
                archive::tile_bytes(std::span(nodes).subspan(tile.index * archive::tile_width, tile.width)));
  }
}

signing::SigningKey key_of(const std::string& name, std::uint8_t first) {
  std::array<std::uint8_t, 32> seed{};
  seed[0] = first;
  return signing::key_of_seed(name, ledger::VerifierKey::ed25519, seed);
}

std::vector<Damage> damages() {
  const auto events = [](const std::string& folder) { return folder + "/events.jsonl"; };
  const auto vault = [](const std::string& folder) { return folder + "/vault.jsonl"; };
  const auto edit_line = [=](std::size_t line, const std::string& what, const std::string& by) {
    return [=](const std::string& folder) {
      change_lines(events(folder), [&](Lines& lines) { replace(lines.at(line - 1), what, by); });
    };
  };
  std::vector<Damage> all = {
      {"a byte of an event", [=](const auto& f) { flip(events(f), 5'000); }, {"events.jsonl changed"}},
      {"another person in an event, hidden",
       edit_line(100, R"("by":"p00)", R"("by":"q00)"),
       {"checkpoint checkpoint_root", "events.jsonl:100 event_changed"},
       true},
      {"another person in an event, hidden in the tiles too",
       [=](const auto& f) {
         edit_line(100, R"("by":"p00)", R"("by":"q00)")(f);
         write_tiles(f);
       },
       {"checkpoint checkpoint_root"},
       true},
      {"no JSON", edit_line(7, R"("v":1)", R"("v":1,)"), {"events.jsonl:7 event_form"}, true},
      {"a fraction", edit_line(7, R"("v":1)", R"("v":1.0)"), {"events.jsonl:7 event_form"}, true},
      {"not canonical", edit_line(7, R"("v":1)", R"("v": 1)"), {"events.jsonl:7 event_form"}, true},
      {"a member nobody knows",
       edit_line(7, R"("v":1)", R"("v":1,"w":1)"),
       {"events.jsonl:7 event_form"},
       true},
      {"a later version", edit_line(7, R"("v":1)", R"("v":2)"), {"events.jsonl:7 event_form"}, true},
      {"a number for a text",
       edit_line(7, R"("kind":")", R"("kind":1,"kind2":")"),
       {"events.jsonl:7 event_form"},
       true},
      {"no UTF-8", edit_line(7, R"("kind":")", "\"kind\":\"\xFF"), {"events.jsonl:7 event_form"}, true},
      {"a lone surrogate",
       edit_line(7, R"("kind":")", R"("kind":"\ud800)"),
       {"events.jsonl:7 event_form"},
       true},
      {"a huge number",
       edit_line(7, R"("seq":7)", R"("seq":70000000000000000000)"),
       {"events.jsonl:7 event_form"},
       true},
      {"a time that is none", edit_line(7, R"(.000Z")", R"(.000+")"), {"events.jsonl:7 event_form"}, true},
      {"another number", edit_line(7, R"("seq":7)", R"("seq":8)"), {"events.jsonl:7 event_order"}, true},
      {"another school's event",
       edit_line(7, R"("school":"th-vi-du")", R"("school":"th-khac")"),
       {"events.jsonl:7 event_school"},
       true},
      {"a time before",
       edit_line(300, R"("at":"2024)", R"("at":"2023)"),
       {"events.jsonl:300 event_time"},
       true},
      {"a policy that is not there",
       edit_line(300, R"("policy":")", R"("policy":"0)"),
       {"events.jsonl:300 event_form"},
       true},
      {"two events swapped",
       [=](const auto& f) {
         change_lines(events(f), [](Lines& lines) { std::swap(lines[199], lines[200]); });
       },
       {"checkpoint checkpoint_root", "events.jsonl:200 event_changed", "events.jsonl:200 event_order"},
       true},
      {"an event left out",
       [=](const auto& f) {
         change_lines(events(f), [](Lines& lines) { lines.erase(lines.begin() + 299); });
       },
       {"checkpoint checkpoint_size", "events.jsonl:300 event_order"},
       true},
      {"the newest event left out",
       [=](const auto& f) { change_lines(events(f), [](Lines& lines) { lines.pop_back(); }); },
       {"checkpoint checkpoint_size"},
       true},
      {"the newest event left out, and its tile",
       [=](const auto& f) {
         change_lines(events(f), [](Lines& lines) { lines.pop_back(); });
         fs::rename(f + "/tile/0/002.p/157", f + "/tile/0/002.p/156");
         write_tiles(f);
       },
       {"checkpoint checkpoint_size"},
       true},
      {"an event twice",
       [=](const auto& f) { change_lines(events(f), [](Lines& lines) { lines.push_back(lines.back()); }); },
       {"events.jsonl:670 event_order", "tile/0/002.p/158 missing"},
       true},
      {"an empty line",
       [=](const auto& f) { change_lines(events(f), [](Lines& lines) { lines.emplace_back(); }); },
       {"events.jsonl:670 event_form"},
       true},
      {"the last line cut",
       [=](const auto& f) {
         write_bytes(events(f), bytes_of(events(f)).substr(0, bytes_of(events(f)).size() - 9));
       },
       {"events.jsonl:669 event_form", "events.jsonl:669 truncated"},
       true},
      {"the last newline cut",
       [=](const auto& f) {
         write_bytes(events(f), bytes_of(events(f)).substr(0, bytes_of(events(f)).size() - 1));
       },
       {"events.jsonl:669 truncated"},
       true},
      {"no event at all",
       [=](const auto& f) { write_bytes(events(f), ""); },
       {"checkpoint checkpoint_size"},
       true},
      {"a tile's hash", [](const auto& f) { flip(f + "/tile/0/001", 77); }, {"tile/0/001 tile"}, true},
      {"a tile's hash above",
       [](const auto& f) { flip(f + "/tile/1/000.p/2", 3); },
       {"tile/1/000.p/2 tile"},
       true},
      {"a tile too long",
       [](const auto& f) { write_bytes(f + "/tile/0/000", bytes_of(f + "/tile/0/000") + "x"); },
       {"tile/0/000 tile"},
       true},
      {"a tile too many",
       [](const auto& f) { write_bytes(f + "/tile/0/003", "x"); },
       {"tile/0/003 unexpected"},
       true},
      {"tiles swapped",
       [](const auto& f) {
         fs::rename(f + "/tile/0/000", f + "/tile/0/x");
         fs::rename(f + "/tile/0/001", f + "/tile/0/000");
         fs::rename(f + "/tile/0/x", f + "/tile/0/001");
       },
       {"tile/0/000 tile", "tile/0/001 tile"},
       true},
      {"a byte of the root",
       [](const auto& f) {
         std::string note = bytes_of(f + "/checkpoint");
         const std::size_t at = note.find('\n', note.find('\n') + 1) + 5;
         note[at] = note[at] == 'A' ? 'B' : 'A';
         write_bytes(f + "/checkpoint", note);
       },
       {"checkpoint checkpoint_root", "checkpoint checkpoint_signature"},
       true},
      {"no note",
       [](const auto& f) { write_bytes(f + "/checkpoint", "quyche/th-vi-du\n"); },
       {"checkpoint checkpoint_form"},
       true},
      {"a note without its last line",
       [](const auto& f) {
         const std::string note = bytes_of(f + "/checkpoint");
         write_bytes(f + "/checkpoint", note.substr(0, note.find("\n\n") + 2));
       },
       {"checkpoint checkpoint_form"},
       true},
      {"a line more in the checkpoint",
       [](const auto& f) {
         std::string note = bytes_of(f + "/checkpoint");
         replace(note, "\n\n", "\nx\n\n");
         write_bytes(f + "/checkpoint", note);
       },
       {"checkpoint checkpoint_form"},
       true},
      {"signed by another key of the same name",
       [](const auto& f) { sign_again(f, key_of("quyche/th-vi-du", 9)); },
       {"checkpoint checkpoint_signature"},
       true},
      {"another school's checkpoint",
       [](const auto& f) {
         sign_again(f, key_of("quyche/khac", 9), [](auto& c) { c.origin = "quyche/khac"; });
       },
       {"checkpoint checkpoint_origin", "checkpoint checkpoint_signature"},
       true},
      {"a bad signature beside the good one",
       [](const auto& f) {
         auto note = *ledger::parse_note(bytes_of(f + "/checkpoint"));
         note.signatures.push_back(note.signatures.front());
         note.signatures.back().signature[9] ^= 1;
         write_bytes(f + "/checkpoint", ledger::write_note(note));
       },
       {"checkpoint checkpoint_signature"},
       true},
      {"another key in the list",
       [](const auto& f) {
         write_bytes(f + "/keys",
                     "2 2024-08-26T00:00:00.000Z " + key_of("quyche/th-vi-du", 9).key.text() + "\n");
       },
       {"keys keys"},
       true},
      {"a policy's bytes",
       [](const auto& f) { flip(fs::directory_iterator(f + "/policies")->path().string(), 900); },
       {"policies/"},
       true},
      {"a policy's name",
       [](const auto& f) {
         fs::rename(fs::directory_iterator(f + "/policies")->path(),
                    f + "/policies/" + std::string(64, 'a') + ".json");
       },
       {"policies/"},
       true},
      {"a calendar gone",
       [](const auto& f) { fs::remove(fs::directory_iterator(f + "/calendars")->path()); },
       {"calendars/"},
       true},
      {"another file in the list of attachments",
       [](const auto& f) {
         change_lines(f + "/attachments.csv", [](Lines& lines) { std::swap(lines[1], lines[2]); });
       },
       {"attachments.csv attachments"},
       true},
      {"a text",
       [=](const auto& f) {
         change_lines(vault(f), [](Lines& lines) { replace(lines[40], R"("text":")", R"("text":"không )"); });
       },
       {"vault.jsonl:41 vault_commitment"},
       true},
      {"a salt",
       [=](const auto& f) {
         change_lines(vault(f), [](Lines& lines) { replace(lines[40], R"("salt":")", R"("salt":"00)"); });
       },
       {"vault.jsonl:41 vault_commitment"},
       true},
      {"a salt that is none",
       [=](const auto& f) {
         change_lines(vault(f), [](Lines& lines) { replace(lines[40], R"("salt":")", R"("salt":"0)"); });
       },
       {"vault.jsonl:41 vault_form"},
       true},
      {"somebody else's text",
       [=](const auto& f) {
         change_lines(vault(f),
                      [](Lines& lines) { replace(lines[40], R"("person":"p0)", R"("person":"q0)"); });
       },
       {"vault.jsonl:41 vault_person"},
       true},
      {"a text of another document",
       [=](const auto& f) {
         change_lines(vault(f),
                      [](Lines& lines) { replace(lines[60], R"("document":")", R"("document":"x)"); });
       },
       {"vault.jsonl:61 vault_person"},
       true},
      {"a text without its person's id",
       [=](const auto& f) {
         change_lines(vault(f), [](Lines& lines) {
           const std::size_t at = lines[0].find(R"("person":)");
           lines[0].erase(at, lines[0].find(',', at) + 1 - at);
         });
       },
       {"vault.jsonl:1 vault_person"},
       true},
      {"an empty id",
       [=](const auto& f) {
         change_lines(vault(f), [](Lines& lines) {
           const std::size_t at = lines[0].find(R"("person":")") + 10;
           lines[0].erase(at, lines[0].find('"', at) - at);
         });
       },
       {"vault.jsonl:1 vault_form"},
       true},
      {"a text taken out",
       [=](const auto& f) { change_lines(vault(f), [](Lines& lines) { lines.erase(lines.begin() + 3); }); },
       {"events.jsonl:"},
       true},
      {"texts swapped",
       [=](const auto& f) { change_lines(vault(f), [](Lines& lines) { std::swap(lines[3], lines[4]); }); },
       {"vault.jsonl:5 vault_order"},
       true},
      {"a text twice",
       [=](const auto& f) {
         change_lines(vault(f), [](Lines& lines) { lines.insert(lines.begin() + 3, lines[3]); });
       },
       {"vault.jsonl:5 vault_order"},
       true},
      {"a text that no event names",
       [=](const auto& f) {
         VaultEntry entry;
         entry.salt = "muoi";
         entry.text = "thêm";
         entry.commitment = sha256(entry.salt + std::string(1, '\0') + entry.text);
         write_bytes(vault(f), bytes_of(vault(f)) + archive::vault_line(entry) + '\n');
       },
       {"vault.jsonl:"},
       true},
      {"the vault cut",
       [=](const auto& f) {
         write_bytes(vault(f), bytes_of(vault(f)).substr(0, bytes_of(vault(f)).size() - 1));
       },
       {"vault.jsonl truncated"},
       true},
      {"no vault, and nobody says so",
       [=](const auto& f) { fs::remove(vault(f)); },
       {"vault.jsonl missing"},
       true},
      {"a file more", [](const auto& f) { write_bytes(f + "/them.txt", "x"); }, {"them.txt unlisted"}},
      {"a file more, listed",
       [](const auto& f) { write_bytes(f + "/them.txt", "x"); },
       {"them.txt unexpected"},
       true},
      {"a link", [](const auto& f) { fs::create_symlink("keys", f + "/lien-ket"); }, {"lien-ket unlisted"}},
      {"a link to a folder",
       [](const auto& f) { fs::create_directory_symlink("/tmp", f + "/thu-muc"); },
       {"thu-muc unlisted"}},
      {"a link for a file",
       [](const auto& f) {
         fs::rename(f + "/keys", f + ".keys");
         fs::create_symlink(f + ".keys", f + "/keys");
       },
       {"keys missing"}},
      {"a folder for a file",
       [](const auto& f) {
         fs::remove(f + "/keys");
         fs::create_directory(f + "/keys");
       },
       {"keys missing"}},
      {"another number of events in the manifest",
       [](const auto& f) {
         change_lines(f + "/manifest.json",
                      [](Lines& l) { replace(l[0], "\"events\":669", "\"events\":668"); });
       },
       {"events.jsonl event_count"}},
      {"another school in the manifest",
       [](const auto& f) {
         change_lines(f + "/manifest.json", [](Lines& l) { replace(l[0], "th-vi-du", "th-khac"); });
       },
       {"checkpoint checkpoint_origin", "events.jsonl:1 event_school"}},
      {"a manifest that denies the vault",
       [](const auto& f) {
         change_lines(f + "/manifest.json",
                      [](Lines& l) { replace(l[0], "\"vault\":true", "\"vault\":false"); });
       },
       {"vault.jsonl unexpected"}},
      {"no manifest", [](const auto& f) { fs::remove(f + "/manifest.json"); }, {"manifest.json missing"}},
      {"a manifest of another format",
       [](const auto& f) {
         change_lines(f + "/manifest.json",
                      [](Lines& l) { replace(l[0], "quyche-archive/1", "quyche-archive/2"); });
       },
       {"manifest.json unreadable"}},
      {"a manifest that is not canonical",
       [](const auto& f) {
         change_lines(f + "/manifest.json", [](Lines& l) { replace(l[0], "\"vault\":", "\"vault\": "); });
       },
       {"manifest.json unreadable"}},
      {"a manifest that leaves the folder",
       [](const auto& f) {
         change_lines(f + "/manifest.json",
                      [](Lines& l) { replace(l[0], "\"path\":\"keys\"", "\"path\":\"../keys\""); });
       },
       {"manifest.json unreadable"}},
      {"a manifest that names itself",
       [](const auto& f) {
         change_lines(f + "/manifest.json",
                      [](Lines& l) { replace(l[0], "\"path\":\"keys\"", "\"path\":\"manifest.json\""); });
       },
       {"manifest.json unreadable"}},
  };
  return all;
}

}  // namespace quyche::test
