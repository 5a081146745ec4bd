# Does the README's first C program compile and run? It is taken from the page as it stands, so the two cannot drift apart.
#
#     cmake -DCC=cc -DLEHR=build/release/liblehr.a -DBLAS=-lopenblas -P tests/readme.cmake
#
# Writes readme.c and readme into the current folder.
cmake_minimum_required(VERSION 3.16)
get_filename_component(top ${CMAKE_CURRENT_LIST_DIR}/.. ABSOLUTE)

if(NOT EXISTS ${top}/README.md)
  message(FATAL_ERROR "There is no README.md")
endif()
file(READ ${top}/README.md page)
string(PREPEND page "\n")

# What stands between a line ```c and the next line ```
set(begin "\n```c\n")
set(end   "\n```")
string(FIND "${page}" "${begin}" at)
if(at EQUAL -1)
  message(FATAL_ERROR "README.md has no block that begins with a line ```c")
endif()
string(LENGTH "${begin}" skipped)
math(EXPR at "${at} + ${skipped}")
string(SUBSTRING "${page}" ${at} -1 program)
string(FIND "${program}" "${end}" length)
if(length EQUAL -1)
  message(FATAL_ERROR "README.md: the block ```c has no end")
endif()
string(SUBSTRING "${program}" 0 ${length} program)

set(source ${CMAKE_CURRENT_BINARY_DIR}/readme.c)
set(binary ${CMAKE_CURRENT_BINARY_DIR}/readme)
file(WRITE ${source} "${program}\n")
file(REMOVE ${binary})

separate_arguments(FLAGS UNIX_COMMAND "${FLAGS}")
execute_process(COMMAND ${CC} -std=c11 -Wall -Wextra -Wpedantic ${FLAGS} -I${top} ${source} ${LEHR} ${BLAS} -pthread -lm -o ${binary}
                RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "README.md: its C program does not compile")
endif()
execute_process(COMMAND ${binary} RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "README.md: its C program ends with: ${failed}")
endif()
