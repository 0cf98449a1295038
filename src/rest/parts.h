/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rest/parts.h - fields that several of patchwork's objects have; for this folder */
#pragma once

#include "rest/rest.h"

/* Seconds since 1970 as ISO 8601, UTC without a zone. */
void td_rest_put_date(td_json *json, const char *key, int64_t seconds);
/* The address of an object of that kind. */
void td_rest_put_url(td_json *json, const char *key, const td_rest_style *style,
    const char *kind, uint64_t id);

/* An object below another one: "patches", 17, "checks", 3. */
typedef struct td_rest_below {
	const char *kind;
	uint64_t id;
	const char *below;
	uint64_t number; /* 0: all of them */
} td_rest_below;
void td_rest_put_sub_url(td_json *json, const char *key, const td_rest_style *style,
    const td_rest_below *object);
/* What is longer was cut by patchwork, too; null for NULL. */
void td_rest_put_name(td_json *json, const char *key, const char *name);
/* As "msgid", within <>. */
void td_rest_put_message_id(td_json *json, const char *message_id);
/* A part of a path, as patchwork's addresses have it. g_free it. */
char *td_rest_escape(const char *part);
/* Where a patch or cover letter is read, and its mbox: patchwork's addresses. */
void td_rest_put_web(
    td_json *json, const td_rest_style *style, const td_rest_mail *mail, bool cover);
void td_rest_put_mbox(
    td_json *json, const td_rest_style *style, const td_rest_mail *mail, bool cover);
void td_rest_put_archive_url(
    td_json *json, const td_rest_style *style, const td_rest_mail *mail);
/* A patch or cover letter within another object; null for NULL. */
void td_rest_put_mail(td_json *json, const char *key, const td_rest_style *style,
    const td_rest_mail *mail, bool cover);
