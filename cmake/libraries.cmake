# The libraries, all from Debian 12 (packages.txt). Those without a CMake package come through pkg-config.
find_package(PkgConfig REQUIRED)
find_package(simdjson REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(yaml-cpp REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)
find_package(pegtl REQUIRED)
# The C++ build of Lua: a script error unwinds our frames as an exception instead of jumping over them.
pkg_check_modules(lua REQUIRED IMPORTED_TARGET lua5.4-c++)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(ical REQUIRED IMPORTED_TARGET libical)
