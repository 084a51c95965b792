// What an e-signature is over, written without a tree: the same bytes as with one.
#include <gtest/gtest.h>

#include "engine/json/canonical.h"
#include "engine/json/fields.h"
#include "engine/school/document.h"

namespace quyche {
namespace {

Digest by_tree(const Document& document) {
  return sha256(json::canonical(json::Object{{"attachments", json::encode(document.attachments)},
                                             {"document", document.id.value},
                                             {"fields", json::encode(document.fields)},
                                             {"type", document.type.value}}));
}

TEST(ContentDigest, IsOverTheCanonicalJson) {
  Document document;
  document.id = DocumentId{"plan-1"};
  document.type = DocumentTypeId{"plan"};
  EXPECT_EQ(content_digest(document), by_tree(document)) << "nothing in it";
  document.fields[FieldId{"a_date"}] = {DateValue{*Date::parse("2024-10-21")}};
  document.fields[FieldId{"code"}] = {CodeValue{"toán \"5\"\n\t"}};
  document.fields[FieldId{"number"}] = {IntegerValue{-7}};
  document.fields[FieldId{"yes"}] = {BooleanValue{true}};
  document.fields[FieldId{"week"}] = {WeekValue{*Week::parse("2024-W41")}};
  document.fields[FieldId{"choice"}] = {ChoiceValue{"one"}};
  document.fields[FieldId{"text"}] = {TextValue{sha256("text")}};
  EXPECT_EQ(content_digest(document), by_tree(document)) << "fields";
  const Digest before = content_digest(document);
  document.attachments[SlotId{"plan"}] = sha256("file");
  document.attachments[SlotId{"annex"}] = sha256("other");
  EXPECT_EQ(content_digest(document), by_tree(document)) << "and attachments";
  EXPECT_NE(content_digest(document), before);
}

}  // namespace
}  // namespace quyche
