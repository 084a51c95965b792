// Whatever is wrong with an archive is found, by both verifiers, with the same words.
#include <algorithm>

#include "adapters/archive/files.h"
#include "adapters/archive/format.h"
#include "adapters/archive/story.h"
#include "adapters/archive/tree_files.h"
#include "adapters/archive/vault_lines.h"
#include "engine/json/canonical.h"
#include "engine/json/read.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ledger/tree.h"
#include "tests/archive/support.h"
#include "tests/property/random_commands.h"

namespace quyche::test {
namespace {

namespace fs = std::filesystem;
using Told = std::vector<std::string>;
using Lines = std::vector<std::string>;

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
                const std::function<void(ledger::Checkpoint&)>& change = {}) {
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

// A line of events.jsonl that holds `what`, counted from 1.
std::uint64_t line_with(const std::string& folder, const std::string& what) {
  const auto lines = cli::lines_of(bytes_of(folder + "/events.jsonl"));
  const auto at = std::find_if(lines.begin(), lines.end(),
                               [&](const std::string& line) { return line.find(what) != std::string::npos; });
  EXPECT_NE(at, lines.end()) << what;
  return static_cast<std::uint64_t>(at - lines.begin()) + 1;
}

struct Damage {
  const char* name;
  std::function<void(const std::string& folder)> inflict;
  // Among the problems, each of which begins with one of these; of an empty one nothing is said.
  Told wanted;
  bool mended = false;  // the manifest is made to agree
};

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

class ArchiveDamage : public testing::Test {
 protected:
  TempDir temp_;
};

TEST_F(ArchiveDamage, OfEachKindIsFoundByBothVerifiersAlike) {
  std::vector<std::string> folders;
  const std::vector<Damage> table = damages();
  for (const Damage& damage : table) {
    folders.push_back(copy_of(three_weeks(), temp_, "a" + std::to_string(folders.size())));
    damage.inflict(folders.back());
    if (damage.mended) mend_manifest(folders.back());
  }
  const auto of_python = python_reports(folders);
  ASSERT_EQ(of_python.size(), table.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    SCOPED_TRACE(table[i].name);
    EXPECT_EQ(report_of(folders[i]), of_python[i]);
    const auto report = archive::check_archive(folders[i]);
    ASSERT_TRUE(report);
    const Told found = told(*report);
    for (const std::string& wanted : table[i].wanted)
      EXPECT_TRUE(std::any_of(found.begin(), found.end(),
                              [&](const std::string& one) { return one.starts_with(wanted); }))
          << wanted << " not among " << testing::PrintToString(found);
    // A manifest that agrees hides nothing.
    EXPECT_FALSE(found.empty());
    for (const std::string& one : found)
      EXPECT_FALSE(table[i].mended && (one.ends_with(" changed") || one.ends_with(" unlisted"))) << one;
  }
}

// Missing, and longer by a byte: each file there is.
TEST_F(ArchiveDamage, OfEachFileIsFound) {
  std::vector<std::string> folders;
  Told wanted;
  const auto files = archive::files_below(three_weeks());
  for (const std::string& file : *files) {
    if (file == archive::manifest_file) continue;
    const std::string path = "/" + file;
    folders.push_back(copy_of(three_weeks(), temp_, "a" + std::to_string(folders.size())));
    fs::remove(folders.back() + path);
    wanted.push_back(file + " missing");
    folders.push_back(copy_of(three_weeks(), temp_, "a" + std::to_string(folders.size())));
    write_bytes(folders.back() + path, bytes_of(folders.back() + path) + "\n");
    wanted.push_back(file + " changed");
  }
  EXPECT_GT(folders.size(), 30U);
  const auto of_python = python_reports(folders);
  ASSERT_EQ(of_python.size(), folders.size());
  for (std::size_t i = 0; i < folders.size(); ++i) {
    EXPECT_EQ(report_of(folders[i]), of_python[i]);
    const Told found = told(*archive::check_archive(folders[i]));
    EXPECT_NE(std::find(found.begin(), found.end(), wanted[i]), found.end())
        << wanted[i] << " not among " << testing::PrintToString(found);
  }
}

// A thief with a text editor: random bytes changed, put in or taken out, the manifest mended.
TEST_F(ArchiveDamage, OfRandomBytesIsFoundByBothVerifiersAlike) {
  const RandomSchool made = random_school_of(20, 120);
  ASSERT_TRUE(export_to(*made.store, temp_.in("whole")));
  const auto files = *archive::files_below(temp_.in("whole"));
  std::vector<std::string> folders;
  Choices choices(77);
  while (folders.size() < 120) {
    folders.push_back(copy_of(temp_.in("whole"), temp_, "a" + std::to_string(folders.size())));
    const std::string& file = choices.one_of(files);
    std::string bytes = bytes_of(folders.back() + "/" + file);
    const std::size_t place = choices.below(bytes.size());
    if (choices.percent(60))
      bytes[place] = static_cast<char>(bytes[place] ^ (1 << choices.below(8)));
    else if (choices.percent(50))
      bytes.erase(place, 1 + choices.below(60));
    else
      bytes.insert(place, bytes.substr(choices.below(bytes.size()), 1 + choices.below(60)));
    write_bytes(folders.back() + "/" + file, bytes);
    // What only the manifest guards stays found.
    const bool derived = file == "index.html" || file == "README.txt" || file == "verify.py" ||
                         file.starts_with("calendars/") || file == "manifest.json";
    if (!derived && choices.percent(70)) mend_manifest(folders.back());
  }
  const auto of_python = python_reports(folders);
  ASSERT_EQ(of_python.size(), folders.size());
  for (std::size_t i = 0; i < folders.size(); ++i) {
    EXPECT_EQ(report_of(folders[i]), of_python[i]) << folders[i];
    EXPECT_FALSE(archive::check_archive(folders[i])->ok()) << i << ' ' << of_python[i];
  }
}

TEST_F(ArchiveDamage, OfEveryByteOfAnEventIsFound) {
  const RandomSchool made = random_school_of(3, 20);
  ASSERT_TRUE(export_to(*made.store, temp_.in("a")));
  const std::string path = temp_.in("a/events.jsonl");
  const std::string bytes = bytes_of(path);
  const std::size_t from = bytes.find('\n') + 1;
  for (std::size_t place = from; place < bytes.find('\n', from); ++place) {
    flip(path, place);
    mend_manifest(temp_.in("a"));
    const auto report = archive::check_archive(temp_.in("a"));
    ASSERT_TRUE(report);
    const Told found = told(*report);
    EXPECT_TRUE(std::any_of(found.begin(), found.end(),
                            [](const std::string& one) { return one.starts_with("events.jsonl:2 event_"); }))
        << place << testing::PrintToString(found);
    write_bytes(path, bytes);
  }
}

// Whoever can make everything anew can make an archive of one piece; a key from elsewhere tells.
TEST_F(ArchiveDamage, AForgeryOfOnePieceIsToldByTheKeyAlone) {
  const RandomSchool real = random_school_of(5, 40);
  const RandomSchool forged = random_school_of(6, 40);
  ASSERT_TRUE(export_to(*forged.store, temp_.in("a")));
  EXPECT_TRUE(archive::check_archive(temp_.in("a"))->ok());
  const std::string key = real.key.key.text();
  EXPECT_EQ(told(*archive::check_archive(temp_.in("a"), real.key.key)),
            Told{"checkpoint checkpoint_signature"});
  EXPECT_EQ(report_of(temp_.in("a"), key), python_reports({temp_.in("a")}, key).at(0));
}

// A text of somebody erased that is still there, or was put back.
TEST_F(ArchiveDamage, AnErasedTextThatIsThereIsFound) {
  cli::School school;
  ASSERT_EQ(cli::run_cli({"checkpoint", school.dir}).exit, 0);
  ASSERT_EQ(cli::run_cli({"export", school.dir, "--out", temp_.in("before")}).exit, 0);
  ASSERT_EQ(
      school
          .give(
              R"({"do":"remove_person","key":"a","as":"qt","at":"2024-09-02T08:00:00+07:00","person":"gv01"})"
              "\n")
          .exit,
      0);
  ASSERT_EQ(cli::run_cli({"erase", school.dir, "--person", "gv01", "--as", "qt", "--yes", "--at",
                          "2024-09-02T09:00:00+07:00"})
                .exit,
            0);
  ASSERT_EQ(cli::run_cli({"export", school.dir, "--out", temp_.in("after")}).exit, 0);
  EXPECT_EQ(cli::lines_of(bytes_of(temp_.in("after/vault.jsonl"))).size() + 1,
            cli::lines_of(bytes_of(temp_.in("before/vault.jsonl"))).size());
  write_bytes(temp_.in("after/vault.jsonl"), bytes_of(temp_.in("before/vault.jsonl")));
  mend_manifest(temp_.in("after"));
  EXPECT_EQ(told(*archive::check_archive(temp_.in("after"))), Told{"vault.jsonl:1 text_kept"});
  EXPECT_EQ(report_of(temp_.in("after")), python_reports({temp_.in("after")}).at(0));
}

TEST_F(ArchiveDamage, NothingIsMadeOfIt) {
  const std::string folder = copy_of(three_weeks(), temp_, "a");
  change_lines(folder + "/events.jsonl",
               [](Lines& lines) { replace(lines[99], R"("by":"p00)", R"("by":"q00)"); });
  mend_manifest(folder);
  const cli::Ran ran = cli::run_cli({"import", folder, "--dir", temp_.in("dir"), "--lang", "en"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_NE(ran.err.find("Q541"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("events.jsonl:100: the event is not the one that was signed"), std::string::npos)
      << ran.err;
  EXPECT_FALSE(fs::exists(temp_.in("dir")));
  const cli::Ran verified = cli::run_cli({"verify", folder});
  EXPECT_EQ(verified.exit, 1);
  EXPECT_NE(verified.out.find("events.jsonl:100"), std::string::npos) << verified.out;
  // Another key than the one that signed.
  const cli::Ran other = cli::run_cli(
      {"import", three_weeks(), "--dir", temp_.in("dir"), "--key", key_of("quyche/th-vi-du", 9).key.text()});
  EXPECT_EQ(other.exit, 3);
  EXPECT_NE(other.err.find("Q541"), std::string::npos) << other.err;
  EXPECT_FALSE(fs::exists(temp_.in("dir")));
  const cli::Ran none = cli::run_cli({"import", temp_.in("nothing"), "--dir", temp_.in("dir")});
  EXPECT_EQ(none.exit, 3);
  EXPECT_NE(none.err.find("Q540"), std::string::npos) << none.err;
}

// An event that is one by its form and that this version cannot read: whole for a verifier, nothing to
// import.
TEST_F(ArchiveDamage, AnEventOfAnUnknownKindIsNotImported) {
  const std::string folder = copy_of(three_weeks(), temp_, "a");
  const std::uint64_t line = line_with(folder, R"("kind":"notified")");
  const signing::SigningKey key = key_of("quyche/th-vi-du", 9);
  change_lines(folder + "/events.jsonl", [&](Lines& lines) {
    replace(lines.at(line - 1), R"("kind":"notified")", R"("kind":"foretold")");
    const std::size_t at = lines[1].find("quyche/th-vi-du+");
    lines[1].replace(at, lines[1].find('"', at) - at, key.key.text());
  });
  write_tiles(folder);
  const auto lines = cli::lines_of(bytes_of(folder + "/events.jsonl"));
  std::vector<Digest> leaves;
  for (const std::string& one : lines) leaves.push_back(ledger::leaf_hash(one));
  sign_again(folder, key, [&](ledger::Checkpoint& c) { c.root = archive::root_of(leaves); });
  change_lines(folder + "/keys", [&](Lines& keys) {
    keys[0].replace(keys[0].find("quyche/"), std::string::npos, key.key.text());
  });
  mend_manifest(folder);
  EXPECT_EQ(told(*archive::check_archive(folder)), Told{});
  EXPECT_EQ(report_of(folder), python_reports({folder}).at(0));
  const cli::Ran ran = cli::run_cli({"import", folder, "--dir", temp_.in("dir")});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_NE(ran.err.find("Q505"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("events.jsonl:" + std::to_string(line)), std::string::npos) << ran.err;
  EXPECT_FALSE(fs::exists(temp_.in("dir")));
}

}  // namespace
}  // namespace quyche::test
