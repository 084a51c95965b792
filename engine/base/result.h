// Result: a value or the reason there is none. The one spelling of tl::expected in the tree.
//
// Three kinds of failure are never mixed: a Refusal is an answer to a person (engine/decide/refusal.h),
// an Error is a fault of the world (a bad file, a full disk: below), and CHECK stops the process when an
// invariant of our own is broken (engine/base/check.h).
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace quyche {

template <class T, class E>
using Result = tl::expected<T, E>;

// A fault outside the rules: I/O, a damaged or foreign file, a resource that ran out.
// `code` is a stable code of engine/messages (Q5xx); `detail` names the place and goes into the message.
struct Error {
  std::string code;
  std::string detail;
  bool operator==(const Error&) const = default;
};

template <class T>
using Outcome = Result<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(std::string code, std::string detail) {
  return tl::unexpected<Error>(Error{std::move(code), std::move(detail)});
}

}  // namespace quyche
