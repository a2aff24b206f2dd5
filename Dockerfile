# One image for all of ours: docker run bellhop ingress | enricher | simulator, or the arguments of the command bellhop.
ARG NODE_IMAGE=node:20-bookworm-slim

# Only what decides which packages are installed, so that a change of a source does not install them again.
FROM ${NODE_IMAGE} AS manifests
COPY . /src
WORKDIR /src
RUN mkdir /app && cp .npmrc package-lock.json /app \
  && find . -name package.json -not -path '*/node_modules/*' -exec cp --parents {} /app ';'

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY --from=manifests /app ./
RUN npm ci
COPY . .
# What runs of it: the compiled files, without those that only the compiler reads.
RUN TURBO_TELEMETRY_DISABLED=1 npx turbo run build --output-logs=errors-only \
    --filter @bellhop/ingress --filter @bellhop/enricher --filter @bellhop/simulator --filter @bellhop/cli \
  && mkdir /built \
  && find packages schemas services -path '*/node_modules' -prune -o -type d -name dist -exec cp -r --parents {} /built ';' \
  && find /built -name '*.d.ts*' -delete

FROM ${NODE_IMAGE} AS production
WORKDIR /app
COPY --from=manifests /app ./
RUN npm ci --omit=dev --workspace services/ingress --workspace services/enricher --workspace packages/simulator --workspace packages/cli

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /app
# Where volumes are mounted: a new one takes its owner from here.
RUN mkdir -p /config /run/secrets /spool /state && chown node:node /config /run/secrets /spool /state
COPY --from=production /app ./
COPY --from=build /built ./
COPY docker/bellhop.sh /usr/local/bin/bellhop
RUN chmod 755 /usr/local/bin/bellhop
USER node
ENTRYPOINT ["bellhop"]
CMD ["--help"]
