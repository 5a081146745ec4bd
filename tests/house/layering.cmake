# Who may include whom. Reads every #include of the house and names each wall that is breached and each circle.
#
#     cmake -P tests/house/layering.cmake                 this tree
#     cmake -DHOUSE=folder -P tests/house/layering.cmake  another
cmake_minimum_required(VERSION 3.16)
if(NOT HOUSE)
  get_filename_component(HOUSE ${CMAKE_CURRENT_LIST_DIR}/../.. ABSOLUTE)
endif()

# Folder by folder, what may stand between the quotes; whatever is not there is out of bounds. nn, optim and
# sched never meet, and nobody knows examples and tests.
set(core_may        "core/[^/]+")
set(nn_may          "(core|nn)/[^/]+")
set(optim_may       "(core|optim)/[^/]+")
set(sched_may       "core/(status|memory|text|knob|row)\\.h|sched/[^/]+")
set(lab_may         "(core|nn|optim|sched|lab)/[^/]+|lehr\\.h")
set(lab/command_may "(core|nn|optim|sched|lab|lab/command|lab/grade)/[^/]+|lehr\\.h")
set(lab/grade_may   "(core|sched|lab|lab/grade)/[^/]+")
set(lehr.h_may      "(core|nn|optim|sched|lab)/[^/]+")
set(examples_may    "lehr\\.h")
set(assignments_may "[^/]+\\.h")           # students' files know nothing of ours: their own folder's headers, and what tests are made of

# Strangers have one door each: the product of matrices knows BLAS, the lab draws with stb, and asks other machines over MPI.
set(cblas_door "^core/gemm\\.c$")
set(stb_door   "^lab/")
set(mpi_door   "^lab/remote\\.c$")

set(breaches 0)
function(breach text)
  message(NOTICE "${text}")
  math(EXPR count "${breaches} + 1")
  set(breaches ${count} PARENT_SCOPE)
endfunction()

# --- every wall ---------------------------------------------------------------------------------------------------

file(GLOB_RECURSE files RELATIVE ${HOUSE} ${HOUSE}/core/*.[ch] ${HOUSE}/nn/*.[ch] ${HOUSE}/optim/*.[ch] ${HOUSE}/sched/*.[ch]
                                          ${HOUSE}/lab/*.[ch] ${HOUSE}/examples/*.[ch])
file(GLOB face RELATIVE ${HOUSE} ${HOUSE}/lehr.h)       # not in every folder below: build/ may have an installed one
list(APPEND files ${face})

foreach(file ${files})
  string(REGEX REPLACE "/[^/]*$" "" room ${file})
  if(room MATCHES "^examples/assignments")
    set(room assignments)
  endif()
  file(STRINGS ${HOUSE}/${file} lines ENCODING UTF-8 REGEX "^[ \t]*#[ \t]*include[ \t]*[<\"]")
  foreach(line ${lines})
    string(REGEX MATCH "[<\"]([^>\"]+)[>\"]" written "${line}")
    set(other "${CMAKE_MATCH_1}")

    if(other MATCHES "^cblas|/cblas")
      if(NOT file MATCHES "${cblas_door}")
        breach("${file}: only core/kernels/gemm.c may include ${written}")
      endif()
    elseif(other MATCHES "^stb_|/stb_")
      if(NOT file MATCHES "${stb_door}")
        breach("${file}: only lab may include ${written}")
      endif()
    elseif(other STREQUAL "mpi.h")
      if(NOT file MATCHES "${mpi_door}")
        breach("${file}: only lab/compare/mpi.c may include ${written}")
      endif()
    elseif(room STREQUAL "examples" AND written MATCHES "^\"")
      breach("${file}: examples include <lehr.h> and the system's headers, not ${written}")
    elseif(room STREQUAL "assignments" AND other STREQUAL "lehr.h")
      breach("${file}: an assignment is plain C, so it may not include ${written}")
    elseif(written MATCHES "^\"" OR other MATCHES "^(core|nn|optim|sched|lab|examples|tests)/|^lehr\\.h$")
      if(NOT other MATCHES "^(${${room}_may})$")
        breach("${file}: ${room} may not include ${written}")
      endif()
      list(APPEND includes_of_${file} ${other})
    endif()
  endforeach()
endforeach()

# --- no circles ---------------------------------------------------------------------------------------------------

# A header is settled once all it includes is settled. Where nothing more can be settled, going from header to unsettled header
# leads round a circle; we name it, cut it there, and go on.
set(headers ${files})
list(FILTER headers INCLUDE REGEX "\\.h$")
set(unsettled ${headers})

while(unsettled)
  set(waiting)
  foreach(header ${unsettled})
    foreach(other ${includes_of_${header}})
      if(other IN_LIST unsettled)
        set(next_of_${header} ${other})
        list(APPEND waiting ${header})
        break()
      endif()
    endforeach()
  endforeach()

  if(waiting STREQUAL unsettled)
    list(GET unsettled 0 here)
    set(path)
    while(NOT here IN_LIST path)
      list(APPEND path ${here})
      set(last ${here})
      set(here ${next_of_${here}})
    endwhile()
    list(FIND path ${here} start)
    list(SUBLIST path ${start} -1 circle)
    string(REPLACE ";" " -> " circle "${circle}")
    breach("a circle: ${circle} -> ${here}")
    list(REMOVE_ITEM includes_of_${last} ${here})
  else()
    set(unsettled ${waiting})
  endif()
endwhile()

list(LENGTH files count)
if(breaches)
  message(FATAL_ERROR "${breaches} breaches in ${count} files")
endif()
message(STATUS "${count} files, no wall breached, no circle")
