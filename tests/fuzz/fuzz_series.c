/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz - patches made from bytes: each mail comes out once, each slot has one mail
 */
#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "series/series.h"

#define ROW 8
#define MAILS 512

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
see(bool *seen, int64_t id, unsigned n)
{
	g_assert_true(id > 0 && id <= n && !seen[id]);
	seen[id] = true;
}

static void
check(const GPtrArray *all, unsigned n)
{
	bool seen[MAILS + 1] = { false };

	for (unsigned i = 0; i < all->len; i++) {
		const td_series *series = g_ptr_array_index(all, i);
		unsigned before = 0, filled = 0;

		g_assert_true(series->head > 0 && series->total > 0);
		if (series->cover)
			see(seen, series->cover, n);
		for (unsigned k = 0; k < series->members->len; k++) {
			const td_series_member *member =
			    &g_array_index(series->members, td_series_member, k);

			see(seen, member->id, n);
			g_assert_true(member->number <= series->total);
			if (member->extra)
				continue;
			g_assert_cmpuint(member->number, >, before);
			before = member->number;
			filled++;
		}
		g_assert_cmpuint(filled, ==, series->received);
	}
	for (unsigned id = 1; id <= n; id++)
		g_assert_true(seen[id]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const senders[] = { "a", "A", "b", "c" };
	static const char *const titles[] = { "t", "u", "v", "" };
	td_series_mail mails[MAILS] = { 0 };
	unsigned n = 0;
	g_autoptr(GPtrArray) all = NULL;

	for (; size >= ROW && n < MAILS; n++, data += ROW, size -= ROW) {
		bool numbered = data[5] & 1;

		mails[n] = (td_series_mail){ .id = n + 1,
			.thread = data[0] % 4,
			.parent = data[1],
			.sender = senders[data[2] % 4],
			.title = titles[data[2] / 4 % 4],
			.patch_id = titles[data[2] / 16 % 4],
			.message_id = titles[data[2] / 64],
			.tags = "",
			.kind = data[2] & 128 ? TD_KIND_COVER : TD_KIND_PATCH,
			.version = 1 + data[3] % 3,
			.minor = data[3] / 64 % 2,
			.number = numbered ? data[4] % 16 : 0,
			.total = numbered ? data[4] / 16 : 0,
			.has_number = numbered,
			.has_version = data[5] & 2,
			.rfc = data[5] & 4,
			.resend = data[5] & 8,
			.sent = data[5] & 16 ? 0 : data[6] * 300,
			.received = (data[7] + 1) * 300 };
	}
	all = td_series_group(mails, n);
	check(all, n);
	return 0;
}
