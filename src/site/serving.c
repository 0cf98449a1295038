/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/serving.c - a worker's own index and archives, kept in step with who writes */
#include "site/serving.h"

#include <unistd.h>

#include "base/error.h"
#include "http/budget.h"
#include "http/kept.h"
#include "http/log.h"
#include "index/lookup.h"
#include "search/search.h"
#include "site/private.h"
#include "site/stamp.h"
#include "store/allowance.h"

typedef struct td_serving_watch {
	td_stamp last;
	unsigned reloads; /* that somebody asked for */
	uint64_t seed;    /* each index has its own */
	uint64_t filled;  /* seed of the last one that was seen with mails in it */
	bool reload, held;
	bool only;    /* the mark is one of a kind, for as long as the files are fresh */
	char *file;   /* of the index, without links: what SQLite names its log by */
	char *ledger; /* the same of the ledger */
	td_stamp_file newer;     /* an index that only a newer program can read */
	td_library *old_library; /* until the new one has its index open */
	td_config *old_config;   /* which that needs */
} td_serving_watch;

static void
forget_old(td_serving_watch *watch)
{
	g_clear_pointer(&watch->old_library, td_library_close);
	g_clear_pointer(&watch->old_config, td_config_close);
}

/* The library stays until there is another one: SQLite takes away the log of an index
 * that nobody has open any more, and fails who opens it at that moment. */
static void
leave_library(td_serving *serving)
{
	forget_old(serving->watch);
	serving->index = NULL;
	serving->watch->old_library = g_steal_pointer(&serving->library);
	g_clear_pointer(&serving->people, td_people_free);
	g_clear_pointer(&serving->rules, td_rules_free);
	g_clear_pointer(&serving->hidden, g_ptr_array_unref);
}

/*
 * What was read before stays where it cannot be read again: a file of git's that was
 * replaced by another one since the start is not among those that a confined server may
 * open, and a slip of the pen is no reason to end.
 */
static bool
read_config(td_serving *serving, GError **error)
{
	GError *failed = NULL;
	td_config *config = td_config_open(&failed);

	if (!config && !serving->config) {
		g_propagate_error(error, failed);
		return false;
	}
	if (!config) {
		td_log("the configuration stays as it was: %s", failed->message);
		g_error_free(failed);
		return true;
	}
	serving->watch->old_config = serving->config;
	serving->config = config;
	return true;
}

/* As with the configuration itself: what means nothing changes nothing. */
static bool
read_site(td_serving *serving, GError **error)
{
	GError *failed = NULL;
	td_site_settings *site = td_site_settings_read(serving->config, &failed);

	if (!site && !serving->site) {
		g_propagate_error(error, failed);
		return false;
	}
	if (!site) {
		td_log("settings of the site stay as they were: %s", failed->message);
		g_error_free(failed);
		return true;
	}
	td_site_settings_free(serving->site);
	serving->site = site;
	if (serving->settings->budget)
		td_budget_set(serving->settings->budget, site->budget);
	return true;
}

/* It need not be there. */
static char *
find_ledger(const td_serving *serving)
{
	g_autofree char *path =
	    g_build_filename(td_library_folder(serving->library), "ledger.sqlite", NULL);

	return td_stamp_target(path);
}

static bool
open_library(td_serving *serving, GError **error)
{
	const td_library_options options = { .index = serving->settings->index,
		.open_only = serving->open_only };

	leave_library(serving);
	if (!read_config(serving, error) || !read_site(serving, error))
		return false;
	serving->library = td_library_open(serving->config, &options, error);
	if (!serving->library)
		return false;
	g_free(serving->watch->ledger);
	serving->watch->ledger = find_ledger(serving);
	serving->people = td_config_people(serving->config, NULL, error);
	/* A search needs their names alone, and can do without. */
	serving->rules = td_config_rules(serving->config, NULL);
	if (!serving->people)
		return false;
	serving->hidden =
	    serving->open_only
		? g_ptr_array_new()
		: td_private_hidden(td_library_closed(serving->library), NULL);
	return true;
}

