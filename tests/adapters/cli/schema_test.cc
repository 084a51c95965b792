// quyche schema: one JSON value for each kind of file. What it means is tried by tests/schema.
#include <gtest/gtest.h>

#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

TEST(CliSchema, EachKindIsASchemaInBothLanguages) {
  for (const char* kind : {"regulation", "calendar", "tests"}) {
    const Ran vi = run_cli({"schema", kind});
    const Ran en = run_cli({"schema", kind, "--lang", "en"});
    EXPECT_EQ(vi.exit, 0);
    EXPECT_EQ(vi.err, "");
    EXPECT_EQ(*vi.json().find("$schema")->string(), "https://json-schema.org/draft/2020-12/schema");
    EXPECT_NE(vi.out, en.out);
    EXPECT_EQ(run_cli({"schema", kind, "--format", "json"}).out, vi.out);
  }
}

TEST(CliSchema, ARegulationUnlessSaid) {
  EXPECT_EQ(run_cli({"schema"}).out, run_cli({"schema", "regulation"}).out);
  const Ran wrong = run_cli({"schema", "people"});
  EXPECT_EQ(wrong.exit, 2);
  EXPECT_EQ(wrong.out, "");
}

}  // namespace
}  // namespace quyche::cli
