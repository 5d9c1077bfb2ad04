# How every part of Keydesk is compiled, and the three functions the folders use:
#   keydesk_module(name SOURCES … LINKS …)    one folder, one static library keydesk_<name>
#   keydesk_program(name SOURCES … LINKS …)   one executable, placed in <build>/bin
#   keydesk_test(name SOURCES … LINKS … [LABELS …] [ENVIRONMENT …])   one Qt Test program under ctest

option(KEYDESK_BUILD_TESTS "Build the tests and the virtual devices" ON)
option(KEYDESK_SANITIZE "Build with the address and undefined behaviour sanitizers" OFF)
option(KEYDESK_FUZZ "Build the libFuzzer targets (needs clang)" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_compile_options(-Wall -Wextra -Wshadow -Wnon-virtual-dtor -Werror=return-type -fstack-protector-strong
  $<$<BOOL:${KEYDESK_SANITIZE}>:-fsanitize=address,undefined>
  $<$<BOOL:${KEYDESK_SANITIZE}>:-fno-omit-frame-pointer>
  $<$<BOOL:${KEYDESK_SANITIZE}>:-fno-sanitize-recover=undefined>
  $<$<BOOL:${KEYDESK_FUZZ}>:-fsanitize=fuzzer-no-link>)
add_link_options($<$<BOOL:${KEYDESK_SANITIZE}>:-fsanitize=address,undefined> -Wl,-z,relro,-z,now)
add_compile_definitions(QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
  QT_NO_KEYWORDS QT_USE_QSTRINGBUILDER
  KEYDESK_VERSION="${PROJECT_VERSION}")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE_PROGRAM})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-fpch-preprocess)
  endif()
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

set(KEYDESK_INCLUDE_ROOTS
  ${CMAKE_SOURCE_DIR}/server-client ${CMAKE_SOURCE_DIR}/server-client/server
  ${CMAKE_SOURCE_DIR}/app ${CMAKE_SOURCE_DIR}/ui)

# One precompiled Qt Core for all modules.
function(keydesk_precompile target)
  if(NOT TARGET keydesk_precompiled)
    file(WRITE ${CMAKE_BINARY_DIR}/precompiled.cpp "")
    add_library(keydesk_precompiled STATIC ${CMAKE_BINARY_DIR}/precompiled.cpp)
    target_link_libraries(keydesk_precompiled PRIVATE Qt6::Core)
    target_precompile_headers(keydesk_precompiled PRIVATE <QtCore> <chrono> <functional> <memory> <optional> <string> <vector>)
    set_target_properties(keydesk_precompiled PROPERTIES AUTOMOC OFF)
  endif()
  target_precompile_headers(${target} REUSE_FROM keydesk_precompiled)
endfunction()

function(keydesk_module name)
  cmake_parse_arguments(M "" "" "SOURCES;LINKS" ${ARGN})
  add_library(keydesk_${name} STATIC ${M_SOURCES})
  target_include_directories(keydesk_${name} PUBLIC ${KEYDESK_INCLUDE_ROOTS})
  target_link_libraries(keydesk_${name} PUBLIC Qt6::Core ${M_LINKS})
  keydesk_precompile(keydesk_${name})
endfunction()

function(keydesk_program name)
  cmake_parse_arguments(M "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${M_SOURCES})
  target_include_directories(${name} PRIVATE ${KEYDESK_INCLUDE_ROOTS})
  target_link_libraries(${name} PRIVATE Qt6::Core ${M_LINKS})
  keydesk_precompile(${name})
endfunction()

function(keydesk_test name)
  cmake_parse_arguments(M "" "" "SOURCES;LINKS;LABELS;ENVIRONMENT" ${ARGN})
  add_executable(${name} ${M_SOURCES})
  target_include_directories(${name} PRIVATE ${KEYDESK_INCLUDE_ROOTS} ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE Qt6::Core Qt6::Test ${M_LINKS})
  target_compile_definitions(${name} PRIVATE
    KEYDESK_SOURCE_DIR="${CMAKE_SOURCE_DIR}" KEYDESK_BIN_DIR="${CMAKE_BINARY_DIR}/bin"
    KEYDESK_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  keydesk_precompile(${name})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS "${M_LABELS}" TIMEOUT 300
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;${M_ENVIRONMENT}")
endfunction()
