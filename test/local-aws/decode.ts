/** Looks into rendered files: whoever decodes them knows that they are real. */
import { RenderInternals } from "@remotion/renderer";

export { decodePng } from "./decodePng.ts";

/** Decodes every frame with the ffmpeg that Remotion ships: codec, width, height and number of frames of the first video stream. */
export async function countFrames(file: string): Promise<unknown> {
	const entries = "stream=codec_name,width,height,nb_read_frames";
	const { stdout } = await RenderInternals.callFf({
		bin: "ffprobe",
		args: ["-v", "error", "-count_frames", "-select_streams", "v:0", "-show_entries", entries, "-of", "json", file],
		indent: false,
		logLevel: "error",
		binariesDirectory: null,
		cancelSignal: undefined,
	});
	const { streams }: { streams: unknown[] } = JSON.parse(stdout);
	return streams[0];
}
