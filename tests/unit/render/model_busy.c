/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/model_busy.c - five days of a list that never was */
#include <string.h>

#include "model_make.h"

/* 2025-10-DAY in UTC */
#define AT(day, hour, minute)                                                            \
	(1761523200 + ((day)-27) * 86400 + (hour)*3600 + (minute)*60)

static void
add_reviewed_series(model *m)
{
	static const model_file first[] = {
		{ "net/core/page_pool.c", NULL, 61, 12, NULL },
		{ "include/net/page_pool/types.h", NULL, 9, 1, NULL },
		{ NULL },
	};
	static const model_file second[] = {
		{ "net/core/page_pool_user.c", NULL, 34, 2, NULL },
		{ "Documentation/netlink/specs/netdev.yaml", NULL, 18, 0, NULL },
		{ NULL },
	};
	static const model_file third[] = {
		{ "tools/testing/selftests/net/page_pool_stats.py", NULL, 142, 0, "n" },
		{ "tools/testing/selftests/net/Makefile", NULL, 1, 0, NULL },
		{ NULL },
	};
	td_report_series *series = model_add(
	    m, &(model_series){ TD_STATUS_REVIEWED,
		   "page_pool: count recycled pages per queue", "PATCH net-next v2",
		   "Mara Lindqvist", "mara.lindqvist@chips.example.org", 2, 3,
		   AT(31, 14, 2), "20251031140211.4242", 6, 3, AT(31, 17, 40),
		   "reply-1-tomas@cloud.example.org",
		   "every patch has a Reviewed-by or an Acked-by" });

	model_cover(m, series,
	    "Per-queue recycling counters have been asked for at every workshop since\n"
	    "2023. This adds them without touching the fast path: the counters live in\n"
	    "the same cache line as the ring index and are summed when somebody looks.\n"
	    "\n"
	    "v2:\n"
	    " - sum under RTNL (Tomas)\n"
	    " - selftest waits for the queue to be idle (Aiko)\n");
	model_patch(m, series, 1, "page_pool: keep a counter beside each ring",
	    "The global counter says how many pages were recycled, but not where, so a\n"
	    "queue that never recycles hides behind fifteen that do.\n"
	    "\n"
	    "Keep one counter a ring. It shares the cache line of the ring's index, so\n"
	    "that the fast path touches no further line.\n"
	    "\n"
	    "Signed-off-by: Mara Lindqvist <mara.lindqvist@chips.example.org>\n",
	    first);
	model_patch(m, series, 2, "netdev: tell the counters through netlink",
	    "Signed-off-by: Mara Lindqvist <mara.lindqvist@chips.example.org>\n", second);
	model_patch(m, series, 3, "selftests: net: check the counters of page_pool",
	    "Send packets through one queue of a veth pair and see that only its "
	    "counter\n"
	    "moves.\n"
	    "\n"
	    "Signed-off-by: Mara Lindqvist <mara.lindqvist@chips.example.org>\n",
	    third);
	model_trailer(
	    m, series, 0, "Reviewed-by", "Tomáš Dvořák", "tomas@cloud.example.org");
	model_trailer(m, series, 0, "Reviewed-by", "Priya Raman", "priya@example.org");
	model_trailer(
	    m, series, 3, "Reviewed-by", "Priya Raman", "priya@home.example.org");
	model_trailer(
	    m, series, 1, "Acked-by", "Aiko Mori (森 愛子)", "aiko@example.org");
	model_trailer(
	    m, series, 3, "Tested-by", "Tomáš Dvořák", "tomas@cloud.example.org");
	series->reviewed = 2; /* people, whatever their addresses */
}

