# embed.cmake — a file as a C array:  cmake -DINPUT=a.otf -DOUTPUT=a.c -DNAME=lehr_font_a -P embed.cmake
foreach(word INPUT OUTPUT NAME)
    if(NOT DEFINED ${word})
        message(FATAL_ERROR "embed.cmake: -D${word}=… is missing")
    endif()
endforeach()
if(NOT EXISTS "${INPUT}" OR IS_DIRECTORY "${INPUT}")
    message(FATAL_ERROR "embed.cmake: there is no file ${INPUT}")
endif()

file(READ "${INPUT}" digits HEX)
string(LENGTH "${digits}" length)
if(length EQUAL 0)
    message(FATAL_ERROR "embed.cmake: ${INPUT} is empty, and C has no empty arrays")
endif()
math(EXPR size "${length} / 2")
string(REGEX REPLACE "(..)" "0x\\1," bytes "${digits}")
string(REPEAT "0x..," 24 line)
string(REGEX REPLACE "(${line})" "\\1\n" bytes "${bytes}")      # 120 columns

get_filename_component(file "${INPUT}" NAME)
file(WRITE "${OUTPUT}.part" "/* Made from ${file} by lab/embed.cmake. */
extern const unsigned char ${NAME}[];
extern const unsigned long ${NAME}_size;
const unsigned char ${NAME}[] = {
${bytes}
};
const unsigned long ${NAME}_size = ${size};
")
file(RENAME "${OUTPUT}.part" "${OUTPUT}")       # an interrupted build leaves no half file behind
