// The matrix is one stop for Tab; in it the arrow keys go from cell to cell.
(() => {
	const grid = () => document.querySelector("[data-grid]");
	const stopOf = (cell) => (cell?.matches("[data-key]") ? cell : cell?.querySelector("[data-key]"));

	function makeStop(stop) {
		for (const other of grid().querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
		stop.tabIndex = 0;
	}

	/** Where a key leads to from a cell, as the numbers of a row and of a column. */
	function target(key, isFar, [row, column], last) {
		switch (key) {
			case "ArrowLeft":
				return [row, column - 1];
			case "ArrowRight":
				return [row, column + 1];
			case "ArrowUp":
				return [row - 1, column];
			case "ArrowDown":
				return [row + 1, column];
			case "Home":
				return [isFar ? 0 : row, 0];
			case "End":
				return [isFar ? last : row, Number.POSITIVE_INFINITY];
			default:
				return undefined;
		}
	}

	// A cell over several columns has the number of its first: the way on is that of the cell before.
	let column = 0;

	document.addEventListener("keydown", (event) => {
		const cell = event.target.closest("[data-grid] :is(th, td)");
		if (!cell || event.altKey || event.metaKey || event.shiftKey) return;
		const { rows } = grid();
		const from = [cell.parentElement.rowIndex, cell.colSpan > 1 ? column : cell.cellIndex];
		const to = target(event.key, event.ctrlKey, from, rows.length - 1);
		if (!to) return;
		event.preventDefault();
		const cells = rows[to[0]]?.cells;
		const next = cells?.[Math.min(to[1], cells.length - 1)];
		if (!next || to[1] < 0) return;
		column = next.colSpan > 1 ? Math.min(to[1], from[1]) : next.cellIndex;
		stopOf(next).focus();
	});

	document.addEventListener("focusin", ({ target: stop }) => {
		if (stop.closest("[data-grid]")) makeStop(stop);
	});
	document.addEventListener("restored", ({ target: stop }) => {
		if (stop.closest("[data-grid]")) makeStop(stop);
	});

	// What is read aloud is there for the mouse, too.
	document.addEventListener("mouseover", ({ target: under }) => {
		const labelled = under.closest("[data-grid] [aria-label]");
		if (labelled) labelled.title = labelled.getAttribute("aria-label");
	});
})();
