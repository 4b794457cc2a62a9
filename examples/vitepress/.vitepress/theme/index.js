/** The default theme with the widget in its navigation bar: put it at .vitepress/theme/index.js. */

import { useData } from "vitepress";
import DefaultTheme from "vitepress/theme";
import { h, onMounted } from "vue";

const SERVER = "https://search.example.org";

// No file SiteCite.vue: in one, `<site-cite>` would be the component itself.
const AskBox = {
	setup() {
		const { lang } = useData();
		onMounted(() => import(/* @vite-ignore */ `${SERVER}/widget.js`));
		return () => h("site-cite", { mode: "dialog", lang: lang.value });
	},
};

// VitePress looks for a default export.
export default {
	extends: DefaultTheme,
	Layout: () => h(DefaultTheme.Layout, null, { "nav-bar-content-before": () => h(AskBox) }),
};
