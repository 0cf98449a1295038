/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/archive/test_pack.c - objects out of packs, as git writes them and damaged
 */
#include "fixture.h"

#include <string.h>

#include "archive/objects.h"
#include "pack/reader.h"

/* What came of all objects of a repository. */
typedef struct outcome {
	unsigned packs;
	unsigned ours;   /* read by the quick way, right to the byte */
	unsigned wrong;  /* the same, but not what the name says */
	unsigned slow;   /* read by libgit2 */
	unsigned failed; /* by nobody */
} outcome;

static bool
is_named(const td_oid *name, td_span bytes, int type)
{
	git_oid hash;

	return git_odb_hash(&hash, bytes.p, bytes.n, (git_object_t)type) == 0 &&
	       memcmp(hash.id, name->id, sizeof(name->id)) == 0;
}

/* The names that a file holds, one a line, are read. */
static outcome
read_all(const char *folder, const char *repository, const char *names)
{
	g_autofree char *path = g_build_filename(folder, repository, NULL);
	g_autofree char *objects = g_build_filename(path, "objects", NULL);
	g_autofree char *file = g_build_filename(folder, names, NULL);
	g_autofree char *text = NULL;
	g_autoptr(GPtrArray) packs = td_packs_open(objects);
	g_autoptr(td_pack_reader) reader = td_pack_reader_new(packs);
	/* No folder: what is in no pack is asked of libgit2. */
	td_objects *store = td_objects_open(path, NULL, packs);
	outcome met = { .packs = packs->len };

	assert_true(td_libgit2_start(NULL));
	assert_true(g_file_get_contents(file, &text, NULL, NULL));
	for (char *line = text; *line; line += strcspn(line, "\n") + 1) {
		td_oid name;
		td_pack_object object;
		td_span bytes;

		assert_int_equal(git_oid_fromstrn((git_oid *)&name, line, 40), 0);
		if (td_pack_reader_read(reader, &name, &object)) {
			bool right = is_named(&name, object.bytes, (int)object.type);

			met.ours += right;
			met.wrong += !right;
		} else if (td_objects_read(store, &name, GIT_OBJECT_BLOB, &bytes) ==
			       TD_OBJECT_OK ||
			   td_objects_read(store, &name, GIT_OBJECT_TREE, &bytes) ==
			       TD_OBJECT_OK ||
			   td_objects_read(store, &name, GIT_OBJECT_COMMIT, &bytes) ==
			       TD_OBJECT_OK) {
			met.slow++;
		} else {
			met.failed++;
		}
	}
	td_objects_close(store);
	return met;
}

/* Reads all that git says is there. */
static outcome
read_listed(const char *folder, const char *repository)
{
	fixture_run(folder,
	    "git -C %s cat-file --batch-all-objects --batch-check='%%(objectname)' "
	    ">names",
	    repository);
	return read_all(folder, repository, "names");
}

/* Mails that are like each other, so that git makes deltas, and chains of them. */
static void
make_repository(const char *folder, const char *path)
{
	fixture_run(folder,
	    "git init -q --bare %s; cd %s; git symbolic-ref HEAD refs/heads/master; "
	    "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do "
	    "echo 'commit refs/heads/master'; "
	    "echo \"committer A <a@example.org> 17619552$((i + 10)) +0000\"; "
	    "echo 'data 0'; echo 'M 100644 inline m'; echo 'data <<END'; "
	    "seq $i 400; seq 1 $i; echo END; echo; done | "
	    "git fast-import --quiet; git tag -m note v1",
	    path, path);
}

/* Packs all anew, and sees to it that most mails are deltas. */
static void
repack(const char *folder, const char *path, const char *config)
{
	fixture_run(folder,
	    "cd %s; git -c %s repack -qadf --depth=50; "
	    "git cat-file --batch-all-objects --batch-check='%%(deltabase)' >../bases; "
	    "test $(grep -vc '^0*$' ../bases) -ge 10",
	    path, config);
}

