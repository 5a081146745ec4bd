/* sandbox_host.h — defines GRADE_HAS_SANDBOX on a system with Landlock and seccomp, for the files that make system
 * calls by number (_GNU_SOURCE: CMakeLists.txt). */
#ifndef LEHR_GRADE_SANDBOX_HOST_H
#define LEHR_GRADE_SANDBOX_HOST_H

#if defined(LEHR_LIBSECCOMP) && defined(__linux__) && defined(__has_include) && \
    (defined(__x86_64__) || defined(__aarch64__)) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#if __has_include(<linux/landlock.h>) && __has_include(<linux/seccomp.h>)
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>
#if defined(SYS_seccomp) && defined(SYS_landlock_create_ruleset) && defined(SYS_execveat) && !defined(__ILP32__)
#define GRADE_HAS_SANDBOX
#endif
#endif
#endif

#endif
