// What a trace says, as sentences: shared by the text and the page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/cli/context.h"
#include "adapters/cli/event_words.h"
#include "adapters/cli/trace_source.h"
#include "engine/due/duty_period.h"

namespace quyche::cli {

// "3 ngày 4 giờ": the two largest parts of a span; its sign is the caller's business.
[[nodiscard]] std::string duration_words(const Context& context, std::int64_t ms);

class TraceWords {
 public:
  // Both outlive it. The document is known (Trace::known).
  TraceWords(const Context& context, const TracedDocument& traced);
  TraceWords(const TraceWords&) = delete;
  TraceWords& operator=(const TraceWords&) = delete;

  [[nodiscard]] std::string title() const;     // "Kế hoạch bài dạy tuần 2024-W41"
  [[nodiscard]] std::string question() const;  // the two times that were asked for
  // Locks and flags, one each.
  [[nodiscard]] std::vector<std::string> marks(const Document& document) const;

  [[nodiscard]] std::string who(const Event& event) const;
  [[nodiscard]] std::string name(const PersonId& person) const { return traced_.read.people.name(person); }
  [[nodiscard]] std::string when(Instant at) const;
  // What happened, without what stands in the other lines of the step.
  [[nodiscard]] std::string what(const TraceStep& step) const;
  [[nodiscard]] std::string states(const TraceStep& step) const;  // "Đã nộp → Đã kiểm tra", or the state
  [[nodiscard]] std::string state(const StateId& id) const;
  // Fields, attachments, due points, evidence: old value → new value, one line each.
  [[nodiscard]] std::vector<std::string> changes(const TraceStep& step) const;
  [[nodiscard]] std::string hook(const HookSeen& seen) const;
  [[nodiscard]] std::string deadline_title(const DeadlineId& id) const;
  // "còn 3 ngày 4 giờ, đến 04/10/2024 24:00"; `moment` is when it is judged.
  [[nodiscard]] std::string judgement(const DeadlineThen& then, Instant moment) const;
  [[nodiscard]] std::string evidence(const Evidence& one) const;
  [[nodiscard]] std::string policy_title(const PolicyId& id) const;
  [[nodiscard]] ZoneOffset zone() const { return zone_; }

 private:
  [[nodiscard]] std::string say(std::string_view code, std::vector<std::string> args = {}) const {
    return context_.say(code, std::move(args));
  }
  [[nodiscard]] std::string value(const std::optional<FieldValue>& value) const;
  // The document's type, with a period that it has settled.
  [[nodiscard]] std::string title_of_period(const DutyPeriod& period) const;
  [[nodiscard]] std::string closing(const std::optional<Instant>& closes) const;

  const Context& context_;
  const TracedDocument& traced_;
  const Policy* policy_ = nullptr;
  const DocumentType* type_ = nullptr;
  ZoneOffset zone_;
  EventSource source_;
};

}  // namespace quyche::cli
