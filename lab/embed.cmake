# embed.cmake — a file as a C array:  cmake -DINPUT=a.otf -DOUTPUT=a.c -DNAME=lehr_font_a -P embed.cmake
#               or several, one after the other:  cmake "-DINPUT=a.js;b.js" …
foreach(word INPUT OUTPUT NAME)
    if(NOT DEFINED ${word})
        message(FATAL_ERROR "embed.cmake: -D${word}=… is missing")
    endif()
endforeach()
set(digits "")
set(files "")
foreach(file ${INPUT})
    if(NOT EXISTS "${file}" OR IS_DIRECTORY "${file}")
        message(FATAL_ERROR "embed.cmake: there is no file ${file}")
    endif()
    file(READ "${file}" more HEX)
    string(APPEND digits "${more}")
    get_filename_component(file "${file}" NAME)
    list(APPEND files ${file})
endforeach()
string(LENGTH "${digits}" length)
if(length EQUAL 0)
    message(FATAL_ERROR "embed.cmake: ${INPUT} is empty, and C has no empty arrays")
endif()
math(EXPR size "${length} / 2")
string(REGEX REPLACE "(..)" "0x\\1," bytes "${digits}")
string(REPEAT "0x..," 24 line)
string(REGEX REPLACE "(${line})" "\\1\n" bytes "${bytes}")      # 120 columns

list(JOIN files ", " files)
file(WRITE "${OUTPUT}.part" "/* Made from ${files} by lab/embed.cmake. */
extern const unsigned char ${NAME}[];
extern const unsigned long ${NAME}_size;
const unsigned char ${NAME}[] = {
${bytes}
};
const unsigned long ${NAME}_size = ${size};
")
file(RENAME "${OUTPUT}.part" "${OUTPUT}")       # an interrupted build leaves no incomplete file
