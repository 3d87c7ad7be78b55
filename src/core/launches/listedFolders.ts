/** The folders of a workspace in which each file may start Remotion, whatever its name, from the workspace folder on: `LaunchInput.list`. */
export const listedFolderNames: readonly (readonly string[])[] = [[".github", "workflows"]];
