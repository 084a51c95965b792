// quyche coverage: the table as Markdown and JSON, written and compared.
#include <gtest/gtest.h>

#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

std::string golden(const std::string& name) {
  return (repository() / "tests/golden/coverage" / name).string();
}

const Names table = {"coverage", golden("table.yaml"), golden("table.test.yaml")};

Names with(Names arguments, const Names& more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

TEST(CliCoverage, TheTableIsDataAndFindingsAreTalk) {
  const Ran good = run_cli(table);
  EXPECT_EQ(good.exit, 0) << good.err;
  EXPECT_TRUE(good.out.starts_with("# Bảng đối chiếu yêu cầu / Coverage of requirements\n")) << good.out;
  EXPECT_EQ(good.err, "");
  const Ran bad = run_cli({"coverage", golden("q260_nowhere.bad.yaml")});
  EXPECT_EQ(bad.exit, 1);
  EXPECT_NE(bad.err.find("lỗi Q260"), std::string::npos) << bad.err;
  EXPECT_EQ(bad.out.find("Q260"), std::string::npos) << bad.out;
  EXPECT_EQ(run_cli({"coverage", golden("q262_both.bad.yaml")}).exit, 1);  // a warning is worth an exit code
}

TEST(CliCoverage, Json) {
  const Ran ran = run_cli(with(table, {"--format", "json"}));
  EXPECT_EQ(ran.exit, 0);
  const json::Value value = ran.json();
  EXPECT_EQ(keys_of(value), (Names{"errors", "findings", "requirements", "warnings"}));
  const json::Array& rows = *value.find("requirements")->array();
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(keys_of(rows[0]), (Names{"cite", "encoded", "id", "not_encoded", "regulation", "says", "tests"}));
  const json::Value& place = rows[1].find("encoded")->array()->at(0);
  EXPECT_EQ(*place.find("path")->string(), "parameters.nhac");
  EXPECT_EQ(*place.find("line")->integer(), 8);
  EXPECT_EQ(*rows[1].find("tests")->array()->at(0).find("case")->string(), "ba");
  EXPECT_TRUE(rows[1].find("not_encoded")->is_null());
  EXPECT_EQ(*rows[2].find("not_encoded")->find("en")->string(), "outside the records");
}

TEST(CliCoverage, WhatIsWrittenIsWhatIsCompared) {
  const TempDir temp;
  const std::string path = temp.in("coverage.md");
  const Ran missing = run_cli(with(table, {"--check", path}));
  EXPECT_EQ(missing.exit, 3);
  EXPECT_NE(missing.err.find("Q501"), std::string::npos) << missing.err;
  const Ran written = run_cli(with(table, {"--out", path}));
  EXPECT_EQ(written.exit, 0);
  EXPECT_EQ(written.out + written.err, "");
  EXPECT_EQ(bytes_of(path), run_cli(table).out);
  const Ran same = run_cli(with(table, {"--check", path}));
  EXPECT_EQ(same.exit, 0) << same.err;
  EXPECT_EQ(same.out, "");
  // One byte less, one more, another one.
  const std::string text = bytes_of(path);
  for (const std::string& other : {text.substr(1), text + "\n", "x" + text.substr(1), std::string()}) {
    write_file(path, other);
    const Ran ran = run_cli(with(table, {"--check", path}));
    EXPECT_EQ(ran.exit, 1);
    EXPECT_NE(ran.err.find("--out " + path), std::string::npos) << ran.err;
  }
  EXPECT_EQ(run_cli(with(table, {"--out", path})).exit, 0);  // over what was there
  EXPECT_EQ(bytes_of(path), text);
}

TEST(CliCoverage, WrongUse) {
  const TempDir temp;
  EXPECT_EQ(run_cli({"coverage"}).exit, 2);
  EXPECT_EQ(run_cli({"coverage", temp.root()}).exit, 2);
  EXPECT_EQ(run_cli(with(table, {"--out", temp.in("a"), "--check", temp.in("b")})).exit, 2);
  const Ran ran = run_cli(with(table, {"--out", temp.in("khong-co/bang.md")}));
  EXPECT_EQ(ran.exit, 3);
  EXPECT_NE(ran.err.find("lỗi Q525"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace quyche::cli
