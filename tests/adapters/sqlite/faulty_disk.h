// A disk that fails on order: while one lives, connections that are opened go through it.
#pragma once

namespace quyche::sqlite {

enum class File { data, log };

class FaultyDisk {
 public:
  FaultyDisk();
  ~FaultyDisk();  // after the connections opened through it
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  // `left` more of them succeed, all after that fail.
  static void fail_writes(File file, int left);
  static void fail_syncs(File file, int left);
  // `left` more writes, syncs and truncations of either file succeed; the next one ends the process there and
  // then, as kill -9 would, with `death`.
  static void die_after(int left);
  static constexpr int death = 77;
  static void heal();
  [[nodiscard]] static int syncs(File file);
};

}  // namespace quyche::sqlite
