#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The manual, the completion and --help name the same commands and options.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

# Options as --help lists them, one a line: "  -f, --format=FORMAT   ..."
from_help() {
	tidings "$1" --help | sed -n 's/^  \(-.\), \(--[a-z-]*\).*/\1\n\2/p; s/^  \(--[a-z-]*\).*/\1/p' |
		sort
}

# Options of a page: ".It Fl f , Fl -format Ar format"
from_page() {
	grep '^\.It Fl' "$1" | grep -oE 'Fl -?[A-Za-z-]+' | sed 's/^Fl /-/' | sort
}

from_completion() {
	# shellcheck disable=SC1091
	(. "$SOURCE/completion/tidings.bash" && _tidings_options "$1") | tr ' ' '\n' | sort
}

# Options in the completion of fish: "complete ... _from update' -s f -l format ..."
from_fish() {
	sed -n "s/.*__fish_seen_subcommand_from $1'\(\( -[sl] [A-Za-z-]*\)*\).*/\1/p" "$W/tidings.fish" |
		sed -E 's/ -l ([a-z-]+)/ --\1/; s/ -s (.)/ -\1/' | xargs -n 1 printf '%s\n' | sort
}

# Options in that of zsh, below the name of the command: "'(-f --format)'{-f+,--format=}'[..."
from_zsh() {
	sed -n "/^\t\t$1)$/,/;;/p" "$W/_tidings" | cut -d '[' -f 1 | grep -oE "[{,']-[A-Za-z-]+" |
		cut -c 2- | sort
}

commands=$(tidings help --list)
for shell in zsh fish; do
	file=$W/_tidings
	[ $shell = fish ] && file=$W/tidings.fish
	"$SOURCE/completion/generate" "$TIDINGS" $shell >"$file"
	say "the completion of $shell is made"
	if command -v $shell >/dev/null; then
		succeeds "$shell can read it" $shell -n "$file"
	else
		skip "$shell can read it" "no $shell"
	fi
done

# offered COMMAND OPTION ARGUMENT: what is offered for an option is taken, other words not
offered() {
	local words word refused=
	# shellcheck disable=SC1091
	words=$(. "$SOURCE/completion/tidings.bash" && _tidings_values "$2" "$1")
	for word in $words; do
		tidings "$1" "$2" "$word" "$3" >"$W/out" 2>"$W/err"
		[ $? -ne 64 ] || refused+=" $word"
	done
	[ -n "$words" ] && [ -z "$refused" ]
	say "the words for $2 of $1 are taken" || echo "refused:$refused" | note
	fails "no other word for $2 of $1 is" 64 '' tidings "$1" "$2" frobnicated "$3"
}
mkdir -p "$W/box/cur" "$W/box/new" "$W/box/tmp"
printf 'From: a@example.org\nMessage-ID: <a@example.org>\nSubject: one\n\nA word.\n' >"$W/box/cur/1"
succeeds 'a list to name' tidings add --quiet tern "$W/box"
offered search --order one
offered series --order tern
offered series --state tern
# shellcheck disable=SC1091
is 'lists are offered by their names' tern \
	"$(. "$SOURCE/completion/tidings.bash" && _tidings_lists)"
for command in $commands; do
	from_help "$command" >"$W/help"
	[ -s "$W/help" ]
	say "tidings $command --help lists its options"
	from_completion "$command" >"$W/completion"
	same "bash completes the options of $command" "$W/help" "$W/completion"
	from_fish "$command" >"$W/completion"
	same "fish completes the options of $command" "$W/help" "$W/completion"
	from_zsh "$command" >"$W/completion"
	same "zsh completes the options of $command" "$W/help" "$W/completion"
	holds "tidings(1) names $command" "^\.It Cm $command" "$SOURCE/man/tidings.1"
	[ "$command" = help ] && continue # its page is tidings(1)
	from_page "$SOURCE/man/tidings-$command.1" >"$W/page"
	same "tidings-$command(1) has the options of --help" "$W/help" "$W/page"
