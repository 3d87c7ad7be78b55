/** What only the outside can know: handed in, never looked up. Keys are absolute paths. */
export interface Facts {
	git?: Record<string, "tracked" | "ignored" | "untracked">;
	fileMode?: Record<string, number>;
	/** Whether this machine may be a container or an instance that a role belongs to (Remote-SSH, a dev container); absent: it is a person's own computer. */
	mayHaveRole?: boolean;
	/** The `.env` files the project's own code or scripts load. */
	codeLoadsEnv?: readonly string[];
	/** Other AWS clients of the project, named for people: they read the `AWS_` names, and no `REMOTION_` one. */
	otherReaders?: readonly string[];
	/** Whether the project's package depends on Remotion Lambda; absent: it may. */
	usesLambda?: boolean;
}
