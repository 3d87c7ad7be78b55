/** A file or folder of this machine that a container sees. */
export interface Mount {
	/** Absolute, or `~` for the home folder of this machine with what follows it. */
	source: string;
	/** Absolute, as the container names it. */
	target: string;
}
