// What people read in a terminal, whatever a name, a reason or a title holds: nothing that steers the
// terminal or reorders the text around it gets through.
#pragma once

#include <ostream>
#include <streambuf>
#include <string>

namespace quyche::cli {

// Passes UTF-8 on at once, with U+FFFD in place of control characters (but line feed and tab), of directional
// marks and of what is not UTF-8. The stream behind it outlives it; when that fails, so does this.
class SafeStream : public std::ostream {
 public:
  explicit SafeStream(std::ostream& behind) : std::ostream(nullptr), filter_(behind) { rdbuf(&filter_); }

 private:
  class Filter : public std::streambuf {
   public:
    explicit Filter(std::ostream& behind) : behind_(behind) {}

   protected:
    int_type overflow(int_type c) override;
    std::streamsize xsputn(const char* bytes, std::streamsize count) override;
    int sync() override;

   private:
    void pass(bool whole);
    std::ostream& behind_;
    std::string waiting_;  // the beginning of a character whose end has not come yet
  };
  Filter filter_;
};

}  // namespace quyche::cli
