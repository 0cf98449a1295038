/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inbox/text.c - /LIST/description and /LIST/_/text/: a list in a few words */
#include <string.h>
#include <sys/stat.h>

#include "archive/repositories.h"
#include "base/error.h"
#include "inbox/git.h"
#include "inbox/handlers.h"
#include "markup/text.h"
#include "site/about.h"
#include "site/address.h"
#include "site/admit.h"
#include "site/page_of.h"

/* No line has more than 41 characters: a telephone shows as many. */
static const char help[] = "Finding mails\n"
			   "\n"
			   "  /LIST/?q=QUERY  what a search finds;\n"
			   "    with &x=A as a feed;\n"
			   "    by POST with x=m as an mbox,\n"
			   "    with t=1 of whole threads\n"
			   "  /LIST/MESSAGE-ID/?q=QUERY\n"
			   "    the same in one thread\n"
			   "\n"
			   "  s:           subject\n"
			   "  f:           from\n"
			   "  t: c: tc:    to, cc, both\n"
			   "  a:           all of these\n"
			   "  b:           body\n"
			   "  nq:          without what is quoted\n"
			   "  q:           what is quoted\n"
			   "  bs:          body and subject\n"
			   "  n:           names of attached files\n"
			   "  l:           List-Id\n"
			   "  m: mid:      Message-ID\n"
			   "  references:  answers to an id\n"
			   "  d:           when it was sent, A..B\n"
			   "  dt:          the same, YYYYMMDDHHMMSS\n"
			   "  rt:          when it arrived\n"
			   "  z:           size in bytes\n"
			   "\n"
			   "  dfn:         files of a diff\n"
			   "  dfa: dfb:    lines that go, that come\n"
			   "  dfctx:       context\n"
			   "  dfhh:        hunk headings\n"
			   "  dfpre:       blobs before\n"
			   "  dfpost:      blobs after\n"
			   "  dfblob:      either\n"
			   "  patchid:     what git patch-id calls it\n"
			   "  changeid:    what b4 calls it\n"
			   "\n"
			   "  state: v: rb: ab: tb: class: replies:\n"
			   "    of series; tidings-search(1) has all\n"
			   "\n"
			   "  \"a phrase\"  WORD*  AND  OR  NOT  -WORD\n"
			   "  (...)\n"
			   "\n"
			   "How series stand\n"
			   "\n"
			   "  By what mails say; a series' page has\n"
			   "  the mail that its state rests on.\n"
			   "\n"
			   "  open         all that are to be looked\n"
			   "               at: new to reviewed\n"
			   "  new          nothing is known of it yet\n"
			   "  updated      a later version\n"
			   "  resent, rfc  what its subject says\n"
			   "  pull request\n"
			   "               it comes with one\n"
			   "  reviewed     each patch has a tag\n"
			   "  changes requested\n"
			   "               another version is wanted\n"
			   "  rejected     somebody said no\n"
			   "  partly applied, applied\n"
			   "               a notice says so\n"
			   "  superseded   another version came\n"
			   "  stale        beside these: for 60 days\n"
			   "               nothing was said\n"
			   "\n"
			   "  R, A, T      how many tags it got:\n"
			   "               reviewed, acked, tested\n"
			   "\n"
			   "Links\n"
			   "\n"
			   "  /LIST/MESSAGE-ID/  a mail; below it:\n"
			   "    t/         its thread\n"
			   "    T/         the thread flat\n"
			   "    raw        as the list has it\n"
			   "    t.mbox.gz  the thread as an mbox\n"
			   "    t.atom     and as a feed\n"
			   "  /r/MESSAGE-ID/\n"
			   "    in whichever list it is\n"
			   "  /all/        all lists as one\n"
			   "  /LIST/_/text/mirror/\n"
			   "    how to have all of it, and follow it\n"
			   "\n"
			   "Programs\n"
			   "\n"
			   "  b4, lei      take mails and threads\n"
			   "    from here as from lore.kernel.org\n"
			   "  git-pw       reads and writes /api/, as\n"
			   "  pwclient     that of patchwork\n";

static const char color[] =
    "Colours\n"
    "\n"
    "The one style sheet of this site takes its colours from what the browser says:\n"
    "light or dark. A style of the reader's own may set them anew.\n";

