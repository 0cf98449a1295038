/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/tables.c - all tables; docs/index.md says what each is for */
#include <stddef.h>

#include "store/schema.h"

static const char mail[] =
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE list(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    " bent INTEGER NOT NULL DEFAULT 0, ahead INTEGER NOT NULL DEFAULT 0,"
    " behind INTEGER NOT NULL DEFAULT 0, back INTEGER NOT NULL DEFAULT 0, open INTEGER,"
    " early INTEGER, latest INTEGER, mails INTEGER NOT NULL DEFAULT 0, first INTEGER,"
    " last INTEGER);"
    "CREATE TABLE epoch(list INTEGER NOT NULL, number INTEGER NOT NULL,"
    " head BLOB NOT NULL, position INTEGER NOT NULL,"
    " PRIMARY KEY(list, number)) WITHOUT ROWID;"
    "CREATE TABLE address(id INTEGER PRIMARY KEY, name TEXT NOT NULL,"
    " address TEXT NOT NULL);"
    "CREATE TABLE path(id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
    "CREATE TABLE word(id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
    "CREATE TABLE message(id INTEGER PRIMARY KEY, content INTEGER NOT NULL,"
    " message_id TEXT NOT NULL, place INTEGER, received INTEGER NOT NULL, refs BLOB,"
    " sent INTEGER NOT NULL, zone INTEGER NOT NULL, sender INTEGER NOT NULL,"
    " author INTEGER NOT NULL, subject TEXT NOT NULL, title TEXT, tags TEXT,"
    " kind INTEGER NOT NULL, flags INTEGER NOT NULL, version INTEGER NOT NULL,"
    " minor INTEGER, number INTEGER, total INTEGER, files INTEGER, insertions INTEGER,"
    " deletions INTEGER, patch_id BLOB, base_commit TEXT, change_id TEXT, alike INTEGER);"
    "CREATE TABLE place(id INTEGER PRIMARY KEY, message INTEGER NOT NULL, before INTEGER,"
    " gone INTEGER, epoch INTEGER NOT NULL, commit_id BLOB, blob BLOB NOT NULL,"
    " received INTEGER NOT NULL, offset INTEGER, size INTEGER, class INTEGER NOT NULL,"
    " list_id INTEGER, defects INTEGER, tracked BLOB);"
    /* Few mails are taken back, and every update asks for them. */
    "CREATE INDEX place_gone ON place(gone) WHERE gone IS NOT NULL;"
    "CREATE TABLE file(id INTEGER PRIMARY KEY, path INTEGER NOT NULL, old_path INTEGER,"
    " insertions INTEGER NOT NULL, deletions INTEGER NOT NULL, flags INTEGER NOT NULL);"
    "CREATE TABLE trailer(id INTEGER PRIMARY KEY, key TEXT NOT NULL, value TEXT NOT"
    " NULL, about TEXT);"
    "CREATE TABLE notice(id INTEGER PRIMARY KEY, source INTEGER NOT NULL, partly INTEGER"
    " NOT NULL, tree TEXT, branch TEXT, title TEXT, message_id TEXT, commit_id TEXT,"
    " number INTEGER, total INTEGER, committer TEXT);"
    "CREATE TABLE pull(id INTEGER PRIMARY KEY, base TEXT, url TEXT, ref TEXT, tip TEXT);";

/* What the archive need not be asked for a second time. */
static const char mail_temporary[] =
    "CREATE TABLE text(id INTEGER PRIMARY KEY, body TEXT NOT NULL,"
    " changelog TEXT);"
    "CREATE TABLE classic(id INTEGER PRIMARY KEY, shown INTEGER NOT NULL, subject BLOB,"
    " title BLOB, author BLOB, contributor BLOB, domain BLOB, body BLOB, cut INTEGER,"
    " cut_length INTEGER);";

static const char mail_lasting[] =
    /* Mails come nearly in the order of their times, so that rows are added at its end.
     */
    "CREATE INDEX place_by_time ON place(received);"
    "CREATE UNIQUE INDEX address_by_text ON address(address, name);"
    "CREATE UNIQUE INDEX path_by_name ON path(name);"
    "CREATE UNIQUE INDEX word_by_name ON word(name);"
    "CREATE TABLE name(key INTEGER NOT NULL, content INTEGER NOT NULL, message INTEGER"
    " NOT NULL, PRIMARY KEY(key, content, message)) WITHOUT ROWID;"
    "CREATE INDEX message_by_change_id ON message(change_id)"
    " WHERE change_id IS NOT NULL;"; /* others are in late.c */

const td_schema_part td_schema_mail = { mail, mail_temporary, mail_lasting };

#define LINKS(kind)                                                                      \
	"CREATE " kind " link(message INTEGER PRIMARY KEY, cluster INTEGER, thread"      \
	" INTEGER, parent INTEGER, series INTEGER, original INTEGER);"                   \
	"CREATE " kind " series(id INTEGER PRIMARY KEY, version INTEGER NOT NULL, minor" \
	" INTEGER NOT NULL, total INTEGER NOT NULL, received INTEGER NOT NULL, rfc"      \
	" INTEGER NOT NULL, resend INTEGER NOT NULL, cover INTEGER, head INTEGER NOT"    \
	" NULL);"                                                                        \
	"CREATE " kind " member(id INTEGER PRIMARY KEY, message INTEGER NOT NULL,"       \
	" number INTEGER NOT NULL, extra INTEGER NOT NULL);"

static const char link_lasting[] =
    "CREATE TABLE tie(key INTEGER PRIMARY KEY, cluster INTEGER NOT NULL);"
    "CREATE TABLE cluster(id INTEGER PRIMARY KEY, above INTEGER NOT NULL);"
    "CREATE INDEX cluster_by_above ON cluster(above);"
    "CREATE INDEX link_by_cluster ON link(cluster);"
    "CREATE INDEX link_by_thread ON link(thread);"
    /* Few mails have one; a message's number is in it so that nothing else is read. */
    "CREATE INDEX link_copies ON link(message, original) WHERE original IS NOT NULL;"
    "CREATE INDEX link_by_original ON link(original, message)"
    " WHERE original IS NOT NULL;";

const td_schema_part td_schema_link = { LINKS("TABLE"), NULL, link_lasting };

const char td_schema_view[] = LINKS("TEMP TABLE");

/* Which series follows which, what notices say of them, how they stand. */
static const char chains[] =
    "CREATE TABLE sign(id INTEGER PRIMARY KEY, sketch BLOB, mentions BLOB, prose BLOB,"
    " version INTEGER);"
    "CREATE TABLE profile(series INTEGER PRIMARY KEY, looks BLOB NOT NULL);"
    "CREATE TABLE trace(key INTEGER NOT NULL, time INTEGER NOT NULL,"
    " series INTEGER NOT NULL, PRIMARY KEY(key, time, series)) WITHOUT ROWID;"
    "CREATE TABLE edge(series INTEGER PRIMARY KEY, older INTEGER NOT NULL,"
    " rule INTEGER NOT NULL, weight INTEGER NOT NULL, message INTEGER NOT NULL,"
    " flags INTEGER NOT NULL);"
    "CREATE INDEX edge_by_older ON edge(older);"
    "CREATE TABLE news(key INTEGER NOT NULL, message INTEGER NOT NULL,"
    " PRIMARY KEY(key, message)) WITHOUT ROWID;"
    "CREATE TABLE claim(id INTEGER PRIMARY KEY, series INTEGER NOT NULL,"
    " slot INTEGER NOT NULL, partly INTEGER NOT NULL);"
    "CREATE INDEX claim_by_series ON claim(series);"
    "CREATE TABLE standing(series INTEGER PRIMARY KEY, sent INTEGER NOT NULL,"
    " state INTEGER NOT NULL, evidence INTEGER, last INTEGER NOT NULL,"
    " replies INTEGER NOT NULL, reviewed INTEGER NOT NULL, acked INTEGER NOT NULL,"
    " tested INTEGER NOT NULL, reviewers TEXT);"
    "CREATE INDEX standing_by_sent ON standing(sent);";

const td_schema_part td_schema_versions = { .lasting = chains };

/* Segments of words. */
static const char fulltext[] =
    "CREATE TABLE word_segment(id INTEGER PRIMARY KEY, mails INTEGER NOT NULL,"
    " first INTEGER NOT NULL, last INTEGER NOT NULL, bytes INTEGER NOT NULL,"
    " directory BLOB NOT NULL);"
    "CREATE TABLE word_doc(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"
    "CREATE TABLE word_blob(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);";

const td_schema_part td_schema_fulltext = { .lasting = fulltext };

const td_schema_part td_schema_skip = {
	.lasting = "CREATE TABLE skip(id INTEGER PRIMARY KEY, why INTEGER NOT NULL);"
};

const td_schema_part td_schema_changes = { NULL, NULL,
	"CREATE TABLE change(id INTEGER PRIMARY KEY, what INTEGER NOT NULL);" };
