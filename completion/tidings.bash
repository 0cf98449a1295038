# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# bash completion of tidings(1)

# The words that may follow an option of a command; nothing where the option takes no
# known word.
_tidings_values() {
	case $2:$1 in
	update:-f | update:--format) echo text classic markdown html json mbox atom ;;
	update:--order) echo arrival oldest date title author size replies ;;
	search:class:) echo human bot autosel stable backport foreign repost ;;
	update:--class | series:--class) echo human bot autosel stable backport foreign repost all ;;
	search:--order) echo newest oldest relevance ;;
	series:--order) echo newest oldest activity replies ;;
	series:-s | series:--state | search:state:)
		echo open new updated resent rfc pull-request reviewed changes-requested rejected \
			partly-applied applied superseded stale
		;;
	series:--list | search:list:) _tidings_lists ;;
	*:--color) echo auto always never ;;
	update:--parts)
		echo totals domains contributors reviewers series waiting messages pulls \
			applied threads discussions
		;;
	*:--since | *:--until) echo yesterday midnight ;;
	esac
}

# The names of the lists that are followed.
_tidings_lists() {
	tidings list 2>/dev/null | sed -n '2,$s/ .*//p'
}

_tidings_commands() {
	printf '%s\n' \
		update \
		add \
		am \
		sync \
		list \
		remove \
		search \
		series \
		doctor \
		serve \
		diff \
		show \
		thread \
		token \
		hooks \
		parse \
		help
}

# The options of a command; of tidings itself where none is named.
_tidings_options() {
	case $1 in
	update)
		echo --since --until -n --last --path --author --subject --class --parts \
			--waiting --top --order --mailmap --name -f --format -o --output --color \
			--no-pager --width -j --jobs --link --history --no-history --peek \
			--index -q --quiet -h --help
		;;
	am)
		echo -o --output -v --version -P --cherry-pick -l --add-link -i \
			--add-message-id -s --signoff -T --no-trailers --no-cover-trailers \
			-S --sloppy --bots --no-parent --partial-reroll --no-partial-reroll \
			--partial --no-cover --mailmap --archive --index -q --quiet -h --help
		;;
	add)
		echo --since --no-sync --import -j --jobs -q --quiet --index -h --help
		;;
	sync) echo --no-fetch -j --jobs -q --quiet --index -h --help ;;
	doctor) echo --full --json --index -h --help ;;
	list) echo --json --index -h --help ;;
	remove) echo --keep-mirror --index -h --help ;;
	diff)
		echo -s --summary --no-patch -q --quiet --creation-factor --json -C --tree \
			--base --color --no-dual-color -o --output --no-pager --index -h --help
		;;
	search)
		echo --limit -n --offset --order -t --threads --collapse --json --mbox --ids \
			-o --output --color --no-pager --width --index -h --help
		;;
	series)
		echo -s --state -i --author --reviewer --class --subject --path --since --until --version \
			--patches --min-replies --list --order -n --limit --stale --mailmap --json --ids --color \
			--no-pager --width --index -h --help
		;;
	serve) echo -l --listen --base-url --workers --no-sandbox --index -h --help ;;
	hooks) echo --once --interval --status --index -h --help ;;
	token) echo --email --list --revoke --index -h --help ;;
	parse) echo --since --until -n --last --no-scissors -h --help ;;
	show)
		echo --mail --series --raw --json --mutt --reader -o --output --color --no-pager --width \
			--index -h --help
		;;
	thread)
		echo --json --mbox --ids --mutt --reader -o --output --color --no-pager \
			--width --index -h --help
		;;
	help) echo --list -h --help ;;
	*) echo -C -h --help --version ;;
	esac
}

# Files, or with -d folders; readline adds the slash and quotes what has blanks.
_tidings_files() {
	compopt -o filenames 2>/dev/null
	mapfile -t COMPREPLY < <(compgen "${2:--f}" -W "${3:-}" -- "$1")
}

_tidings() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local command='' before='' i values

	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		-C) i=$((i + 1)) ;;
		-*) ;;
		*)
			command=${COMP_WORDS[i]}
			break
			;;
		esac
	done
	# --option=value comes as three words.
	if [ "$prev" = = ]; then
		prev=${COMP_WORDS[COMP_CWORD - 2]}
	elif [ "$cur" = = ]; then
		cur=
	fi
	# So does prefix:value in a query; a NOT may stand before it.
	if [ "$prev" = : ]; then
		prev=${COMP_WORDS[COMP_CWORD - 2]#-}:
	elif [ "$cur" = : ]; then
		prev=${prev#-}:
		cur=
	fi
	values=$(_tidings_values "$prev" "$command")
	# The last of several with commas between.
	case $prev in
	--parts | --class | --state | -s) before=${cur%"${cur##*,}"} ;;
	esac
	if [ -n "$values" ]; then
		mapfile -t COMPREPLY < <(compgen -P "$before" -W "$values" -- "${cur#"$before"}")
	elif [[ $prev == @(-C|--tree) ]]; then
		_tidings_files "$cur" -d
	elif [[ $prev == @(--index|--mailmap|-o|--output) ]]; then
		_tidings_files "$cur"
	elif [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_tidings_options "$command")" -- "$cur")
	elif [ -z "$command" ] || [ "$command" = help ]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_tidings_commands)" -- "$cur")
	elif [[ $command == @(series|sync|remove) ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_tidings_lists)" -- "$cur")
	elif [[ $command == @(update|parse) ]]; then
		_tidings_files "$cur" -f "$(_tidings_lists)"
	else
		_tidings_files "$cur"
	fi
}

complete -F _tidings tidings