static void
assert_ours(outcome met, unsigned packs)
{
	assert_int_equal(met.packs, packs);
	assert_int_equal(met.wrong + met.slow + met.failed, 0);
	/* 12 mails, trees and commits, and a tag. */
	assert_int_equal(met.ours, 37);
}

static void
deltas_by_distance_and_by_name_are_applied(void **state)
{
	make_repository(*state, "deltas.git");
	repack(*state, "deltas.git", "repack.useDeltaBaseOffset=true");
	assert_ours(read_listed(*state, "deltas.git"), 1);
	repack(*state, "deltas.git", "repack.useDeltaBaseOffset=false");
	assert_ours(read_listed(*state, "deltas.git"), 1);
}

static void
an_index_may_have_large_offsets_or_be_old(void **state)
{
	make_repository(*state, "index.git");
	fixture_run(*state, "cd index.git; git repack -qadf; cd objects/pack; "
			    "chmod u+w *; p=$(ls *.pack); git index-pack "
			    "--index-version=2,0x40 $p >/dev/null");
	assert_ours(read_listed(*state, "index.git"), 1);
	fixture_run(*state, "cd index.git; git multi-pack-index write");
	assert_ours(read_listed(*state, "index.git"), 1);
	fixture_run(*state, "cd index.git; rm objects/pack/multi-pack-index; git -c "
			    "pack.indexVersion=1 repack -qadf");
	{
		outcome met = read_listed(*state, "index.git");

		assert_int_equal(met.packs, 0);
		/* The tag is of no type that we ask for. */
		assert_int_equal(met.slow, 36);
	}
}

static void
packs_loose_objects_and_alternates_go_together(void **state)
{
	outcome met;

	make_repository(*state, "mixed.git");
	fixture_run(*state,
	    "cd mixed.git; git repack -qad; "
	    "for i in 4 5 6; do echo $i | git hash-object -w --stdin; done | "
	    "git pack-objects -q objects/pack/pack >/dev/null; git prune-packed -q; "
	    "for i in 1 2 3; do echo $i | git hash-object -w --stdin; done >/dev/null");
	met = read_listed(*state, "mixed.git");
	assert_int_equal(met.packs, 2);
	assert_int_equal(met.ours, 40);
	assert_int_equal(met.slow, 3);
	assert_int_equal(met.wrong + met.failed, 0);
	fixture_run(*state, "git clone -q --bare -s mixed.git borrows.git");
	met = read_all(*state, "borrows.git", "names");
	assert_int_equal(met.packs, 2);
	assert_int_equal(met.ours, 40);
	assert_int_equal(met.slow, 3);
}

/* As git has it: by way of others, from beside, in quotes, with remarks, round and round.
 */
static void
packs_are_found_wherever_they_are_borrowed_from(void **state)
{
	make_repository(*state, "owner.git");
	fixture_run(*state,
	    "git -C owner.git repack -qad; "
	    "for r in quoted near far; do git init -q --bare $r.git; done");
	assert_ours(read_listed(*state, "owner.git"), 1);
	fixture_run(*state,
	    "printf '\"%%s/own\\\\145r.git/objects\"\\n' \"$PWD\" "
	    ">quoted.git/objects/info/alternates; "
	    "printf '# nearby\\n\\n../../quoted.git/objects' "
	    ">near.git/objects/info/alternates; "
	    "printf '%%s/near.git/objects\\n' \"$PWD\" >far.git/objects/info/alternates; "
	    "printf '%%s/far.git/objects\\n' \"$PWD\" "
	    ">>owner.git/objects/info/alternates");
	for (size_t i = 0; i < 3; i++) {
		static const char *const borrowers[] = { "quoted.git", "near.git",
			"far.git" };

		assert_ours(read_all(*state, borrowers[i], "names"), 1);
	}
	assert_ours(read_all(*state, "owner.git", "names"), 1);
}

