/* own.h — a policy of your own for taiji over 300 epochs. */
#ifndef OWN_H
#define OWN_H

/* The rate of the update before which t are finished: t = 0 … steps − 1, where steps is the whole training, 7,500. A
 * number, not below 0, and the same at each call: a function of t and steps alone. */
double my_rate(long t, long steps);

#endif
