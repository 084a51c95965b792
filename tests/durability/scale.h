// How much of the work a build does: all of it, or under a sanitizer, which is several times slower, a part.
#pragma once

#include <cstdlib>
#include <string>

namespace quyche::durability {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr int sanitizer_part = 6;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr int sanitizer_part = 6;
#else
inline constexpr int sanitizer_part = 1;
#endif
#else
inline constexpr int sanitizer_part = 1;
#endif

inline int scaled(int count) { return (count + sanitizer_part - 1) / sanitizer_part; }

// The seed of a random test: QUYCHE_SEED, else the test's own. To be printed when it fails.
inline std::uint64_t seed_or(std::uint64_t own) {
  const char* given = std::getenv("QUYCHE_SEED");
  return given == nullptr || *given == '\0' ? own : std::strtoull(given, nullptr, 10);
}

}  // namespace quyche::durability