static void
an_object_in_a_file_of_its_own_needs_no_libgit2(void **state)
{
	static const char *const harms[] = { "truncate -s -1", "truncate -s 0",
		"printf x >", "rm -f" };
	g_autofree char *path = g_build_filename(*state, "loose.git", NULL);
	g_autofree char *folder = NULL;
	g_autoptr(GPtrArray) packs = g_ptr_array_new();
	g_autofree char *hex = NULL;
	td_objects *store;
	td_oid name;
	td_span bytes;

	fixture_repository(*state, "loose.git", "1 2 3");
	hex = fixture_ask(*state, "git -C loose.git rev-parse HEAD:m");
	folder = td_git_plain_folder(path);
	assert_non_null(folder);
	store = td_objects_open(path, folder, packs);
	assert_true(td_libgit2_start(NULL));
	assert_int_equal(git_oid_fromstrn((git_oid *)&name, hex, 40), 0);
	assert_true(td_objects_find(store, &name, GIT_OBJECT_BLOB, &bytes));
	assert_true(is_named(&name, bytes, GIT_OBJECT_BLOB));
	assert_false(td_objects_find(store, &name, GIT_OBJECT_TREE, &bytes));
	for (size_t i = 0; i < G_N_ELEMENTS(harms); i++) {
		g_autofree char *order =
		    g_strdup_printf("cd loose.git/objects/%.2s; chmod u+w *; %s %s", hex,
			harms[i], hex + 2);

		fixture_run(*state, "%s", order);
		assert_false(td_objects_find(store, &name, GIT_OBJECT_BLOB, &bytes));
	}
	td_objects_close(store);
}

static void
what_is_not_plain_is_left_to_libgit2(void **state)
{
	static const char *const changes[] = {
		"git config core.repositoryformatversion 1",
		"git config extensions.partialclone origin", "echo .. >commondir",
		"rm HEAD", "rm -rf refs"
	};

	for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
		g_autofree char *path = g_build_filename(*state, "odd.git", NULL);
		g_autofree char *before = NULL, *after = NULL;

		fixture_run(*state, "rm -rf odd.git; git init -q --bare odd.git");
		before = td_git_plain_folder(path);
		assert_non_null(before);
		fixture_run(*state, "cd odd.git; %s", changes[i]);
		after = td_git_plain_folder(path);
		if (after)
			fail_msg("plain after '%s'", changes[i]);
	}
}

static void
a_pack_that_is_cut_or_missing_is_left_to_libgit2(void **state)
{
	static const char *const harms[] = {
		"truncate -s -1 *.pack", "truncate -s 10 *.pack", "truncate -s 0 *.pack",
		"rm *.pack", "truncate -s 0 *.idx", "truncate -s 1050 *.idx",
		"truncate -s -9 *.idx",
		"printf '\\377' | dd of=$(ls *.idx) bs=1 seek=8 conv=notrunc 2>/dev/null"
	};

	make_repository(*state, "cut.git");
	fixture_run(*state, "cd cut.git; git repack -qadf; cp -r objects/pack whole");
	assert_ours(read_listed(*state, "cut.git"), 1);
	for (size_t i = 0; i < G_N_ELEMENTS(harms); i++) {
		outcome met;

		fixture_run(*state,
		    "cd cut.git; rm -rf objects/pack; cp -r whole objects/pack; cd "
		    "objects/pack; chmod u+w *; %s",
		    harms[i]);
		met = read_all(*state, "cut.git", "names");
		assert_int_equal(met.packs + met.ours + met.wrong, 0);
		assert_int_equal(met.slow + met.failed, 37);
	}
}

