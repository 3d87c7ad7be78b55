// What every picture's page does: it shows what the extension hands over, and tells it of clicks. The focus, and how far the page is
// scrolled, outlast both a new picture and the page itself, which VS Code throws away while its tab is hidden.
(() => {
	const vscode = acquireVsCodeApi();
	const main = document.querySelector("main");
	let revision = 0;

	const scrolled = () => [document.scrollingElement, ...main.querySelectorAll("[data-scroll]")];

	function remember() {
		const { key } = document.activeElement?.dataset ?? {};
		vscode.setState({ key, scroll: scrolled().map(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]) });
	}

	function restore(withFocus) {
		const { key, scroll = [] } = vscode.getState() ?? {};
		scrolled().forEach((element, index) => {
			if (scroll[index]) [element.scrollLeft, element.scrollTop] = scroll[index];
		});
		const same = [...main.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key);
		if (!same) return;
		// A script of the picture may have to make it the one that Tab comes to.
		same.dispatchEvent(new Event("restored", { bubbles: true }));
		if (withFocus) same.focus({ preventScroll: true });
	}

	window.addEventListener("message", ({ data }) => {
		if (typeof data?.html !== "string") return;
		const hadFocus = main.contains(document.activeElement);
		if (hadFocus) remember();
		revision = data.revision;
		main.innerHTML = data.html;
		document.dispatchEvent(new Event("shown"));
		restore(hadFocus);
	});

	main.addEventListener("click", ({ target }) => {
		const place = target.closest("[data-place]")?.dataset.place;
		if (place !== undefined) vscode.postMessage({ kind: "open", place: Number(place), revision });
		else if (target.closest("[data-copy]")) vscode.postMessage({ kind: "copy" });
	});

	main.addEventListener("focusin", remember);
	document.addEventListener("scroll", remember, { capture: true, passive: true });
	// The scripts of the picture come after this one.
	window.addEventListener("load", () => {
		restore(document.hasFocus());
		vscode.postMessage({ kind: "ready" });
	});
})();
