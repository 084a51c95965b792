# docs/codes/Qnnn.md -> one generated source with every page, for `quyche help CODE`.
file(GLOB code_page_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/codes/Q*.md")
set(code_pages_source "${PROJECT_BINARY_DIR}/generated/code_pages.cc")
add_custom_command(
  OUTPUT "${code_pages_source}"
  COMMAND ${CMAKE_COMMAND} -DOUT=${code_pages_source} -DFOLDER=${PROJECT_SOURCE_DIR}/docs/codes
          -P "${PROJECT_SOURCE_DIR}/cmake/write_code_pages.cmake"
  DEPENDS ${code_page_files} "${PROJECT_SOURCE_DIR}/cmake/write_code_pages.cmake"
  VERBATIM)
target_sources(quyche_cli PRIVATE "${code_pages_source}")
