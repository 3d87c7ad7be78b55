import assert from "node:assert/strict";
import { posix, win32 } from "node:path";
import { explain } from "../../../../src/core/index.ts";
import { otherComputer, pathsOf, relativeTo } from "../../../../src/core/text/paths.ts";
import { situation } from "../../situation.ts";

/** The base, and what is resolved from it. A drive of its own has no folder that could be known: Node.js asks the process for it. */
const table: [platform: "posix" | "win32", base: string, paths: string[]][] = [
	["posix", "/work", ["a", "./a", "../a", "../../a", "/a//b/", "~/a", "C:a", "\\a", "", "a\\b", " "]],
	["posix", "/", ["a", "..", "//a"]],
	["win32", "C:\\work", ["a", "..\\a", "../../../a", "\\a", "/a", "D:\\a", "d:/a/../b", "\\\\server\\share\\a", "~/a"]],
	["win32", "C:\\work", ["C:a", "c:..\\a", "C:", "C:.", "//a", "\\\\a", "\\/a", "///a/b"]],
	["win32", "C:\\", ["a", "C:a", "\\a", "..", "//a"]],
	[
		"win32",
		"D:\\x",
		["\\\\server\\share\\a\\..\\b", "//srv/share/a", "C:\\a\\\\b\\.\\c", "C:/a/..", "a\\\\b//c", "C:\\a\\..\\..\\b"],
	],
	["win32", "\\\\server\\share\\work", ["\\\\s\\t\\a", "a\\..\\..\\b", "/a/./b", "d:x\\..\\..\\y".slice(2)]],
	["posix", "/a/b", ["c/../../d", "/c/./d/..", "./././c", "..//c"]],
	["win32", "\\\\server\\share\\work", ["a", "\\a", "..\\a", "D:\\a"]],
];

describe("the computer of a path", () => {
	const rows: [path: string, server: string | undefined][] = [
		["\\\\Evil\\share\\a", "evil"],
		["//evil/share", "evil"],
		["\\/evil", "evil"],
		["\\\\?\\UNC\\evil\\share", "evil"],
		["//./unc/evil/share", "evil"],
		["\\\\?\\C:\\work", undefined],
		["\\\\.\\pipe\\a", undefined],
		["C:\\work", undefined],
		["\\work", undefined],
	];
	for (const [path, server] of rows)
		it(`${path}: ${server}`, () => {
			assert.equal(otherComputer("win32", path), server);
			assert.equal(otherComputer("linux", path), undefined);
		});
});

describe("paths", () => {
	for (const [platform, base, paths] of table) {
		for (const path of paths) {
			it(`${platform}: ${base} and ${path} as Node.js resolves them`, () =>
				assert.equal(pathsOf(platform).resolve(base, path), { posix, win32 }[platform].resolve(base, path)));
		}
	}

	it("win32: a file of another drive is looked for at that drive's root", () =>
		assert.equal(pathsOf("win32").resolve("C:\\work", "D:a"), "D:\\a"));
});

describe("a path as a folder calls it", () => {
	const rows: [platform: "posix" | "win32", folder: string, path: string, name: string][] = [
		["posix", "/p/a", "/p/.env", "../.env"],
		["posix", "/p/a", "/p/a/.env", ".env"],
		["posix", "/p/a/", "/p/b/c", "../b/c"],
		["posix", "/p", "/p", "."],
		["posix", "/", "/p/ab", "p/ab"],
		["posix", "/p/a", "/p/ab", "../ab"],
		["win32", "C:\\p\\a", "C:\\p\\b\\.env", "../b/.env"],
		["win32", "C:\\p", "D:\\p", "D:\\p"],
	];
	for (const [platform, folder, path, name] of rows)
		it(`${platform}: ${path} from ${folder}: ${name}`, () => assert.equal(relativeTo(platform, folder, path), name));
});

describe("where the AWS files are on Windows", () => {
	/** The environment, and the path of the credentials file. */
	const places: [environment: Record<string, string>, credentials: string][] = [
		[{}, "C:\\Users\\me\\.aws\\credentials"],
		[{ HOME: "", USERPROFILE: "D:\\me" }, "D:\\me\\.aws\\credentials"],
		[{ HOME: "/c/me", USERPROFILE: "D:\\me" }, "C:\\c\\me\\.aws\\credentials"],
		[{ HOMEDRIVE: "E:", HOMEPATH: "\\Users\\me" }, "E:\\Users\\me\\.aws\\credentials"],
		[{ HOMEPATH: "\\Users\\me" }, "C:\\Users\\me\\.aws\\credentials"],
		[{ HOMEDRIVE: "", HOMEPATH: "\\Users\\me" }, "C:\\Users\\me\\.aws\\credentials"],
		[{ HOMEDRIVE: "C:", HOMEPATH: "me" }, "C:\\work\\me\\.aws\\credentials"],
		[{ HOMEDRIVE: "E:" }, "C:\\Users\\me\\.aws\\credentials"],
		[{ AWS_SHARED_CREDENTIALS_FILE: "~/keys" }, "C:\\Users\\me\\keys"],
		[{ AWS_SHARED_CREDENTIALS_FILE: "~\\keys" }, "C:\\work\\~\\keys"],
		[{ AWS_SHARED_CREDENTIALS_FILE: "c:keys" }, "c:\\work\\keys"],
		[{ AWS_SHARED_CREDENTIALS_FILE: "\\keys" }, "C:\\keys"],
		[{ aws_shared_credentials_file: "keys" }, "C:\\work\\keys"],
	];
	for (const [environment, credentials] of places) {
		it(JSON.stringify(environment), () => {
			const input = situation({ platform: "win32", cwd: "C:\\work", home: "C:\\Users\\me", environment });
			assert.equal(explain(input).awsFiles.credentials, credentials);
		});
	}

	it("one name in two cases is one variable, and the first that the file names is set", () => {
		const env = "AWS_PROFILE=a\naws_profile=b\nAWS_PROFILE=c";
		const readFile = (path: string) => (path === "C:\\work\\.env" ? env : undefined);
		const input = { ...situation({ platform: "win32", cwd: "C:\\work" }), readFile };
		assert.equal(explain(input).steps.find(({ id }) => id === "aws-profile")?.profile, "c");
	});
});
