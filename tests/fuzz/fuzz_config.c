/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz - bytes as a configuration file: settings with names, or an error */
#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "config/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
	return 0;
}
