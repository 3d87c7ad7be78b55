// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they stand in shell scripts.
/** Scripts that find a folder by their own path, run as `./scripts/own.sh` in `/p`: where the program behind them starts. */
export interface OwnFolderRow {
	readonly script: string;
	/** Relative to `/p`. */
	readonly bash: string;
	/** Debian's dash; absent: as bash does. */
	readonly dash?: string;
}

/** Seen with bash 5.2.15 and dash 0.5.12 (`test/conformance/ownFolder.test.ts`). */
export const ownFolderRows: readonly OwnFolderRow[] = [
	{ script: 'cd "$(dirname "$0")/../video"', bash: "video" },
	{ script: 'cd "$(dirname "${BASH_SOURCE}")/../video"', bash: "video", dash: "" },
	{ script: 'ROOT="$(cd "$(dirname "$0")/.." && pwd)"\ncd "$ROOT/video"', bash: "video" },
	{
		script: 'ROOT=$(cd -- "$(dirname -- "$0")/.." > /dev/null 2>&1 && pwd -P)\ncd "$ROOT/video" || exit 1',
		bash: "video",
	},
	{ script: 'HERE=$(dirname "$(realpath "$0")")\ncd "$HERE/../video"', bash: "video" },
	{ script: 'HERE=$(dirname "$(readlink -f "$0")")\ncd "$HERE/../video"', bash: "video" },
	{ script: 'cd "${0%/*}/../video"', bash: "video" },
	{ script: "cd `dirname $0`/../video", bash: "video" },
	{ script: 'CDPATH= cd -- "$(dirname -- "$0")/../video"', bash: "video" },
	{ script: 'cd "$(pwd)/video"', bash: "video" },
	{ script: 'DIR=$(cd "$(dirname "$0")"; pwd)\ncd "$DIR/../video"', bash: "video" },
	{ script: 'cd scripts\nDIR=$(pwd)\ncd ..\ncd "$DIR"', bash: "scripts" },
	{ script: 'cd "$(dirname scripts/x.sh)"', bash: "scripts" },
];
