/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz - the classic reading of any bytes: every span lies within the mail */
#include <glib.h>
#include <stdint.h>

#include "patch/classic.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(td_span outer, td_span inner)
{
	if (inner.n == 0)
		return;
	g_assert_true(inner.p >= outer.p && inner.p + inner.n <= outer.p + outer.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	td_span mail = { (const char *)data, size };
	td_classic classic;

	td_classic_read(mail, &classic);
	check(mail, classic.subject);
	check(classic.subject, classic.title);
	check(mail, classic.author);
	check(mail, classic.contributor);
	check(classic.contributor, classic.domain);
	check(mail, classic.body);
	check(classic.body, classic.inbody_from);
	return 0;
}
