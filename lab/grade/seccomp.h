/* seccomp.h — what of the system a process in the sandbox may still call: two seccomp filters, made by libseccomp. */
#ifndef LEHR_GRADE_SECCOMP_H
#define LEHR_GRADE_SECCOMP_H

/* Make both filters; once, in the parent, before any child. descriptor and name: of the one execveat that a program
 * may make; the address of name counts. 0, or errno. */
int seccomp_prepare(int descriptor, const char *name);

/* In a child; no memory is allocated. From here on the program may call only what a list has: read, write, ask for
 * memory, end. Processes, the network and signals to others end it by SIGSYS; the rest fails. One execveat is left,
 * of that descriptor and by that very name, which is empty. 0, or errno. */
int seccomp_enter_program(void);

/* The compiler may call everything but what a list has, and that fails. */
int seccomp_enter_compiler(void);

#endif
