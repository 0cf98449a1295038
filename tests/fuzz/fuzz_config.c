/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz - bytes as a configuration file: settings with names, or an error; the
 * same without empty sections */
#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "config/file.h"
#include "config/prune.h"
#include "config/setting.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Without empty sections it says the same. */
static void
prune(td_span bytes, const GPtrArray *settings)
{
	g_autoptr(GPtrArray) others = td_settings_array();
	g_autofree char *pruned = td_prune_text(bytes, "a.b.");

	if (pruned == NULL || memchr(bytes.p, '\0', bytes.n) != NULL)
		return;
	g_assert_true(td_file_parse(td_span_of(pruned), "fuzz", others, NULL));
	g_assert_cmpuint(others->len, ==, settings->len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GPtrArray) settings = td_settings_array();
	g_autoptr(GError) error = NULL;
	/* Just as much as there is, so that a byte more is seen. */
	g_autofree char *bytes = g_memdup2(data, size);

	g_assert_true(
	    td_file_parse((td_span){ bytes, size }, "fuzz", settings, &error) == !error);
	for (unsigned i = 0; i < settings->len; i++) {
		const td_setting *setting = settings->pdata[i];

		g_assert_cmpuint(strlen(setting->name), >, 0);
		g_assert_nonnull(setting->value);
	}
	if (error == NULL)
		prune((td_span){ bytes, size }, settings);
	return 0;
}
