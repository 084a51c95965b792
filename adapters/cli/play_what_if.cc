#include "adapters/cli/play_what_if.h"

#include "adapters/cli/each_school.h"
#include "adapters/vault/read_text.h"
#include "engine/replay/each_event.h"

namespace quyche::cli {

Outcome<std::vector<WhatIfResult>> play_what_if(Context& context, const std::string& dir,
                                                const std::vector<SchoolId>& schools, unsigned jobs,
                                                const PolicyBook& recorded, const WhatIfQuestion& question) {
  std::vector<WhatIfResult> results(schools.size());
  const auto one = [&](StoreReader& own, std::size_t i, Progress& progress) -> Outcome<void> {
    const auto text_of = [&](const Digest& commitment) -> std::optional<std::string> {
      auto text = vault::read_text(own, schools[i], commitment);
      const bool there = text && text->state == vault::TextState::there;
      return there ? std::optional(std::move(text->text)) : std::nullopt;
    };
    WhatIf play(question, text_of);
    auto read = each_event(own, schools[i], recorded, [&](Event&& event) {
      play.add(event);
      progress.fetch_add(1, std::memory_order_relaxed);
    });
    if (!read) return tl::unexpected(read.error());
    results[i] = play.finish();
    results[i].school = schools[i];
    return {};
  };
  if (auto done = each_school(context, dir, schools, jobs, one); !done) return tl::unexpected(done.error());
  return results;
}

}  // namespace quyche::cli
