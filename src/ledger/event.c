/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger/event.c - the log of what readers did */
#include "ledger/event.h"

#include "ledger/store.h"

bool
td_ledger_event_add(td_ledger *ledger, const td_ledger_event *event, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "INSERT INTO event(project, message_id, blob, made, kind, user, before, "
	    "after,"
	    " test) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	    error);

	if (stmt == NULL)
		return false;
	td_ledger_bind_key(stmt, 1, &event->about);
	sqlite3_bind_int64(stmt, 4, event->made);
	sqlite3_bind_int(stmt, 5, (int)event->kind);
	sqlite3_bind_int64(stmt, 6, event->user);
	td_ledger_bind_text(stmt, 7, event->before);
	td_ledger_bind_text(stmt, 8, event->after);
	sqlite3_bind_int64(stmt, 9, event->test);
	return td_ledger_run(ledger, stmt, error);
}

bool
td_ledger_event_each(td_ledger *ledger, int64_t after,
    void (*each)(const td_ledger_event *event, void *data), void *data, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "SELECT project, message_id, blob, id, made, kind, user, before, after, test"
	    " FROM event WHERE id > ?1 ORDER BY id",
	    error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, after);
	while (td_ledger_step(ledger, stmt, &row, error)) {
		td_ledger_event event;

		if (!row)
			return true;
		event = (td_ledger_event){ .id = sqlite3_column_int64(stmt, 3),
			.made = sqlite3_column_int64(stmt, 4),
			.kind = (td_ledger_event_kind)sqlite3_column_int(stmt, 5),
			.user = sqlite3_column_int64(stmt, 6),
			.before = td_ledger_text(stmt, 7),
			.after = td_ledger_text(stmt, 8),
			.test = sqlite3_column_int64(stmt, 9) };
		td_ledger_take_key(stmt, 0, &event.about);
		each(&event, data);
	}
	return false;
}
