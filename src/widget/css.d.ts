/** Style sheets become text in the bundle. */
declare module "*.css" {
	const text: string;
	// biome-ignore lint/style/noDefaultExport: a module without names can only export by default.
	export default text;
}