td_serving *
td_serving_open_some(const td_serve_settings *settings, bool open_only, GError **error)
{
	g_autoptr(td_serving) serving = g_new0(td_serving, 1);

	serving->settings = settings;
	serving->again = -1;
	serving->open_only = open_only;
	serving->watch = g_new0(td_serving_watch, 1);
	serving->kept = td_kept_new();
	if (!open_library(serving, error))
		return NULL;
	return g_steal_pointer(&serving);
}

td_serving *
td_serving_open(const td_serve_settings *settings, GError **error)
{
	return td_serving_open_some(settings, false, error);
}

static void
free_own(td_serving_own *own)
{
	if (own->data)
		own->free(own->data);
}

void
td_serving_close(td_serving *serving)
{
	if (!serving)
		return;
	td_serving_close(serving->open);
	td_serving_end(serving);
	if (serving->again >= 0)
		close(serving->again);
	free_own(&serving->written);
	free_own(&serving->rest);
	free_own(&serving->marks);
	leave_library(serving);
	forget_old(serving->watch);
	td_site_settings_free(serving->site);
	td_config_close(serving->config);
	g_free(serving->mark);
	g_free(serving->settled);
	g_free(serving->watch->file);
	g_free(serving->watch->ledger);
	g_free(serving->watch);
	td_kept_free(serving->kept);
	g_free(serving);
}

/* Archives were fetched into before the index was written: packs that came are seen once
 * they are opened anew. */
static void
forget_archives(td_serving *serving)
{
	const GPtrArray *lists = td_library_lists(serving->library);

	for (unsigned i = 0; i < lists->len; i++)
		td_library_forget_archive(serving->library, lists->pdata[i]);
}

/*
 * An index that is made anew has no mail for a moment: who asks for a mail then is to
 * come back, and not to be told that there is none.
 */
static bool
check_filled(td_serving *serving, GError **error)
{
	bool filled = true;

	if (!td_index_has_mail(serving->index, &filled, error))
		return false;
	if (filled || td_library_lists(serving->library)->len == 0)
		return true;
	g_set_error_literal(
	    error, TD_ERROR, TD_ERROR_UNREADY, "no mail is in the index yet");
	return false;
}

/* A list became private, and its mails are in the index until the next sync. */
static bool
check_open(td_serving *serving, GError **error)
{
	g_autoptr(GPtrArray) strangers =
	    td_library_find_strangers(serving->library, serving->index);

	if (strangers->len == 0)
		return true;
	g_set_error_literal(
	    error, TD_ERROR, TD_ERROR_UNREADY, "the index of open lists has another one");
	return false;
}

/* Whether the file that is there now is a newer program's. Who has the older one open
 * goes on with it, though nothing comes to it any more: until the newer program is
 * started in this one's place. */
static bool
is_newer(td_serving_watch *watch, const td_stamp_file *file, const char *path)
{
	td_index_age age;

	if (file->inode == 0)
		return false;
	if (!td_stamp_is_file(file, &watch->newer)) {
		if (!td_index_find_age(path, &age, NULL) || age != TD_INDEX_NEWER)
			return false;
		td_log("a newer tidings has made '%s' anew: the older one is read "
		       "until this server is started again",
		    path);
	}
	watch->newer = *file;
	return true;
}

/* What is there is opened, where it is not what was open. */
static bool
look(td_serving *serving, td_stamp *now, GError **error)
{
	td_serving_watch *watch = serving->watch;
	const char *path;
	bool other, newer;

	now->config = td_stamp_look(td_config_own_path(serving->config), "");
	/* The last one could not be opened. */
	if (!serving->library && !open_library(serving, error))
		return false;
	path = td_library_index_path(serving->library);
	now->main = td_stamp_look(path, "");
	other = now->main.inode != watch->last.main.inode ||
		now->main.device != watch->last.main.device;
	newer = other && serving->index && is_newer(watch, &now->main, path);
	if (newer)
		now->main = watch->last.main;
	else if (other || !watch->file) {
		g_free(watch->file);
		watch->file = td_stamp_target(path);
	}
	now->log = td_stamp_look(watch->file, "-wal");
	now->ledger = td_stamp_look(watch->ledger, "");
	now->ledger_log = td_stamp_look(watch->ledger, "-wal");
	now->time = g_get_real_time();
	if (newer || (!watch->reload && !other && serving->index &&
			 td_stamp_is_file(&now->config, &watch->last.config)))
		return true;
	/* Streams that wait have nothing to go on with. */
	if (!open_library(serving, error)) {
		serving->generation++;
		return false;
	}
	watch->reload = false;
	serving->index = td_library_index(serving->library, error);
	forget_old(watch);
	if (!serving->index)
		serving->generation++;
	return serving->index != NULL;
}

