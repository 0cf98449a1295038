/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz/fuzz_mention.c - any bytes as a text with links, as a diff, as a profile */
#include <glib.h>
#include <stdint.h>

#include "base/limits.h"
#include "series/chain.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	td_span text = { (const char *)data, size };
	g_autoptr(GPtrArray) mentions =
	    g_ptr_array_new_with_free_func((GDestroyNotify)td_mention_free);
	g_autoptr(td_chain_profile) profile = td_chain_profile_read(1, data, size);
	td_sketch sketch;

	td_mention_find(text, mentions);
	g_assert(mentions->len <= TD_MAX_MENTIONS);
	td_sketch_make(text, &sketch);
	g_assert(sketch.n <= TD_SKETCH_LINES);
	g_assert(td_sketch_likeness(&sketch, &sketch) == (sketch.n > 0 ? 100u : 0u));
	td_sketch_make_prose(text, &sketch);
	g_assert(sketch.n <= TD_SKETCH_LINES);
	if (profile != NULL) {
		const td_chain_profile *candidates[] = { profile };
		g_autoptr(GArray) keys = td_chain_keys(profile);

		for (unsigned i = 0; i < keys->len; i++)
			g_assert(g_array_index(keys, td_chain_key, i).kind <=
				 TD_CHAIN_FOLLOWER);
		g_assert(td_chain_find(profile, candidates, 1).older == 0);
	}
	return 0;
}
