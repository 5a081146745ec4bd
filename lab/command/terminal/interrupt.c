#include "lab/command/terminal/interrupt.h"
#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t caught;

static void note(int number) { caught = number; }

void interrupt_catch(void)
{
    static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
    struct sigaction now = { .sa_handler = note, .sa_flags = (int)(SA_RESETHAND | SA_RESTART) }, before;
    for (int i = 0; i < 3; i++)
        if (!sigaction(numbers[i], NULL, &before) && before.sa_handler != SIG_IGN) sigaction(numbers[i], &now, NULL);
}

int interrupt_caught(void) { return caught; }

void interrupt_end_by(int number)
{
    signal(number, SIG_DFL);
    raise(number);
}
