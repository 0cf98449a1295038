/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pages/shelf.h - bytes that took long to make, for all workers
 *
 * What one worker made the others need not make again. Most is asked for once, by who
 * reads all there is, so what is offered for the first time is only noted. Once there is
 * no room all is packed (LZ4), what comes and one after the other of what is there, so
 * that four times as much finds room; then what nobody asked for goes. It is no more than
 * a memory: anything may be gone at any time, and state and key say all that bytes depend
 * on. Workers share it without a lock: who looks at a place takes what is in it, and puts
 * it back.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct td_shelf td_shelf; /* handle; any thread may use it */

/* Never NULL. It has no more than most bytes once a call has returned, as it counts
 * them. */
td_shelf *td_shelf_new(size_t most);
void td_shelf_free(td_shelf *shelf); /* NULL is fine */

/* They are the caller's as well as the shelf's, so nobody changes them; NULL where they
 * are not there (any more). */
GBytes *td_shelf_find(td_shelf *shelf, const char *state, const char *key);
/* Those that find did not know; they are taken where they were offered before, of late:
 * whether they were. What is of another state is not worth packing: it goes if nobody
 * asks for it. What is larger than an eighth of the shelf is not taken. */
bool td_shelf_put(td_shelf *shelf, const char *state, const char *key, GBytes *bytes);

/* How many bytes it holds. */
size_t td_shelf_bytes(const td_shelf *shelf);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_shelf, td_shelf_free)
