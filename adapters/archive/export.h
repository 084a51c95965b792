// quyche export: a school as a folder that can be kept for decades and checked without quyche.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/archive/check.h"
#include "adapters/people/directory.h"
#include "adapters/signing/ed25519.h"
#include "engine/base/result.h"
#include "engine/decide/decide.h"
#include "engine/ports/store.h"

namespace quyche::archive {

// What the page for people is written from: the school after the last event of the archive.
struct PageSource {
  World world;
  const people::Directory& people;  // knows ids only where the vault is left out
  std::function<std::optional<std::string>(const Digest&)> text;
  std::function<Outcome<std::vector<Event>>(const DocumentId&)> history;
  std::uint64_t events = 0;
  Digest root;
  std::uint64_t checkpoint_size = 0;
  bool vault = true;
};
using Page = std::function<Outcome<std::string>(const PageSource&)>;

struct Export {
  SchoolId school;
  std::string folder;    // made by this; its parent is there
  bool vault = true;     // names and texts too
  Page page;             // writes index.html
  Lang lang = Lang::vi;  // of an error's detail
  // The school's keys that are at hand. With the one in force the manifest is signed.
  std::vector<signing::SigningKey> keys = {};
};

// Writes the archive of all events that are stored now, beside whoever writes. All or nothing: the folder
// appears under its name when everything in it is durable and was checked as check_archive does. Fails with
// Q542 (the school has no checkpoint), Q543 (something of that name is there), Q544 (what the store gave does
// not check), Q546 (writing failed), Q505, Q506 and the store's own errors.
[[nodiscard]] Outcome<Report> write_archive(StoreReader& reader, const Export& wanted);

// The files that are the same in every archive.
[[nodiscard]] std::string_view readme_text();
[[nodiscard]] std::string_view verifier_text();
// A policy's calendar for people; nothing for a policy without one.
[[nodiscard]] std::optional<std::string> calendar_text(const Policy& policy);

// "events.jsonl:12: …" of each problem, at most `count` of them, for a message.
[[nodiscard]] std::string words(const std::vector<Problem>& problems, Lang lang, std::size_t count);

}  // namespace quyche::archive
