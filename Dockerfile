# The service for Linux, on the PostgreSQL that DATABASE_URL names: docker-compose.yml runs both.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY openapi/package.json ./openapi/
RUN npm ci
COPY tsconfig.json ./
COPY scripts ./scripts
COPY openapi ./openapi
COPY src ./src
RUN npm run types && npm run build && npm prune --omit=dev --workspaces=false

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY migrations ./migrations
COPY openapi/guide ./openapi/guide
COPY scripts/lang-son-2023 ./scripts/lang-son-2023
USER node
CMD ["node", "--enable-source-maps", "dist/server.js"]
