#include "adapters/sqlite/file_mark.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "adapters/sqlite/limits.h"
#include "adapters/sqlite/log_header.h"
#include "adapters/sqlite/statement.h"

namespace quyche::sqlite {
namespace {

constexpr std::string_view live_text = "quyche live   ";
constexpr std::string_view closed_text = "quyche closed ";
constexpr std::size_t digits = 20;
constexpr std::size_t line_digits = 16;
constexpr std::size_t mark_bytes = live_text.size() + 2 * (digits + 1) + line_digits;
static_assert(live_text.size() == closed_text.size());

// Asked of the open connection, so that it goes through the same VFS and the same descriptor.
sqlite3_file* file_of(sqlite3* db, int which) {
  sqlite3_file* file = nullptr;
  const int code = sqlite3_file_control(db, "main", which, &file);
  return code != SQLITE_OK || file == nullptr || file->pMethods == nullptr ? nullptr : file;
}
sqlite3_file* data_file(sqlite3* db) { return file_of(db, SQLITE_FCNTL_FILE_POINTER); }
sqlite3_file* log_file(sqlite3* db) { return file_of(db, SQLITE_FCNTL_JOURNAL_POINTER); }

std::int64_t size_of(sqlite3_file* file) {
  sqlite3_int64 bytes = 0;
  return file != nullptr && file->pMethods->xFileSize(file, &bytes) == SQLITE_OK ? bytes : 0;
}

// False when the file ends before.
Answer<bool> read_bytes(sqlite3* db, sqlite3_file* file, std::int64_t offset, std::string& bytes) {
  if (file == nullptr) return false;
  const int code = file->pMethods->xRead(file, bytes.data(), static_cast<int>(bytes.size()), offset);
  if (code == SQLITE_IOERR_SHORT_READ) return false;
  if (code != SQLITE_OK) return tl::unexpected(fault_of(db, code));
  return true;
}

std::string padded(std::uint64_t number) {
  const std::string text = std::to_string(number);
  return std::string(digits - text.size(), '0') + text;
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Of a table's only page, the place of the text of its only row; nothing when there is none such.
std::optional<std::size_t> text_in(std::string_view page) {
  constexpr char leaf_of_table = 0x0d;
  const auto two = [&](std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(page[at]) << 8 |
                                    static_cast<unsigned char>(page[at + 1]));
  };
  if (page[0] != leaf_of_table || two(3) != 1) return std::nullopt;
  // Before it stand the sizes and the row id, a few bytes.
  const std::size_t cell = two(8);
  constexpr std::size_t before_max = 12;
  const std::size_t at = page.find("quyche ", cell);
  if (at == std::string_view::npos || at > cell + before_max) return std::nullopt;
  if (!parse_mark(page.substr(at, mark_bytes))) return std::nullopt;
  return at;
}

struct Looked {
  FileMark before;
  FileMark after;
  LogMark log_mark;
  LogHead log;
  std::int64_t file_bytes = 0;
  std::int64_t pages = 0;  // as the log has it
};

// In this order: beside a writer what is read later is never older, so that what holds at every moment holds
// between them.
Answer<Looked> look(Connection& connection, const MarkPlace& place) {
  Looked seen;
  auto before = place.read();
  if (!before) return tl::unexpected(before.error());
  seen.before = *before;
  seen.file_bytes = size_of(data_file(connection.get()));
  auto log_mark = read_log_mark(connection);
  if (!log_mark) return tl::unexpected(log_mark.error());
  seen.log_mark = *log_mark;
  const auto pages = connection.value("PRAGMA page_count");
  if (!pages) return tl::unexpected(pages.error());
  seen.pages = static_cast<std::int64_t>(number_of(*pages).value_or(0));
  std::string head(log_head_bytes, '\0');
  if (const auto read = read_bytes(connection.get(), log_file(connection.get()), 0, head); !read)
    return tl::unexpected(read.error());
  seen.log = read_log_head(head);
  auto after = place.read();
  if (!after) return tl::unexpected(after.error());
  seen.after = *after;
  return seen;
}

bool fits(const Looked& seen) {
  if (seen.before.line != seen.log_mark.line) return false;
  if (seen.before.begun > seen.log_mark.number) return false;  // the file is newer than the log
  if (seen.log_mark.base > seen.after.done) return false;      // it is older
  // The file only ever grows by what the log has, so pages that the log does not know came after it.
  if (seen.file_bytes > seen.pages * limits::page_bytes) return false;
  if (seen.before.state == FileState::closed || seen.after.state == FileState::closed) return true;
  // A log that was just started anew has no frames yet; then everything before it is in the file.
  return seen.log.sound && (seen.log.has_frames || seen.after.begun == seen.after.done);
}

}  // namespace

std::string mark_text(const FileMark& mark) {
  return std::string(mark.state == FileState::live ? live_text : closed_text) + padded(mark.begun) + ' ' +
         padded(mark.done) + ' ' + mark.line;
}

std::optional<FileMark> parse_mark(std::string_view text) {
  if (text.size() != mark_bytes) return std::nullopt;
  FileMark mark;
  if (text.starts_with(live_text))
    mark.state = FileState::live;
  else if (!text.starts_with(closed_text))
    return std::nullopt;
  text.remove_prefix(live_text.size());
  const auto begun = number_of(text.substr(0, digits));
  const auto done = number_of(text.substr(digits + 1, digits));
  if (!begun || !done || text[digits] != ' ' || text[2 * digits + 1] != ' ') return std::nullopt;
  mark.begun = *begun;
  mark.done = *done;
  mark.line = std::string(text.substr(2 * (digits + 1)));
  return mark;
}

Answer<std::optional<MarkPlace>> MarkPlace::find(Connection& connection) {
  const auto root =
      connection.value("SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'file_mark'");
  if (!root) return tl::unexpected(root.error());
  const auto number = number_of(*root);
  if (!number || *number < 2) return tl::unexpected(Fault{SQLITE_CORRUPT, "no table file_mark"});
  const auto page_at = static_cast<std::int64_t>(*number - 1) * limits::page_bytes;
  std::string page(limits::page_bytes, '\0');
  const auto read = read_bytes(connection.get(), data_file(connection.get()), page_at, page);
  if (!read) return tl::unexpected(read.error());
  const auto at = *read ? text_in(page) : std::nullopt;
  if (!at) return std::optional<MarkPlace>();
  return std::optional(MarkPlace(connection, page_at + static_cast<std::int64_t>(*at)));
}

Answer<FileMark> MarkPlace::read() const {
  std::string text(mark_bytes, '\0');
  const auto read = read_bytes(db_, data_file(db_), offset_, text);
  if (!read) return tl::unexpected(read.error());
  auto mark = *read ? parse_mark(text) : std::nullopt;
  if (!mark) return tl::unexpected(Fault{SQLITE_CORRUPT, "the mark of the file is damaged"});
  return std::move(*mark);
}

Answer<void> MarkPlace::write(const FileMark& mark) const {
  sqlite3_file* file = data_file(db_);
  const std::string text = mark_text(mark);
  int code = file->pMethods->xWrite(file, text.data(), static_cast<int>(text.size()), offset_);
  if (code == SQLITE_OK) code = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
  if (code != SQLITE_OK) return tl::unexpected(fault_of(db_, code));
  return {};
}

Answer<LogMark> read_log_mark(Connection& connection) {
  auto find = Statement::prepare(connection, "SELECT number, base, line FROM log_mark");
  if (!find) return tl::unexpected(find.error());
  const auto row = find->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return tl::unexpected(Fault{SQLITE_CORRUPT, "no row in log_mark"});
  return LogMark{static_cast<std::uint64_t>(find->integer(0)), static_cast<std::uint64_t>(find->integer(1)),
                 find->text(2)};
}

Outcome<void> check_has_its_log(Connection& connection, const std::string& path) {
  const auto place = MarkPlace::find(connection);
  if (!place) return tl::unexpected(reading_error(place.error(), path));
  if (!*place)
    return fail("Q515", path + ": it was not brought up to date to the end, a writer must open it first");
  // A writer may be between two steps: a log started anew whose first frame is not written yet, or one that
  // is emptied behind the look at the file.
  constexpr int looks = 4;
  for (int n = 0; n < looks; ++n) {
    if (n > 0) sqlite3_sleep(n);
    const auto seen = look(connection, **place);
    if (!seen) return tl::unexpected(reading_error(seen.error(), path));
    if (fits(*seen)) return {};
  }
  return fail("Q520", path);
}

const char* const mark_tables = R"sql(
CREATE TABLE file_mark (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  mark TEXT NOT NULL CHECK (length(mark) = 72)
) STRICT;
CREATE TABLE log_mark (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL,
  base INTEGER NOT NULL,
  line TEXT NOT NULL
) STRICT;
INSERT INTO log_mark VALUES (1, 1, 1, lower(hex(randomblob(8))));
INSERT INTO file_mark SELECT 1, printf('quyche closed %020d %020d %s', number, base, line) FROM log_mark;
)sql";

