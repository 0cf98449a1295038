/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * link/cluster.h - which mails can be of one thread or one series at all
 *
 * A cluster is what hangs together by any Message-ID, its own or one that is referred to,
 * and by unthreaded numbered patches of one sender. It holds whole threads and whole
 * series, mostly one, so that these can be built a few clusters at a time. It is known by
 * "ties": hashes of what holds mails together. Two that have one hash by chance only make
 * a cluster larger than need be.
 *
 * Ties are rows of a lasting index. A temporary one, which has one range, is linked in
 * one go.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct td_clusters td_clusters; /* handle */
struct td_index;

td_clusters *td_clusters_new(void);
void td_clusters_free(td_clusters *clusters);

/* Puts the message in the cluster of all these ties; those that were apart become one. */
bool td_clusters_join(td_clusters *clusters, struct td_index *index, int64_t message,
    const uint64_t *ties, unsigned n, GError **error);

/*
 * For a run that adds many: reads all ties and clusters once, so that for most of those
 * that are not there nobody is asked, until forget. Between begin and commit of the one
 * writer; what was learnt holds as long as nobody else writes.
 */
bool td_clusters_learn(td_clusters *clusters, struct td_index *index, GError **error);
void td_clusters_forget(td_clusters *clusters); /* NULL is fine */
/* False: no message has the tie. */
bool td_clusters_may_know(const td_clusters *clusters, uint64_t tie);

/* The cluster of a message; 0 for one without links. */
bool td_clusters_find(
    struct td_index *index, int64_t message, int64_t *cluster, GError **error);

/* The cluster that a message was put into since the last walk, where it has no row yet:
 * who handles the walk's calls writes it. 0 for one that has, and where clusters is NULL,
 * as nothing was written. */
int64_t td_clusters_fresh(const td_clusters *clusters, int64_t message);

/* That message is gone: what hung together with it is to be looked at again. */
bool td_clusters_touch(
    td_clusters *clusters, struct td_index *index, int64_t message, GError **error);

/* Whether something was added or taken out since the last walk. */
bool td_clusters_changed(const td_clusters *clusters);

/*
 * Calls for the messages of whole clusters that were touched, several clusters at once
 * where they are small: at least some thousand messages a call but the last one. Ids
 * ascend within a call; ids of removed messages may be among them.
 */
typedef bool (*td_clusters_each)(
    const int64_t *messages, unsigned n, void *data, GError **error);
bool td_clusters_walk(td_clusters *clusters, struct td_index *index,
    td_clusters_each each, void *data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_clusters, td_clusters_free)
