/* seccomp.h — the system calls that a process in the sandbox may make: two seccomp filters, made by libseccomp. */
#ifndef LEHR_GRADE_SECCOMP_H
#define LEHR_GRADE_SECCOMP_H

/* Makes both filters; once, in the parent, before any child. descriptor and name: of the one execveat that a program
 * may make; the address of name counts. 0, or errno. */
int seccomp_prepare(int descriptor, const char *name);

/* In a child; no memory is allocated. The program may then make only the calls of a list: read, write, allocate memory,
 * exit. Processes, the network and signals to others end it by SIGSYS; other calls fail. One execveat is allowed, with
 * that descriptor and that name, which is empty. 0, or errno. */
int seccomp_enter_program(void);

/* In a child. The compiler may make all calls except those of a list, which fail. */
int seccomp_enter_compiler(void);

#endif
