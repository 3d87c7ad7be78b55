import { printableKey } from "../../credentialProviders/fromIni.ts";
import type { CliFile } from "../../sharedConfig/cliFile.ts";
import { sectionBits } from "../../sharedConfig/decidingKeys.ts";
import type { AwsProperty } from "../../sharedConfig/sections.ts";
import type { Rule } from "../rule.ts";
import { cliReading } from "../shared/cliReading.ts";
import { inEach } from "../shared/inEach.ts";
import { commentOutLines, inAwsFiles } from "../shared/sharedConfig.ts";

/** A key that one section sets twice: the last one counts. */
export const duplicateKey: Rule = {
	id: "duplicate-key",
	severity: "warning",
	docs: "The same setting twice in a section of an AWS file: the AWS SDK uses the last value, and the AWS CLI can't read the file.",
	check: inAwsFiles(function* (all) {
		if ((all.bits & sectionBits.repeated) === 0) return;
		const reading = yield* cliReading(all);
		for (const { file, text } of all.files) {
			const { path, places } = file;
			const twice = keysTwice(reading.of(file));
			yield* inEach(places.sectionsWith(sectionBits.repeated), ({ key, properties }) => {
				if (key === null) return [];
				const last = new Map(properties.map((property) => [property.name, property]));
				return inEach(properties.entries(), ([index, property]) => {
					const winner = last.get(property.name) ?? property;
					if (winner === property) return [];
					const name = printableKey(property.name);
					const isSafe = isApart(property, properties[index + 1] ?? winner);
					// To the AWS CLI lines that are indented more than the one above belong to its value.
					const refused = twice.has(property.nameRange.start) ? ", and the AWS CLI can't read the file" : "";
					const edits = isSafe ? commentOutLines(path, text, property.range) : [];
					return [
						{
							message: `${name} is set again below. The AWS SDK uses the last value${refused}.`,
							origin: { layer: "file" as const, path, range: property.nameRange },
							fixes: isSafe ? [{ title: `Comment out this ${name}`, preferred: true, edits }] : [],
							related: [
								{ origin: { layer: "file" as const, path, range: winner.nameRange }, message: "This value is used" },
							],
						},
					];
				});
			});
		}
	}),
};

/** Where settings start for which the AWS CLI does not read the file, as they are there twice. */
function keysTwice(file: CliFile | undefined): ReadonlySet<number> {
	const refusals = (file?.refusals ?? []).filter(({ code }) => code === "key-twice");
	return new Set(refusals.flatMap(({ range, first }) => [range.start, first?.start ?? range.start]));
}

/** Whether the lines below mean the same without this one: one at the line's start ends what `s3 =` has begun, for the indented ones. */
function isApart(property: AwsProperty, next: AwsProperty): boolean {
	return isIndented(property) || !isIndented(next);
}

function isIndented({ range, nameRange }: AwsProperty): boolean {
	return range.start < nameRange.start;
}
