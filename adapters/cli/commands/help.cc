// quyche help CODE: the page of a code, in the person's language.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "adapters/cli/code_pages.h"
#include "adapters/cli/commands/commands.h"
#include "rules/diagnostics/nearest.h"

namespace quyche::cli {
namespace {

// The part of the page under the heading of the language.
std::string_view part_in(std::string_view page, Lang lang) {
  const std::string_view heading = lang == Lang::vi ? "## Tiếng Việt\n" : "## English\n";
  const std::size_t at = page.find(heading);
  if (at == std::string_view::npos) return page;
  std::string_view part = page.substr(at + heading.size());
  part = part.substr(0, part.find("\n## "));
  while (!part.empty() && part.front() == '\n') part.remove_prefix(1);
  while (!part.empty() && part.back() == '\n') part.remove_suffix(1);
  return part;
}

void help(Context& context, std::string code) {
  std::transform(code.begin(), code.end(), code.begin(), [](char c) { return c == 'q' ? 'Q' : c; });
  const auto pages = code_pages();
  const auto at =
      std::find_if(pages.begin(), pages.end(), [&](const CodePage& page) { return page.code == code; });
  if (at == pages.end()) {
    std::vector<std::string_view> known;
    for (const CodePage& page : pages) known.push_back(page.code);
    context.wrong_use("cli.help.unknown", {code, std::string(known.front()), std::string(known.back())});
    return;
  }
  if (context.json()) {
    const Message* message = find_message(at->code);
    context.print_json(json::Object{
        {"code", at->code},
        {"message", json::Object{{"en", message->en}, {"vi", message->vi}}},
        {"page", json::Object{{"en", part_in(at->text, Lang::en)}, {"vi", part_in(at->text, Lang::vi)}}}});
    return;
  }
  context.out << at->code << ": " << context.say(at->code) << "\n\n"
              << part_in(at->text, context.lang) << '\n';
}

}  // namespace

void add_help(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("help", context.say("cli.help"));
  auto code = std::make_shared<std::string>();
  command->add_option("CODE", *code, context.say("cli.help.code"))->required();
  command->callback([&context, code] { help(context, *code); });
}

}  // namespace quyche::cli
