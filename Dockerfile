# One image for every role. Its file system may be read-only: all that is written goes under /var/lib/apie.
ARG NODE_VERSION=22.20.0

# Not the slim one: where the binary that argon2 brings does not load, it is compiled, with the headers that are there.
FROM node:${NODE_VERSION}-bookworm AS construction
ENV npm_config_nodedir=/usr/local
WORKDIR /construction
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm rebuild argon2
COPY src ./src
COPY tools/build.mjs ./tools/build.mjs
COPY tsconfig.json ./
COPY bin ./bin
COPY config ./config
COPY migrations ./migrations
# Whatever the umask of who builds: the user of the image reads all of it, and writes none.
RUN npm run build && chmod --recursive u=rwX,go=rX .

FROM node:${NODE_VERSION}-bookworm-slim
LABEL org.opencontainers.image.title="API Entreprise" \
      org.opencontainers.image.licenses="MIT"
RUN groupadd --gid 10001 apie \
 && useradd --uid 10001 --gid apie --no-create-home --home-dir /var/lib/apie --shell /usr/sbin/nologin apie \
 && install --directory --owner apie --group apie --mode 0700 /var/lib/apie
WORKDIR /opt/apie
COPY --from=construction /construction/package.json ./
COPY --from=construction /construction/node_modules ./node_modules
COPY --from=construction /construction/dist ./dist
COPY --from=construction /construction/dist-base ./dist-base
COPY --from=construction /construction/bin ./bin
COPY --from=construction /construction/config ./config
COPY --from=construction /construction/migrations ./migrations
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    METRICS_HOST=0.0.0.0 \
    METRICS_PORT=3001 \
    VAR_DIR=/var/lib/apie
USER 10001:10001
# The one native part loads here too, or the image is not made.
RUN ["node", "--eval", "import('argon2').then(({ hash }) => hash('essai'))"]
VOLUME ["/var/lib/apie"]
EXPOSE 3000 3001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --retries=6 CMD ["node", "bin/sante.cjs"]
CMD ["node", "--max-semi-space-size=32", "bin/start.cjs"]
