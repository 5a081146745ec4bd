# man.cmake — the pages of the manual, printed by the command itself: lehr.1, a lehr-NAME.1 for each command that `lehr --help`
# lists, and lehr64.1, which is lehr.1. Old pages are removed first, so that no page is left of a removed command.
#
#     cmake -DLEHR=build/release/lehr -DTO=man/man1 -P lab/man.cmake
cmake_minimum_required(VERSION 3.16)

function(page name)                     # page(NAME arguments of the command…)
  execute_process(COMMAND ${LEHR} ${ARGN} OUTPUT_FILE ${TO}/${name}.1 ERROR_VARIABLE said RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "lehr ${ARGN}: ${status}: ${said}")
  endif()
endfunction()

execute_process(COMMAND ${LEHR} --help OUTPUT_VARIABLE help ERROR_VARIABLE said RESULT_VARIABLE status)
string(REGEX MATCHALL "\n  lehr [a-z]+ " lines "${help}")
list(REMOVE_DUPLICATES lines)
list(LENGTH lines count)
if(NOT status EQUAL 0 OR count EQUAL 0)
  message(FATAL_ERROR "${LEHR} --help lists no commands: ${status}: ${said}")
endif()

file(REMOVE_RECURSE ${TO})
file(MAKE_DIRECTORY ${TO})
foreach(line ${lines})
  string(REGEX REPLACE "\n  lehr ([a-z]+) " "\\1" command "${line}")
  page(lehr-${command} ${command} --man)
endforeach()
file(WRITE ${TO}/lehr64.1 ".so man1/lehr.1\n")
page(lehr --man)                        # last: if it exists, all pages exist
