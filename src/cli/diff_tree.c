/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/diff_tree.c - both versions as commits on a tree's own blobs, for git range-diff */
#include "cli/diff_tree.h"

#include "base/error.h"
#include "cli/diff_base.h"
#include "cli/scratch.h"

/* A version as commits: patches stand on base. */
typedef struct commits {
	char *base;
	char *tip;
} commits;

static void
commits_clear(commits *c)
{
	g_free(c->base);
	g_free(c->tip);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(commits, commits_clear)

static td_span
patch_bytes(const td_diff_mail *mail)
{
	const GByteArray *bytes = mail->patch->patch_bytes;

	return bytes ? (td_span){ (const char *)bytes->data, bytes->len }
		     : (td_span){ 0 };
}

/* As git am: no blanks at the ends of lines, no two empty lines in a row. */
static void
add_stripped(GString *to, td_span text)
{
	td_span line;
	bool gap = false;

	while (td_span_next_line(&text, &line)) {
		line = td_span_trim_end(line);
		if (line.n == 0) {
			gap = true;
			continue;
		}
		if (gap && to->len > 0)
			g_string_append_c(to, '\n');
		gap = false;
		g_string_append_len(to, line.p, (gssize)line.n);
		g_string_append_c(to, '\n');
	}
}

static char *
commit_tree(td_scratch *scratch, const td_patch *patch, const char *tree,
    const char *parent, GError **error)
{
	g_autoptr(GString) message = g_string_new(NULL);
	const char *path;

	add_stripped(message, td_span_of(patch->title));
	g_string_append_c(message, '\n');
	add_stripped(message,
	    td_span_of(patch->own_message ? patch->own_message : patch->commit_message));
	td_scratch_set_author(scratch, patch->author->name, patch->author->address);
	path = td_scratch_write(
	    scratch, "message", (td_span){ message->str, message->len }, error);
	if (!path)
		return NULL;
	return td_scratch_git(
	    scratch, error, "commit-tree", tree, "-p", parent, "-F", path, NULL);
}

static char *
apply_patch(
    td_scratch *scratch, const td_diff_mail *mail, const char *parent, GError **error)
{
	g_autofree char *done = NULL;
	g_autofree char *tree = NULL;
	const char *path = td_scratch_write(scratch, "patch", patch_bytes(mail), error);

	if (!path)
		return NULL;
	if (mail->patch->diff) {
		done = td_scratch_git(scratch, error, "apply", "--cached",
		    "--whitespace=nowarn", path, NULL);
		if (!done)
			return NULL;
	}
	tree = td_scratch_git(scratch, error, "write-tree", NULL);
	return tree ? commit_tree(scratch, mail->patch, tree, parent, error) : NULL;
}

/* The index holds the base's tree. */
static bool
apply_all(td_scratch *scratch, const td_diff_side *side, commits *c, GError **error)
{
	g_autofree char *parent = g_strdup(c->base);

	for (unsigned i = 0; i < side->patches->len; i++) {
		const td_diff_mail *mail = g_ptr_array_index(side->patches, i);
		char *next = apply_patch(scratch, mail, parent, error);

		if (!next) {
			g_prefix_error(error, "%s, patch %u of %u, '%s': ", side->name,
			    i + 1, side->patches->len, mail->patch->title);
			return false;
		}
		g_free(parent);
		parent = next;
	}
	c->tip = g_steal_pointer(&parent);
	return true;
}

static bool
try_commit(td_scratch *scratch, const td_diff_side *side, const char *name, commits *c,
    GError **error)
{
	g_autofree char *spec = g_strdup_printf("%s^{commit}", name);
	g_autofree char *read = NULL;

	g_clear_pointer(&c->base, g_free);
	c->base = td_scratch_git(
	    scratch, error, "rev-parse", "--verify", "--end-of-options", spec, NULL);
	if (c->base)
		read = td_scratch_git(scratch, error, "read-tree", c->base, NULL);
	return read && apply_all(scratch, side, c, error);
}

/* Puts the blob that a file had before the series into the index. */
static bool
add_blob(td_scratch *scratch, td_span blob, td_span mode, td_span path, GError **error)
{
	g_autofree char *spec =
	    g_strdup_printf("%.*s^{blob}", (int)MIN(blob.n, 64), blob.p);
	g_autofree char *id = td_scratch_git(
	    scratch, error, "rev-parse", "--verify", "--end-of-options", spec, NULL);
	g_autofree char *info = NULL;
	g_autofree char *done = NULL;

	if (!id)
		return false;
	info = g_strdup_printf(
	    "%.*s,%s,%.*s", (int)MIN(mode.n, 6), mode.p, id, (int)path.n, path.p);
	done = td_scratch_git(
	    scratch, error, "update-index", "--add", "--cacheinfo", info, NULL);
	return done != NULL;
}

typedef struct blobs {
	td_scratch *scratch;
	GHashTable *seen; /* paths that patches so far changed; of char *, owned */
	td_span blob, mode;
} blobs;

static bool
is_hex(td_span text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (!g_ascii_isxdigit(text.p[i]))
			return false;
	}
	return text.n >= 7;
}

