/** Bundled and run in a fresh process: the AWS SDK reads the same files. */
import { loadSharedConfigFiles } from "@smithy/shared-ini-file-loader";

export default function read(): Promise<unknown> {
	return loadSharedConfigFiles();
}
