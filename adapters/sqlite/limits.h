// The limits of the store on disk, each with its unit in the name.
#pragma once

#include <cstdint>

namespace quyche::sqlite::limits {

inline constexpr int page_bytes = 4096;

// An event's place in the table is school key * 2^place_seq_bits + seq, one 64-bit row id (schema.h).
inline constexpr int place_seq_bits = 40;
inline constexpr std::uint64_t events_per_school_max = (std::uint64_t{1} << place_seq_bits) - 1;
inline constexpr std::int64_t schools_max = (std::int64_t{1} << (63 - place_seq_bits)) - 1;

// After a commit that leaves more than this in the write-ahead log the writer runs a checkpoint. So much that
// with 64 steps a commit fewer than one commit in a hundred waits for one.
inline constexpr std::int64_t wal_checkpoint_bytes = 16'777'216;
// A log that had to grow beyond this (a long read, one large batch) is cut back to it when it starts anew.
inline constexpr std::int64_t wal_kept_bytes_max = 33'554'432;

// How long a connection waits for another one to let go of a lock. Only recovery after a crash, the
// checkpoint at start and foreign programs ever make one wait.
inline constexpr int busy_wait_ms_max = 2'000;

// Pages that a connection keeps in memory. The upper parts of all trees of a file of 10 GB fit into the
// writer's; a process with a writer and three readers stays below 64 MB.
inline constexpr std::int64_t writer_cache_bytes_max = 33'554'432;
inline constexpr std::int64_t reader_cache_bytes_max = 8'388'608;
// Documents and schools whose keys the writer remembers (it may be twice as many), about 200 bytes each; ids
// of documents that a reader remembers.
inline constexpr std::size_t documents_known_max = 32'768;
inline constexpr std::size_t schools_known_max = 4'096;

// One call of a reader, that is one read transaction, is given up after this long: its snapshot keeps the
// write-ahead log from starting anew.
inline constexpr std::int64_t reader_call_ms_max = 60'000;
// How many virtual machine steps of SQLite pass between two looks at the clock.
inline constexpr int reader_clock_steps = 10'000;

// A backup copies this many pages at a time and then says how far it is.
inline constexpr int backup_step_pages = 1'024;

}  // namespace quyche::sqlite::limits
