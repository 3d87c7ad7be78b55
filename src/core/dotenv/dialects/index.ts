import type { Dialect } from "../../types.ts";
import type { ScannedDialect } from "../scan.ts";
import type { DialectRow } from "./dialect.ts";
import { node20, node22 } from "./node.ts";

/** Every dialect that is read by a reader of its own, one file a reader. dotenv's two and Bun's are found in `scan.ts`. */
export const otherDialects: { readonly [Name in Exclude<Dialect, ScannedDialect>]?: DialectRow } = {
	"node-20": node20,
	"node-22": node22,
};
