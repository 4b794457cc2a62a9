/** Takes the place of the theme's search bar: put it at src/theme/SearchBar/index.jsx. */

import Head from "@docusaurus/Head";
import useDocusaurusContext from "@docusaurus/useDocusaurusContext";

const SERVER = "https://search.example.org";

// The theme looks for a default export.
export default function SearchBar() {
	const { i18n } = useDocusaurusContext();
	return (
		<>
			<Head>
				<script type="module" src={`${SERVER}/widget.js`} />
			</Head>
			<site-cite mode="dialog" lang={i18n.currentLocale} />
		</>
	);
}
