/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tests/oracle/facts_of_mails.c - what td_patch_read makes of mails, for comparison with
 * git
 *
 * Reads what `git cat-file --batch` prints from stdin. Prints a line for each mail, its
 * fields divided by tabs: object name, kind, author source, defects; then twice, with
 * scissors and without: author, address, title, date, SHA-256 of message and of patch.
 * With --bench N it prints no mails but reads each N times and tells what that took.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "patch/author.h"
#include "patch/patch.h"
#include "patch/split.h"

static const char *const kinds[] = { "mail", "patch", "cover", "pull", "reply",
	"notice" };
static const char *const sources[] = { "from", "in-body", "x-original-from", "reply-to",
	"cc", "wrapped" };

static char *
checksum(const void *bytes, size_t n)
{
	return g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes ? bytes : "", n);
}

static void
print_reading(const td_patch *patch)
{
	g_autofree char *message =
	    checksum(patch->commit_message, strlen(patch->commit_message));
	g_autofree char *bytes = patch->patch_bytes ? checksum(patch->patch_bytes->data,
							  patch->patch_bytes->len)
						    : checksum("", 0);

	printf("\t%s\t%s\t%s\t%s\t%s\t%s", patch->author->name, patch->author->address,
	    patch->title, patch->date, message, bytes);
}

static void
print_mail(const char *name, td_span mail)
{
	g_autoptr(td_message) message = td_message_parse(mail, 0);
	g_autoptr(td_patch) with = td_patch_read(message, &(td_patch_options){ 0 });
	g_autoptr(td_patch) without =
	    td_patch_read(message, &(td_patch_options){ .no_scissors = true });

	printf("%s\t%s\t%s\t", name, kinds[with->kind],
	    with->attached      ? "attached"
	    : with->own_message ? "below-quote"
				: sources[with->author_source]);
	for (unsigned i = 0; i < TD_DEFECT_COUNT; i++) {
		if (with->defects & 1u << i)
			printf("%s ", td_defect_word((td_defect)(1u << i)));
	}
	print_reading(with);
	print_reading(without);
	putchar('\n');
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void
measure(GPtrArray *mails, unsigned rounds)
{
	double begin = now();
	double parsed, split, whole, mail_count;
	size_t bytes = 0;

	for (unsigned r = 0; r < rounds; r++) {
		for (unsigned i = 0; i < mails->len; i++) {
			GString *mail = g_ptr_array_index(mails, i);

			td_message_free(
			    td_message_parse((td_span){ mail->str, mail->len }, 0));
			bytes += mail->len;
		}
	}
	parsed = now() - begin;
	begin = now();
	for (unsigned r = 0; r < rounds; r++) {
		for (unsigned i = 0; i < mails->len; i++) {
			GString *mail = g_ptr_array_index(mails, i);
			g_autoptr(td_message) message =
			    td_message_parse((td_span){ mail->str, mail->len }, 0);
			unsigned defects = 0;
			g_autoptr(td_body) body = td_body_read(message, &defects);

			td_split_free(td_split_read(body, true));
		}
	}
	split = now() - begin;
	begin = now();
	for (unsigned r = 0; r < rounds; r++) {
		for (unsigned i = 0; i < mails->len; i++) {
			GString *mail = g_ptr_array_index(mails, i);
			g_autoptr(td_message) message =
			    td_message_parse((td_span){ mail->str, mail->len }, 0);

			td_patch_free(td_patch_read(message, NULL));
		}
	}
	whole = now() - begin;
	mail_count = (double)mails->len * rounds;
	printf("%u mails of %.0f bytes: message %.2f us, with body and split %.2f us, "
	       "with td_patch_read %.2f us a mail\n",
	    mails->len, (double)bytes / mail_count, parsed / mail_count,
	    split / mail_count, whole / mail_count);
}

static void
free_mail(void *mail)
{
	g_string_free(mail, TRUE);
}

int
main(int argc, char **argv)
{
	g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func(free_mail);
	unsigned rounds = argc > 2 && strcmp(argv[1], "--bench") == 0
			      ? (unsigned)strtoul(argv[2], NULL, 10)
			      : 0;
	char line[256];

	while (fgets(line, sizeof(line), stdin)) {
		g_auto(GStrv) words = g_strsplit(g_strchomp(line), " ", 3);
		size_t n =
		    words[0] && words[1] && words[2] ? strtoul(words[2], NULL, 10) : 0;
		GString *mail = g_string_sized_new(n + 1);

		g_string_set_size(mail, n);
		if (fread(mail->str, 1, n, stdin) != n || getchar() != '\n') {
			fprintf(stderr, "facts_of_mails: input is cut off\n");
			return 1;
		}
		if (rounds > 0) {
			g_ptr_array_add(mails, mail);
			continue;
		}
		print_mail(words[0], (td_span){ mail->str, n });
		g_string_free(mail, TRUE);
	}
	if (rounds > 0 && mails->len > 0)
		measure(mails, rounds);
	return 0;
}
