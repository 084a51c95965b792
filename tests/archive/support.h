// What the tests of archives share: schools to export, folders to damage, and the verifier in Python.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/archive/check.h"
#include "adapters/archive/export.h"
#include "adapters/archive/import.h"
#include "adapters/memory/memory_store.h"
#include "adapters/signing/ed25519.h"
#include "tests/adapters/cli/cli.h"
#include "tests/contract/temp_dir.h"

namespace quyche::test {

using contract::TempDir;

inline const SchoolId random_school{"s"};

// A school with a random history in memory: people come and go, some are erased, texts are sealed as they are
// in a data directory, and a checkpoint covers everything.
struct RandomSchool {
  std::unique_ptr<memory::MemoryStore> store = std::make_unique<memory::MemoryStore>();
  signing::SigningKey key;
};
[[nodiscard]] RandomSchool random_school_of(std::uint64_t seed, std::size_t requests);

// Exports it with a page that only counts.
[[nodiscard]] Outcome<archive::Report> export_to(memory::MemoryStore& store, const std::string& folder,
                                                 bool vault = true);

// An archive of 669 events with attachments, signatures, paper and reasons, made by the program once; nobody
// changes it. And a copy of it.
[[nodiscard]] const std::string& three_weeks();
[[nodiscard]] std::string copy_of(const std::string& folder, const TempDir& temp, const std::string& name);

[[nodiscard]] std::string bytes_of(const std::string& path);
void write_bytes(const std::string& path, const std::string& bytes);
// The lines of a file, changed and written again.
void change_lines(const std::string& path, const std::function<void(std::vector<std::string>&)>& change);
// Makes manifest.json say what is there and takes its signature away, as somebody would who hides a change.
void mend_manifest(const std::string& folder);

// Reports of verify.py, one a folder, as it prints them with --format json. `key` as for --key.
[[nodiscard]] std::vector<std::string> python_reports(const std::vector<std::string>& folders,
                                                      const std::string& key = {});
// The report of check_archive in the same form.
[[nodiscard]] std::string report_of(const std::string& folder, const std::string& key = {});
// "file:line what" of each problem.
[[nodiscard]] std::vector<std::string> told(const archive::Report& report);

}  // namespace quyche::test
