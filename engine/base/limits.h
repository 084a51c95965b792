// Every limit of quyche, with its unit in the name. tests/engine/base/limits_test.cc tries each.
#pragma once

#include <cstddef>
#include <cstdint>

namespace quyche::limits {

inline constexpr std::size_t id_bytes_max = 80;

// JSON that comes from outside: commands and stored events.
inline constexpr std::size_t json_bytes_max = 1'048'576;
inline constexpr std::size_t json_depth_max = 32;
inline constexpr std::int64_t json_integer_max = 9'007'199'254'740'991;  // 2^53 - 1, RFC 7493

// A command.
inline constexpr std::size_t text_bytes_max = 65'536;      // one free text (reason, text field)
inline constexpr std::size_t about_documents_max = 1'000;  // documents one control document is about
inline constexpr std::size_t fields_per_command_max = 256;
inline constexpr std::size_t shown_bytes_max = 120;  // of a caller's text, in a refusal

// The office.
inline constexpr std::size_t batch_commands_max = 1'024;
inline constexpr std::size_t batch_events_max = 4'096;  // then a batch ends, but within no command or tick
inline constexpr std::size_t schools_open_max = 512;    // of a data directory, at a time
inline constexpr std::size_t documents_cached_max = 4'096;        // of a school, beside those being written
inline constexpr std::size_t documents_cached_of_many_max = 256;  // where a directory has several schools
// Lines that were read and are not answered yet: as many as make the next batch while one is written.
inline constexpr std::size_t lines_waiting_max = 4'096;
inline constexpr std::size_t line_bytes_waiting_max = 8'388'608;
inline constexpr std::size_t school_events_per_snapshot = 1'024;  // events about no document
inline constexpr std::size_t snapshot_bytes_max = 268'435'456;    // of the stored JSON

// An audit keeps so many findings of one school; it counts them all.
inline constexpr std::size_t findings_per_school_max = 1'000;
// Examples of each outcome of a what-if, in each place.
inline constexpr std::size_t examples_max = 3;
// Notes and proofs that come from outside.
inline constexpr std::size_t note_bytes_max = 131'072;
inline constexpr std::size_t note_signatures_max = 100;
inline constexpr std::size_t proof_bytes_max = 2'097'152;  // with an event and a note

// Checking a whole school.
inline constexpr std::uint64_t event_seq_max = (std::uint64_t{1} << 40) - 1;  // of a school in any store
inline constexpr std::int64_t clocks_apart_s_max = 86'400;      // a witness's signature dated later than now
inline constexpr std::size_t verify_findings_max = 100;         // told; all are counted
inline constexpr std::size_t verify_documents_max = 200'000;    // folded at a time, about 1 kB each
inline constexpr std::uint64_t verify_gap_events_max = 65'536;  // missing in a row that nodes stand in for

// A policy file.
inline constexpr std::size_t policy_bytes_max = 1'048'576;
inline constexpr std::size_t policy_json_bytes_max = 16'777'216;  // of a stored policy, scripts included
inline constexpr std::size_t layers_max = 8;                      // regulations one above the other
inline constexpr std::size_t yaml_depth_max = 32;
inline constexpr std::size_t yaml_nodes_max = 100'000;
inline constexpr std::size_t yaml_line_bytes_max = 4'096;
inline constexpr std::size_t diagnostics_max = 200;    // findings reported for one file
inline constexpr int parameter_value_max = 1'000'000;  // in its own unit

// The people file.
inline constexpr std::size_t people_bytes_max = 8'388'608;
inline constexpr std::size_t people_rows_max = 20'000;

// A hook. What runs out first ends the evaluation, whatever the script does.
inline constexpr std::size_t hook_script_bytes_max = 32'768;
inline constexpr std::int64_t hook_steps_max = 100'000;  // Lua instructions plus charged bytes / 16
inline constexpr std::size_t hook_memory_bytes_max = 1'048'576;
inline constexpr std::size_t hook_block_bytes_max = 69'632;       // one string: text_bytes_max and a little
inline constexpr std::size_t hook_table_part_bytes_max = 45'056;  // 2,048 list elements, 1,024 named ones
inline constexpr std::size_t hook_message_bytes_max = 1'024;

// Deadlines.
inline constexpr int period_days_max = 3'660;
// The years of dates in documents and of a command's time. A due point or a reminder lies at most two periods
// from such a date, so that what follows from it stays within the years that can be written, 1900 to 2199.
inline constexpr int date_year_min = 1930;
inline constexpr int date_year_max = 2170;

}  // namespace quyche::limits
