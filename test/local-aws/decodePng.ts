/** Looks into rendered pictures, with nothing but Node. */
import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";

/** Size and raw bytes of a PNG; throws if it is none. */
export function decodePng(file: Buffer): { width: number; height: number; pixels: Buffer } {
	assert.equal(file.subarray(1, 4).toString("latin1"), "PNG");
	const data: Buffer[] = [];
	for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at))
		if (file.toString("latin1", at + 4, at + 8) === "IDAT")
			data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
	const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
	const pixels = inflateSync(Buffer.concat(data));
	const channels = file[25] === 6 ? 4 : 3;
	assert.equal(pixels.length, height * (1 + width * channels));
	return { width, height, pixels };
}