done

is 'bash completes the commands' "$(echo "$commands" | sort)" \
	"$(. "$SOURCE/completion/tidings.bash" && _tidings_commands | sort)"

# The formats, orders and parts of the completion are taken by the program.
sample bare "$W/list.git"
# shellcheck disable=SC1091
. "$SOURCE/completion/tidings.bash"
for option in --format --color --order --parts --class; do
	for value in $(_tidings_values $option update); do
		succeeds "$option $value is taken" \
			tidings update "$W/list.git" $option "$value"
	done
done
COMP_WORDS=(tidings update --order si) COMP_CWORD=3
_tidings
is 'a value is completed' size "${COMPREPLY[*]}"
COMP_WORDS=(tidings upd) COMP_CWORD=1
_tidings
is 'a command is completed' update "${COMPREPLY[*]}"
# after WORD...: what is offered for the last one
after() {
	COMP_WORDS=(tidings "$@") COMP_CWORD=$#
	_tidings
	printf '%s\n' "${COMPREPLY[*]}"
}
is 'the last of several values is' totals,domains "$(after update --parts totals,dom)"
is 'a state as well' new,reviewed "$(after series --state new,rev)"
# A colon parts words, as readline has it.
is 'a state in a query is' 'resent reviewed rejected' "$(after search state : re)"
is 'one that is not to be' applied "$(after search -state : app)"
is 'a class in a query' 'bot backport' "$(after search s : x class : b)"
is 'all words for a prefix are offered' \
	'human bot autosel stable backport foreign repost' "$(after search class :)"
for prefix in state class; do
	refused=
	for value in $(_tidings_values $prefix: search); do
		tidings search "$prefix:$value" >/dev/null 2>&1
		[ $? -ne 64 ] || refused+=" $value"
	done
	is "all words for $prefix: are taken" '' "$refused"
done
is 'a list in a query' tern "$(after search list : te)"
mkdir -p "$W/here/ann" "$W/here/update"
touch "$W/here/anchor"
is 'a folder behind -C is' "$W/here/ann" "$(after -C "$W/here/an")"
is 'a file behind --index is' "$W/here/anchor $W/here/ann" "$(after series --index "$W/here/an")"
is 'a list to parse is' tern "$(after parse ter)"
# As a terminal has it: no slash behind a command of which there is a folder.
cat >"$W/rc" <<END
. "$SOURCE/completion/tidings.bash"
cd "$W/here"
PS1='$ '
END
printf 'tidings upd\t --parts totals,dom\t \025echo \025tidings search state:rev\t \025exit\n' |
	timeout 60 bash --noprofile --rcfile "$W/rc" -i >"$W/out" 2>&1
holds 'at a prompt a command has no slash' 'tidings update +--parts totals,domains'
holds 'and a state is completed behind its colon' 'tidings search state:reviewed'

