/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/message/test_message.c - header fields as they come */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "message/header.h"
#include "message/message.h"

static td_message *
parse(const char *mail)
{
	return td_message_parse(td_span_of(mail), TD_MESSAGE_RECIPIENTS);
}

static char *
join(GPtrArray *words)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new();

	for (unsigned i = 0; i < words->len; i++)
		g_ptr_array_add(all, g_ptr_array_index(words, i));
	g_ptr_array_add(all, NULL);
	return g_strjoinv(" ", (char **)all->pdata);
}

static void
subjects_are_unfolded_and_decoded(void **state)
{
	static const struct {
		const char *header, *subject;
		unsigned defects;
	} cases[] = {
		{ "Subject: plain", "plain", 0 },
		{ "subject:no blank", "no blank", 0 },
		{ "Subject: one\n two", "one two", 0 },
		{ "Subject: one  \r\n\ttwo\n \n three", "one two three", 0 },
		{ "Subject: first\nSubject: last", "last", 0 },
		{ "Subject: =?utf-8?q?caf=C3=A9_au_lait?=", "caf\303\251 au lait", 0 },
		{ "Subject: =?UTF-8?B?Y2Fmw6k=?= x =?utf8?Q?y?=", "caf\303\251 x y", 0 },
		{ "Subject: =?utf-8?q?a?= =?utf-8?q?b?=\n =?utf-8?q?c?=", "abc", 0 },
		{ "Subject: =?utf-8?b?Y2Fmww==?=\n =?utf-8?b?qQ==?=", "caf\303\251", 0 },
		{ "Subject: =?gb2312?b?1g==?= =?gb2312?b?0A==?=", "\344\270\255", 0 },
		{ "Subject: =?gb2312?b?wO7pRg==?=", "\346\235\216\351\225\225",
		    TD_DEFECT_BAD_CHARSET }, /* GBK */
		{ "Subject: =?GB2312?q?=E6=9D=8E?=", "\346\235\216",
		    TD_DEFECT_BAD_CHARSET }, /* UTF-8 */
		{ "Subject: =?ks_c_5601-1987?b?lO4gsKE=?=", "\353\267\201 \352\260\200",
		    TD_DEFECT_BAD_CHARSET },
		{ "Subject: =?Shift_JIS?b?h0DuoA==?=", "\342\221\240\351\207\236",
		    TD_DEFECT_BAD_CHARSET }, /* CP932 */
		{ "Subject: =?gb2312?b?wO7pRgA=?=", "\346\235\216\351\225\225",
		    TD_DEFECT_BAD_CHARSET | TD_DEFECT_NUL },
		{ "Subject: =?iso-8859-1*en?q?caf=E9?=", "caf\303\251", 0 },
		{ "Subject: =?x-none?q?caf=E9?=", "caf\303\251", TD_DEFECT_BAD_CHARSET },
		{ "Subject: =?utf-8?x?what?= =?utf-8?q?ok?=", "=?utf-8?x?what?= ok",
		    TD_DEFECT_BAD_ENCODING },
		{ "Subject: =?utf-8?q?never ends", "=?utf-8?q?never ends",
		    TD_DEFECT_BAD_ENCODING },
		{ "Subject: what =?", "what =?", TD_DEFECT_BAD_ENCODING },
		{ "Subject: raw caf\303\251", "raw caf\303\251", 0 },
		{ "Subject: raw caf\351", "raw caf\303\251", TD_DEFECT_BAD_CHARSET },
		{ "Subject: \303\251 and \351", "\303\251 and \357\277\275",
		    TD_DEFECT_BAD_CHARSET },
		{ "Subject: =?utf-8?q?bell=07esc=1B[31m=C2=9Bred=0Aline?=",
		    "bellesc[31mred line", 0 },
		{ "Subject: =?utf-8?q?nul=00?=", "nul", TD_DEFECT_NUL },
		{ "X: y", "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail =
		    g_strconcat("From: a@example.org\nMessage-ID: <m@x>\n"
				"Date: Thu, 1 Jan 1970 00:00:01 +0000\n",
			cases[i].header, "\n\nbody\n", NULL);
		g_autoptr(td_message) message = parse(mail);

		assert_string_equal(message->subject, cases[i].subject);
		assert_int_equal(message->defects, cases[i].defects);
	}
}

static void
addresses_are_found_in_any_shape(void **state)
{
	static const struct {
		const char *value, *name, *address;
	} cases[] = {
		{ "a@example.org", "", "a@example.org" },
		{ "<a@example.org>", "", "a@example.org" },
		{ "A B <a@example.org>", "A B", "a@example.org" },
		{ "\"B, A\" <a@example.org>, c@d", "B, A", "a@example.org" },
		{ "B, A <a@example.org>", "B, A", "a@example.org" },
		{ "a@example.org (A (x) B)", "A (x) B", "a@example.org" },
		{ "A \"the \\\"b\\\"\" C <a@example.org>", "A the \"b\" C",
		    "a@example.org" },
		{ "A <a@example.org", "A", "a@example.org" },
		{ "A B a@example.org", "A B", "a@example.org" },
		{ "<@x,@y:a@example.org>", "", "a@example.org" },
		{ "group: a@example.org, b@c;", "", "a@example.org" },
		{ "=?utf-8?q?Caf=C3=A9=2C_A?= <a@example.org>", "Caf\303\251, A",
		    "a@example.org" },
		{ "\"=?utf-8?q?Caf=C3=A9?=\" <a@example.org>", "Caf\303\251",
		    "a@example.org" },
		{ "A <b> <a@example.org>", "A", "a@example.org" },
		{ "root", "", "root" },
		{ "<Ann Author>a@b", "Ann Author", "a@b" },
		{ "a@b <Ann Author>", "Ann Author", "a@b" },
		{ "Ann a@b <note>", "Ann", "a@b" },
		{ "no address here", "no address here", "" },
		{ "Caf\351 <a@example.org>", "Caf\303\251", "a@example.org" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail =
		    g_strconcat("From: ", cases[i].value, "\n\n", NULL);
		g_autoptr(td_message) message = parse(mail);

		assert_non_null(message->from);
		assert_string_equal(message->from->name, cases[i].name);
		assert_string_equal(message->from->address, cases[i].address);
	}
}

static void
ids_are_found_among_comments_and_prose(void **state)
{
	static const struct {
		const char *header, *id, *in_reply_to, *references;
		unsigned defects;
	} cases[] = {
		{ "Message-ID: <a@b>", "a@b", "", "", 0 },
		{ "Message-Id: <a@b> (with a comment)", "a@b", "", "", 0 },
		{ "Message-ID:\n <a\n @b>", "a@b", "", "", 0 },
		{ "Message-ID: a@b>", "a@b", "", "", TD_DEFECT_BAD_MESSAGE_ID },
		{ "Message-ID: <a@b", "a@b", "", "", TD_DEFECT_BAD_MESSAGE_ID },
		{ "Message-ID:", "", "", "",
		    TD_DEFECT_NO_MESSAGE_ID | TD_DEFECT_BAD_MESSAGE_ID },
		{ "X: y", "", "", "", TD_DEFECT_NO_MESSAGE_ID },
		{ "Message-ID: <a@b>\nMessage-ID: <a@b>", "a@b", "", "", 0 },
		{ "Message-Id: =?utf-8?q?=3Ca=5Flong?=\n "
		  "=?utf-8?q?er=40example=2Eorg=3E?=",
		    "a_longer@example.org", "", "", 0 },
		{ "Message-ID: <a@b>\nMessage-ID: <c@d>", "a@b", "", "",
		    TD_DEFECT_MANY_MESSAGE_IDS },
		{ "Message-ID: <a@b>\nIn-Reply-To: <c@d> (message from X on\n Y)", "a@b",
		    "c@d", "", 0 },
		{ "Message-ID: <a@b>\nIn-Reply-To: c@d>", "a@b", "c@d", "", 0 },
		{ "Message-ID: <a@b>\nIn-Reply-To: y", "a@b", "", "", 0 },
		{ "Message-ID: <a@b>\nIn-Reply-To: Your mail to c@d of Monday", "a@b", "",
		    "", 0 },
		{ "Message-ID: <a@b>\nReferences: <1@x>\n\t<2@x><1@x>,<3@x>", "a@b", "",
		    "1@x 2@x 3@x", 0 },
		{ "Message-ID: <a@b>\nReferences: 1@x 2@x", "a@b", "", "1@x 2@x", 0 },
		{ "Message-ID: <a@b>\nReferences: <1@x <2@x>", "a@b", "", "1@x 2@x",
		    TD_DEFECT_BAD_MESSAGE_ID },
		{ "Message-ID: <a@b>\nReferences: <a@b>", "a@b", "", "a@b",
		    TD_DEFECT_REFERENCE_LOOP },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail =
		    g_strconcat("From: a@example.org\nDate: 1 Jan 2000 00:00\n",
			cases[i].header, "\n\nbody\n", NULL);
		g_autoptr(td_message) message = parse(mail);
		g_autofree char *in_reply_to = join(message->in_reply_to);
		g_autofree char *references = join(message->references);

		assert_string_equal(message->message_id, cases[i].id);
		assert_string_equal(in_reply_to, cases[i].in_reply_to);
		assert_string_equal(references, cases[i].references);
		assert_int_equal(message->defects, cases[i].defects);
	}
}

static void
dates_are_read_in_many_forms(void **state)
{
	static const struct {
		const char *date;
		int64_t sent;
		int zone;
		unsigned defects;
	} cases[] = {
		{ "Thu, 1 Jan 1970 00:00:01 +0000", 1, 0, 0 },
		{ "Fri, 9 Jun 2006 00:44:16 -0700", 1149839056, -420, 0 },
		{ "Thu, 21 Jul 2005 09:10:36 -0400 (EDT)", 1121951436, -240, 0 },
		{ "21 Jul 05 09:10:36 EDT", 1121951436, -240, 0 },
		{ "Thu Jul 21 09:10:36 2005 -0400", 1121951436, -240, 0 },
		{ "2005-07-21 09:10:36 -04:00", 1121951436, -240, 0 },
		{ "2005-07-21T13:10:36Z", 1121951436, 0, 0 },
		{ "Thu, 21-Jul-2005 09:10 GMT-0400", 1121951400, -240, 0 },
		{ "Thu, 21 Jul 105 13:10:36", 1121951436, 0, 0 },
		{ "Tue, 29 Feb 2000 12:00:00 +0530", 951805800, 330, 0 },
		{ "Wed, 1 Mar 2000 00:00:00 +9999", 951868800, 0, 0 },
		{ "Mon, 31 Dec 2035 23:59:59 GMT", 2082758399, 0, 0 },
		{ "yesterday", 0, 0, TD_DEFECT_BAD_DATE },
		{ "Thu, 21 Jul 12005 09:10:36 -0400", 0, 0, TD_DEFECT_BAD_DATE },
		{ "Thu, 41 Jul 2005 25:10:36 -0400", 0, 0, TD_DEFECT_BAD_DATE },
		{ "Fri, 1 Jan 1904 00:00:00 +0000", 0, 0, TD_DEFECT_BAD_DATE },
		{ "", 0, 0, TD_DEFECT_NO_DATE },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail =
		    g_strconcat("From: a@b\nMessage-ID: <a@b>\nDate: ", cases[i].date,
			"\n\nbody\n", NULL);
		g_autoptr(td_message) message = parse(mail);

		assert_int_equal(message->sent, cases[i].sent);
		assert_int_equal(message->sent_zone, cases[i].zone);
		assert_int_equal(message->defects, cases[i].defects);
	}
}

static void
recipients_and_list_are_read(void **state)
{
	g_autoptr(td_message) message =
	    parse("To: a@b, C D <c@d>\nCc: e@f\ncc: g@h\nReply-To: R <r@s>\n"
		  "X-Original-From: O <o@p>\nList-ID: The list\n <Some.Example.ORG>\n\n");
	td_span value;

	(void)state;
	assert_int_equal(message->to->len, 2);
	assert_int_equal(message->cc->len, 2);
	assert_string_equal(message->reply_to->address, "r@s");
	assert_string_equal(message->original_from->name, "O");
	assert_string_equal(message->list_id, "some.example.org");
	assert_true(td_message_find_header(message, "list-id", &value));
	assert_true(td_span_is(value, "The list\n <Some.Example.ORG>"));
	assert_false(td_message_find_header(message, "list", &value));
}

static void
any_bytes_give_a_message(void **state)
{
	static const char *const mails[] = { "", "\n", "\n\n\n", ":", "x",
		"\nFrom:", "From: \n", "From: <\n", "From: (\n", "From: \"\n", "From x\n",
		"References: <", "Subject: =?",
		"Content-Type: multipart/mixed; boundary=\n\n--\n----", "a:b\n c" };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(mails); i++) {
		g_autoptr(td_message) message = parse(mails[i]);
		unsigned defects = 0;
		g_autoptr(td_body) body = td_body_read(message, &defects);
		g_autofree char *text = td_body_to_utf8(body);

		assert_non_null(message->message_id);
		assert_non_null(text);
		assert_true(message->defects & TD_DEFECT_NO_MESSAGE_ID);
	}
}

/* The same numbers each time. */
static unsigned
next_number(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (unsigned)(*seed >> 33);
}

/* A group's name in front makes no difference to what is found, but the simple addresses
 * behind it are read as all others are. */
static void
simple_addresses_are_read_as_others_are(void **state)
{
	static const char *const pieces[] = { "Ann <a@example.org>", "\"B, C\" <b@c>",
		"d@example.org", ", ", ",", " ", "\t", "\"", "<", ">", "(e)", ";", ":",
		"f", "=?utf-8?q?G=C3=A9?= <g@h>", "<@r,@s:i@j>", "\\", "\"K\" L <k@l>",
		"M <m@n> o", "p q@r", "\xe9 <s@t>" };
	uint64_t seed = 1;

	(void)state;
	for (unsigned round = 0; round < 20000; round++) {
		g_autoptr(GString) mail = g_string_new("To: ");
		g_autoptr(td_message) message = NULL, other = NULL;
		g_autofree char *again = NULL;

		for (unsigned i = next_number(&seed) % 8; i < 8; i++)
			g_string_append(
			    mail, pieces[next_number(&seed) % G_N_ELEMENTS(pieces)]);
		g_string_append(mail, "\n\n");
		again = g_strconcat("To: g:", mail->str + 4, NULL);
		message = parse(mail->str);
		other = parse(again);
		assert_int_equal(message->to->len, other->to->len);
		for (unsigned i = 0; i < message->to->len; i++) {
			const td_address *a = message->to->pdata[i];
			const td_address *b = other->to->pdata[i];

			assert_string_equal(a->name, b->name);
			assert_string_equal(a->address, b->address);
		}
	}
}

static void
a_text_is_found_where_it_first_is(void **state)
{
	uint64_t seed = 2;

	(void)state;
	for (unsigned round = 0; round < 20000; round++) {
		char text[80], wanted[6];
		size_t n = next_number(&seed) % sizeof text;
		size_t m = next_number(&seed) % sizeof wanted;
		const char *hit;
		ptrdiff_t found;

		for (size_t i = 0; i < n; i++)
			text[i] = (char)('a' + next_number(&seed) % 3);
		for (size_t i = 0; i < m; i++)
			wanted[i] = (char)('a' + next_number(&seed) % 3);
		wanted[m] = '\0';
		hit = n > 0 ? memmem(text, n, wanted, m) : NULL;
		found = td_span_find((td_span){ text, n }, wanted);
		assert_int_equal(found, hit ? hit - text : -1);
	}
}

static void
who_shows_the_text_gets_what_it_needs(void **state)
{
	static const char mail[] =
	    "From: Ann <a@x>\nTo: Bob <b@x>, c@x\nCc: d@x\n"
	    "Subject: s\nDate: nonsense\nReferences: <r@x>\n"
	    "Reply-To: e@x\nList-Id: <l.x>\nMessage-ID: <m@x>\n"
	    "Content-Type: text/plain; charset=iso-8859-1\n"
	    "Content-Transfer-Encoding: quoted-printable\n\ncaf=E9\n";
	g_autoptr(td_message) text =
	    td_message_parse(td_span_of(mail), TD_MESSAGE_RECIPIENTS | TD_MESSAGE_TEXT);
	g_autoptr(td_body) body = NULL;
	g_autofree char *read = NULL;
	unsigned defects = 0;

	(void)state;
	assert_string_equal(text->message_id, "m@x");
	assert_int_equal(text->to->len, 2);
	assert_string_equal(((td_address *)text->to->pdata[0])->name, "Bob");
	assert_int_equal(text->cc->len, 1);
	body = td_body_read(text, &defects);
	read = td_body_to_utf8(body);
	assert_string_equal(read, "caf\303\251\n");
	/* All else is as in a mail without it. */
	assert_null(text->from);
	assert_null(text->reply_to);
	assert_string_equal(text->subject, "");
	assert_string_equal(text->list_id, "");
	assert_int_equal(text->references->len, 0);
	assert_int_equal(text->sent, 0);
	assert_int_equal(text->defects, 0);
}

/* Names of fields are looked at sixteen bytes at a time. */
static void
a_field_is_known_by_its_name_however_long(void **state)
{
	(void)state;
	for (size_t n = 1; n < 50; n++) {
		for (size_t at = 0; at <= n; at++) {
			static const char bytes[] = { ' ', '\t', '\x7f', '\xe9', '\x01' };
			g_autofree char *name = g_strnfill(n, 'X');
			g_autofree char *text = NULL;
			td_field field;
			td_span rest;

			if (at < n)
				name[at] = bytes[at % sizeof bytes];
			text = g_strdup_printf("%s: a value that is long enough\n", name);
			rest = td_span_of(text);
			assert_int_equal(td_field_next(&rest, &field), at == n);
			if (at < n)
				continue;
			assert_true(td_span_is(field.name, name));
			assert_true(
			    td_span_is(field.value, "a value that is long enough"));
		}
	}
}

static void
a_list_may_leave_the_subject_to_the_mail_inside(void **state)
{
	static const char text[] =
	    "From: Ann via Things <things@lists.example.org>\nCc: ann@example.org\n"
	    "Content-Type: multipart/mixed; boundary=x\n\n"
	    "--x\nContent-Type: message/rfc822\n\nFrom: ann@example.org\n"
	    "Subject: [PATCH]\n a: b\n\ntext\n--x--\n";
	g_autoptr(td_message) message = td_message_parse(td_span_of(text), 0);

	(void)state;
	assert_string_equal(message->subject, "[PATCH] a: b");
	assert_string_equal(message->from->name, "Ann via Things");
	assert_true(td_span_is(message->body, "text\n"));
}

static void
recipients_are_read_from_their_own_lines(void **state)
{
	static const char mail[] = "From: ann@x\nto: a@x,\n b@x\nSubject: s\n"
				   "TO:\nCc:\tCarol <c@x> \nX-A: 1\n\ncc: text@x\n";
	g_autoptr(td_message) all = td_message_parse(td_span_of(mail), TD_MESSAGE_TEXT);
	g_autofree char *raw = td_span_dup(all->raw_recipients);
	g_autoptr(td_message) read = parse(raw);

	(void)state;
	assert_null(all->to);
	assert_string_equal(raw, "to: a@x,\n b@x\nSubject: s\nTO:\nCc:\tCarol <c@x>");
	assert_int_equal(read->to->len, 2);
	assert_int_equal(read->cc->len, 1);
	assert_string_equal(((td_address *)read->cc->pdata[0])->name, "Carol");
}

static int64_t
received(const char *fields)
{
	g_autofree char *mail =
	    g_strconcat("X-A: 1\n", fields, "\n\nReceived: x\n", NULL);
	g_autoptr(td_message) message = parse(mail);

	return td_message_received(message, 7);
}

static void
the_last_hop_says_when_a_mail_was_received(void **state)
{
	(void)state;
	assert_int_equal(
	    received("Received: from a by b with ESMTP id 12 3;\n\t"
		     "Thu, 21 Jul 2005 10:11:12 +0200 (CEST)\n"
		     "Received: from c by a; Thu, 21 Jul 2005 08:11:10 +0000\n"
		     "Date: Wed, 20 Jul 2005 10:00:00 +0000"),
	    1121933472);
	/* Without a date, or without a zone in numbers, it is the next one's. */
	assert_int_equal(received("Received: (at 1 Jan) by a\n"
				  "Received: by a; Thu, 21 Jul 2005 10:11:12 EST\n"
				  "Received: by a; Thu, 41 Jul 2005 10:11:12 +0200\n"
				  "received: by b; 21 Jul 05 10:11:12\n +0200"),
	    1121933472);
	assert_int_equal(received("Received: by b; 21 Jul 20050 10:11:12 +0200\n"
				  "Date: Wed, 20 Jul 2005 10:00:00 +0000"),
	    1121853600);
	assert_int_equal(received("Received: by b; 21 Jul 2005 1"), 7);
	assert_int_equal(received("Date: soon"), 7);
}

static void
every_defect_has_its_word(void **state)
{
	(void)state;
	assert_string_equal(td_defect_word(TD_DEFECT_NO_MESSAGE_ID), "no-message-id");
	assert_string_equal(td_defect_word(TD_DEFECT_NO_BODY), "no-body");
	for (unsigned i = 0; i < TD_DEFECT_COUNT; i++)
		assert_string_not_equal(td_defect_word((td_defect)(1u << i)), "unknown");
}

static bool
may_have(const td_message *message, const char *name)
{
	unsigned bit = td_field_bit(td_span_of(name));

	return message->names[bit / 64] >> bit % 64 & 1;
}

static void
each_field_leaves_the_bit_of_its_name(void **state)
{
	g_autoptr(GString) mail = g_string_new("X-StAbLe: review\nfrom: a@example.org\n");
	g_autoptr(td_message) message = NULL;

	(void)state;
	/* More than are looked at otherwise. */
	for (unsigned i = 0; i < 5000; i++)
		g_string_append(mail, "X-Filler: x\n");
	g_string_append(mail, "Robot-ID: 7\n\nX-Stable-Base: no field\n");
	message = parse(mail->str);
	assert_true(may_have(message, "x-stable"));
	assert_true(may_have(message, "From"));
	assert_true(may_have(message, "robot-id"));
	assert_false(may_have(message, "x-stable-base"));
	assert_false(may_have(message, "received"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(subjects_are_unfolded_and_decoded),
		cmocka_unit_test(addresses_are_found_in_any_shape),
		cmocka_unit_test(ids_are_found_among_comments_and_prose),
		cmocka_unit_test(dates_are_read_in_many_forms),
		cmocka_unit_test(recipients_and_list_are_read),
		cmocka_unit_test(any_bytes_give_a_message),
		cmocka_unit_test(simple_addresses_are_read_as_others_are),
		cmocka_unit_test(a_text_is_found_where_it_first_is),
		cmocka_unit_test(who_shows_the_text_gets_what_it_needs),
		cmocka_unit_test(a_field_is_known_by_its_name_however_long),
		cmocka_unit_test(a_list_may_leave_the_subject_to_the_mail_inside),
		cmocka_unit_test(recipients_are_read_from_their_own_lines),
		cmocka_unit_test(the_last_hop_says_when_a_mail_was_received),
		cmocka_unit_test(each_field_leaves_the_bit_of_its_name),
		cmocka_unit_test(every_defect_has_its_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