/* "index 0123abc..4567def 100644" */
static void
read_index_line(blobs *b, td_span line)
{
	ptrdiff_t dots = td_span_find(line, "..");
	ptrdiff_t blank = td_span_find_byte(line, ' ');

	b->blob = (td_span){ 0 };
	if (dots < 0)
		return;
	b->blob = td_span_head(line, (size_t)dots);
	if (!is_hex(b->blob))
		b->blob = (td_span){ 0 };
	b->mode = blank < 0 ? td_span_of("100644")
			    : td_span_trim(td_span_skip(line, (size_t)blank + 1));
}

/* False where the blob is not there, so that the tree cannot be built. */
static bool
read_name_line(blobs *b, td_span line, bool before, GError **error)
{
	g_autofree char *path = NULL;

	if (td_span_has_prefix(line, "a/") || td_span_has_prefix(line, "b/"))
		line = td_span_skip(line, 2);
	else
		return true;
	path = td_span_dup(line);
	if (before && b->blob.n > 0 && !g_hash_table_contains(b->seen, path)) {
		if (!add_blob(b->scratch, b->blob, b->mode, line, error))
			return false;
		b->blob = (td_span){ 0 };
	}
	g_hash_table_add(b->seen, g_steal_pointer(&path));
	return true;
}

static bool
read_blobs(blobs *b, td_span text, GError **error)
{
	td_span line;

	while (td_span_next_line(&text, &line)) {
		bool ok = true;

		if (td_span_has_prefix(line, "index "))
			read_index_line(b, td_span_skip(line, 6));
		else if (td_span_has_prefix(line, "--- "))
			ok = read_name_line(b, td_span_skip(line, 4), true, error);
		else if (td_span_has_prefix(line, "+++ "))
			ok = read_name_line(b, td_span_skip(line, 4), false, error);
		if (!ok)
			return false;
	}
	return true;
}

/* As git am -3 does it: a tree of just the blobs that the diffs name. */
static bool
try_blobs(td_scratch *scratch, const td_diff_side *side, commits *c, GError **error)
{
	g_autoptr(GHashTable) seen =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	blobs b = { .scratch = scratch, .seen = seen };
	g_autofree char *done =
	    td_scratch_git(scratch, error, "read-tree", "--empty", NULL);
	g_autofree char *tree = NULL;

	for (unsigned i = 0; done && i < side->patches->len; i++) {
		if (!read_blobs(
			&b, patch_bytes(g_ptr_array_index(side->patches, i)), error))
			return false;
	}
	tree = done ? td_scratch_git(scratch, error, "write-tree", NULL) : NULL;
	if (!tree)
		return false;
	g_clear_pointer(&c->base, g_free);
	c->base = td_scratch_git(scratch, error, "commit-tree", tree, "-m", "base", NULL);
	return c->base && apply_all(scratch, side, c, error);
}

/* One after the other: what the mails name, the blobs, where it went, where HEAD was. */
static bool
try_all(td_scratch *scratch, const td_diff_side *side, commits *c, GError **error)
{
	const char *base = td_diff_base_said(side);
	g_autofree char *became = NULL;
	g_autofree char *then = NULL;

	if ((base && try_commit(scratch, side, base, c, NULL)) ||
	    try_blobs(scratch, side, c, NULL))
		return true;
	became = td_diff_base_became(scratch, side);
	if (became && try_commit(scratch, side, became, c, NULL))
		return true;
	then = td_diff_base_then(scratch, side);
	if (then && try_commit(scratch, side, then, c, NULL))
		return true;
	return try_commit(scratch, side, "HEAD", c, error);
}

static bool
make_commits(td_scratch *scratch, const td_diff_tree *tree, const td_diff_side *side,
    commits *c, GError **error)
{
	g_autoptr(GError) failed = NULL;

	if (tree->base ? try_commit(scratch, side, tree->base, c, &failed)
		       : try_all(scratch, side, c, &failed))
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
	    "%s: does not apply to the tree (%s); try another --base, or leave out -C",
	    side->name, failed->message);
	return false;
}

static bool
range_diff(td_scratch *scratch, const td_diff_tree *tree, const commits *older,
    const commits *newer, td_diff_output *output, GError **error)
{
	g_autofree char *first = g_strdup_printf("%s..%s", older->base, older->tip);
	g_autofree char *second = g_strdup_printf("%s..%s", newer->base, newer->tip);
	g_autofree char *factor =
	    g_strdup_printf("--creation-factor=%u", tree->creation_factor);
	const char *const words[] = { "range-diff", "--no-color", "--no-dual-color",
		"--no-ext-diff", "--no-notes", factor,
		tree->no_patch ? "--no-patch" : "--patch", first, second, NULL };

	output->text = td_scratch_run(scratch, words, &output->n, error);
	return output->text != NULL;
}

bool
td_diff_tree_run(const td_diff_tree *tree, td_diff_output *output, GError **error)
{
	g_autoptr(td_scratch) scratch = td_scratch_open(tree->tree, error);
	g_auto(commits) older = { 0 };
	g_auto(commits) newer = { 0 };

	return scratch && make_commits(scratch, tree, tree->older, &older, error) &&
	       make_commits(scratch, tree, tree->newer, &newer, error) &&
	       range_diff(scratch, tree, &older, &newer, output, error);
}