# What the pages show can be typed: words and options are taken, and the list is not there.
# Of what follows a pipe, and of add, sync and serve, which go on the net, nothing is run.
examples() {
	sed -n 's/^\.Dl \(\*.* \)\{0,1\}tidings /tidings /p; s/^tidings /tidings /p' "$SOURCE"/man/*.1 |
		sed 's/\\-/-/g'
	sed -n 's/^    \(tidings .*\)/\1/p' "$SOURCE/README.md" "$SOURCE"/docs/*.md
	grep -ohE '`tidings [a-z]+ [^`]*`' "$SOURCE/README.md" "$SOURCE"/docs/*.md | tr -d '`'
}
examples | sed 's/ *[|>#].*//' | sort -u >"$W/examples"
grep -vE '^tidings (add|sync|serve|help)\>|\[|\.\.\.' "$W/examples" >"$W/run"
mkdir -p "$W/nobody"
: >"$W/refused"
while read -r line; do
	(cd "$W/nobody" && HOME=$W/nobody eval "$line") </dev/null >"$W/out" 2>"$W/err"
	[ $? -ne 64 ] || ! grep -qE 'option|command|column|parse|is none of' "$W/err" ||
		{ echo "$line"; cat "$W/err"; } >>"$W/refused"
done <"$W/run"
[ "$(wc -l <"$W/run")" -gt 30 ] && [ ! -s "$W/refused" ]
say 'no example of a page is refused' || note <"$W/refused"

holds 'fish is told which words a query has' "search' -f -a '.* state:reviewed .* class:bot" "$W/tidings.fish"
if command -v fish >/dev/null; then
	fish_completes() {
		XDG_CONFIG_HOME=$W/fish fish --no-config -c \
			"source $W/tidings.fish; ${2-} complete -C'$1'" | cut -f 1 | tr '\n' ' '
	}
	is 'fish completes a command' 'update ' "$(fish_completes 'tidings upd')"
	is 'fish completes an option' '--order ' "$(fish_completes 'tidings update --or')"
	is 'fish completes a value' 'size ' "$(fish_completes 'tidings update --order si')"
	is 'fish completes a state in a query' 'state:rejected state:resent state:reviewed ' \
		"$(fish_completes 'tidings search state:re')"
	is 'and the lists behind list:' 'list:tern ' \
		"$(fish_completes 'tidings search list:' 'function __tidings_lists; echo tern; end;')"
else
	skip 'fish completes commands, options and values' 'no fish'
fi

holds 'zsh is told which words a query has' 'compadd state:open .* state:reviewed .* class:bot' "$W/_tidings"
holds 'and that search takes them' "'\*:query:_tidings_query'" "$W/_tidings"
if command -v zsh >/dev/null; then
	# zsh_offers IS_LIST: what is offered of a query, behind list: where that is 0
	zsh_offers() {
		zsh -f -c "compadd() { print -r -- \$@ }; compset() { return $1 }
			_arguments() { : }; . $W/_tidings; _tidings_query"
	}
	is 'zsh offers list:' '-S list:' "$(zsh_offers 1 | head -n 1)"
	is 'and lists behind it' '-a lists' "$(zsh_offers 0)"
else
	skip 'zsh offers the words of a query' 'no zsh'
fi

if command -v mandoc >/dev/null; then
	succeeds 'the pages are sound' mandoc -T lint -W warning "$SOURCE"/man/*.[0-9]
else
	skip 'the pages are sound' 'no mandoc'
fi
# help opens the page that came with the program, or the one that man knows.
mkdir -p "$W/bin" "$W/tree/build" "$W/tree/man" "$W/away/bin"
cat >"$W/bin/man" <<'END'
#!/bin/sh
[ "$1" = -w ] && exit "${MAN_W:-16}"
echo "man $*"
END
chmod +x "$W/bin/man"
cp "$TIDINGS" "$W/tree/build/tidings"
cp "$TIDINGS" "$W/away/bin/tidings"
cp "$SOURCE"/man/*.1 "$W/tree/man"
with_man() {
	env "PATH=$W/bin:$PATH" "$@"
}
{
	with_man "$W/tree/build/tidings" help update
	with_man "$W/tree/build/tidings" help help
	with_man MAN_W=0 "$W/away/bin/tidings" help update
} >"$W/out"
holds 'help shows the page of the tree that it was built in' '^man .*/man/tidings-update\.1$'
holds 'and of itself that of tidings' '^man .*/man/tidings\.1$'
holds 'and elsewhere the one that man knows' '^man tidings-update$'
fails 'no page anywhere is said, and what to do' 66 'tidings update --help' \
	with_man "$W/away/bin/tidings" help update

holds 'a version is printed' '^tidings [0-9]+\.[0-9]+\.[0-9]+$' <(tidings --version)
is 'it is the one of CHANGELOG' "$(tidings --version | cut -d ' ' -f 2)" \
	"$(sed -n 's/^## \[\{0,1\}\([0-9.]*\).*/\1/p' "$SOURCE/CHANGELOG.md" | head -n 1)"
finish
