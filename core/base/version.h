/* version.h — the version of the library and of the commands. CMakeLists.txt takes it from here. */
#ifndef LEHR_CORE_BASE_VERSION_H
#define LEHR_CORE_BASE_VERSION_H

#define LEHR_VERSION "0.8.0"    /* "major.minor.patch" */

#endif
