/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz - a first line that is a path on a server, then the server's manifest */
#include <glib.h>
#include <stdint.h>

#include <string.h>

#include "base/limits.h"
#include "mirror/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	td_span rest = { (const char *)data, size }, line;
	g_autoptr(GPtrArray) epochs = NULL;
	g_autofree char *path = NULL;

	if (!td_span_next_line(&rest, &line))
		return 0;
	path = td_span_dup(line);
	epochs = td_manifest_parse(rest, path);
	for (unsigned i = 0; epochs && i < epochs->len; i++) {
		const td_manifest_epoch *epoch = epochs->pdata[i];
		g_autofree char *below = td_epoch_form_path(epoch->form, epoch->number);

		g_assert_true(epoch->number < TD_MAX_EPOCHS);
		g_assert_null(strstr(below, ".."));
		g_assert_true(*below != '/' && *below != '-');
		g_assert_true(
		    i == 0 ||
		    epoch->number >
			((const td_manifest_epoch *)epochs->pdata[i - 1])->number);
	}
	return 0;
}
