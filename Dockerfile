# A cloud in a container: docker build -t image-members-fake . && docker run --rm -p 127.0.0.1:9292:9292 image-members-fake
# Nothing is built: Node runs the sources. The worlds of the package are in the image; a folder with yours can be mounted:
#   docker run --rm -p 127.0.0.1:9292:9292 -v "$PWD/seeds:/seeds:ro" image-members-fake serve --host 0.0.0.0 --seed /seeds/mine.yaml
# Each start begins with the seed, unless --state names a file in a folder that is mounted (docs/containers.md).
FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json ./
# pg, for --state postgres://…, becomes a dependency here, in the version of the lock file; no other optional package is in the image.
RUN npm pkg set "dependencies.pg=$(npm pkg get devDependencies.pg | tr -d '"')" \
  && npm pkg delete devDependencies.pg peerDependencies.pg \
  && npm install --omit=dev --omit=peer --omit=optional --ignore-scripts --no-audit --no-fund
COPY src src
COPY fixtures fixtures
COPY contracts contracts
USER node
EXPOSE 9292
HEALTHCHECK --interval=10s --timeout=5s --start-period=5s CMD ["node", "src/cli/main.mjs", "wait", "--timeout", "3"]
# Node is process 1: serve listens to each signal that stops a container.
ENTRYPOINT ["node", "src/cli/main.mjs"]
# Who reaches it is decided by -p on the host. /_fake needs IMAGE_MEMBERS_FAKE_CONTROL_TOKEN.
CMD ["serve", "--host", "0.0.0.0"]
