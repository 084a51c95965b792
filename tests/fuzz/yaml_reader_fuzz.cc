// Any bytes: the reader answers, its findings can be shown, and all places lie within the text.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/base/check.h"
#include "rules/diagnostics/render.h"
#include "rules/yaml/reader.h"

namespace {

using quyche::rules::yaml::Entry;
using quyche::rules::yaml::Kind;
using quyche::rules::yaml::Node;

void check_spans(const Node& node, std::size_t size) {
  CHECK(node.span.offset <= size, "a node begins within the text");
  CHECK(node.span.length <= size - node.span.offset, "a node ends within the text");
  CHECK(node.kind != Kind::scalar || node.span.length > 0, "the end of every scalar is known");
  for (const Node& item : node.items) check_spans(item, size);
  for (const Entry& entry : node.entries) {
    CHECK(entry.key.kind == Kind::scalar, "keys are scalars");
    check_spans(entry.key, size);
    check_spans(entry.value, size);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto source = std::make_shared<const quyche::rules::Source>(
      "x.yaml", std::string(reinterpret_cast<const char*>(data), size));
  quyche::rules::Findings findings;
  const auto root = quyche::rules::yaml::read(source, findings);
  const auto all = findings.sorted();
  CHECK(root || !all.empty(), "without a tree there is a reason");
  for (const quyche::rules::Diagnostic& one : all) {
    CHECK(one.span.offset <= size, "a finding begins within the text");
    CHECK(one.span.length <= size - one.span.offset, "a finding ends within the text");
    (void)render_human(one, {quyche::Lang::vi, false});
    (void)render_human(one, {quyche::Lang::en, true});
    (void)quyche::rules::to_json(one);
  }
  if (root) check_spans(*root, size);
  return 0;
}
