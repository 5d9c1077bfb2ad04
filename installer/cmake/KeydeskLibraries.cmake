# Every library Keydesk stands on, looked for once. docs/decisions says why each was chosen.

find_package(Qt6 6.4 REQUIRED COMPONENTS Core DBus Gui Network Sql Svg Test Widgets LinguistTools Core5Compat)
find_package(Qt6Keychain REQUIRED)
find_package(CURL REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(PkgConfig REQUIRED)
# Debian 12 has no QCA for Qt 6: installer/setup builds it into .deps/qca.
list(APPEND CMAKE_PREFIX_PATH ${CMAKE_SOURCE_DIR}/.deps/qca)
find_package(Qca-qt6 REQUIRED)

foreach(library IN ITEMS libcbor libmaxminddb libpq libsodium libpsl libqrencode libsystemd libxml-2.0 tomlplusplus icu-uc
    xmlsec1-openssl zlib)
  string(MAKE_C_IDENTIFIER ${library} identifier)
  pkg_check_modules(${identifier} REQUIRED IMPORTED_TARGET ${library})
endforeach()
pkg_check_modules(libfido2 REQUIRED IMPORTED_TARGET libfido2>=1.12)
if(LINUX)
  pkg_check_modules(libudev REQUIRED IMPORTED_TARGET libudev)
endif()
