/** The default theme with the widget in its navigation bar: put both files into .vitepress/theme. */

import DefaultTheme from "vitepress/theme";
import { h } from "vue";
import SiteCite from "./SiteCite.vue";

// VitePress looks for a default export.
export default {
	extends: DefaultTheme,
	Layout: () => h(DefaultTheme.Layout, null, { "nav-bar-content-before": () => h(SiteCite) }),
};
