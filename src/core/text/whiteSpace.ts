/** JavaScript's `\s`, which is what `trim()` takes off too: the byte order mark, the no-break space and U+2028/2029 are in it. */
export function isSpace(code: number): boolean {
	if (code < 160) return code === 32 || (code >= 9 && code <= 13);
	if (code < 0x1680) return code === 0xa0;
	return (
		code === 0x1680 ||
		(code >= 0x2000 && code <= 0x200a) ||
		code === 0x2028 ||
		code === 0x2029 ||
		code === 0x202f ||
		code === 0x205f ||
		code === 0x3000 ||
		code === 0xfeff
	);
}
