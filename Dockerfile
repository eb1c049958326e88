# syntax=docker/dockerfile:1
FROM node:26-slim AS packages
WORKDIR /desk
COPY package.json package-lock.json prisma.config.ts ./
COPY prisma ./prisma
# Without the optional ones: the image has Node already, and PostgreSQL runs beside it. The last
# step leaves out what only made the database client, more than half of everything.
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund \
 && npm pkg delete dependencies.prisma \
 && npm prune --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:26-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /desk
RUN mkdir /data && chown node:node /data
COPY package.json ./
COPY --from=packages /desk/node_modules ./node_modules
COPY prisma ./prisma
COPY locales ./locales
COPY org ./org
COPY scripts ./scripts
COPY src ./src
COPY --from=packages /desk/src/store/generated ./src/store/generated
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", \
  "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-old-space-size=384", "src/main.ts"]