/* Damage anywhere ends in objects that are not read; nothing else happens. */
static void
a_damaged_pack_gives_what_is_whole(void **state)
{
	g_autofree char *objects = g_build_filename(*state, "harm.git/objects", NULL);
	g_autofree char *names = g_build_filename(*state, "names", NULL);
	g_autofree char *text = NULL;
	g_autofree char *copy = NULL;
	g_autoptr(GPtrArray) packs = NULL;
	td_pack pack;
	unsigned missed = 0;

	make_repository(*state, "harm.git");
	repack(*state, "harm.git", "core.compression=9");
	assert_ours(read_listed(*state, "harm.git"), 1);
	assert_true(g_file_get_contents(names, &text, NULL, NULL));
	packs = td_packs_open(objects);
	pack = *(const td_pack *)g_ptr_array_index(packs, 0);
	copy = g_memdup2(pack.bytes.p, pack.bytes.n);
	pack.bytes.p = copy;
	for (size_t at = 0; at < pack.bytes.n; at += 3) {
		g_autoptr(GPtrArray) harmed = g_ptr_array_new();
		g_autoptr(td_pack_reader) reader = td_pack_reader_new(harmed);
		char flip = (char)(at % 255 + 1);

		g_ptr_array_add(harmed, &pack);
		copy[at] = (char)(copy[at] ^ flip);
		for (char *line = text; *line; line += strcspn(line, "\n") + 1) {
			td_oid name;
			td_pack_object object;

			git_oid_fromstrn((git_oid *)&name, line, 40);
			missed += !td_pack_reader_read(reader, &name, &object);
		}
		copy[at] = (char)(copy[at] ^ flip);
	}
	assert_true(missed > pack.bytes.n / 3);
}

static void
a_damaged_mail_is_corrupt_and_the_others_are_not(void **state)
{
	g_autofree char *path = g_build_filename(*state, "spoilt.git", NULL);
	g_autofree char *got = NULL;

	fixture_repository(*state, "spoilt.git", "1 2 3");
	fixture_run(*state,
	    "cd spoilt.git; git repack -qadf --window=0; chmod u+w objects/pack/*; "
	    "b=$(git rev-parse HEAD~1:m); "
	    "at=$(git verify-pack -v objects/pack/*.idx | sed -n \"s/^$b.* //p\"); "
	    "printf xxxxx | dd of=$(ls objects/pack/*.pack) bs=1 seek=$((at + 12)) "
	    "conv=notrunc 2>/dev/null");
	got = fixture_revisions(path, NULL);
	assert_string_equal(got, "1 x 3");
}

static void
a_huge_object_is_not_unpacked(void **state)
{
	g_autofree char *hex = NULL;

	fixture_run(*state, "git init -q --bare huge.git; truncate -s 257M big");
	hex = fixture_ask(*state, "git -C huge.git -c core.bigFileThreshold=1m -c "
				  "core.compression=1 hash-object -w $PWD/big");
	fixture_run(*state,
	    "rm big; ls huge.git/objects/pack/*.pack >/dev/null; echo %s "
	    ">names",
	    hex);
	assert_int_equal(read_all(*state, "huge.git", "names").failed, 1);
	{
		g_autofree char *path = g_build_filename(*state, "huge.git", NULL);
		g_autofree char *objects = g_build_filename(path, "objects", NULL);
		g_autoptr(GPtrArray) packs = td_packs_open(objects);
		td_objects *store = td_objects_open(path, path, packs);
		td_oid name;
		td_span bytes;

		git_oid_fromstrn((git_oid *)&name, hex, 40);
		assert_int_equal(td_objects_read(store, &name, GIT_OBJECT_BLOB, &bytes),
		    TD_OBJECT_TOO_LARGE);
		assert_int_equal(td_objects_read(store, &name, GIT_OBJECT_TREE, &bytes),
		    TD_OBJECT_BAD);
		td_objects_close(store);
	}
}

