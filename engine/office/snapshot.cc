#include "engine/office/snapshot.h"

#include "engine/base/limits.h"
#include "engine/json/canonical.h"
#include "engine/json/fields.h"
#include "engine/json/read.h"

namespace quyche {
namespace {

struct KeptAdoption {
  PolicyId policy;
  Instant since;
  bool operator==(const KeptAdoption&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("policy", self.policy);
    io.required("since", self.since);
  }
};

struct KeptRole {
  RoleId role;
  UnitId unit;
  bool operator==(const KeptRole&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("role", self.role);
    io("unit", self.unit);
  }
};

struct KeptPerson {
  PersonId id;
  Digest identity;
  bool left = false;
  std::vector<KeptRole> roles;
  bool operator==(const KeptPerson&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("id", self.id);
    io("identity", self.identity);
    io("left", self.left);
    io("roles", self.roles);
  }
};

struct KeptDelegation {
  DelegationId id;
  PersonId from;
  PersonId to;
  RoleId role;
  Instant since;
  Date until;
  bool ended = false;
  bool operator==(const KeptDelegation&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("id", self.id);
    io.required("from", self.from);
    io.required("to", self.to);
    io.required("role", self.role);
    io.required("since", self.since);
    io.required("until", self.until);
    io("ended", self.ended);
  }
};

struct KeptPeriod {
  SchoolYear school_year;
  std::optional<Week> week;
  std::optional<Date> first;
  bool operator==(const KeptPeriod&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("school_year", self.school_year);
    io("week", self.week);
    io("period", self.first);
  }
};

struct KeptDuty {
  DocumentTypeId type;
  DeadlineId deadline;
  Instant until;
  std::vector<KeptPeriod> at_until;
  bool operator==(const KeptDuty&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("type", self.type);
    io.required("deadline", self.deadline);
    io.required("until", self.until);
    io("at_until", self.at_until);
  }
};

struct KeptSchool {
  int version = 0;
  SchoolId id;
  ClockSource clock = ClockSource::system;
  Instant opened_at;
  std::vector<KeptAdoption> adopted;
  std::vector<UnitId> units;
  std::vector<KeptPerson> people;
  std::vector<KeptDelegation> delegations;
  std::vector<KeptDuty> duties_closed;
  std::vector<DutyClosed> missed_duties;
  std::uint64_t duty_epoch = 0;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("v", self.version);
    io.required("school", self.id);
    io("clock", self.clock);
    io.required("opened_at", self.opened_at);
    io("adopted", self.adopted);
    io("units", self.units);
    io("people", self.people);
    io("delegations", self.delegations);
    io("duties_closed", self.duties_closed);
    io("missed_duties", self.missed_duties);
    io("duty_epoch", self.duty_epoch);
  }
};

KeptSchool kept(const SchoolState& school) {
  KeptSchool out;
  out.version = snapshot_version;
  out.id = school.id;
  out.clock = school.clock;
  out.opened_at = school.opened_at;
  for (const Adoption& one : school.adopted) out.adopted.push_back({one.policy, one.since});
  out.units.assign(school.units.begin(), school.units.end());
  for (const auto& [id, person] : school.people) {
    out.people.push_back({id, person.identity, person.left, {}});
    for (const Assignment& held : person.roles) out.people.back().roles.push_back({held.role, held.unit});
  }
  for (const auto& [id, d] : school.delegations)
    out.delegations.push_back({id, d.from, d.to, d.role, d.since, d.until, d.ended});
  for (const auto& [duty, closed] : school.duties_closed) {
    out.duties_closed.push_back({duty.first, duty.second, closed.until, {}});
    for (const DutyPeriod& period : closed.at_until)
      out.duties_closed.back().at_until.push_back({period.school_year, period.week, period.first});
  }
  out.missed_duties = school.missed_duties;
  out.duty_epoch = school.duty_epoch;
  return out;
}

SchoolState restored(KeptSchool kept, std::uint64_t seq) {
  SchoolState out;
  out.id = std::move(kept.id);
  out.clock = kept.clock;
  out.opened_at = kept.opened_at;
  out.last_seq = seq;
  for (const KeptAdoption& one : kept.adopted) out.adopted.push_back({one.policy, one.since});
  out.units.insert(kept.units.begin(), kept.units.end());
  for (const KeptPerson& one : kept.people) {
    Person& person = out.people[one.id];
    person = {one.id, one.identity, one.left, {}};
    for (const KeptRole& held : one.roles) person.roles.insert({held.role, held.unit});
  }
  for (const KeptDelegation& d : kept.delegations)
    out.delegations[d.id] = {d.from, d.to, d.role, d.since, d.until, d.ended};
  for (const KeptDuty& duty : kept.duties_closed) {
    DutiesClosed& closed = out.duties_closed[{duty.type, duty.deadline}];
    closed.until = duty.until;
    for (const KeptPeriod& period : duty.at_until)
      closed.at_until.push_back({period.school_year, period.week, period.first});
  }
  out.missed_duties = std::move(kept.missed_duties);
  out.duty_epoch = kept.duty_epoch;
  return out;
}

}  // namespace

StoredSnapshot take_snapshot(const SchoolState& school) {
  return {school.last_seq, json::canonical(json::encode(kept(school)))};
}

Outcome<std::optional<SchoolState>> read_snapshot(const SchoolId& school, const StoredSnapshot& stored) {
  const auto damaged = [&](const std::string& what) { return fail("Q522", school.value + ": " + what); };
  const auto value = json::read(stored.json, limits::snapshot_bytes_max);
  if (!value) return damaged(value.error().what + " " + value.error().where);
  const json::Value* version = value->find("v");
  if (version == nullptr || version->integer() == nullptr) return damaged("/v");
  if (*version->integer() != snapshot_version) return std::optional<SchoolState>();
  KeptSchool read;
  std::vector<json::Mismatch> problems;
  json::decode(*value, read, problems, "");
  if (!problems.empty()) return damaged(problems.front().where + ": " + problems.front().what);
  if (read.id != school) return damaged("of school " + read.id.value);
  SchoolState state = restored(std::move(read), stored.seq);
  // A school has one text: what differs from it was not written by quyche.
  if (take_snapshot(state) != stored) return damaged("not in canonical form");
  return std::optional(std::move(state));
}

}  // namespace quyche
