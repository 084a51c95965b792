// Words that a regulation gives to things, and the clause it stands on.
#pragma once

#include <string>
#include <utility>

#include "engine/base/id.h"
#include "engine/messages/messages.h"

namespace quyche {

// A name in the regulation's language, with an English one where the author gave it.
struct Title {
  std::string vi;
  std::string en;

  Title() = default;
  Title(std::string in_vi, std::string in_en = {}) : vi(std::move(in_vi)), en(std::move(in_en)) {}
  Title(const char* in_both) : vi(in_both) {}

  [[nodiscard]] const std::string& in(Lang lang) const { return lang == Lang::en && !en.empty() ? en : vi; }
  bool operator==(const Title&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io("vi", self.vi);
    io("en", self.en);
  }
};

// Where a rule stands: the regulation and the place in it as its readers cite it (Điều 12, II.3).
struct Clause {
  RegulationId regulation;
  std::string article;

  [[nodiscard]] bool empty() const { return article.empty(); }
  bool operator==(const Clause&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io("regulation", self.regulation);
    io("article", self.article);
  }
};

}  // namespace quyche