bool
td_serve_description(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_autofree char *text = NULL;
	td_served_list list;

	if (!td_serving_list(serving, request, request->captured[0], &list, error))
		return false;
	text = td_about_description(serving, &list);
	td_response_type(response, "text/plain; charset=UTF-8");
	td_response_text(response, text);
	td_response_text(response, "\n");
	return true;
}

/* A snippet for public-inbox's configuration: public-inbox-clone asks for it. */
static char *
write_config(td_serving *serving, const td_request *request, const td_served_list *list)
{
	g_autofree char *path = g_strdup_printf("/%s/", list->name);
	g_autofree char *address = td_serving_address(serving, request, path);
	const char *section = list->list ? "publicinbox" : "extindex";

	return g_strdup_printf(
	    "; for a mirror of\n; %s\n[%s \"%s\"]\n\t%s = /path/to/%s\n"
	    "\turl = https://example.com/%s/\n"
	    "\turl = http://example.onion/%s/\n",
	    address, section, list->name, list->list ? "inboxdir" : "topdir", list->name,
	    list->name, list->name);
}

static char *
write_mirror(td_serving *serving, const td_request *request, const td_served_list *list)
{
	td_archive *archive = td_git_archive(serving, list, NULL);
	GString *text = g_string_new("How to have this list\n\nAll of it, with git:\n\n");
	g_autoptr(GPtrArray) all =
	    archive ? td_archive_load_repositories(archive, NULL) : NULL;

	for (unsigned i = 0; all && i < all->len; i++) {
		const td_repository *one = all->pdata[i];
		g_autofree char *below = td_git_path_below(archive, one->epoch);
		g_autofree char *path =
		    g_strdup_printf("/%s%s%s", list->name, *below ? "/" : "", below);
		g_autofree char *address = td_serving_address(serving, request, path);

		g_string_append_printf(text, "  git clone --mirror %s %s%s%s\n", address,
		    list->name, *below ? "/" : ".git", below);
	}
	if (!all || all->len == 0)
		g_string_append(text, "  (it is not kept in git)\n");
	g_string_append(text, "\nOr follow it:\n\n");
	{
		g_autofree char *path = g_strdup_printf("/%s/", list->name);
		g_autofree char *address = td_serving_address(serving, request, path);

		g_string_append_printf(text,
		    "  tidings add %s %s\n  public-inbox-clone %s\n"
		    "  lei add-external %s\n",
		    list->name, address, address, address);
	}
	return g_string_free(text, FALSE);
}

/* The text of that name; NULL and NOT_FOUND for none. */
static char *
find_text(td_serving *serving, const td_request *request, const td_served_list *list,
    GError **error)
{
	const char *key = request->captured[1];

	if (strcmp(key, "help") == 0)
		return g_strdup(help);
	if (strcmp(key, "color") == 0)
		return g_strdup(color);
	if (strcmp(key, "config") == 0)
		return write_config(serving, request, list);
	if (strcmp(key, "mirror") == 0)
		return write_mirror(serving, request, list);
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND, "there is no text '%s'", key);
	return NULL;
}

bool
td_serve_text(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_autofree char *text = NULL;
	g_auto(td_page_of) page = { 0 };

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	text = find_text(serving, request, &page.list, error);
	return text && td_site_text_write(&page.site, request->captured[1], text,
			   td_response_sink(response), error);
}

/* When the reader's own configuration was last written; 0 where there is none. */
static int64_t
config_changed(const td_serving *serving)
{
	struct stat st;

	return stat(td_config_own_path(serving->config), &st) == 0 ? st.st_mtime : 0;
}

bool
td_serve_text_raw(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_autofree char *text = NULL;
	td_served_list list;

	if (!td_serving_list(serving, request, request->captured[0], &list, error))
		return false;
	text = find_text(serving, request, &list, error);
	if (!text)
		return false;
	td_response_type(response, "text/plain; charset=UTF-8");
	/* public-inbox-clone gives its copy that time. */
	if (strcmp(request->captured[1], "config") == 0 &&
	    td_response_is_known(response, request, NULL, config_changed(serving)))
		return true;
	td_response_text(response, text);
	return true;
}
