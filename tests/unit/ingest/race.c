/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/ingest/race.c - two threads count without a word to each other: the thread
 * sanitizer must make this fail */
#include <glib.h>

static unsigned count;

static void *
work(void *data)
{
	for (unsigned i = 0; i < 1000; i++)
		count++;
	return data;
}

int
main(void)
{
	GThread *one = g_thread_new("one", work, NULL);
	GThread *other = g_thread_new("other", work, NULL);

	g_thread_join(one);
	g_thread_join(other);
	g_print("counted to %u\n", count);
	return 0;
}
