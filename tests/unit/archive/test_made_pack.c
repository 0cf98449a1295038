/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/archive/test_made_pack.c - packs that no git writes, made byte by byte */
#include "fixture.h"

#include <string.h>
#include <zlib.h>

#include "pack/reader.h"

/* A pack in memory that says what we want: two objects, 00.. at 0 and ff.. at second. */
typedef struct made_pack {
	td_pack pack;
	GString *index, *bytes;
} made_pack;

static void
put_number(GString *out, uint32_t number)
{
	number = GUINT32_TO_BE(number);
	g_string_append_len(out, (const char *)&number, sizeof(number));
}

static void
put_name(GString *out, int byte)
{
	for (int i = 0; i < 20; i++)
		g_string_append_c(out, (char)byte);
}

static void
put_deflated(GString *out, const char *bytes, size_t n)
{
	char packed[256];
	uLongf size = sizeof(packed);

	assert_int_equal(compress((Bytef *)packed, &size, (const Bytef *)bytes, n), Z_OK);
	g_string_append_len(out, packed, (gssize)size);
}

static made_pack
made_pack_of(GString *bytes, uint32_t second)
{
	made_pack made = { .index = g_string_new(NULL), .bytes = bytes };

	put_number(made.index, UINT32_C(0xff744f63));
	put_number(made.index, 2);
	for (int i = 0; i < 256; i++)
		put_number(made.index, i == 255 ? 2 : 1);
	put_name(made.index, 0);
	put_name(made.index, 0xff);
	put_number(made.index, 0);
	put_number(made.index, 0);
	put_number(made.index, 0);
	put_number(made.index, second);
	put_name(made.index, 1);
	put_name(made.index, 1);
	made.pack.index = (td_span){ made.index->str, made.index->len };
	made.pack.bytes = (td_span){ bytes->str, bytes->len };
	made.pack.count = 2;
	return made;
}

/* What reading the second object gives, or NULL. */
static char *
read_second(made_pack *made)
{
	g_autoptr(GPtrArray) packs = g_ptr_array_new();
	g_autoptr(td_pack_reader) reader = td_pack_reader_new(packs);
	td_pack_object object;
	td_oid name;
	char *got = NULL;

	memset(&name, 0xff, sizeof(name));
	g_ptr_array_add(packs, &made->pack);
	if (td_pack_reader_read(reader, &name, &object))
		got = td_span_dup(object.bytes);
	g_string_free(made->index, true);
	g_string_free(made->bytes, true);
	return got;
}

static void
a_delta_never_leads_in_a_circle(void **state)
{
	GString *bytes = g_string_new(NULL);
	made_pack made;
	uint32_t second;

	(void)state;
	g_string_append_c(bytes, 0x75);
	put_name(bytes, 0xff);
	put_deflated(bytes, "\5\5\5hello", 8);
	second = (uint32_t)bytes->len;
	g_string_append_c(bytes, 0x75);
	put_name(bytes, 0);
	put_deflated(bytes, "\5\5\5hello", 8);
	made = made_pack_of(bytes, second);
	assert_null(read_second(&made));
}

static void
sizes_are_those_that_the_pack_states(void **state)
{
	static const struct {
		unsigned char head;
		const char *delta;
		size_t n;
		const char *wanted;
	} cases[] = {
		{ 0x68, "\5\5\5HELLO", 8, "HELLO" },
		{ 0x64, "\5\3\x91\1\3", 5, NULL }, /* shorter than it is */
		{ 0x65, "\5\3\x91\1\3", 5, "ell" },
		{ 0x66, "\5\3\x91\1\3", 5, NULL }, /* longer */
		{ 0x65, "\4\3\x91\1\3", 5, NULL }, /* for another base */
		{ 0x65, "\5\4\x91\1\3", 5, NULL }, /* makes less than it says */
		{ 0x65, "\5\2\x91\1\3", 5, NULL }, /* makes more */
		{ 0x65, "\5\5\x91\1\5", 5, NULL }, /* ends beyond its base */
		{ 0x65, "\5\3\x91\6\3", 5, NULL }, /* begins beyond it */
		{ 0x63, "\5\1\0", 3, NULL },       /* order 0 */
		{ 0x64, "\5\3\3ab", 5, NULL },     /* not all of it is there */
		{ 0x65, "\5\3\3ab", 5, NULL },
		{ 0x63, "\5\3\x91", 3, NULL },
		{ 0x62, "\5\x80", 2, NULL },
		{ 0x60, "", 0, NULL },
		{ 0x62, "\5\0", 2, "" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		GString *bytes = g_string_new("\x35");
		g_autofree char *got = NULL;
		made_pack made;
		uint32_t second;

		put_deflated(bytes, "hello", 5);
		second = (uint32_t)bytes->len;
		g_string_append_c(bytes, (char)cases[i].head);
		g_string_append_c(bytes, (char)second);
		put_deflated(bytes, cases[i].delta, cases[i].n);
		made = made_pack_of(bytes, second);
		got = read_second(&made);
		if (g_strcmp0(got, cases[i].wanted) != 0)
			fail_msg("case %zu: got \"%s\"", i, got ? got : "nothing");
	}
}

static void
an_entry_that_ends_too_early_is_none(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		bool good;
	} cases[] = {
		{ "", 0, false },
		{ "\x35", 1, true },
		{ "\xb5", 1, false },
		{ "\xb5\x01", 2, true },
		{ "\x05", 1, false }, /* types that there are not */
		{ "\x55", 1, false },
		{ "\x65", 1, false },
		{ "\x65\0", 2, false }, /* a base that is itself */
		{ "\x65\1", 2, true },
		{ "\x65\x81", 2, false },
		{ "\x65\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\1", 12, false },
		{ "\xb5\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\1", 12, false },
		{ "\x75xxxxxxxxxxxxxxxxxxx", 20, false },
		{ "\x75xxxxxxxxxxxxxxxxxxxx", 21, true },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_pack_entry entry;
		bool good =
		    td_pack_entry_parse((td_span){ cases[i].bytes, cases[i].n }, &entry);

		if (good != cases[i].good)
			fail_msg("case %zu", i);
	}
}

static void
an_object_is_looked_for_where_the_index_has_one(void **state)
{
	static const struct {
		uint32_t second; /* its offset in the index */
		uint64_t from;
		int name; /* -1 for none */
		size_t before;
	} cases[] = {
		{ 20, 0, 0, 0 },
		{ 20, 1, 0xff, 1 },
		{ 20, 20, 0xff, 1 },
		{ 20, 21, -1, 2 },
		/* A large one, of which there is no table. */
		{ UINT32_C(0x80000005), 0, 0, 0 },
		{ UINT32_C(0x80000005), 1, -1, 1 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		made_pack made = made_pack_of(g_string_new("PACK"), cases[i].second);
		td_oid name = { 0 };
		size_t before;
		bool found = td_pack_look(&made.pack, cases[i].from, &name, &before);

		assert_int_equal(found, cases[i].name >= 0);
		if (found)
			assert_int_equal(name.id[19], cases[i].name);
		assert_int_equal(before, cases[i].before);
		g_string_free(made.index, true);
		g_string_free(made.bytes, true);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_delta_never_leads_in_a_circle),
		cmocka_unit_test(sizes_are_those_that_the_pack_states),
		cmocka_unit_test(an_entry_that_ends_too_early_is_none),
		cmocka_unit_test(an_object_is_looked_for_where_the_index_has_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