static void
add_long_series(model *m)
{
	static const model_file files[] = {
		{ "drivers/net/ethernet/exemplar/exl/exl_devlink_health_reporters.c",
		    "drivers/net/ethernet/exemplar/exl/exl_health.c", 212, 181, NULL },
		{ "drivers/net/ethernet/exemplar/exl/exl_fw_trace.bin", NULL, 0, 0, "b" },
		{ "drivers/net/ethernet/exemplar/exl/exl_main.c", NULL, 1043, 77, NULL },
		{ "drivers/net/ethernet/exemplar/exl/exl_old_trace.c", NULL, 0, 619,
		    "d" },
		{ NULL },
	};
	static const model_file small[] = {
		{ "drivers/net/ethernet/exemplar/exl/exl_main.c", NULL, 3, 1, NULL },
		{ NULL },
	};
	static const unsigned missing[] = { 7, 11, 12 };
	td_report_series *series = model_add(m,
	    &(model_series){ TD_STATUS_UPDATED,
		"exl: devlink health reporters for the firmware's event trace, with "
		"recovery "
		"of stuck queues and a dump that fits into one netlink message",
		"PATCH net-next v14", "Bartholomew Featherstonehaugh-Cholmondeley",
		"bartholomew.featherstonehaugh@exemplar-semiconductors.example.org", 14,
		14, AT(31, 12, 30), "20251031123000.901", 14, 5, AT(31, 18, 2), "", "" });

	g_array_append_vals(series->missing, missing, 3);
	model_cover(
	    m, series, "This is the fourteenth version. See below for the log.\n");
	for (unsigned n = 1; n <= 14; n++) {
		g_autofree char *title =
		    g_strdup_printf("exl: step %u of the reporters", n);

		if (n == 7 || n > 10)
			continue;
		model_patch(m, series, n, title,
		    n == 1 ? "Move what will be shared out of the way first.\n\n"
			     "Signed-off-by: B. Featherstonehaugh <bart@example.org>\n"
			   : "",
		    n == 1 ? files : small);
	}
	model_trailer(m, series, 2, "Acked-by", "Priya Raman", "priya@example.org");
}

static void
add_single_patches(model *m)
{
	static const model_file leak[] = {
		{ "net/sched/sch_demo.c", NULL, 1, 0, NULL },
		{ NULL },
	};
	static const model_file docs[] = {
		{ "Documentation/networking/{old => new}/napi.rst", NULL, 40, 38, NULL },
		{ NULL },
	};
	td_report_series *series;

	series =
	    model_add(m, &(model_series){ TD_STATUS_NEW,
			     "net: sched: free the qdisc's statistics when init fails",
			     "PATCH net", "田中 花子", "hanako@lab.example.org", 0, 1,
			     AT(31, 9, 15), "20251031091500.17", 0, 0, 0, "", "" });
	model_patch(m, series, 1,
	    "net: sched: free the qdisc's statistics when init fails",
	    "demo_init() takes per-CPU statistics and returns without freeing them when\n"
	    "the table cannot be had.\n"
	    "\n"
	    "Found by reading, not by a crash.\n"
	    "\n"
	    "Fixes: 123456789abc (\"net: sched: demo: count what is dropped\")\n"
	    "Signed-off-by: 田中 花子 <hanako@lab.example.org>\n",
	    leak);

	series =
	    model_add(m, &(model_series){ TD_STATUS_RFC,
			     "docs: networking: say what NAPI threads may not do",
			     "RFC PATCH", "Jörg Weiß", "joerg@example.org", 0, 1,
			     AT(30, 22, 41), "87ikfv.fsf", 9, 4, AT(31, 16, 9), "", "" });
	model_patch(m, series, 1, "docs: networking: say what NAPI threads may not do",
	    "Third question about it this year, so write it down.\n", docs);

	series = model_add(
	    m, &(model_series){ TD_STATUS_RESENT,
		   "veth: do not lose the queue's name on a move between namespaces",
		   "PATCH RESEND net", "Jörg Weiß", "joerg@example.org", 0, 1,
		   AT(28, 7, 3), "87zz11.fsf", 1, 0, AT(28, 9, 0), "", "" });
	model_patch(m, series, 1,
	    "veth: do not lose the queue's name on a move between namespaces",
	    "The name is kept in the device, the queue in the namespace.\n\n"
	    "Signed-off-by: Jörg Weiß <joerg@example.org>\n",
	    leak);
}

