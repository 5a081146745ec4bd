/* sandbox_host.h — is this a system that has what the jail is made of? For those who call it by number (_GNU_SOURCE:
 * CMakeLists.txt). */
#ifndef LEHR_GRADE_SYSTEM_H
#define LEHR_GRADE_SYSTEM_H

#if defined(__linux__) && defined(__has_include) && (defined(__x86_64__) || defined(__aarch64__)) \
    && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#if __has_include(<linux/landlock.h>) && __has_include(<linux/seccomp.h>)
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>
#if defined(SYS_seccomp) && defined(SYS_landlock_create_ruleset) && defined(SYS_execveat) && !defined(__ILP32__)
#define GRADE_KNOWS_THE_SYSTEM
#endif
#endif
#endif

#ifdef __x86_64__
#define GRADE_ARCH AUDIT_ARCH_X86_64
#else
#define GRADE_ARCH AUDIT_ARCH_AARCH64
#endif

#endif
