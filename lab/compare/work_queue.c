#include "lab/compare/work_queue.h"
#include "lab/compare/run_cache.h"

/* Up to the next run that is not there yet; the door is ours. */
static bool go_on(lehr_work_queue *h)
{
    while (!h->status && h->cell < h->n) {
        const lehr_comparison *c = &h->c[h->cell];
        if (h->run == c->policies * c->seeds) h->cell++, h->run = 0;
        else if (c->run[h->run].is_there) h->run++;
        else return true;
    }
    return false;
}

bool lehr_work_queue_has_more(lehr_work_queue *h)
{
    pthread_mutex_lock(&h->door);
    bool more = go_on(h);
    pthread_mutex_unlock(&h->door);
    return more;
}

bool lehr_work_queue_next(lehr_work_queue *h, int *cell, int *run)
{
    pthread_mutex_lock(&h->door);
    bool found = go_on(h);
    *cell = h->cell;
    *run = found ? h->run++ : 0;
    pthread_mutex_unlock(&h->door);
    return found;
}

void lehr_work_queue_progress(lehr_work_queue *h, int cell, int run, long done, bool kept)
{
    lehr_progress p = { &h->c[cell], run, done, kept };
    if (!h->crew->watch) return;
    pthread_mutex_lock(&h->door);
    h->crew->watch(h->crew->context, &p);
    pthread_mutex_unlock(&h->door);
}

lehr_status lehr_work_queue_finish(lehr_work_queue *h, int cell, int run)
{
    lehr_status status = h->crew->folder ? lehr_run_cache_write(&h->c[cell], run, h->crew->folder) : LEHR_OK;
    if (!status) lehr_work_queue_progress(h, cell, run, h->c[cell].steps, false);
    return status;
}

void lehr_work_queue_fail(lehr_work_queue *h, lehr_status status)
{
    pthread_mutex_lock(&h->door);
    if (!h->status) {
        lehr_snprintf(h->message, sizeof h->message, "%s", lehr_message());
        h->status = status;
    }
    pthread_mutex_unlock(&h->door);
}