Answer<void> mark_copy(Connection& copy) {
  return copy.execute(
      "BEGIN; UPDATE log_mark SET number = 1, base = 1, line = lower(hex(randomblob(8)));"
      "UPDATE file_mark SET mark = (SELECT printf('quyche closed %020d %020d %s', number, base, line)"
      " FROM log_mark); COMMIT");
}

bool has_log(Connection& connection) { return size_of(log_file(connection.get())) > 0; }

Answer<void> harden_log(Connection& connection) {
  sqlite3_file* log = log_file(connection.get());
  const std::int64_t size = size_of(log);
  if (size == 0) return {};
  constexpr std::int64_t piece = 65'536;  // SQLite's own file layer takes less than 131,072 bytes at once
  std::string bytes;
  for (std::int64_t at = 0; at < size; at += piece) {
    bytes.resize(static_cast<std::size_t>(std::min(piece, size - at)));
    const auto read = read_bytes(connection.get(), log, at, bytes);
    if (!read) return tl::unexpected(read.error());
    if (!*read) break;
    const int code = log->pMethods->xWrite(log, bytes.data(), static_cast<int>(bytes.size()), at);
    if (code != SQLITE_OK) return tl::unexpected(connection.fault(code));
  }
  return sync_log(connection.get());
}

Answer<void> sync_log(sqlite3* db) {
  sqlite3_file* log = log_file(db);
  const int code = log == nullptr ? SQLITE_OK : log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
  if (code != SQLITE_OK) return tl::unexpected(fault_of(db, code));
  return {};
}

}  // namespace quyche::sqlite
