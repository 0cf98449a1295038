/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * markup/site.h - what all pages of `tidings serve` share: the frame, links, small parts
 *
 * Addresses are those of public-inbox, docs/site.md; they begin with the site's root and
 * name no host, so they are right behind any proxy. There is one stylesheet and one small
 * script, both files of ours: nothing is inline, and every page works without the script.
 *
 * Pages are written by td_site_NAME_write, in the header of each: all that they are given
 * is borrowed for the call, and they are false with the first error of the sink alone.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "output/day.h"
#include "output/link.h"
#include "output/xml.h"

typedef struct td_site {
	const char *root; /* "/": what our addresses begin with, a slash at its end */
	const char *list; /* "kvm"; "all"; NULL: a page of no list */
	int64_t now;      /* what ages are counted from */
	const td_link_here *here; /* which mails it has; NULL: links do not say */
} td_site;

typedef struct td_site_head {
	const char *title;   /* of the window; the list's name is added */
	const char *heading; /* h1; NULL: the page writes its own */
	const char *section; /* "new", "update", "series", "stats", "search": where one
				is; NULL */
	const char *feed;    /* address of an Atom feed, below root; NULL */
	const char *query;   /* what stands in the search field; NULL */
	bool narrow;         /* text alone: lines are not longer than one likes to read */
	bool hidden;         /* not for search engines */
} td_site_head;

/* A page up to and with <main>; sink is borrowed. */
void td_site_open(
    td_xml *xml, const td_site *site, const td_site_head *head, const td_sink *sink);
/* The rest of it. False with the first error. */
bool td_site_close(td_xml *xml, const td_site *site, GError **error);

/* The files that pages ask for: "style.css", "site.js", "icon.svg". The Content-Type,
 * NULL for another name. */
const char *td_site_file_type(const char *name);
bool td_site_file_write(const char *name, const td_sink *sink, GError **error);
/* What changes when they do, to stand in their address. */
const char *td_site_file_mark(void);

/* The way to a mail's page in that list (NULL: the site's), for who links to it several
 * times. NULL for a Message-ID that no address can have. g_free it. */
char *td_site_mail_path(const td_site *site, const char *list, const char *message_id);
/* The address of a mail of the site's list, or of list, as an attribute: MSGID/rest below
 * root. rest is our own and escaped. False, and nothing written, where the Message-ID is
 * none that an address can have. */
bool td_site_mail_href(td_xml *xml, const td_site *site, const char *list,
    const char *message_id, const char *rest);
/* <a> to the mail around text, or the text alone. */
void td_site_mail_link(
    td_xml *xml, const td_site *site, const char *message_id, const char *text);
/* <a> to a person's page around their name. */
void td_site_person_link(
    td_xml *xml, const td_site *site, const char *name, const char *address);

/* Text as a part of a query: letters, digits and "-._~" stay. g_free it. */
char *td_site_escape(const char *text);

/* "m" and the SHA-1 of a Message-ID: its anchor in a page of a thread. */
typedef struct td_anchor {
	char text[44];
} td_anchor;
td_anchor td_anchor_of(const char *message_id);

/* "3 h", "2 d" or the day: how long ago, as <time>. */
void td_site_age(td_xml *xml, const td_site *site, int64_t seconds);
/* "2026-11-28 03:05", as <time>. */
void td_site_time(td_xml *xml, int64_t seconds);
/* "12 mails". */
void td_site_count(td_xml *xml, uint64_t n, const char *one, const char *many);
/* A text, or a word where there is none. */
const char *td_site_title(const char *title);
