/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tests/oracle/pack_check.c - reads objects out of packs, for tests/oracle/pack
 *
 * Each line of standard input is "NAME TYPE SIZE", as `git cat-file --batch-check` writes
 * it. An object's name is the SHA-1 over its bytes, so no bytes of git's are needed to
 * see that ours are the same.
 */
#include <stdio.h>
#include <string.h>

#include "archive/git.h"
#include "pack/reader.h"

int
main(int argc, char **argv)
{
	g_autoptr(GPtrArray) packs = NULL;
	g_autoptr(td_pack_reader) reader = NULL;
	char line[256], type[16], hex[64];
	unsigned long read = 0, left = 0, wrong = 0, size;

	if (argc != 2)
		return 64;
	if (!td_libgit2_start(NULL))
		return 69;
	packs = td_packs_open(argv[1]);
	reader = td_pack_reader_new(packs);
	while (fgets(line, sizeof(line), stdin)) {
		td_pack_object object;
		td_oid name;
		git_oid hash;

		if (sscanf(line, "%40s %15s %lu", hex, type, &size) != 3 ||
		    git_oid_fromstrn((git_oid *)&name, hex, 40) < 0)
			return 65;
		if (!td_pack_reader_read(reader, &name, &object)) {
			left++;
			continue;
		}
		read++;
		if (object.bytes.n == size &&
		    strcmp(type, git_object_type2string((git_object_t)object.type)) ==
			0 &&
		    git_odb_hash(&hash, object.bytes.p, object.bytes.n,
			(git_object_t)object.type) == 0 &&
		    memcmp(&hash, &name, sizeof(name)) == 0)
			continue;
		wrong++;
		printf("%s is wrong\n", hex);
	}
	printf("%lu objects read, %lu wrong, %lu left to libgit2\n", read, wrong, left);
	return wrong > 0;
}
