/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * base/limits.h - the ceilings of everything that a mail can choose
 *
 * Past a ceiling the rest is left out and a defect is recorded; nothing fails.
 */
#pragma once

#define TD_MAX_MAIL_BYTES (256u << 20)         /* a larger blob is not read at all */
#define TD_MAX_MBOX_BYTES (UINT64_C(64) << 30) /* of a packed mbox, unpacked */
#define TD_MAX_HEADER_BYTES (1u << 20)         /* the header block of a mail or part */
#define TD_MAX_HEADERS 4096                    /* fields in one header block */
#define TD_MAX_HEADER_VALUE (64u << 10)        /* one unfolded field that we decode */
#define TD_MAX_MESSAGE_ID 996                  /* RFC 5322: a line is 998 */
#define TD_MAX_REFERENCES 1024
#define TD_MAX_GHOSTS 16 /* in a row that one mail's references add to a thread */
#define TD_MAX_ADDRESSES 4096
#define TD_MAX_PARTS 1024
#define TD_MAX_PART_DEPTH 32
#define TD_MAX_HTML_BYTES (16u << 20) /* of a text in HTML that is read */
#define TD_MAX_TITLE_BYTES 4096
#define TD_MAX_NAME_BYTES 1024
#define TD_MAX_TAGS 64

/* Two versions of a series that are compared. */
#define TD_MAX_CHANGELOG (16u << 10)   /* bytes of what an author says of a version */
#define TD_MAX_RANGE_TEXT (4u << 20)   /* of one patch */
#define TD_MAX_COMPARE_PATCHES 9999    /* in a version */
#define TD_MAX_PAGE_COMPARED 1024      /* in both versions of all series of an update */
#define TD_MAX_COMPARE_WEIGHED 512     /* in both; past it pairs go by equality alone */
#define TD_MAX_COMPARE_WORK (8u << 20) /* lines that are compared to find pairs */

#define TD_MAX_SERIES 9999 /* n and m of n/m */
#define TD_MAX_VERSION 9999
#define TD_MAX_TRAILERS 1024
#define TD_MAX_MENTIONS 32 /* other mails that one names in its text */
#define TD_MAX_FILES 65536 /* in one diff */
#define TD_MAX_PATH_BYTES 4096
#define TD_MAX_KEPT_TEXT (1u << 20) /* a commit message that a temporary index keeps */
#define TD_MAX_LIST_NAME 100
#define TD_MAX_EPOCHS 10000         /* of one list */
#define TD_MAX_MANIFEST (64u << 20) /* bytes of a server's manifest, unpacked */
#define TD_MAX_WORDS (1u << 20)     /* of one mail that are searched */
#define TD_MAX_PROJECTS 1000        /* lists that are numbered for programs (REST) */
#define TD_MAX_BUNDLES 1000         /* that one user has */
#define TD_MAX_BUNDLE_PATCHES 250   /* in one */
#define TD_MAX_BUNDLE_NAME 50       /* characters of its name, as patchwork's column */

/* A question that somebody types. */
#define TD_MAX_QUERY_BYTES (64u << 10)
#define TD_MAX_QUERY_NESTING 20 /* parentheses within each other */
#define TD_MAX_QUERY_TERMS 4096
#define TD_MAX_QUERY_PHRASE 256 /* words that follow each other */
#define TD_MAX_QUERY_DEPTH 128  /* of the tree that is made of it */

/* What a client of the server can choose. */
#define TD_MAX_TARGET (16u << 10)         /* bytes of a request's path and query */
#define TD_MAX_SEGMENTS 16                /* parts of a path */
#define TD_MAX_SEGMENT_BYTES 3072         /* of one, as sent: an escaped Message-ID */
#define TD_MAX_ARGUMENTS 256              /* of a query and a form together */
#define TD_MAX_REQUEST_MEMORY (48u << 10) /* of one connection */
#define TD_MAX_BODY (1u << 20)            /* bytes of a request's body */
#define TD_MAX_PAGE (64u << 20)           /* of an answer that is made in memory */
#define TD_MAX_QUESTION                                                                  \
	2000                 /* ms of the processor that one answer takes of the index   \
			      */
#define TD_CLIENT_BUDGET 200 /* ms of the processor a second that one client may cost */
#define TD_MAX_BUDGET 100000 /* the most that may be set for it */
#define TD_MAX_TIMEOUT 3600
#define TD_MAX_PATIENCE 3600000 /* the most that may be set for it */
#define TD_CLIENT_SECONDS 30 /* that a request may take to arrive, or nothing happens */
#define TD_MAX_CONNECTIONS 1024      /* at once */
#define TD_MAX_CLIENT_CONNECTIONS 64 /* of one address, but for this host's own */
#define TD_MAX_WORKERS 64
#define TD_MAX_GITS 16                 /* that serve at once */
#define TD_MAX_GIT_REQUEST (16u << 20) /* bytes of what a git client says, unpacked */
