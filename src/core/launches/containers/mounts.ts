/**
 * A path below the home folder of this machine, with `~` in front, however it is written: `~/.aws`, `$HOME/.aws`, `${HOME:-…}/.aws`,
 * `${USERPROFILE}\.aws`, `${localEnv:HOME}${localEnv:USERPROFILE}/.aws`. undefined: it is another path.
 */
export function homeSource(text: string): string | undefined {
	const [whole] =
		/^(?:~|(?:\$HOME\b|\$USERPROFILE\b|%(?:USERPROFILE|HOME)%|\$\{(?:localEnv:|env:)?(?:HOME|USERPROFILE)(?::?[-?][^{}]{0,100})?\}){1,4})(?=$|[\\/])/.exec(
			text,
		) ?? [];
	return whole === undefined ? undefined : `~${text.slice(whole.length)}`;
}
