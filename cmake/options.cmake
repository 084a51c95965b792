# Compiler options for our own code: every warning is an error. Library headers come in as SYSTEM.
add_library(quyche_options INTERFACE)
target_compile_options(quyche_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
  -Wno-sign-conversion -Werror)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports moved-from std::variant members as uninitialised when it optimises (GCC bug 105562).
  target_compile_options(quyche_options INTERFACE -Wno-maybe-uninitialized)
endif()

if(QUYCHE_SANITIZE)
  add_compile_options(-fsanitize=${QUYCHE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${QUYCHE_SANITIZE})
endif()
if(QUYCHE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(QUYCHE_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
