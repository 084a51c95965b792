// The steps of the reference work one stage after the other on one thread, from a command's text to the leaf
// hash of its events, for a profiler (bench/counters).
#include "adapters/sqlite/sqlite_store.h"
#include "bench/many.h"
#include "bench/work.h"
#include "engine/base/check.h"
#include "engine/command/read_command.h"
#include "engine/ledger/tree.h"

namespace quyche::bench {
namespace {

constexpr std::size_t group = 64;

std::string as_text(const Request& step) {
  const Command& command = step.command;
  const std::string head = R"({"as":")" + command.as.value + R"(","key":")" + command.key.value + '"';
  if (const auto* create = std::get_if<Create>(&command.body)) {
    std::string fields;
    for (const auto& [id, input] : create->fields)
      fields += (fields.empty() ? "\"" : ",\"") + id.value + "\":\"" + std::get<TextInput>(input).text + '"';
    return head + R"(,"do":"create","type":"plan","document":")" + create->document.value +
           R"(","fields":{)" + fields + "}}";
  }
  if (const auto* act = std::get_if<Act>(&command.body))
    return head + R"(,"do":"act","document":")" + act->document.value + R"(","action":")" +
           act->action.value + "\"}";
  if (const auto* sign = std::get_if<Sign>(&command.body))
    return head + R"(,"do":"sign","document":")" + sign->document.value + R"(","signature":")" +
           sign->signature.text() + "\"}";
  const auto& attest = std::get<Attest>(command.body);
  return head + R"(,"do":"attest","document":")" + attest.document.value + R"(","step":")" +
         attest.step.value + "\"}";
}

}  // namespace

void counted_steps(const std::string& dir, std::size_t documents) {
  const Work work;
  NoHooks hooks;
  auto store = sqlite::SqliteStore::open(dir, sqlite::OpenMode::create);
  CHECK(store.has_value(), "a new store opens");
  auto office = Office::open(**store, hooks, Work::school());
  CHECK(office.has_value(), "a new school opens");
  (*office)->add_policy(work.policy());
  CHECK((*office)->submit(work.opening()).has_value(), "the office goes on");
  const CommandContext context{[](std::string_view text) { return sha256(text); },
                               [](std::string_view account) { return PersonId::parse(account); },
                               {}};
  ledger::Frontier tree;
  for (std::size_t first = 0; first < documents; first += group) {
    for (std::size_t n = 0; n < Work::steps; ++n) {
      std::vector<Request> requests;
      for (std::size_t i = 0; i < group; ++i) {
        const auto read = read_command(as_text(work.step(first + i, n, Work::start())), context);
        CHECK(read.has_value(), "the commands of the reference work read");
        requests.push_back({read->command, read->fingerprint, Work::start(), {}});
      }
      CHECK((*office)->decide(requests).has_value(), "the office goes on");
      Prepared prepared = (*office)->take();
      encode(prepared);
      expect_accepted(prepared.replies);
      CHECK((*store)->append(prepared.batch).has_value(), "the store goes on");
      (*office)->committed(prepared.number);
      for (const StoredEvent& event : prepared.batch.events) tree.append(ledger::leaf_hash(event.bytes));
    }
  }
}

}  // namespace quyche::bench
