#include "tests/archive/support.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "adapters/archive/files.h"
#include "adapters/runtime/checkpoint.h"
#include "adapters/vault/seal.h"
#include "engine/base/check.h"
#include "engine/json/canonical.h"
#include "engine/ledger/school_log.h"
#include "engine/office/office.h"
#include "rules/policy/load.h"
#include "tests/property/random_commands.h"

namespace quyche::test {
namespace {

namespace fs = std::filesystem;

std::shared_ptr<const Policy> policy() {
  static const std::shared_ptr<const Policy> loaded = [] {
    rules::Findings findings;
    return rules::load_policy(QUYCHE_SOURCE_DIR "/policies/vn.hai-phong.duong-kinh.primary-records.yaml",
                              findings);
  }();
  return loaded;
}

// Names and texts that a page, a table or a terminal could trip over.
constexpr std::array hostile = {
    "<script>alert('x')</script>", "=cmd|' /C calc'!A0", "\"trích\", dẫn; 'nháy'", "hai\ndòng\r\nvà\tthẻ",
    "đảo \xE2\x80\xAE ngược",      "@SUM(1+1)*cmd",      "&lt;đã thoát&gt;",       "-1+1"};

// Puts a commitment that can be opened in the place of each text's, with a salt of the request's own.
void seal(Request& request, std::uint64_t number) {
  auto* admit = std::get_if<AdmitPerson>(&request.command.body);
  if (admit != nullptr)
    admit->identity.text =
        json::canonical(json::Object{{"account", "tk-" + std::to_string(number)},
                                     {"name", std::string(hostile[number % hostile.size()])}});
  request.sealed.clear();
  for (const TextInput* seen : texts_of(request.command)) {
    auto* text = const_cast<TextInput*>(seen);  // of our own request
    if (admit == nullptr && number % 3 == 0) text->text += hostile[number % hostile.size()];
    VaultEntry entry;
    const std::string salt =
        sha256("salt " + std::to_string(number) + ' ' + std::to_string(request.sealed.size())).text();
    entry.salt = salt.substr(0, 16);
    entry.text = text->text;
    entry.commitment = text->commitment = vault::commitment(entry.salt, entry.text);
    entry.person = request.command.as;
    request.sealed.push_back(std::move(entry));
  }
}

class Player {
 public:
  explicit Player(RandomSchool& made) {
    auto opened = Office::open(*made.store, hooks_, random_school);
    CHECK(opened, "an empty store opens");
    office_ = std::move(*opened);
    office_->add_policy(policy());
    for (Request& request : opening(policy_id(*policy()), now_)) submit(std::move(request));
    submit(of_quyche(AdoptKey{made.key.key.text(), false, 0, {}}));
  }
  void play(std::uint64_t seed, std::size_t requests) {
    Choices choices(seed);
    for (std::size_t i = 0; i < requests; ++i) {
      submit(next_request(office_->world(), *policy(), choices.below(1ULL << 40), i, now_, hooks_));
      if (choices.percent(99)) continue;
      const auto& people = office_->school().people;
      const auto at = std::next(people.begin(), static_cast<std::ptrdiff_t>(choices.below(people.size())));
      const PersonId person = at->first;
      submit(of_quyche(RemovePerson{person}));
      if (choices.percent(70)) submit(of_quyche(ErasePerson{person}));
      if (choices.percent(50)) submit(of_quyche(AdmitPerson{person, {}}));
    }
  }

 private:
  Request of_quyche(CommandBody body) const {
    return {
        Command{{}, {}, std::nullopt, std::move(body)}, {}, std::max(now_, office_->school().last_at), {}};
  }
  void submit(Request request) {
    seal(request, ++number_);
    CHECK(office_->submit({&request, 1}), "the store in memory does not fail");
  }

