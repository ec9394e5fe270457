// The register's service worker: the shop opens with no network and no server.
//
// It is a shell written by hand, without imports, because a browser registers only what the first evaluation defines.
// It keeps one cache per build. The build's name and the list of files are stamped in by `cargo xtask stamp`, so that
// the bytes of this file, which are all that a browser compares, change exactly when the register changes.
//
// A new build is fetched whole and verified before it is used, and it waits until the page says that nobody is in the
// middle of a sale: this file never calls skipWaiting by itself.
//
// Messages from the page, answered on the message's own port (`event.ports[0]`) or else to the page that sent them:
//
//   { type: "skip-waiting" }  -> { type: "skip-waiting" }, and "controllerchange" fires on the pages
//   { type: "version" }       -> { type: "version", version, build, files, bytes }
//   anything else             -> { type: "unknown", asked }
//
// The page registers "/sw.js", shows "update ready" while `registration.waiting` is set, sends skip-waiting when the
// operator wants the update and no sale is under way, and reloads on "controllerchange".
"use strict";

const VERSION = "unstamped";
const BUILD = "unstamped";
// Rows of [path, integrity ("sha256-" and base64), bytes]; "/" is the page itself.
const PRECACHE = [];

const CACHE_PREFIX = "evertill-";
const CACHE = CACHE_PREFIX + BUILD;
// Kept inside each cache and written last: which content lies under which path. A cache without it is incomplete.
const INDEX = "/.precache.json";
// Files fetched at the same time during an install, so that a slow shop line still serves the sale under way.
const FETCHES_MAX = 4;

const PATHS = new Set(PRECACHE.map(([path]) => path));

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => answer(event));
self.addEventListener("fetch", (event) => {
  const path = servedPath(event.request);
  if (path !== null) {
    event.respondWith(fromCache(path, event.request));
  }
});

// Fills this build's cache with every file or fails as a whole; the build before it then simply goes on.
async function install() {
  const cache = await caches.open(CACHE);
  if (await readIndex(cache)) {
    return;
  }
  try {
    const older = await olderCopies();
    const waiting = [...PRECACHE];
    const worker = async () => {
      for (let row = waiting.shift(); row; row = waiting.shift()) {
        const [path, integrity] = row;
        await cache.put(path, await copyOrFetch(path, integrity, older));
      }
    };
    await Promise.all(Array.from({ length: FETCHES_MAX }, worker));
    const contents = PRECACHE.map(([path, integrity]) => [path, integrity]);
    await cache.put(INDEX, Response.json(contents));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

// Everything that earlier builds hold, by content, so that an update downloads only what changed.
async function olderCopies() {
  const copies = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith(CACHE_PREFIX) || name === CACHE) continue;
    const cache = await caches.open(name);
    for (const [path, integrity] of (await readIndex(cache)) ?? []) {
      copies.set(integrity, { cache, path });
    }
  }
  return copies;
}

// A copy of the same content under the same path, or the file from the server with its hash checked by the browser.
// The path counts too, since a stored answer carries the headers that its path was served with.
async function copyOrFetch(path, integrity, older) {
  const copy = older.get(integrity);
  const kept = copy?.path === path ? await copy.cache.match(path) : undefined;
  if (kept) return kept;
  const response = await fetch(path, { cache: "no-cache", credentials: "same-origin", integrity });
  if (!response.ok || response.redirected) {
    throw new Error(`precache: ${path} was answered with ${response.status}`);
  }
  return response;
}

async function readIndex(cache) {
  const response = await cache.match(INDEX);
  return response ? response.json() : null;
}

// Deletes the caches of other builds, and only ours; then serves the pages that are open.
async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

// The path of the file that answers a request, or null for the network. A person who opens any of the register's
// routes gets the page; what has a file ending is a file.
function servedPath(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return null;
  if (PATHS.has(url.pathname)) return url.pathname;
  const isFile = url.pathname.split("/").pop().includes(".");
  if (request.mode !== "navigate" || url.pathname === "/health") return null;
  return isFile && url.pathname !== "/index.html" ? null : "/";
}

async function fromCache(path, request) {
  const cache = await caches.open(CACHE);
  const response = await cache.match(path);
  // A browser short of room may have taken the cache away; the server is then the only place left.
  return response ?? fetch(request);
}

function answer(event) {
  const { type } = event.data ?? {};
  const reply = (message) => (event.ports[0] ?? event.source)?.postMessage(message);
  switch (type) {
    case "version": {
      const bytes = PRECACHE.reduce((sum, [, , size]) => sum + size, 0);
      reply({ type, version: VERSION, build: BUILD, files: PRECACHE.length, bytes });
      break;
    }
    case "skip-waiting":
      reply({ type });
      event.waitUntil(self.skipWaiting());
      break;
    default:
      reply({ type: "unknown", asked: type });
  }
}
