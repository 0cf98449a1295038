# SPDX-License-Identifier: GPL-2.0-or-later
# Any text becomes C: a string a line.
s/["\\]/\\&/g
s/.*/"&\\n",/