  InputHooks hooks_;
  std::unique_ptr<Office> office_;
  Instant now_ = *Instant::parse("2024-09-25T08:00:00+07:00");
  std::uint64_t number_ = 0;
};

std::string output_of(const std::string& command) {
  std::FILE* pipe = ::popen(command.c_str(), "r");
  CHECK(pipe != nullptr, "a shell starts");
  std::string out;
  std::array<char, 4096> block;
  while (const std::size_t size = std::fread(block.data(), 1, block.size(), pipe))
    out.append(block.data(), size);
  EXPECT_EQ(::pclose(pipe), 0) << command;
  return out;
}

std::string make_three_weeks(const TempDir& temp) {
  const std::string example = (cli::repository() / "examples/three-weeks").string();
  write_bytes(temp.in("commands.jsonl"), output_of(example + "/commands"));
  const auto must = [](const cli::Ran& ran, int exit) { ASSERT_EQ(ran.exit, exit) << ran.err; };
  must(cli::run_cli({"init", temp.in("data"), "--policy", cli::duong_kinh(), "--people",
                     example + "/people.csv", "--school", "th-vi-du", "--clock", "commands", "--at",
                     "2024-08-26T07:00:00+07:00"}),
       0);
  must(cli::run_cli({"do", temp.in("data"), temp.in("commands.jsonl")}), 1);  // some are refused
  must(cli::run_cli({"export", temp.in("data"), "--out", temp.in("archive")}), 0);
  return temp.in("archive");
}

}  // namespace

RandomSchool random_school_of(std::uint64_t seed, std::size_t requests) {
  RandomSchool made;
  std::array<std::uint8_t, 32> key_seed{};
  for (std::size_t i = 0; i < 8; ++i) key_seed[i] = static_cast<std::uint8_t>(seed >> (8 * i));
  made.key = signing::key_of_seed(ledger::origin_of(random_school), ledger::VerifierKey::ed25519, key_seed);
  Player(made).play(seed, requests);
  const auto signed_now = runtime::make_checkpoint(*made.store, random_school, std::span(&made.key, 1));
  CHECK(signed_now, "the store in memory can be signed");
  return made;
}

Outcome<archive::Report> export_to(memory::MemoryStore& store, const std::string& folder, bool vault) {
  const auto reader = store.reader();
  return archive::write_archive(**reader, {random_school, folder, vault,
                                           [](const archive::PageSource& source) {
                                             return Outcome<std::string>(std::to_string(source.events));
                                           },
                                           Lang::en});
}

const std::string& three_weeks() {
  static const TempDir temp;
  static const std::string folder = make_three_weeks(temp);
  return folder;
}

std::string copy_of(const std::string& folder, const TempDir& temp, const std::string& name) {
  fs::copy(folder, temp.in(name), fs::copy_options::recursive);
  return temp.in(name);
}

std::string bytes_of(const std::string& path) { return archive::read_file(path).value(); }

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

void change_lines(const std::string& path, const std::function<void(std::vector<std::string>&)>& change) {
  std::vector<std::string> lines = cli::lines_of(bytes_of(path));
  change(lines);
  std::string bytes;
  for (const std::string& line : lines) bytes += line + '\n';
  write_bytes(path, bytes);
}

void mend_manifest(const std::string& folder) {
  const std::string path = folder + "/manifest.json";
  fs::remove(folder + "/" + archive::manifest_note_file);
  archive::Manifest manifest = *archive::read_manifest(bytes_of(path));
  const auto found = archive::files_below(folder);
  manifest.files.clear();
  for (const std::string& file : *found)
    if (file != archive::manifest_file)
      if (const auto measured = archive::measure(folder, file)) manifest.files.push_back(*measured);
  manifest.events = cli::lines_of(bytes_of(folder + "/events.jsonl")).size();
  write_bytes(path, archive::manifest_text(manifest));
}

std::vector<std::string> python_reports(const std::vector<std::string>& folders, const std::string& key) {
  const TempDir temp;
  std::string list;
  for (const std::string& folder : folders) list += folder + '\n';
  write_bytes(temp.in("folders"), list);
  return cli::lines_of(output_of("PYTHONDONTWRITEBYTECODE=1 python3 " QUYCHE_SOURCE_DIR
                                 "/tests/archive/many.py " QUYCHE_SOURCE_DIR "/adapters/archive/verify.py '" +
                                 key + "' < " + temp.in("folders")));
}

std::string report_of(const std::string& folder, const std::string& key) {
  const auto report = archive::check_archive(folder, {ledger::VerifierKey::parse(key), {}, {}});
  EXPECT_TRUE(report) << (report ? "" : report.error().detail);
  return report ? json::canonical(archive::to_json(*report)) : "";
}

std::vector<std::string> told(const archive::Report& report) {
  std::vector<std::string> out;
  for (const archive::Problem& one : report.problems)
    out.push_back(one.file + (one.line == 0 ? "" : ":" + std::to_string(one.line)) + ' ' + one.what);
  return out;
}

}  // namespace quyche::test