static void
add_settled_series(model *m)
{
	static const model_file files[] = {
		{ "net/ipv4/tcp_demo.c", NULL, 14, 14, NULL },
		{ NULL },
	};
	td_report_series *series;

	series = model_add(m,
	    &(model_series){ TD_STATUS_APPLIED,
		"tcp: two cleanups around the demo congestion control", "PATCH net-next",
		"Olu Adeyemi", "olu@cloud.example.org", 0, 2, AT(29, 10, 0),
		"20251029100000.77", 3, 2, AT(30, 11, 0), "176180.5.git-bot@example.org",
		"applied to netdev/net-next.git by patchwork-bot" });
	model_patch(m, series, 1, "tcp: demo: name the magic numbers",
	    "Signed-off-by: Olu Adeyemi <olu@cloud.example.org>\n", files);
	model_patch(m, series, 2, "tcp: demo: one exit instead of five",
	    "Signed-off-by: Olu Adeyemi <olu@cloud.example.org>\n", files);
	model_trailer(m, series, 0, "Reviewed-by", "Priya Raman", "priya@example.org");

	series = model_add(
	    m, &(model_series){ TD_STATUS_PARTLY_APPLIED,
		   "mptcp: small fixes found by the fuzzer", "PATCH net", "Priya Raman",
		   "priya@example.org", 0, 3, AT(28, 15, 20), "20251028152000.5", 4, 2,
		   AT(30, 8, 30), "176180.9.maint@example.org",
		   "patches 1, 2 of 3 applied to net" });
	model_patch(m, series, 1, "mptcp: check the length before the type", "", files);
	model_patch(m, series, 2, "mptcp: no warning for a peer's mistake", "", files);
	model_patch(
	    m, series, 3, "mptcp: drop the subflow and not the socket", "", files);

	series = model_add(
	    m, &(model_series){ TD_STATUS_SUPERSEDED,
		   "page_pool: count recycled pages per queue", "PATCH net-next",
		   "Mara Lindqvist", "mara.lindqvist@chips.example.org", 0, 3,
		   AT(27, 13, 0), "20251027130000.4242", 7, 3, AT(29, 19, 0),
		   "20251031140211.4242-0-mara.lindqvist@chips.example.org",
		   "v2 came 2025-10-31" });
	model_cover(m, series, "Per-queue recycling counters.\n");
	model_patch(
	    m, series, 1, "page_pool: keep a counter beside each ring", "", files);
	model_patch(m, series, 2, "netdev: tell the counters through netlink", "", files);
	model_patch(m, series, 3, "selftests: net: check the counters", "", files);
}

static void
add_people(model *m)
{
	static const struct {
		const char *name, *address;
		unsigned patches, series, insertions, deletions;
	} contributors[] = {
		{ "Bartholomew Featherstonehaugh-Cholmondeley",
		    "bartholomew.featherstonehaugh@exemplar-semiconductors.example.org",
		    9, 1, 1279, 885 },
		{ "Mara Lindqvist", "mara.lindqvist@chips.example.org", 6, 2, 307, 57 },
		{ "Priya Raman", "priya@example.org", 3, 1, 42, 42 },
		{ "Olu Adeyemi", "olu@cloud.example.org", 2, 1, 28, 28 },
		{ "Jörg Weiß", "joerg@example.org", 2, 2, 41, 38 },
		{ "田中 花子", "hanako@lab.example.org", 1, 1, 1, 0 },
	};
	static const struct {
		const char *name, *address;
		unsigned reviewed, acked, tested, other, replies;
	} reviewers[] = {
		{ "Priya Raman", "priya@example.org", 2, 1, 0, 0, 11 },
		{ "Tomáš Dvořák", "tomas@cloud.example.org", 1, 0, 1, 0, 8 },
		{ "Aiko Mori (森 愛子)", "aiko@example.org", 0, 1, 0, 1, 3 },
		{ "Jörg Weiß", "joerg@example.org", 0, 0, 0, 0, 2 },
	};
	td_report *report = &m->report;

	for (size_t i = 0; i < G_N_ELEMENTS(contributors); i++) {
		td_report_contributor *row = model_alloc(m, sizeof(*row));

		*row = (td_report_contributor){
			.person = model_person(
			    m, contributors[i].name, contributors[i].address),
			.patches = contributors[i].patches,
			.posted = 2 * contributors[i].patches,
			.series = contributors[i].series,
			.insertions = contributors[i].insertions,
			.deletions = contributors[i].deletions,
		};
		g_ptr_array_add(report->contributors, row);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(reviewers); i++) {
		td_report_reviewer *row = model_alloc(m, sizeof(*row));

		*row = (td_report_reviewer){
			model_person(m, reviewers[i].name, reviewers[i].address),
			reviewers[i].reviewed,
			reviewers[i].acked,
			reviewers[i].tested,
			reviewers[i].other,
			reviewers[i].replies,
		};
		g_ptr_array_add(report->reviewers, row);
	}
	model_count(m, report->domains, "exemplar-semiconductors.example.org", 9, 1);
	model_count(m, report->domains, "chips.example.org", 6, 1);
	model_count(m, report->domains, "example.org", 5, 2);
	model_count(m, report->domains, "cloud.example.org", 2, 1);
	model_count(m, report->domains, "lab.example.org", 1, 1);
}

