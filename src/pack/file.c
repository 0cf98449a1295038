/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pack/file.c - mapping packs and their indexes, finding an object in them */
#include "pack/file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pack/alternates.h"

/* Each is asked in turn; libgit2 finds what is in the rest. */
#define MAX_PACKS 64

#define SUM_BYTES 20 /* a SHA-1 */
#define FANOUT_AT 8
#define NAMES_AT (FANOUT_AT + 256 * 4)
#define INDEX_MAGIC UINT32_C(0xff744f63)
#define PACK_MAGIC UINT32_C(0x5041434b) /* "PACK" */
#define PACK_HEAD 12
#define IS_LARGE UINT32_C(0x80000000) /* the offset is in the table of large ones */

static uint32_t
number_at(td_span bytes, size_t at)
{
	uint32_t number;

	memcpy(&number, bytes.p + at, sizeof(number));
	return GUINT32_FROM_BE(number);
}

/* The whole file; no bytes where it is missing, empty or cannot be mapped. */
static td_span
map_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	td_span bytes = { 0 };
	struct stat found;
	void *p;

	if (fd < 0)
		return bytes;
	if (fstat(fd, &found) == 0 && S_ISREG(found.st_mode) && found.st_size > 0 &&
	    (uint64_t)found.st_size <= PTRDIFF_MAX) {
		p = mmap(NULL, (size_t)found.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (p != MAP_FAILED)
			bytes = (td_span){ p, (size_t)found.st_size };
	}
	close(fd);
	return bytes;
}

static void
unmap_file(td_span bytes)
{
	if (bytes.n > 0)
		munmap((void *)(uintptr_t)bytes.p, bytes.n);
}

static void
pack_close(td_pack *pack)
{
	unmap_file(pack->index);
	if (pack->bytes.n > 0)
		pack->bytes.n += SUM_BYTES;
	unmap_file(pack->bytes);
	g_free(pack);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_pack, pack_close)

/* Whether an index has all the tables that its fanout promises. */
static bool
check_index(td_pack *pack)
{
	td_span index = pack->index;
	uint32_t last = 0;

	if (index.n < NAMES_AT + 2 * SUM_BYTES || number_at(index, 0) != INDEX_MAGIC ||
	    number_at(index, 4) != 2)
		return false;
	for (size_t i = 0; i < 256; i++) {
		uint32_t next = number_at(index, FANOUT_AT + 4 * i);

		if (next < last)
			return false;
		last = next;
	}
	pack->count = last;
	/* A name, a CRC and an offset each. */
	return (index.n - NAMES_AT - 2 * SUM_BYTES) / (SUM_BYTES + 4 + 4) >= last;
}

/* Whether a pack is the one that its index was made for. */
static bool
check_pack(td_pack *pack, td_span bytes)
{
	uint32_t version;

	if (bytes.n < PACK_HEAD + SUM_BYTES || number_at(bytes, 0) != PACK_MAGIC)
		return false;
	version = number_at(bytes, 4);
	return (version == 2 || version == 3) && number_at(bytes, 8) == pack->count &&
	       memcmp(bytes.p + bytes.n - SUM_BYTES,
		   pack->index.p + pack->index.n - 2 * SUM_BYTES, SUM_BYTES) == 0;
}

/* NULL where it cannot be read by us: libgit2 is then asked, and says what is wrong. */
static td_pack *
pack_open(const char *folder, const char *index_name)
{
	g_autoptr(td_pack) pack = g_new0(td_pack, 1);
	g_autofree char *index = g_build_filename(folder, index_name, NULL);
	g_autofree char *stem = g_strndup(index, strlen(index) - strlen(".idx"));
	g_autofree char *file = g_strconcat(stem, ".pack", NULL);
	td_span bytes;

	pack->index = map_file(index);
	if (!check_index(pack))
		return NULL;
	bytes = map_file(file);
	if (!check_pack(pack, bytes)) {
		unmap_file(bytes);
		return NULL;
	}
	pack->bytes = td_span_head(bytes, bytes.n - SUM_BYTES);
	return g_steal_pointer(&pack);
}

