#!/bin/sh
# Stands in for docker where the Dev Containers CLI calls it: keeps the variables that it would start a container with, in $STAND_IN, and runs
# what it would run in that container here, with nothing but them. Values of one line. Called by test/conformance/programs/devContainer.test.ts.
state=$STAND_IN/variables
json() { printf '"%s"' "$(printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g; s/	/\\t/g')"; }
case $1 in
-v) echo 'Docker version 28.2.2, build x' ;;
version) echo 28.2.2 ;;
buildx) echo 'github.com/docker/buildx v0.20.0 x' ;;
ps) if [ -e "$state" ]; then echo c0ffee; fi ;;
inspect)
	case $* in
	*image*) echo '[{"Id":"sha256:1","Architecture":"amd64","Os":"linux","Config":{"User":"root","Env":[],"Labels":{},"Entrypoint":null,"Cmd":["sh"]}}]' ;;
	*)
		all=
		while IFS= read -r line; do all=$all${all:+,}$(json "$line"); done <"$state"
		printf '[{"Id":"c0ffee","Name":"/x","Created":"2026-01-01T00:00:00Z","State":{"Status":"running","StartedAt":"2026-01-01T00:00:00Z"},"Config":{"Image":"node","User":"root","Env":[%s],"Labels":{}},"Mounts":[],"NetworkSettings":{"Ports":{}}}]\n' "$all"
		;;
	esac
	;;
run)
	echo "PATH=$PATH" >"$state.new"
	: >"$state.told"
	while [ $# -gt 0 ]; do
		case $1 in
		-e) shift; printf '%s\n' "$1" >>"$state.told" ;;
		--env=*) printf '%s\n' "${1#--env=}" >>"$state.told" ;;
		--env-file) shift; cat "$1" >>"$state.new" ;;
		--env-file=*) cat "${1#--env-file=}" >>"$state.new" ;;
		esac
		shift
	done
	cat "$state.told" >>"$state.new"
	mv "$state.new" "$state"
	echo 'Container started'
	;;
exec)
	cp "$state" "$state.here"
	shift
	while :; do
		case $1 in
		-e) shift; printf '%s\n' "$1" >>"$state.here" ;;
		-u | -w) shift ;;
		-*) ;;
		*) break ;;
		esac
		shift
	done
	shift
	tac "$state.here" >"$state.back"
	while IFS= read -r line; do set -- "$line" "$@"; done <"$state.back"
	exec env -i "$@"
	;;
events) exec sleep 60 ;;
esac