/* One that is among the threads most talked about, and two that are not. */
static void
add_discussions(model *m, td_report_person *starter)
{
	td_report *report = &m->report;
	static const struct {
		const char *title, *tags, *id;
		unsigned mails;
	} begun[] = {
		{ "exl: counters stand still after suspend", "BUG", "still@example.org",
		    0 },
		{ "May a driver sleep in ndo_get_stats64?", "RFC", "sleep@example.org",
		    1 },
	};

	g_ptr_array_add(report->discussions, g_ptr_array_index(report->threads, 2));
	for (size_t i = 0; i < G_N_ELEMENTS(begun); i++) {
		td_report_thread *row = model_alloc(m, sizeof(*row));

		row->title = model_string(m, begun[i].title);
		row->tags = model_string(m, begun[i].tags);
		row->message_id = model_string(m, begun[i].id);
		row->mails = row->people = begun[i].mails;
		row->first = row->last = AT(30 - (int)i, 9, 15);
		row->starter = starter;
		g_ptr_array_add(report->discussions, row);
	}
}

static void
add_events(model *m)
{
	td_report *report = &m->report;
	td_report_pull *pull = model_alloc(m, sizeof(*pull));
	td_report_pull *merged = model_alloc(m, sizeof(*merged));
	td_report_person *maintainer =
	    model_person(m, "Priya Raman", "priya@example.org");
	static const struct {
		const char *title, *about;
		unsigned source;
	} applied[] = {
		{ "tcp: demo: name the magic numbers",
		    "20251029100000.77-1-olu@cloud.example.org",
		    TD_NOTICE_PATCHWORK_BOT },
		{ "mptcp: check the length before the type", "", TD_NOTICE_MAINTAINER },
	};
	static const struct {
		const char *title, *id;
		unsigned mails, people;
	} threads[] = {
		{ "exl: devlink health reporters for the firmware's event trace, with "
		  "recovery of stuck queues and a dump that fits into one netlink "
		  "message",
		    "20251031123000.901-0-bart@example.org", 24, 6 },
		{ "docs: networking: say what NAPI threads may not do",
		    "87ikfv.fsf-1-joerg@example.org", 10, 5 },
		{ "Minutes of the workshop in Brno", "minutes@example.org", 7, 6 },
	};

	pull->title = model_string(m, "exl updates for 6.19");
	pull->message_id = model_string(m, "pull-1@example.org");
	pull->url = model_string(m, "https://git.example.org/exl/linux.git");
	pull->ref = model_string(m, "tags/exl-for-6.19");
	pull->base = model_string(m, "0123456789abcdef0123456789abcdef01234567");
	pull->tip = model_string(m, "89abcdef0123456789abcdef0123456789abcdef");
	pull->sender = maintainer;
	pull->sent = pull->received = AT(30, 6, 30);
	pull->merged_by = model_string(m, "");
	g_ptr_array_add(report->pulls, pull);
	*merged = *pull;
	merged->title = model_string(m, "mptcp fixes for 6.18-rc4");
	merged->message_id = model_string(m, "pull-2@example.org");
	merged->ref = model_string(m, "");
	merged->merged_by = model_string(m, "pr-tracker-2@example.org");
	g_ptr_array_add(report->pulls, merged);
	for (size_t i = 0; i < G_N_ELEMENTS(applied); i++) {
		td_report_applied *row = model_alloc(m, sizeof(*row));

		row->title = model_string(m, applied[i].title);
		row->about = model_string(m, applied[i].about);
		row->source = applied[i].source;
		row->commit =
		    model_string(m, i ? "" : "fedcba9876543210fedcba98765432100fedcba9");
		row->tree = model_string(m, i ? "" : "netdev/net-next.git");
		row->branch = model_string(m, i ? "" : "main");
		row->message_id = model_string(m, "176180.5.git-bot@example.org");
		row->by = maintainer;
		row->received = AT(30, 11, 0);
		g_ptr_array_add(report->applied, row);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
		td_report_thread *row = model_alloc(m, sizeof(*row));

		row->title = model_string(m, threads[i].title);
		row->message_id = model_string(m, threads[i].id);
		row->mails = threads[i].mails;
		row->people = threads[i].people;
		row->first = AT(29, 8, 0);
		row->last = AT(31, 18, 2);
		row->tags = model_string(m, i == 2 ? "TOPIC" : "");
		row->starter = maintainer;
		row->begun_before = i == 1;
		row->rank = (unsigned)i + 1;
		g_ptr_array_add(report->threads, row);
	}
	add_discussions(m, maintainer);
}

