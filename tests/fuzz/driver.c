/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz/driver.c - runs a fuzz target over the files of a folder, as an ordinary
 * test */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
main(int argc, char **argv)
{
	unsigned ran = 0;

	for (int i = 1; i < argc; i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GDir) dir = g_dir_open(argv[i], 0, &error);
		const char *name;

		if (!dir) {
			fprintf(stderr, "%s\n", error->message);
			return 1;
		}
		while ((name = g_dir_read_name(dir))) {
			g_autofree char *path = g_build_filename(argv[i], name, NULL);
			g_autofree char *bytes = NULL;
			size_t n;

			if (!g_file_get_contents(path, &bytes, &n, &error)) {
				fprintf(stderr, "%s\n", error->message);
				return 1;
			}
			LLVMFuzzerTestOneInput((const uint8_t *)bytes, n);
			ran++;
		}
	}
	printf("%u seeds\n", ran);
	return ran > 0 ? 0 : 1;
}
