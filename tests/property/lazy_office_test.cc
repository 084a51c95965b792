// An office that keeps four documents in memory, writes batches late and is opened anew at random does what
// one does that holds everything in memory and never stops.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <deque>

#include "adapters/memory/memory_store.h"
#include "engine/office/document_row.h"
#include "engine/office/load.h"
#include "engine/view/inbox.h"
#include "engine/view/late.h"
#include "rules/policy/load.h"
#include "tests/property/plain_office.h"
#include "tests/property/probe_store.h"
#include "tests/property/random_commands.h"

namespace quyche::test {
namespace {

using Seeds = std::vector<std::uint64_t>;
const SchoolId school{"s"};
const Instant start = *Instant::parse("2024-09-25T08:00:00+07:00");

std::shared_ptr<const Policy> policy() {
  static const std::shared_ptr<const Policy> loaded = [] {
    rules::Findings findings;
    return rules::load_policy(QUYCHE_SOURCE_DIR "/policies/vn.hai-phong.duong-kinh.primary-records.yaml",
                              findings);
  }();
  return loaded;
}

// What the store holds of policies after the first batch.
const PolicyBook& stored() {
  static const PolicyBook book = [] {
    PolicyBook only;
    only.add(policy_id(*policy()), policy());
    return only;
  }();
  return book;
}

rc::Gen<Seeds> some_seeds(int most) {
  return rc::gen::resize(most, rc::gen::container<Seeds>(
                                   rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint64_t>())));
}

struct History {
  InputHooks hooks;
  PlainOffice plain{policy(), hooks};
  std::vector<Request> requests;
  std::vector<std::string> answers;

  explicit History(const Seeds& seeds) {
    for (const Request& request : opening(policy_id(*policy()), start)) add(request);
    Instant now = start;
    for (std::size_t i = 0; i < seeds.size(); ++i) {
      // Now and then a command is sent again.
      if (seeds[i] % 16 == 3)
        add(requests[seeds[i] / 16 % requests.size()]);
      else
        add(next_request(plain.world(), *policy(), seeds[i], i, now, hooks));
    }
  }
  void add(Request request) {
    answers.push_back(plain.submit(request));
    requests.push_back(std::move(request));
  }
};

// The real office over a store in memory.
class Lazy {
 public:
  explicit Lazy(Choices& choices, bool small_batches = false)
      : choices_(choices), small_batches_(small_batches) {
    open();
  }

  void open() {
    OfficeOptions options;
    options.documents_cached_max = 4;
    options.school_events_per_snapshot = 1 + choices_.below(40);
    if (small_batches_) options.batch_events_max = 1 + choices_.below(30);
    if (office) options.policies = &stored();  // reading them each time is slow
    auto opened = Office::open(store, hooks, school, options);
    if (!opened) RC_FAIL(opened.error().code + " " + opened.error().detail);
    office = std::move(*opened);
    if (!office->school().open()) office->add_policy(policy());
  }
  void play(const std::vector<Request>& requests) {
    for (std::size_t at = 0; at < requests.size();) {
      const std::size_t size = std::min<std::size_t>(requests.size() - at, 1 + choices_.below(20));
      const auto decided = office->decide({&requests[at], size});
      if (!decided) RC_FAIL(decided.error().code + " " + decided.error().detail);
      at += *decided;
      RC_ASSERT(*decided == size || office->full());
      if (choices_.percent(30)) office->encode_ahead();
      if (*decided < size || choices_.percent(60)) waiting_.push_back(office->take());
      RC_ASSERT(office->school().documents.held() < 1000u);
      while (waiting_.size() > 2 || (!waiting_.empty() && choices_.percent(30))) write_one();
      if (!choices_.percent(10)) continue;
      finish();
      if (choices_.percent(50)) RC_ASSERT(bool(office->close()));
      open();
    }
    finish();
  }
  void finish() {
    waiting_.push_back(office->take());
    while (!waiting_.empty()) write_one();
    office->school().documents.trim();
    RC_ASSERT(office->school().documents.held() <= 4u);
  }

  memory::MemoryStore memory;
  ProbeStore store{memory};
  InputHooks hooks;
  std::unique_ptr<Office> office;
  std::vector<std::string> answers;

 private:
  void write_one() {
    Prepared prepared = std::move(waiting_.front());
    waiting_.pop_front();
    encode(prepared);
    if (prepared.writes()) RC_ASSERT(bool(store.append(prepared.batch)));
    for (const Reply& reply : prepared.replies) answers.push_back(reply.answer);
    // The office may hear of it later.
    confirmed_ = prepared.number;
    if (waiting_.empty() || choices_.percent(50)) office->committed(confirmed_);
  }

