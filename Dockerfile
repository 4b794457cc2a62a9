# The HTTP service, without an index: mount one at /index.
# docs/deployment.md says how to build and run it.

FROM node:20.20.2-bookworm-slim AS build
WORKDIR /sitecite
COPY package.json package-lock.json ./
# The build of a checkout needs its sources, which come later: no script runs here.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8787 SITECITE_INDEX=/index
WORKDIR /sitecite
COPY --from=build /sitecite/package.json ./
COPY --from=build /sitecite/node_modules ./node_modules
COPY --from=build /sitecite/models ./models
COPY --from=build /sitecite/dist ./dist
# By number, so that a cluster can tell that it is not root.
USER 1000:1000
EXPOSE 8787
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
	CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/health/ready').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Node is process 1 and gets the signals itself.
CMD ["node", "dist/cli/main.js", "serve"]
