export const isReady = process.env.REMOTION_AWS_ACCESS_KEY_ID !== undefined;
