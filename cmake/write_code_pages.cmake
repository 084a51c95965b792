# Writes OUT from the pages in FOLDER. Each page is one raw string literal.
file(GLOB pages "${FOLDER}/Q*.md")
list(SORT pages)
set(rows "")
foreach(page IN LISTS pages)
  get_filename_component(code "${page}" NAME_WE)
  file(READ "${page}" text)
  string(APPEND rows "    {\"${code}\", R\"page(${text})page\"},\n")
endforeach()
file(WRITE "${OUT}" "#include \"adapters/cli/code_pages.h\"

#include <array>

namespace quyche::cli {
namespace {
constexpr auto pages = std::to_array<CodePage>({
${rows}});
}  // namespace
std::span<const CodePage> code_pages() { return pages; }
}  // namespace quyche::cli
")