  Choices& choices_;
  bool small_batches_;
  std::deque<Prepared> waiting_;
  std::uint64_t confirmed_ = 0;
};

std::string words(const InboxItem& item) {
  std::string out = item.type.value + ' ' + item.document.value + ' ' + item.state.value + ' ' +
                    item.owner.value + ' ' + item.deadline.value + (item.late ? " late" : "") +
                    (item.locked ? " locked" : "");
  for (const ActionId& action : item.actions) out += ' ' + action.value;
  for (const Unmet& unmet : item.unmet) out += ' ' + unmet.code;
  if (item.closes) out += ' ' + item.closes->text();
  return out;
}

std::string words(const LateItem& item) {
  std::string out = item.type.value + ' ' + item.document.value + ' ' + item.person.value + ' ' +
                    item.deadline.value + ' ' + item.closes.text();
  for (const StateId& state : item.missing) out += ' ' + state.value;
  if (item.completed) out += ' ' + item.completed->text();
  return out;
}

// Names the first difference.
void expect_same(const std::vector<std::string>& lazy, const std::vector<std::string>& plain) {
  for (std::size_t i = 0; i < std::max(lazy.size(), plain.size()); ++i) {
    const std::string ours = i < lazy.size() ? lazy[i] : "nothing";
    const std::string theirs = i < plain.size() ? plain[i] : "nothing";
    if (ours != theirs) RC_FAIL(std::to_string(i) + ": " + ours + "\ninstead of " + theirs);
  }
}

// All that people see of a school.
std::vector<std::string> seen(const World& world, Instant at) {
  std::vector<std::string> out;
  for (const auto& [id, person] : world.school.people)
    for (const InboxItem& item : inbox(world, id, at)) out.push_back(id.value + ": " + words(item));
  for (const LateItem& item : late_items(world)) out.push_back("late: " + words(item));
  return out;
}

TEST(LazyOffice, DoesWhatOneDoesThatHoldsEverything) {
  std::size_t restarts_saw_documents = 0;
  EXPECT_TRUE(rc::check("lazy and plain agree", [&] {
    const History history(*some_seeds(250));
    Choices choices(*rc::gen::arbitrary<std::uint64_t>());
    Lazy lazy(choices);
    lazy.play(history.requests);
    expect_same(lazy.answers, history.answers);
    const auto reader = std::move(*lazy.store.reader());
    const std::vector<StoredEvent> all = *reader->events(school, 1, 1'000'000);
    std::vector<std::string> events;
    for (const StoredEvent& stored : all) events.push_back(stored.bytes);
    expect_same(events, history.plain.events());
    RC_ASSERT(lazy.office->school() == history.plain.school());
    RC_ASSERT(SchoolState(lazy.office->school()) == history.plain.school());

    const std::vector<StoredDocument> rows = *reader->documents(school, {}, 1'000'000);
    for (const StoredDocument& row : rows)
      RC_ASSERT(row == document_row(history.plain.world(), *history.plain.school().document(row.id)));
    const Instant at = history.plain.school().last_at;
    const auto expected = seen(history.plain.world(), at);
    expect_same(seen(lazy.office->world(), at), expected);
    // A reader beside the writer sees the same.
    const auto beside = open_school(*reader, school, {4, false, &lazy.office->world().policies, true});
    RC_ASSERT(beside && *beside);
    const LoadedSchool& read = (*beside)->school;
    expect_same(seen({read.policies, read.state}, at), expected);
    RC_ASSERT(read.state == history.plain.school());
    restarts_saw_documents += read.state.documents.size();
  }));
  EXPECT_GT(restarts_saw_documents, 300u) << "there was something to load";
}

// Every document that cannot be loaded stops the office before anything of the batch is written.
TEST(LazyOffice, StopsWhenADocumentCanNotBeLoaded) {
  int stopped = 0;
  EXPECT_TRUE(rc::check("a failed load stops the office", [&] {
    const History history(*some_seeds(120));
    Choices choices(*rc::gen::arbitrary<std::uint64_t>());
    Lazy lazy(choices);
    std::vector<std::string> answers;
    for (const Request& request : history.requests) {
      if (choices.percent(5)) lazy.open();
      if (choices.percent(20)) lazy.store.fail_load(1 + static_cast<int>(choices.below(4)));
      const std::size_t batches = lazy.store.batches().size();
      const auto replies = lazy.office->submit({&request, 1});
      if (!replies) {
        ++stopped;
        RC_ASSERT(replies.error().code == "Q515");
        RC_ASSERT(lazy.store.batches().size() == batches);
        RC_ASSERT(!lazy.office->submit({&request, 1}));
        RC_ASSERT(!lazy.office->pass_time(request.now));
        RC_ASSERT(!lazy.office->close());
        lazy.store.fail_load(0);
        lazy.open();
        const auto again = lazy.office->submit({&request, 1});
        RC_ASSERT(bool(again));
        answers.push_back(again->front().answer);
      } else {
        answers.push_back(replies->front().answer);
      }
    }
    expect_same(answers, history.answers);
  }));
  EXPECT_GT(stopped, 100);
}

}  // namespace
}  // namespace quyche::test
