/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mirror/plan.c - asks the server which epochs there are: its manifest, or git */
#include "mirror/plan.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "mirror/download.h"
#include "mirror/git_run.h"

static const char *const form_words[TD_FORM_COUNT] = {
	[TD_FORM_GIT] = "git/N.git",
	[TD_FORM_DOTGIT] = "N.git",
	[TD_FORM_PLAIN] = "N",
	[TD_FORM_ALONE] = "alone",
};

bool
td_mirror_check_url(const char *url, GError **error)
{
	static const char *const schemes[] = { "https://", "http://", "git://", "ssh://",
		"file://" };
	const char *rest = NULL;
	bool good = strlen(url) < sizeof(((td_mirror *)NULL)->url) - 64;

	for (size_t i = 0; i < G_N_ELEMENTS(schemes) && !rest; i++) {
		if (g_str_has_prefix(url, schemes[i]))
			rest = url + strlen(schemes[i]);
	}
	for (const char *p = url; good && *p; p++)
		good = *p > ' ' && *p < 0x7f && !strchr("\"'\\<>?#", *p);
	if (good && rest && *rest && *rest != '-')
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "this is no address that can be mirrored (https, http, git, ssh or file, and "
	    "no blanks, quotes, '?' or '#'): '%s'",
	    good ? url : "...");
	return false;
}

char *
td_mirror_note_find(td_mirror *mirror, unsigned epoch, const char *key)
{
	g_autofree char *name = g_strdup_printf("epoch.%u.%s", epoch, key);

	return td_settings_find(mirror->state, name);
}

bool
td_mirror_note_put(
    td_mirror *mirror, unsigned epoch, const char *key, const char *value, GError **error)
{
	g_autofree char *name = g_strdup_printf("epoch.%u.%s", epoch, key);
	const td_setting one = { name, value };

	return td_settings_put(mirror->state, &one, 1, error);
}

static void
epoch_free(void *data)
{
	td_manifest_epoch *epoch = data;

	g_free(epoch->fingerprint);
	g_free(epoch);
}

static void
add_epoch(td_mirror *mirror, unsigned number)
{
	td_manifest_epoch *epoch = g_new0(td_manifest_epoch, 1);

	epoch->number = number;
	epoch->form = mirror->form;
	g_ptr_array_add(mirror->epochs, epoch);
}

/* Whether git finds a repository there. */
static bool
is_there(const td_mirror *mirror, td_epoch_form form, unsigned number, GError **error)
{
	g_autofree char *below = td_epoch_form_path(form, number);
	g_autofree char *url =
	    *below ? g_strdup_printf("%s/%s", mirror->url, below) : g_strdup(mirror->url);
	const char *words[] = { "ls-remote", "--heads", "--", url, NULL };
	const td_git_run run = { .words = words, .ssh = mirror->spec->ssh };

	return td_git_run_wait(&run, NULL, error);
}

/* The forms, in the order in which they are likely. */
static bool
find_form(td_mirror *mirror, GError **error)
{
	static const td_epoch_form usual[] = { TD_FORM_GIT, TD_FORM_PLAIN, TD_FORM_DOTGIT,
		TD_FORM_ALONE };
	static const td_epoch_form of_git[] = { TD_FORM_ALONE, TD_FORM_GIT, TD_FORM_PLAIN,
		TD_FORM_DOTGIT };
	const td_epoch_form *order =
	    g_str_has_suffix(mirror->url, ".git") ? of_git : usual;
	g_autoptr(GError) failed = NULL;

	for (size_t i = 0; i < TD_FORM_COUNT; i++) {
		g_autoptr(GError) inner = NULL;

		if (is_there(mirror, order[i], 0, &inner)) {
			const td_setting one = { "mirror.form", form_words[order[i]] };

			mirror->form = order[i];
			return td_settings_put(mirror->state, &one, 1, error);
		}
		/* What git says of the address itself is what the reader knows. */
		if (order[i] == TD_FORM_ALONE)
			failed = g_steal_pointer(&inner);
	}
	g_propagate_error(error, g_steal_pointer(&failed));
	return false;
}