static void
add_packs(GPtrArray *packs, const char *objects)
{
	g_autofree char *folder = g_build_filename(objects, "pack", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && packs->len < MAX_PACKS && (name = g_dir_read_name(dir))) {
		td_pack *pack =
		    g_str_has_suffix(name, ".idx") ? pack_open(folder, name) : NULL;

		if (pack)
			g_ptr_array_add(packs, pack);
	}
}

GPtrArray *
td_packs_open(const char *objects)
{
	GPtrArray *packs = g_ptr_array_new_with_free_func((GDestroyNotify)pack_close);
	g_autoptr(GPtrArray) folders = td_alternates_find(objects);

	for (unsigned i = 0; i < folders->len; i++)
		add_packs(packs, folders->pdata[i]);
	return packs;
}

/* What a name's second to fifth byte say of its place among those with the same first. */
static size_t
guess_place(const td_oid *name, size_t low, size_t high)
{
	uint32_t share;

	memcpy(&share, name->id + 1, sizeof(share));
	return low + (size_t)((uint64_t)(high - low) * GUINT32_FROM_BE(share) >> 32);
}

/*
 * Its place in the index, which is sorted; count where it has none. Names are hashes and
 * lie evenly, so the search begins where the name should be, takes growing steps from
 * there and halves what lies between: halving alone meets more cold memory.
 */
static size_t
place_of(const td_pack *pack, const td_oid *name)
{
	size_t first = name->id[0];
	size_t low = first ? number_at(pack->index, FANOUT_AT + 4 * (first - 1)) : 0;
	size_t high = number_at(pack->index, FANOUT_AT + 4 * first);
	size_t middle = guess_place(name, low, high);
	size_t step = 16;
	bool below = false, above = false;

	while (low < high) {
		int order = memcmp(
		    name->id, pack->index.p + NAMES_AT + middle * SUM_BYTES, SUM_BYTES);

		if (order == 0)
			return middle;
		if (order < 0) {
			high = middle;
			above = true;
		} else {
			low = middle + 1;
			below = true;
		}
		if ((above && below) || high - low <= step)
			middle = low + (high - low) / 2;
		else
			middle = order < 0 ? high - step : low + step;
		step *= 2;
	}
	return pack->count;
}

/* Where in the pack the object at that place in the index is; false where the index does
 * not say. */
static bool
offset_at(const td_pack *pack, size_t place, uint64_t *offset)
{
	size_t offsets = NAMES_AT + pack->count * (SUM_BYTES + 4);
	size_t large = offsets + pack->count * 4;
	uint32_t at = number_at(pack->index, offsets + place * 4);
	size_t row;

	if (!(at & IS_LARGE)) {
		*offset = at;
		return true;
	}
	row = at & ~IS_LARGE;
	if (row >= (pack->index.n - 2 * SUM_BYTES - large) / 8)
		return false;
	*offset = (uint64_t)number_at(pack->index, large + row * 8) << 32 |
		  number_at(pack->index, large + row * 8 + 4);
	return true;
}

bool
td_pack_find(const td_pack *pack, const td_oid *name, uint64_t *offset)
{
	size_t place = place_of(pack, name);

	return place < pack->count && offset_at(pack, place, offset);
}

bool
td_pack_look(const td_pack *pack, uint64_t offset, td_oid *name, size_t *before)
{
	uint64_t best = UINT64_MAX, at;
	size_t place = 0;

	*before = 0;
	for (size_t i = 0; i < pack->count; i++) {
		if (!offset_at(pack, i, &at))
			continue;
		*before += at < offset;
		if (at >= offset && at < best) {
			best = at;
			place = i;
		}
	}
	if (best == UINT64_MAX)
		return false;
	memcpy(name->id, pack->index.p + NAMES_AT + place * SUM_BYTES, SUM_BYTES);
	return true;
}
