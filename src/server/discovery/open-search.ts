/** An OpenSearch 1.1 description: lets a browser ask from its address bar. */

/** @param root absolute address of the application, ending in `/` */
export function openSearchDescription(root: string): string {
	const home = escapeXml(root);
	return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>sitecite</ShortName>
  <Description>Answers questions with exact, cited sentences of the articles.</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="text/html" template="${home}ask?q={searchTerms}"/>
  <Url type="application/json" template="${home}api/ask?q={searchTerms}"/>
  <Url type="application/opensearchdescription+xml" rel="self" template="${home}opensearch.xml"/>
</OpenSearchDescription>
`;
}

/** Braces would be parameters of a template. */
function escapeXml(text: string): string {
	return text
		.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
		.replace(/[{}]/g, encodeURIComponent);
}
