# adapters/archive/README.txt and verify.py -> one generated source: both go into every archive as they are.
set(archive_texts "${PROJECT_SOURCE_DIR}/adapters/archive/README.txt" "${PROJECT_SOURCE_DIR}/adapters/archive/verify.py")
set(archive_texts_source "${PROJECT_BINARY_DIR}/generated/archive_texts.cc")
add_custom_command(
  OUTPUT "${archive_texts_source}"
  COMMAND ${CMAKE_COMMAND} -DOUT=${archive_texts_source} -DFOLDER=${PROJECT_SOURCE_DIR}/adapters/archive
          -P "${PROJECT_SOURCE_DIR}/cmake/write_archive_texts.cmake"
  DEPENDS ${archive_texts} "${PROJECT_SOURCE_DIR}/cmake/write_archive_texts.cmake"
  VERBATIM)
target_sources(quyche_adapters PRIVATE "${archive_texts_source}")
