/** The API's description for people: one page made of the OpenAPI document, with nothing from elsewhere. */

import { html } from "hono/html";
import { z } from "zod";

const schemaShape = z.looseObject({
	$ref: z.string().optional(),
	type: z.string().optional(),
	anyOf: z.array(z.looseObject({ type: z.string().optional() })).optional(),
	enum: z.array(z.json()).optional(),
	minimum: z.number().optional(),
	maximum: z.number().optional(),
	default: z.json().optional(),
	description: z.string().optional(),
});

const contentShape = z.record(
	z.string(),
	z.looseObject({ schema: schemaShape.optional(), example: z.json().optional() }),
);

const operationShape = z.looseObject({
	operationId: z.string(),
	summary: z.string(),
	description: z.string().optional(),
	parameters: z
		.array(
			z.looseObject({
				name: z.string(),
				in: z.string(),
				required: z.boolean().default(false),
				description: z.string().optional(),
				example: z.json().optional(),
				schema: schemaShape,
			}),
		)
		.default([]),
	requestBody: z.looseObject({ content: contentShape }).optional(),
	responses: z.record(
		z.string(),
		z.looseObject({ description: z.string(), content: contentShape.optional() }),
	),
});

/** As much of an OpenAPI document as the page shows. */
const documentShape = z.looseObject({
	info: z.looseObject({ title: z.string(), version: z.string(), description: z.string() }),
	paths: z.record(z.string(), z.record(z.string(), operationShape)),
	components: z.looseObject({ schemas: z.record(z.string(), z.json()) }),
});

type Operation = z.infer<typeof operationShape>;
type Content = z.infer<typeof contentShape>;
type Schema = z.infer<typeof schemaShape>;

/** @param openapi the document that `/openapi.json` gives; the page lies beside it */
export function docsPage(openapi: unknown) {
	const { info, paths, components } = documentShape.parse(openapi);
	const operations = Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
	);
	return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${info.title} – API</title>
    <link rel="stylesheet" href="demo.css">
    <link rel="icon" href="favicon.svg" type="image/svg+xml">
  </head>
  <body>
    <main>
      <p class="meta"><a href="./">${info.title}</a></p>
      <h1>API</h1>
      <p>${info.description} Version ${info.version}; for programs: <a href="openapi.json">openapi.json</a>.
        Errors are <code>application/problem+json</code> with a stable <code>code</code>; an unknown
        parameter is one.</p>
      <nav aria-label="Operations"><ul>
        ${operations.map(
					({ path, method, operation }) =>
						html`<li><a href="#${operation.operationId}"><code>${method.toUpperCase()} ${path}</code></a> ${operation.summary}</li>`,
				)}
      </ul></nav>
      ${operations.map(({ path, method, operation }) => operationSection(path, method, operation))}
      <h2>Shapes</h2>
      ${Object.entries(components.schemas).map(
				([name, schema]) => html`<details id="shape-${name}">
        <summary><code>${name}</code></summary>
        <pre><code>${JSON.stringify(schema, null, 2)}</code></pre>
      </details>`,
			)}
    </main>
  </body>
</html>`;
}

function operationSection(path: string, method: string, operation: Operation) {
	const { operationId, summary, description, parameters, requestBody, responses } = operation;
	const address = method === "get" ? exampleAddress(path, parameters) : null;
	return html`<section id="${operationId}">
        <h2>${summary}</h2>
        <p><code>${method.toUpperCase()} ${path}</code></p>
        ${description === undefined ? "" : html`<p>${description}</p>`}
        ${parameters.length === 0 ? "" : html`<dl>${parameters.map(parameterEntry)}</dl>`}
        ${requestBody === undefined ? "" : html`<h3>Body</h3>${contentList(requestBody.content)}`}
        ${address === null ? "" : html`<p>For example <a href="${address.slice(1)}"><code>${address}</code></a></p>`}
        <h3>Responses</h3>
        <dl>${Object.entries(responses).map(
					([status, response]) =>
						html`<dt>${status}</dt><dd>${response.description} ${contentList(response.content ?? {})}</dd>`,
				)}</dl>
      </section>`;
}

function parameterEntry({ name, required, description, schema }: Operation["parameters"][number]) {
	return html`<dt><code>${name}</code> ${required ? "(required)" : ""}</dt>
          <dd>${description ?? ""} <span class="meta">${schemaWords(schema)}</span></dd>`;
}

function contentList(content: Content) {
	return Object.entries(content).map(
		([type, { schema, example }]) => html`<div><code>${type}</code> ${shapeLinks(schema)}
          ${example === undefined ? "" : html`<pre><code>${JSON.stringify(example, null, 2)}</code></pre>`}</div>`,
	);
}

/** Links to the named shapes that a schema refers to. */
function shapeLinks(schema: Schema | undefined) {
	const names = JSON.stringify(schema ?? {}).matchAll(/#\/components\/schemas\/(\w+)/g);
	return [...new Set([...names].map(([, name = ""]) => name))].map(
		(name) => html`<a href="#shape-${name}"><code>${name}</code></a> `,
	);
}

function schemaWords(schema: Schema): string {
	const range = [schema.minimum, schema.maximum].filter((bound) => bound !== undefined);
	return [
		schema.type ?? (schema.anyOf ?? []).map(({ type }) => type).join(" or "),
		schema.enum === undefined ? "" : `one of ${schema.enum.join(", ")}`,
		range.length === 2 ? `${range[0]} to ${range[1]}` : "",
		schema.default === undefined ? "" : `default ${String(schema.default)}`,
	]
		.filter((words) => words !== "")
		.join("; ");
}

/** A request that works, of the parameters' examples. */
function exampleAddress(path: string, parameters: Operation["parameters"]): string {
	const query = new URLSearchParams();
	let filled = path;
	for (const { name, in: place, required, example, schema } of parameters) {
		const value = example ?? schema.example;
		if (place === "path") filled = filled.replace(`{${name}}`, encodeURIComponent(String(value)));
		else if (required && value !== undefined) query.set(name, String(value));
	}
	return query.size === 0 ? filled : `${filled}?${query}`;
}
