#include <algorithm>
#include <utility>

#include "engine/base/limits.h"
#include "rules/diagnostics/diagnostic.h"

namespace quyche::rules {

std::string Findings::place(const Diagnostic& diagnostic) {
  std::string out = diagnostic.code + '\n' + std::to_string(diagnostic.span.offset);
  for (const std::string& arg : diagnostic.args) out += '\n' + std::to_string(arg.size()) + ':' + arg;
  return out;
}

// Drops the last finding that is no error, if there is one.
void Findings::make_room(File& file) {
  const auto is_error = [](const Diagnostic& d) { return d.severity == Severity::error; };
  const auto last = std::find_if_not(file.kept.rbegin(), file.kept.rend(), is_error);
  if (last == file.kept.rend()) return;
  file.places.erase(place(*last));
  file.kept.erase(std::next(last).base());
  ++file.left_out;
}

void Findings::add(Diagnostic diagnostic) {
  File& file = files_[diagnostic.span.source ? diagnostic.span.source->name() : std::string()];
  if (!file.source) file.source = diagnostic.span.source;
  std::string where = place(diagnostic);
  if (file.places.contains(where)) return;

  const bool is_error = diagnostic.severity == Severity::error;
  if (is_error) ++errors_;
  if (diagnostic.severity == Severity::warning) ++warnings_;
  if (is_error && file.kept.size() >= limits::diagnostics_max) make_room(file);
  if (file.kept.size() >= limits::diagnostics_max) {
    ++file.left_out;
    return;
  }
  file.places.insert(std::move(where));
  file.kept.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Findings::sorted() const {
  std::vector<Diagnostic> out;
  for (const auto& [name, file] : files_) {
    const auto begin = static_cast<std::ptrdiff_t>(out.size());
    out.insert(out.end(), file.kept.begin(), file.kept.end());
    std::stable_sort(out.begin() + begin, out.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.span.offset < b.span.offset; });
    if (file.left_out == 0) continue;
    Diagnostic more;
    more.code = "Q199";
    more.severity = Severity::note;
    more.span = {file.source, file.source ? file.source->text().size() : 0, 0};
    more.args = {std::to_string(file.left_out)};
    out.push_back(std::move(more));
  }
  return out;
}

}  // namespace quyche::rules
