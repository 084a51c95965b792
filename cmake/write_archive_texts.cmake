# Writes OUT from README.txt and verify.py in FOLDER, each one raw string literal.
file(READ "${FOLDER}/README.txt" readme)
file(READ "${FOLDER}/verify.py" verifier)
file(WRITE "${OUT}" "#include \"adapters/archive/export.h\"

namespace quyche::archive {
std::string_view readme_text() {
  return R\"text(${readme})text\";
}
std::string_view verifier_text() {
  return R\"text(${verifier})text\";
}
}  // namespace quyche::archive
")
