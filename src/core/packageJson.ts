/** What a package.json tells about Remotion. */
export interface PackageFacts {
	readonly dependsOnRemotion: boolean;
	/** The exact version of Remotion it asks for; absent where it asks for a range. */
	readonly remotionVersion?: string;
	/** The package's own version. */
	readonly version?: string;
}

const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** Reads the text of a package.json. Broken JSON is a package without dependencies. */
export function readPackage(text: string): PackageFacts {
	const json = parse(text);
	const wanted = ["dependencies", "devDependencies", "peerDependencies"].flatMap((key) =>
		Object.entries(asRecord(json[key])).filter(([name]) => name === "remotion" || name.startsWith("@remotion/")),
	);
	const remotionVersion = wanted
		.map(([, range]) => range)
		.find((range) => typeof range === "string" && exact.test(range));
	const version = json.version;
	return {
		dependsOnRemotion: wanted.length > 0,
		...(typeof remotionVersion === "string" && { remotionVersion }),
		...(typeof version === "string" && { version }),
	};
}

function parse(text: string): Record<string, unknown> {
	try {
		return asRecord(JSON.parse(text));
	} catch {
		return {};
	}
}

function asRecord(value: unknown): Record<string, unknown> {
	return typeof value === "object" && value !== null ? { ...value } : {};
}