/*
 * The index stands still now, and tells whether somebody wrote since the last time. The
 * files were looked at before, so a mark may be older than what is told under it, never
 * newer; where it could be that of another state, too, it is made one of a kind. That of
 * files that are fresh no more is the same for all workers again, which share what they
 * make (pages/shelf.h).
 */
static bool
take_in(td_serving *serving, const td_stamp *now, GError **error)
{
	td_serving_watch *watch = serving->watch;
	bool changed = false, written;
	g_autofree char *mark = NULL;

	if (!td_index_refresh(serving->index, &changed, error))
		return false;
	if (watch->filled != td_index_seed(serving->index)) {
		if (!check_filled(serving, error))
			return false;
		watch->filled = td_index_seed(serving->index);
	}
	if (serving->open_only && !check_open(serving, error))
		return false;
	if (!changed && serving->mark && td_stamp_is(now, &watch->last) &&
	    (!watch->only || td_stamp_is_fresh(now)))
		return true;
	written = changed || !td_stamp_is_ledger(now, &watch->last);
	if (changed)
		forget_archives(serving);
	if (watch->seed != td_index_seed(serving->index))
		serving->generation++;
	watch->seed = td_index_seed(serving->index);
	watch->last = *now;
	g_free(serving->settled);
	serving->settled = td_stamp_settled(now, watch->seed, watch->reloads);
	mark = td_stamp_mark(now, serving->settled);
	watch->only = written && td_stamp_is_fresh(now);
	if (watch->only || (written && g_strcmp0(mark, serving->mark) == 0)) {
		char *only = g_strdup_printf(
		    "%s-%" G_GINT64_MODIFIER "x", mark, g_get_monotonic_time());

		g_free(mark);
		mark = only;
	}
	g_free(serving->mark);
	serving->mark = g_steal_pointer(&mark);
	return true;
}

void
td_serving_allow(td_serving *serving)
{
	if (serving->index)
		td_index_allow(serving->index, serving->site->patience);
}

void
td_serving_allow_all(td_serving *serving)
{
	if (serving->index)
		td_index_allow(serving->index, 0);
}

static bool
hold(td_serving *serving, GError **error)
{
	td_stamp now = { 0 };

	if (!look(serving, &now, error) || !td_index_hold(serving->index, error))
		return false;
	serving->watch->held = true;
	if (take_in(serving, &now, error))
		return true;
	td_serving_end(serving);
	serving->index = NULL;
	serving->generation++;
	return false;
}

bool
td_serving_begin(td_serving *serving, GError **error)
{
	serving->now = serving->settings->now != 0 ? serving->settings->now
						   : g_get_real_time() / G_USEC_PER_SEC;
	td_serving_end(serving);
	if (!hold(serving, error)) {
		/* It is not there yet, or it went while it was opened: in a moment. */
		if (error && (g_error_matches(*error, TD_ERROR, TD_ERROR_NOT_FOUND) ||
				 g_error_matches(*error, TD_ERROR, TD_ERROR_IO)))
			(*error)->code = TD_ERROR_UNREADY;
		return false;
	}
	td_serving_allow(serving);
	return true;
}

void
td_serving_end(td_serving *serving)
{
	if (serving->watch && serving->watch->held) {
		td_index_allow(serving->index, 0);
		td_index_release(serving->index, NULL);
	}
	if (serving->watch)
		serving->watch->held = false;
}

/* At once, not with the next request: what the configuration stands in may be replaced
 * before that one comes, and is not to be opened any more then. */
void
td_serving_reload(td_serving *serving)
{
	serving->watch->reload = true;
	serving->watch->reloads++;
	td_serving_begin(serving, NULL);
	td_serving_end(serving);
	if (serving->open)
		td_serving_reload(serving->open);
}