static void
a_pack_that_git_deletes_meanwhile_stays(void **state)
{
	g_autofree char *path = g_build_filename(*state, "moving.git", NULL);
	g_autoptr(td_archive) archive = NULL;
	g_autoptr(td_range) range = NULL;
	g_autoptr(td_reader) reader = NULL;

	make_repository(*state, "moving.git");
	fixture_run(*state, "cd moving.git; git repack -qadf");
	archive = td_archive_open(path, NULL);
	range = td_archive_select(archive, &(td_range_spec){ 0 }, NULL);
	reader = td_reader_open(archive, NULL);
	assert_int_equal(range->entries->len, 12);
	fixture_run(*state, "rm -f moving.git/objects/pack/*");
	for (unsigned i = 0; i < 12; i++) {
		td_mail mail;

		assert_true(td_reader_load(
		    reader, &g_array_index(range->entries, td_entry, i), &mail, NULL));
		assert_int_equal(mail.state, TD_MAIL_OK);
		assert_true(is_named(&mail.blob, mail.bytes, GIT_OBJECT_BLOB));
	}
}

/* A whole one of so many bytes first; those of a delta are whole whatever is wanted. */
static void
of_a_large_object_no_more_is_read_than_is_wanted(void **state)
{
	g_autofree char *objects = g_build_filename(*state, "heads.git", "objects", NULL);
	g_autofree char *file = g_build_filename(*state, "blobs", NULL);
	g_autofree char *text = NULL;
	g_autoptr(GPtrArray) packs = NULL;
	g_autoptr(td_pack_reader) reader = NULL;
	unsigned cut = 0, whole = 0;

	make_repository(*state, "heads.git");
	repack(*state, "heads.git", "repack.useDeltaBaseOffset=true");
	fixture_run(*state,
	    "git -C heads.git cat-file --batch-all-objects "
	    "--batch-check='%%(objectname) %%(objecttype)' | sed -n 's/ blob//p' >blobs");
	packs = td_packs_open(objects);
	reader = td_pack_reader_new(packs);
	assert_true(g_file_get_contents(file, &text, NULL, NULL));
	for (char *line = text; *line; line += strcspn(line, "\n") + 1) {
		td_oid name;
		td_pack_object object;
		/* What others are built on it keeps, and has whole then. */
		g_autoptr(td_pack_reader) fresh = td_pack_reader_new(packs);
		g_autofree char *bytes = NULL;
		size_t n;

		assert_int_equal(git_oid_fromstrn((git_oid *)&name, line, 40), 0);
		assert_true(td_pack_reader_read(reader, &name, &object));
		assert_false(object.cut);
		n = object.bytes.n;
		bytes = g_memdup2(object.bytes.p, n);
		assert_true(td_pack_reader_read_head(reader, &name, n, &object));
		assert_false(object.cut);
		assert_true(td_pack_reader_read_head(fresh, &name, 100, &object));
		assert_int_equal(object.bytes.n, object.cut ? 100 : n);
		assert_memory_equal(object.bytes.p, bytes, object.bytes.n);
		cut += object.cut;
		whole += !object.cut;
		assert_true(td_pack_reader_read(fresh, &name, &object));
		assert_int_equal(object.bytes.n, n);
	}
	assert_int_equal(cut + whole, 12);
	assert_in_range(cut, 1, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(deltas_by_distance_and_by_name_are_applied),
		cmocka_unit_test(an_index_may_have_large_offsets_or_be_old),
		cmocka_unit_test(packs_loose_objects_and_alternates_go_together),
		cmocka_unit_test(packs_are_found_wherever_they_are_borrowed_from),
		cmocka_unit_test(an_object_in_a_file_of_its_own_needs_no_libgit2),
		cmocka_unit_test(what_is_not_plain_is_left_to_libgit2),
		cmocka_unit_test(a_pack_that_is_cut_or_missing_is_left_to_libgit2),
		cmocka_unit_test(a_damaged_pack_gives_what_is_whole),
		cmocka_unit_test(a_damaged_mail_is_corrupt_and_the_others_are_not),
		cmocka_unit_test(a_huge_object_is_not_unpacked),
		cmocka_unit_test(of_a_large_object_no_more_is_read_than_is_wanted),
		cmocka_unit_test(a_pack_that_git_deletes_meanwhile_stays),
	};

	return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
