#include "engine/replay/each_event.h"

#include <vector>

#include "engine/event/codec.h"

namespace quyche {
namespace {

constexpr std::size_t events_per_page = 1'024;

// Decodes the events of a school in their order, and says what is wrong with one.
class Decoder {
 public:
  Decoder(const SchoolId& school, const PolicyBook* policies) : school_(school), policies_(policies) {}

  std::uint64_t last_seq = 0;

  Outcome<Event> decode(std::uint64_t seq, std::string_view bytes) {
    const auto place = [&] { return "seq " + std::to_string(seq); };
    auto event = decode_event(bytes);
    if (!event) return fail("Q505", place() + ": " + event.error().detail);
    if (event->seq != last_seq + 1 || event->school != school_)
      return fail("Q505", place() + ": out of order or of another school");
    if (policies_ != nullptr && event->policy != known_ && policies_->find(event->policy) == nullptr)
      return fail("Q506", place() + " names policy " + event->policy.text() + ", which is not stored");
    known_ = event->policy;
    last_seq = event->seq;
    return event;
  }

 private:
  const SchoolId& school_;
  const PolicyBook* policies_;  // null: any will do
  PolicyId known_;              // neighbours mostly name the same
};

Outcome<void> read_all(StoreReader& reader, const SchoolId& school, const PolicyBook* policies,
                       const std::function<void(Event&&)>& visit) {
  Decoder decoder(school, policies);
  std::vector<Event> page;  // what visits an event may call the reader, which a visit of the reader may not
  while (true) {
    page.clear();
    std::optional<Error> wrong;
    const auto take = [&](std::uint64_t seq, std::string_view bytes) {
      if (wrong) return;
      auto event = decoder.decode(seq, bytes);
      if (event)
        page.push_back(std::move(*event));
      else
        wrong = event.error();
    };
    const auto read = reader.each_event(school, decoder.last_seq + 1, events_per_page, take);
    for (Event& event : page) visit(std::move(event));
    if (wrong) return tl::unexpected(*wrong);
    if (!read || page.size() < events_per_page) return read;
  }
}

}  // namespace

Outcome<void> each_event(StoreReader& reader, const SchoolId& school, const PolicyBook& policies,
                         const std::function<void(Event&&)>& visit) {
  return read_all(reader, school, &policies, visit);
}

Outcome<void> each_event(StoreReader& reader, const SchoolId& school,
                         const std::function<void(Event&&)>& visit) {
  return read_all(reader, school, nullptr, visit);
}

}  // namespace quyche
