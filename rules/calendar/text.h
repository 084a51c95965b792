// What the files of one calendar say, before decisions are weighed against each other. Internal to
// rules/calendar.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/policy/calendar.h"
#include "rules/diagnostics/diagnostic.h"
#include "rules/policy/shape.h"

namespace quyche::rules {

// Where something stands, to report about it once all files are read.
struct Written {
  Span span;
  std::string path;  // days_off.tet_2025
};

// A decision that something holds. It counts from the day it is decided until what replaces it is decided;
// without a day, it has counted all along.
struct Decision {
  std::optional<Date> decided;
  std::optional<Date> until;  // filled in by replace()
  std::string replaces;
  Written replaces_at;
  [[nodiscard]] bool counts_on(std::optional<Date> day) const {
    if (!day) return !until;
    return (!decided || *decided <= *day) && (!until || *day < *until);
  }
};

// Days off, working days, or days with a way of teaching of their own.
enum class SpanKind { off, working, mode };
struct SpanText {
  std::string id;
  SpanKind kind = SpanKind::off;
  Date first;
  Date last;
  Mode mode = Mode::online;
  Title title;
  std::string cite;
  bool verified = true;
  Decision decision;
  Written at;
};

struct YearText {
  SchoolYear year;
  TeachingYear teaching;
  Decision decision;
  Written at;
};

struct KnownText {
  Date first;
  Date last;
  Written at;
};

// A thing that one file of a calendar says for all of them.
template <class T>
struct Said {
  T value;
  Written at;
};

struct CalendarText {
  CalendarId id;
  std::optional<Said<Title>> title;
  std::optional<Said<CalendarId>> under;
  std::optional<Said<std::vector<int>>> rest_days;  // in order
  std::vector<KnownText> known;
  std::vector<SpanText> spans;
  std::vector<YearText> years;
};

// One parsed file of a calendar.
struct CalendarTree {
  SourcePtr source;
  Node root;
};

// The id that a tree gives itself; empty when it gives none.
[[nodiscard]] std::string id_in(const Node& root);

// The files of calendar `id` as one text; each is judged by itself, and for saying what another has said.
[[nodiscard]] CalendarText read_text(const CalendarId& id, const std::vector<CalendarTree>& trees,
                                     Findings& findings);

// text_year.cc: one entry of `school_years`.
[[nodiscard]] std::optional<YearText> read_year(const Node& key, const Node& value, const Place& place);
// `decided` and `replaces`, which spans and years share.
[[nodiscard]] Decision read_decision(Keys& keys, const Node& key, const Place& place);
// `verified: false` leaves a note.
[[nodiscard]] bool read_verified(Keys& keys, const Node& key, const Place& place);

}  // namespace quyche::rules
