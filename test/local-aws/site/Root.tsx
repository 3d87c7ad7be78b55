/** The demo site: one still and one second of video, nothing from the network. */
import { AbsoluteFill, Composition, interpolate, Still, useCurrentFrame } from "remotion";

type Props = { title: string; fail: boolean };

const DEFAULTS: Props = { title: "Rendered on the local AWS", fail: false };
const SIZE = { width: 640, height: 360 };

function Card({ title, fail }: Props) {
	if (fail) throw new Error("The demo composition was asked to fail.");
	return (
		<AbsoluteFill
			style={{
				background: "linear-gradient(135deg, #0b84f3 0%, #1c2f6b 70%, #ff9900 130%)",
				alignItems: "center",
				justifyContent: "center",
				color: "white",
				fontFamily: "sans-serif",
				fontSize: 40,
			}}
		>
			{title}
		</AbsoluteFill>
	);
}

function Clip(props: Props) {
	const frame = useCurrentFrame();
	const left = interpolate(frame, [0, 29], [20, 560]);
	return (
		<>
			<Card {...props} />
			<div
				style={{ position: "absolute", left, top: 280, width: 60, height: 60, borderRadius: 30, background: "#ff9900" }}
			/>
		</>
	);
}

export function Root() {
	return (
		<>
			<Still id="card" component={Card} {...SIZE} defaultProps={DEFAULTS} />
			<Composition id="clip" component={Clip} {...SIZE} fps={30} durationInFrames={30} defaultProps={DEFAULTS} />
		</>
	);
}
