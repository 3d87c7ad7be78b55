/** SHA-1 and SHA-256 of a text: the AWS SDK and CLI name the files of their token caches by them. Nothing here is protected by a hash. */

/** Returns the SHA-1 of a text's UTF-8 bytes as hexadecimal digits. */
export function sha1(text: string): string {
	const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
	const words = new Uint32Array(80);
	for (const block of blocksOf(text)) {
		words.set(block);
		for (let i = 16; i < 80; i++) {
			const mixed = word(words, i - 3) ^ word(words, i - 8) ^ word(words, i - 14) ^ word(words, i - 16);
			words[i] = rotateLeft(mixed, 1);
		}
		let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
		for (let i = 0; i < 80; i++) {
			const [f, k] = sha1Round(i, b, c, d);
			const next = (rotateLeft(a, 5) + f + e + k + word(words, i)) | 0;
			[e, d, c, b, a] = [d, c, rotateLeft(b, 30), a, next];
		}
		addTo(state, [a, b, c, d, e]);
	}
	return hex(state);
}

/** Of SHA-256, worked out at its first use. */
let constants: readonly number[] | undefined;

/** Returns the SHA-256 of a text's UTF-8 bytes as hexadecimal digits. */
export function sha256(text: string): string {
	const state = primes(8).map((prime) => fraction(Math.sqrt(prime)));
	constants ??= primes(64).map((prime) => fraction(Math.cbrt(prime)));
	const words = new Uint32Array(64);
	for (const block of blocksOf(text)) {
		words.set(block);
		for (let i = 16; i < 64; i++) {
			const [x, y] = [word(words, i - 15), word(words, i - 2)];
			const s0 = rotateRight(x, 7) ^ rotateRight(x, 18) ^ (x >>> 3);
			const s1 = rotateRight(y, 17) ^ rotateRight(y, 19) ^ (y >>> 10);
			words[i] = word(words, i - 16) + s0 + word(words, i - 7) + s1;
		}
		let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
		for (let i = 0; i < 64; i++) {
			const s1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
			const first = (h + s1 + ((e & f) ^ (~e & g)) + (constants[i] ?? 0) + word(words, i)) | 0;
			const s0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
			const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
			[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
		}
		addTo(state, [a, b, c, d, e, f, g, h]);
	}
	return hex(state);
}

function sha1Round(i: number, b: number, c: number, d: number): [f: number, k: number] {
	if (i < 20) return [(b & c) | (~b & d), 0x5a827999];
	if (i < 40) return [b ^ c ^ d, 0x6ed9eba1];
	if (i < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
	return [b ^ c ^ d, 0xca62c1d6];
}

/** The text's bytes, a one bit, zeros and the count of bits, as blocks of sixteen big-endian words. */
function* blocksOf(text: string): Generator<Uint32Array> {
	const bytes = new TextEncoder().encode(text);
	const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
	padded.set(bytes);
	padded[bytes.length] = 0x80;
	const view = new DataView(padded.buffer);
	view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
	view.setUint32(padded.length - 4, bytes.length * 8);
	for (let start = 0; start < padded.length; start += 64)
		yield Uint32Array.from({ length: 16 }, (_, index) => view.getUint32(start + index * 4));
}

function word(words: Uint32Array, index: number): number {
	return words[index] ?? 0;
}

function addTo(state: number[], added: readonly number[]): void {
	for (const [index, value] of added.entries()) state[index] = ((state[index] ?? 0) + value) | 0;
}

function hex(state: readonly number[]): string {
	return state.map((value) => (value >>> 0).toString(16).padStart(8, "0")).join("");
}

function rotateLeft(value: number, count: number): number {
	return (value << count) | (value >>> (32 - count));
}

function rotateRight(value: number, count: number): number {
	return (value >>> count) | (value << (32 - count));
}

function primes(count: number): number[] {
	const found: number[] = [];
	for (let one = 2; found.length < count; one++) if (found.every((prime) => one % prime !== 0)) found.push(one);
	return found;
}

/** The first 32 bits after the point. */
function fraction(value: number): number {
	return ((value % 1) * 2 ** 32) | 0;
}
