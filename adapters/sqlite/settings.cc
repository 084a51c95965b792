#include "adapters/sqlite/settings.h"

#include <array>
#include <string_view>

#include "adapters/sqlite/limits.h"

namespace quyche::sqlite {
namespace {

constexpr std::array for_writer = {
    Setting{"journal_mode", "WAL", "wal"},    // readers and the writer do not wait for each other
    Setting{"synchronous", "FULL", "2"},      // the log is synced at every commit: acknowledged is durable
    Setting{"foreign_keys", "ON", "1"},       //
    Setting{"wal_autocheckpoint", "0", "0"},  // only the writer checkpoints, and only where its code says so
    Setting{"secure_delete", "ON", "1"},      // what the vault erases is overwritten with zeros
    Setting{"trusted_schema", "OFF", "0"},    // a doctored file must not run functions
    Setting{"cell_size_check", "ON", "1"},    // damage is noticed when a page is read
    Setting{"mmap_size", "0", "0"},           // an I/O error is an error, not a signal
    Setting{"journal_size_limit", "33554432", "33554432"},
    Setting{"cache_size", "-32768", "-32768"},  // KiB
};
constexpr auto for_control = [] {
  auto settings = for_writer;
  settings[1] = {"synchronous", "NORMAL", "1"};
  return settings;
}();
static_assert(std::string_view(for_writer[1].name) == "synchronous");

constexpr Setting for_reader[] = {
    {"query_only", "ON", "1"},         // on top of the file being opened for reading
    {"journal_mode", nullptr, "wal"},  // in any other mode a reader would block the writer
    {"foreign_keys", "ON", "1"},       //
    {"wal_autocheckpoint", "0", "0"}, {"trusted_schema", "OFF", "0"},   {"cell_size_check", "ON", "1"},
    {"mmap_size", "0", "0"},          {"cache_size", "-8192", "-8192"},  // KiB
};

static_assert(limits::wal_kept_bytes_max == 33'554'432 && limits::writer_cache_bytes_max == 32'768 * 1024 &&
                  limits::reader_cache_bytes_max == 8'192 * 1024,
              "the settings say it too");

}  // namespace

std::span<const Setting> writer_settings(Synchronous synchronous) {
  return synchronous == Synchronous::full ? for_writer : for_control;
}
std::span<const Setting> reader_settings() { return for_reader; }

Outcome<void> apply_settings(Connection& connection, std::span<const Setting> settings,
                             const std::string& path) {
  for (const Setting& setting : settings) {
    const std::string name = std::string("PRAGMA ") + setting.name;
    if (setting.value != nullptr) {
      const auto set = connection.execute(name + " = " + setting.value);
      if (!set) return tl::unexpected(opening_error(set.error(), path));
    }
    const auto in_force = connection.value(name);
    if (!in_force) return tl::unexpected(opening_error(in_force.error(), path));
    if (*in_force != setting.expected) {
      return fail("Q510", path + ": " + setting.name + " = " + *in_force + " (" + setting.expected + ")");
    }
  }
  return {};
}

}  // namespace quyche::sqlite
