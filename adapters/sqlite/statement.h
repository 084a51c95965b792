// One prepared statement as a value. It must not outlive its connection.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "engine/digest/sha256.h"

namespace quyche::sqlite {

// Bytes to be stored as a BLOB; a plain string is stored as TEXT.
struct Blob {
  std::string_view bytes;
};

class Statement {
 public:
  [[nodiscard]] static Answer<Statement> prepare(sqlite3* db, std::string_view sql);
  [[nodiscard]] static Answer<Statement> prepare(Connection& connection, std::string_view sql) {
    return prepare(connection.get(), sql);
  }

  // Starts anew with these parameters, in order. Texts and blobs are not copied: they must live until the
  // statement is reset, run out or bound again. A parameter that cannot be bound makes the next step fail.
  template <class... Values>
  void bind(const Values&... values) {
    reset();
    bound_ = 0;
    bind_more(values...);
  }
  // The parameters behind those.
  template <class... Values>
  void bind_more(const Values&... values) {
    (put(++bound_, values), ...);
  }

  // True: there is a row. False: there are no more, and the statement is reset.
  [[nodiscard]] Answer<bool> step();
  // A statement that gives no rows: done and reset.
  [[nodiscard]] Answer<void> run();
  // Ends what the statement holds (a read transaction, when it is the only one open).
  void reset();

  // Of the present row, columns from 0.
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;
  // Not copied: good until the next step or reset.
  [[nodiscard]] std::string_view text_view(int column) const;
  [[nodiscard]] std::string blob(int column) const;
  [[nodiscard]] std::optional<Digest> digest(int column) const;  // nothing when it is not 32 bytes

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

  void put(int place, std::int64_t value);
  void put(int place, const std::optional<std::int64_t>& value);
  void put(int place, std::string_view text);
  void put(int place, const Blob& blob);
  void put(int place, const Digest& digest);
  void note(int code);
  [[nodiscard]] Fault fault(int code) const { return fault_of(sqlite3_db_handle(statement_.get()), code); }

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bound_ = 0;  // parameters
  int bind_code_ = SQLITE_OK;
};

// The statements of a reader or a writer, prepared once; Name is an enum that counts from 0 in the order of
// the texts.
template <class Name>
class StatementSet {
 public:
  [[nodiscard]] static Answer<StatementSet> prepare(Connection& connection,
                                                    std::span<const char* const> texts) {
    StatementSet set;
    for (const char* sql : texts) {
      auto statement = Statement::prepare(connection, sql);
      if (!statement) return tl::unexpected(statement.error());
      set.statements_.push_back(std::move(*statement));
    }
    return set;
  }
  Statement& operator[](Name name) { return statements_[static_cast<std::size_t>(name)]; }

 private:
  std::vector<Statement> statements_;
};

// Resets a statement at the end of a scope, so that no read transaction outlives the call that began it.
class ResetAtEnd {
 public:
  explicit ResetAtEnd(Statement& statement) : statement_(statement) {}
  ~ResetAtEnd() { statement_.reset(); }
  ResetAtEnd(const ResetAtEnd&) = delete;
  ResetAtEnd& operator=(const ResetAtEnd&) = delete;

 private:
  Statement& statement_;
};

}  // namespace quyche::sqlite
