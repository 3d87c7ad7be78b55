import assert from "node:assert/strict";
import { explain } from "../../../../src/core/index.ts";
import { lowerCaseDrive, withLowerCaseDrives } from "../../../../src/vscode/model/driveLetters.ts";
import { situation } from "../../situation.ts";

describe("the letter of a drive", () => {
	for (const [path, expected] of [
		["C:\\Users\\me", "c:\\Users\\me"],
		["c:\\Users\\me", "c:\\Users\\me"],
		["C:", "c:"],
		["\\\\server\\C:", "\\\\server\\C:"],
		["/C:/x", "/C:/x"],
		["", ""],
	] as const)
		it(`of ${path} is as VS Code writes it`, () => assert.equal(lowerCaseDrive(path), expected));

	it("is so in the paths to the AWS files, and nowhere else", () => {
		const environment = {
			UserProfile: "C:\\Users\\me",
			HomeDrive: "D:",
			AWS_CONFIG_FILE: "E:\\aws",
			AWS_PROFILE: "C:",
			Path: "C:\\Windows",
			HOME: undefined,
		};
		assert.deepEqual(withLowerCaseDrives(environment), {
			...environment,
			UserProfile: "c:\\Users\\me",
			HomeDrive: "d:",
			AWS_CONFIG_FILE: "e:\\aws",
		});
	});

	it("leads to the file that VS Code has open", () => {
		const environment = withLowerCaseDrives({ USERPROFILE: "C:\\Users\\me" });
		const { awsFiles } = explain(situation({ platform: "win32", cwd: "c:\\work", home: "c:\\Users\\me", environment }));
		assert.equal(awsFiles.credentials, "c:\\Users\\me\\.aws\\credentials");
	});
});