static void
add_days(model *m)
{
	static const unsigned mails[] = { 31, 22, 9, 14, 47 };
	static const unsigned patches[] = { 4, 5, 2, 1, 14 };

	for (unsigned i = 0; i < G_N_ELEMENTS(mails); i++) {
		td_report_day day = { AT(27 + i, 0, 0), mails[i], patches[i] };

		g_array_append_val(m->report.days, day);
	}
}

/* What only an index knows: the version before, a review of an older series, who waits.
 */
static void
add_history(model *m)
{
	td_report *report = &m->report;
	td_report_series *rerolled = g_ptr_array_index(report->series, 1);
	td_report_series *waiting = g_ptr_array_index(report->series, 2);
	td_report_previous *previous = model_alloc(m, sizeof(*previous));
	td_report_series *earlier = model_add(
	    m, &(model_series){ TD_STATUS_REVIEWED, "ethtool: say which ring is full",
		   "PATCH net-next v2", "Olu Adeyemi", "olu@cloud.example.org", 2, 1,
		   AT(9, 8, 0), "20251009080000.3", 2, 1, AT(28, 9, 30), "", "" });

	g_ptr_array_remove_index(report->series, report->series->len - 1);
	g_ptr_array_add(report->earlier, earlier);
	earlier->before = true;
	model_patch(m, earlier, 1, "ethtool: say which ring is full", "", NULL);
	model_trailer(m, earlier, 1, "Reviewed-by", "Priya Raman", "priya@example.org");
	*previous = (td_report_previous){ "20251010123000.900@exl.example.org",
		AT(10, 12, 30), 13, 0, 14, 5, 1, 2 };
	rerolled->previous = previous;
	model_changelog(m, g_ptr_array_index(rerolled->patches, 0),
	    "- take the lock before the dump (Priya)\n- no \x1b[31mred\x1b[m text\n");
	waiting->waiting = 9;
	g_ptr_array_add(report->waiting, waiting);
}

td_report *
model_busy(void)
{
	model *m = model_new("demo-net");
	td_report *report = &m->report;

	report->from = model_string(m, "36a6e961d1c2b3a495867768594a3b2c1d0e0f10");
	report->to = model_string(m, "bbf8676712233445566778899aabbccddeeff001");
	report->first = AT(27, 6, 12);
	report->last = AT(31, 18, 2);
	report->totals = (td_report_totals){ .mails = 123,
		.patches = 23,
		.covers = 3,
		.replies = 71,
		.pulls = 2,
		.notices = 5,
		.others = 19,
		.series = 8,
		.new_series = 6,
		.new_versions = 1,
		.discussions = 3,
		.contributors = 6,
		.repliers = 17,
		.reviewers = 3,
		.domains = 5,
		.files = 21,
		.insertions = 1698,
		.deletions = 1050,
		.trailers = 6,
		.left_out = 43,
		.late = 4,
		.defective = 2 };
	add_reviewed_series(m);
	add_long_series(m);
	add_single_patches(m);
	add_settled_series(m);
	add_history(m);
	add_people(m);
	add_events(m);
	add_days(m);
	model_count(m, report->classes, "human", 123, 0);
	model_count(m, report->classes, "bot", 31, 0);
	model_count(m, report->classes, "stable", 12, 0);
	g_ptr_array_add(report->remarks,
	    model_string(m, "2 mails were damaged; what could be read is here"));
	return report;
}
