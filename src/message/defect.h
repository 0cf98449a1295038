/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/defect.h - what was found wrong with a mail; each is explained in
 * docs/broken-mail.md */
#pragma once

typedef enum td_defect {
	TD_DEFECT_NO_MESSAGE_ID = 1u << 0,
	TD_DEFECT_MANY_MESSAGE_IDS = 1u << 1,
	TD_DEFECT_BAD_MESSAGE_ID = 1u << 2,
	TD_DEFECT_NO_FROM = 1u << 3,
	TD_DEFECT_BAD_ADDRESS = 1u << 4,
	TD_DEFECT_NO_DATE = 1u << 5,
	TD_DEFECT_BAD_DATE = 1u << 6,
	TD_DEFECT_BAD_HEADER = 1u << 7,  /* a line in the header block that is no field */
	TD_DEFECT_BAD_CHARSET = 1u << 8, /* unknown, or the bytes are not in it */
	TD_DEFECT_BAD_ENCODING = 1u << 9, /* quoted-printable, base64, encoded-word */
	TD_DEFECT_BAD_MIME = 1u << 10,    /* boundary missing or never closed */
	TD_DEFECT_NUL = 1u << 11,         /* NUL bytes in header or text */
	TD_DEFECT_LIMIT = 1u << 12, /* a ceiling was reached; something was left out */
	TD_DEFECT_REFERENCE_LOOP = 1u << 13, /* refers to itself */
	TD_DEFECT_BAD_DIFF = 1u << 14,       /* git apply would call it corrupt */
	TD_DEFECT_FLOWED = 1u << 15,         /* format=flowed in a patch */
	TD_DEFECT_CRLF = 1u << 16, /* CR LF line ends in a diff after decoding */
	TD_DEFECT_NO_BODY = 1u << 17,
} td_defect;

#define TD_DEFECT_COUNT 18

/* "no-message-id", ...: the word for one bit, static. */
const char *td_defect_word(td_defect defect);
