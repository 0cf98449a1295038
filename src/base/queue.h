/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * base/queue.h - GAsyncQueue, so that ThreadSanitizer sees what it does
 *
 * GLib's locks are futexes of its own in a library that is not instrumented; without a
 * word every hand-over would look like a race. What is handed over is said here, and
 * nothing else is hidden.
 */
#pragma once

#include <glib.h>

#include "base/sanitized.h"

#ifdef TD_TSAN
void __tsan_acquire(void *item);
void __tsan_release(void *item);
#else
#define __tsan_acquire(item) ((void)(item))
#define __tsan_release(item) ((void)(item))
#endif

static inline void
td_queue_push(GAsyncQueue *queue, void *item)
{
	__tsan_release(item);
	g_async_queue_push(queue, item);
}

/* Waits. */
static inline void *
td_queue_pop(GAsyncQueue *queue)
{
	void *item = g_async_queue_pop(queue);

	__tsan_acquire(item);
	return item;
}