static bool
know_form(td_mirror *mirror, GError **error)
{
	g_autofree char *known = td_settings_find(mirror->state, "mirror.form");

	for (unsigned i = 0; known && i < TD_FORM_COUNT; i++) {
		if (strcmp(known, form_words[i]) == 0) {
			mirror->form = (td_epoch_form)i;
			return true;
		}
	}
	return find_form(mirror, error);
}

/* Without a manifest: what is here already, and what git finds after it. */
static bool
plan_by_git(td_mirror *mirror, GError **error)
{
	unsigned number = 0;

	mirror->epochs = g_ptr_array_new_with_free_func(epoch_free);
	if (!know_form(mirror, error))
		return false;
	if (mirror->form == TD_FORM_ALONE) {
		add_epoch(mirror, 0);
		return true;
	}
	for (; number < TD_MAX_EPOCHS; number++) {
		g_autofree char *name = g_strdup_printf("%u.git", number);
		g_autofree char *path =
		    g_build_filename(mirror->spec->dir, "git", name, NULL);
		g_autofree char *old = td_mirror_note_find(mirror, number, "old");

		if (!old && !g_file_test(path, G_FILE_TEST_IS_DIR) &&
		    !is_there(mirror, mirror->form, number, NULL))
			break;
		add_epoch(mirror, number);
	}
	return true;
}

/* "/kvm" of "https://h/kvm"; NULL where the address has no path. */
static const char *
path_of(const char *url)
{
	const char *host = strstr(url, "://");

	return host ? strchr(host + 3, '/') : NULL;
}

/* *found is false where the server has no manifest that names the list. */
static bool
ask_manifest(td_mirror *mirror, const char *base, bool *found, GError **error)
{
	g_autofree char *url = g_strdup_printf("%s/manifest.js.gz", base);
	g_autoptr(GError) failed = NULL;
	g_autoptr(GString) text = td_download(url, &failed);
	const char *path = path_of(mirror->url);

	*found = false;
	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return false;
	}
	if (!text)
		return true;
	mirror->epochs =
	    td_manifest_parse((td_span){ text->str, text->len }, path ? path : "/");
	*found = mirror->epochs != NULL;
	return true;
}

/* First the list's own manifest; the whole server's may be large, so it is asked for when
 * it was there the last time, or the first time of all. */
static bool
plan_by_manifest(td_mirror *mirror, bool *found, GError **error)
{
	g_autofree char *where = td_settings_find(mirror->state, "mirror.manifest");
	const char *path = path_of(mirror->url);
	g_autofree char *host =
	    path ? g_strndup(mirror->url, (size_t)(path - mirror->url)) : NULL;
	const char *now = "list";
	td_setting one = { "mirror.manifest", NULL };

	if (g_strcmp0(where, "host") != 0 &&
	    !ask_manifest(mirror, mirror->url, found, error))
		return false;
	if (!*found && host && g_strcmp0(where, "none") != 0) {
		now = "host";
		if (!ask_manifest(mirror, host, found, error))
			return false;
	}
	one.value = *found ? now : "none";
	return g_strcmp0(one.value, where) == 0 ||
	       td_settings_put(mirror->state, &one, 1, error);
}

bool
td_mirror_plan(td_mirror *mirror, GError **error)
{
	size_t n = strlen(mirror->spec->url);
	bool found = false;

	if (!td_mirror_check_url(mirror->spec->url, error))
		return false;
	while (n > 0 && mirror->spec->url[n - 1] == '/')
		n--;
	memcpy(mirror->url, mirror->spec->url, n);
	mirror->url[n] = '\0';
	mirror->form = TD_FORM_GIT;
	if (g_str_has_prefix(mirror->url, "http") &&
	    !plan_by_manifest(mirror, &found, error))
		return false;
	return found || plan_by_git(mirror, error);
}
