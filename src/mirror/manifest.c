/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mirror/manifest.c - reads a manifest, trusting nothing in it */
#include "mirror/manifest.h"

#include <jansson.h>
#include <string.h>

#include "base/limits.h"

static void
epoch_free(void *data)
{
	td_manifest_epoch *epoch = data;

	g_free(epoch->fingerprint);
	g_free(epoch);
}

char *
td_epoch_form_path(td_epoch_form form, unsigned number)
{
	switch (form) {
	case TD_FORM_GIT:
		return g_strdup_printf("git/%u.git", number);
	case TD_FORM_DOTGIT:
		return g_strdup_printf("%u.git", number);
	case TD_FORM_PLAIN:
		return g_strdup_printf("%u", number);
	case TD_FORM_ALONE:
	case TD_FORM_COUNT:
		break;
	}
	return g_strdup("");
}

static td_span
trim_slashes(td_span path)
{
	while (path.n > 0 && path.p[0] == '/')
		path = td_span_skip(path, 1);
	while (path.n > 0 && path.p[path.n - 1] == '/')
		path.n--;
	return path;
}

/* Cuts what comes behind the last slash off *path. */
static td_span
cut_last(td_span *path)
{
	size_t n = path->n;
	td_span last;

	while (n > 0 && path->p[n - 1] != '/')
		n--;
	last = td_span_skip(*path, n);
	path->n = n > 0 ? n - 1 : 0;
	return last;
}

/* "kvm/git/7.git" is "kvm" and an epoch. False where the key is none. */
static bool
read_key(td_span key, td_span *list, td_manifest_epoch *epoch)
{
	td_span rest = trim_slashes(key);
	td_span last = cut_last(&rest);
	bool dotted = last.n > 4 && memcmp(last.p + last.n - 4, ".git", 4) == 0;
	td_span before = rest;

	if (dotted)
		last.n -= 4;
	if (!td_span_to_unsigned(last, TD_MAX_EPOCHS - 1, &epoch->number))
		return false;
	epoch->form = dotted ? TD_FORM_DOTGIT : TD_FORM_PLAIN;
	if (dotted && td_span_is(cut_last(&before), "git")) {
		epoch->form = TD_FORM_GIT;
		rest = before;
	}
	*list = rest;
	return true;
}

static void
read_value(const json_t *value, td_manifest_epoch *epoch)
{
	const char *fingerprint =
	    json_string_value(json_object_get(value, "fingerprint"));
	const json_t *modified = json_object_get(value, "modified");

	if (fingerprint && strlen(fingerprint) <= 128 &&
	    strspn(fingerprint, "0123456789abcdefABCDEF") == strlen(fingerprint))
		epoch->fingerprint = g_strdup(fingerprint);
	if (json_is_integer(modified))
		epoch->modified = json_integer_value(modified);
}

/* The server may have the list below another folder than the address says. */
static bool
ends_with_path(td_span longer, td_span shorter)
{
	if (shorter.n == 0 || shorter.n > longer.n ||
	    memcmp(longer.p + longer.n - shorter.n, shorter.p, shorter.n) != 0)
		return false;
	return shorter.n == longer.n || longer.p[longer.n - shorter.n - 1] == '/';
}

static int
by_number(const void *a, const void *b)
{
	const td_manifest_epoch *const *left = a, *const *right = b;

	return ((*left)->number > (*right)->number) -
	       ((*left)->number < (*right)->number);
}

static void
drop_twice(GPtrArray *epochs)
{
	unsigned i = 1;

	while (i < epochs->len) {
		const td_manifest_epoch *a = epochs->pdata[i - 1], *b = epochs->pdata[i];

		if (a->number == b->number)
			g_ptr_array_remove_index(epochs, i);
		else
			i++;
	}
}

static void
collect(json_t *manifest, td_span wanted, GPtrArray *epochs)
{
	const char *key;
	json_t *value;

	json_object_foreach(manifest, key, value)
	{
		td_manifest_epoch epoch = { 0 };
		td_span list = { 0 };

		if (!json_is_object(value) || !read_key(td_span_of(key), &list, &epoch) ||
		    !(ends_with_path(wanted, list) || ends_with_path(list, wanted)) ||
		    epochs->len >= TD_MAX_EPOCHS)
			continue;
		read_value(value, &epoch);
		g_ptr_array_add(epochs, g_memdup2(&epoch, sizeof epoch));
	}
}

GPtrArray *
td_manifest_parse(td_span text, const char *path)
{
	json_t *manifest = json_loadb(text.p ? text.p : "", text.n, 0, NULL);
	g_autoptr(GPtrArray) epochs = g_ptr_array_new_with_free_func(epoch_free);

	if (json_is_object(manifest))
		collect(manifest, trim_slashes(td_span_of(path)), epochs);
	json_decref(manifest);
	if (epochs->len == 0)
		return NULL;
	g_ptr_array_sort(epochs, by_number);
	drop_twice(epochs);
	return g_steal_pointer(&epochs);
}
