/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rest/rest.h - patches, series and what happened, as patchwork's REST interface has them
 *
 * docs/rest.md has the fields; which of them an answer has hangs on the version that was
 * asked for. Structs are filled by whoever asks (src/patchwork, the webhooks); all
 * strings are borrowed, NULL where nothing is known.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "output/json.h"

enum { TD_REST_1_0 = 10, TD_REST_1_1, TD_REST_1_2, TD_REST_1_3 };

/* From where addresses are, and what the client understands. */
typedef struct td_rest_style {
	const char *base;   /* "https://lists.example.org", no slash at its end */
	const char *prefix; /* "/api/1.2/", or "/api/" where no version was asked for */
	unsigned level;     /* TD_REST_1_0 ... */
} td_rest_style;

typedef struct td_rest_project {
	uint64_t id;
	const char *name; /* of the list: also its link_name */
	const char *list_id, *list_email;
	const char *web_url; /* where it is read on the web; NULL: here */
} td_rest_project;

typedef struct td_rest_person {
	uint64_t id;
	const char *name, *email;
} td_rest_person;

typedef struct td_rest_user {
	uint64_t id; /* 0: none */
	const char *name, *email;
} td_rest_user;

typedef struct td_rest_series {
	uint64_t id; /* 0: none */
	const td_rest_project *project;
	int64_t date;
	const char *name; /* NULL: neither a cover letter nor a first patch came */
	unsigned version, total, received;
	td_rest_person submitter;
	const struct td_rest_mail *cover; /* NULL for none */
	const GPtrArray *patches;         /* of td_rest_mail * */
} td_rest_series;

typedef struct td_rest_check {
	uint64_t id, patch;
	td_rest_user user;
	int64_t date;
	const char *state, *target_url, *context, *description;
} td_rest_check;

/* A patch, a cover letter or an answer. */
typedef struct td_rest_mail {
	uint64_t id;
	const td_rest_project *project;
	const char *message_id; /* without <> */
	int64_t date;
	const char *name; /* td_tracked_name's; of an answer its subject */
	td_rest_person submitter;
	td_rest_series series; /* only what is embedded: id, date, name, version */
	/* Of patches. */
	const char *commit_ref, *pull_url, *state, *hash, *check;
	bool archived;
	td_rest_user delegate;
	/* Of answers: to what, and whether that is a cover letter. */
	uint64_t target;
	bool of_cover, addressed;
	/* Where all is to be told. */
	td_span header;
	const char *content, *diff;
	const GPtrArray *prefixes; /* of char * */
} td_rest_mail;

typedef struct td_rest_bundle {
	uint64_t id;
	const td_rest_project *project;
	const char *name;
	td_rest_user owner;
	bool open;                /* for everybody */
	const GPtrArray *patches; /* of td_rest_mail *, in its order */
} td_rest_bundle;

typedef struct td_rest_event {
	uint64_t id;
	const char *category;
	const td_rest_project *project;
	int64_t date;
	td_rest_user actor;
	const td_rest_mail *patch, *cover, *comment; /* NULL for none */
	const td_rest_series *series;
	const char *before, *after; /* states */
	td_rest_user before_user, after_user;
	const td_rest_check *check;
} td_rest_event;

/* Each writes one object; key is NULL within an array. */
void td_rest_write_index(td_json *json, const td_rest_style *style);
/* maintainers: of td_rest_user. */
void td_rest_write_project_page(td_json *json, const td_rest_style *style,
    const td_rest_project *project, const GArray *maintainers);
void td_rest_write_person(
    td_json *json, const td_rest_style *style, const td_rest_person *person, bool page);
void td_rest_write_user(
    td_json *json, const char *key, const td_rest_style *style, const td_rest_user *user);
/* page: with headers, content, diff and prefixes. */
void td_rest_write_patch(
    td_json *json, const td_rest_style *style, const td_rest_mail *patch, bool page);
void td_rest_write_cover(
    td_json *json, const td_rest_style *style, const td_rest_mail *cover, bool page);
void td_rest_write_comment(
    td_json *json, const td_rest_style *style, const td_rest_mail *comment);
void td_rest_write_series(
    td_json *json, const td_rest_style *style, const td_rest_series *series);
void td_rest_write_check(
    td_json *json, const td_rest_style *style, const td_rest_check *check);
void td_rest_write_event(
    td_json *json, const td_rest_style *style, const td_rest_event *event);
void td_rest_write_bundle(
    td_json *json, const td_rest_style *style, const td_rest_bundle *bundle);

/* "/bundle/USER/NAME/". g_free it. */
char *td_rest_bundle_path(const td_rest_bundle *bundle);
/* "/project/LIST/patch/MESSAGE-ID/", "/project/LIST/cover/MESSAGE-ID/". g_free it. */
char *td_rest_mail_path(const td_rest_mail *mail, bool cover);
/* What a download is called, without what is after the dot: of a name all but letters,
 * digits, "-", "_" and "." becomes "-". g_free it. */
char *td_rest_file_name(const char *name);
