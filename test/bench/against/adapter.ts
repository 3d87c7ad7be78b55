/**
 * Where the functions lie that `--against` measures, in each kind of revision: files move, what is measured stays. To measure a function that
 * is not here, add its name and place. One that moved once more is found by its name; one that was renamed needs a line here. Pure.
 */

/** The functions, by the names under which `calls.ts` uses them. */
export const innerNames = [
	"explain",
	"createParseCache",
	"resolveProject",
	"checkAll",
	"parseAwsFile",
	"mergeProfiles",
	"parseDotenv",
	"completeDotenv",
	"describeVariable",
	"lintText",
] as const;
export type InnerName = (typeof innerNames)[number];

/** A file of the revision, and the name that it exports. */
export interface Place {
	file: string;
	name: string;
}

interface Kind {
	/** A file that only revisions of this kind have. */
	sign: string;
	/** The files, and after a `#` the exported name where it is another one. Several: the newest first. */
	places: Readonly<Record<InnerName, string | readonly string[]>>;
}

/** Each layout that `src` has had, the newest first. */
export const kinds: Readonly<Record<string, Kind>> = {
	/** Rooms: a folder for each subject. */
	rooms: {
		sign: "src/core/sharedConfig/parse.ts",
		places: {
			explain: "src/core/index.ts",
			createParseCache: "src/core/index.ts",
			resolveProject: ["src/core/project/resolve.ts", "src/core/index.ts#look"],
			checkAll: "src/core/rules/index.ts",
			parseAwsFile: "src/core/sharedConfig/parse.ts",
			mergeProfiles: "src/core/credentialProviders/profiles.ts",
			parseDotenv: "src/core/dotenv/parse.ts",
			completeDotenv: "src/core/languageFeatures/envCompletion.ts",
			describeVariable: "src/core/languageFeatures/envHover.ts",
			lintText: "src/core/rules/code/index.ts",
		},
	},
	/** Up to 001510f: all files of the core in one folder. */
	flat: {
		sign: "src/core/awsFiles.ts",
		places: {
			explain: "src/core/index.ts",
			createParseCache: "src/core/index.ts",
			resolveProject: "src/core/index.ts#look",
			checkAll: "src/core/rules/index.ts",
			parseAwsFile: "src/core/awsFiles.ts",
			mergeProfiles: "src/core/profiles.ts",
			parseDotenv: "src/core/dotenvFile.ts",
			completeDotenv: "src/core/completion.ts",
			describeVariable: "src/core/hover.ts",
			lintText: "src/core/lintText/index.ts",
		},
	},
};

/** A revision's sources: texts by path, such as `src/core/index.ts`. */
export type Sources = ReadonlyMap<string, string>;

/** The kind of a revision; the newest where its files show none. */
export function kindOf(sources: Sources): string {
	const names = Object.keys(kinds);
	return names.find((name) => sources.has(kinds[name]?.sign ?? "")) ?? names[0] ?? "";
}

/**
 * The place of each function: where its kind has it, else the one file of the core that exports its name. Without a place: the revision does
 * not have it, or several files do.
 */
export function findPlaces(sources: Sources): ReadonlyMap<InnerName, Place> {
	const known = kinds[kindOf(sources)]?.places;
	const found = new Map<InnerName, Place>();
	for (const inner of innerNames) {
		const listed = [known?.[inner] ?? []].flat().map((text): Place => {
			const [file = "", name = inner] = text.split("#");
			return { file, name };
		});
		const place = listed.find(({ file, name }) => exports(sources.get(file), name)) ?? search(sources, inner);
		if (place) found.set(inner, place);
	}
	return found;
}

function search(sources: Sources, name: string): Place | undefined {
	const files = [...sources].filter(([path, text]) => path.startsWith("src/core/") && declares(text, name));
	const [file, ...others] = files;
	return file && others.length === 0 ? { file: file[0], name } : undefined;
}

function declares(text: string, name: string): boolean {
	return new RegExp(`^export (?:async )?(?:function\\*?|const|class) ${name}\\b`, "m").test(text);
}

/** Whether a file exports the name, its own or another file's. */
function exports(text: string | undefined, name: string): boolean {
	if (text === undefined) return false;
	return declares(text, name) || new RegExp(`^export \\{[^}]*\\b${name}\\b[^}]*\\}`, "m").test(text);
}

/** The text of a module in the revision's folder that exports all places under the names of `innerNames`. */
export function entryText(places: ReadonlyMap<InnerName, Place>): string {
	return [...places]
		.map(([inner, { file, name }]) => `export { ${name === inner ? name : `${name} as ${inner}`} } from "./${file}";\n`)
		.join("");
}
