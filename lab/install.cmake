# install.cmake — what `cmake --install` puts where, and how other programs find it there.
#
#     cmake --install build/release --prefix ~/lehr
#
#     bin/lehr, lehr64               the commands
#     lib/liblehr.a, liblehr64.a     the libraries; lib/cmake/lehr for find_package(lehr), lib/pkgconfig for pkg-config
#     include/lehr/                  lehr.h, lehr_lab.h and what they include
#     share/man/man1/                a page of the manual for each command
#     share/doc/lehr/                the pages, the examples, the licences
#
# No installed file contains the path of the tree, so it may be moved. -DCMAKE_INSTALL_LIBDIR=… and similar options name other folders.
include(CMakePackageConfigHelpers)
set(made         ${PROJECT_BINARY_DIR}/install)
set(cmake_folder ${CMAKE_INSTALL_LIBDIR}/cmake/lehr)
set(pc_folder    ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig)

set_target_properties(lehr_command lehr64_command PROPERTIES INSTALL_RPATH_USE_LINK_PATH ON)     # OpenBLAS may have a folder of its own
install(TARGETS lehr_command lehr64_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS lehr lehr64 EXPORT lehr ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
                                        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

install(CODE "set(from \"${PROJECT_SOURCE_DIR}\")\nset(to \"${CMAKE_INSTALL_INCLUDEDIR}/lehr\")")
install(SCRIPT ${PROJECT_SOURCE_DIR}/lab/headers.cmake)

# The pages keep their relative places, so that their links work. Solutions and hidden tests are for teachers and are not installed.
install(FILES README.md README.zh-CN.md CHANGELOG.md CONTRIBUTING.md SECURITY.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES lab/plot/fonts/README.md lab/plot/fonts/LICENSE.txt DESTINATION ${CMAKE_INSTALL_DOCDIR}/lab/plot/fonts)
install(DIRECTORY docs examples DESTINATION ${CMAKE_INSTALL_DOCDIR} PATTERN *.py EXCLUDE PATTERN *.sh EXCLUDE PATTERN *.awk EXCLUDE
                                                         PATTERN teacher EXCLUDE PATTERN docs/api EXCLUDE)

# --- man lehr, man lehr-train: made from the commands' own help, so both always agree -----------------------------------------

if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
  message(STATUS "Pages of the manual: lehr cannot run here, so there are none")
else()
  set(pages ${PROJECT_BINARY_DIR}/man/man1)
  add_custom_command(OUTPUT ${pages}/lehr.1
    COMMAND ${CMAKE_COMMAND} -DLEHR=$<TARGET_FILE:lehr_command> -DTO=${pages} -P ${PROJECT_SOURCE_DIR}/lab/man.cmake
    DEPENDS lehr_command ${PROJECT_SOURCE_DIR}/lab/man.cmake COMMENT "Pages of the manual" VERBATIM)
  add_custom_target(lehr_man ALL DEPENDS ${pages}/lehr.1)
  install(DIRECTORY ${pages}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endif()

# --- find_package(lehr), then target_link_libraries(yours lehr::lehr) or lehr::lehr64 -------------------------------------

set(needs "find_dependency(Threads)\n")
if(LEHR_MPI)
  string(APPEND needs "find_dependency(MPI COMPONENTS C)\n")
endif()
file(WRITE ${made}/lehrConfig.cmake "# Targets lehr::lehr (numbers are float) and lehr::lehr64 (double), with all they stand on.
include(CMakeFindDependencyMacro)
${needs}include(\${CMAKE_CURRENT_LIST_DIR}/lehrTargets.cmake)
")
write_basic_package_version_file(${made}/lehrConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${made}/lehrConfig.cmake ${made}/lehrConfigVersion.cmake DESTINATION ${cmake_folder})
install(EXPORT lehr NAMESPACE lehr:: FILE lehrTargets.cmake DESTINATION ${cmake_folder})

# --- pkg-config --cflags --libs lehr, or lehr64 ---------------------------------------------------------------------------

# A static library does not name the libraries that it needs, so Libs does.
file(RELATIVE_PATH up      ${pc_folder} ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" up ${up})
file(RELATIVE_PATH include ${pc_folder} ${CMAKE_INSTALL_FULL_INCLUDEDIR}/lehr)
set(stands_on -pthread -lm)
if(blas STREQUAL "openblas")
  list(PREPEND stands_on ${LEHR_OPENBLAS_LIBRARY})
endif()
if(LEHR_MPI)
  list(PREPEND stands_on ${MPI_C_LIBRARIES})
endif()
list(PREPEND stands_on ${iconv_libraries})
list(JOIN stands_on " " stands_on)

function(pkg_config name numbers cflags)
  file(WRITE ${made}/${name}.pc "prefix=\${pcfiledir}/${up}
libdir=\${pcfiledir}/..
includedir=\${pcfiledir}/${include}

Name: ${name}
Description: A small deep-learning framework about learning rates; numbers are ${numbers}
Version: ${PROJECT_VERSION}
Cflags: -I\${includedir}${cflags}
Libs: -L\${libdir} -l${name} ${stands_on}
")
  install(FILES ${made}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endfunction()
pkg_config(lehr   float  "")
pkg_config(lehr64 double " -DLEHR_DOUBLE")
