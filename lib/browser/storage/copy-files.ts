import { COPY_NAME } from './storage-keys';

/**
 * Files outside IndexedDB, for the second copy of the owner's data: in the origin private file system where its files can be
 * written from a page, otherwise in a cache of their own. Chromium deletes a damaged IndexedDB whole, and neither of these
 * with it.
 */
export type CopyFiles = {
  /** `null` if there is no such file. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Replaces the file, whole or not at all. */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(name: string): Promise<void>;
  list(): Promise<string[]>;
};

/** `null` if this browser offers neither, or refuses them. */
export async function openCopyFiles(): Promise<CopyFiles | null> {
  // Its parts are compressed.
  if (globalThis.CompressionStream === undefined) return null;
  try {
    if (canWriteFiles()) {
      const root = await navigator.storage.getDirectory();
      return filesIn(await root.getDirectoryHandle(COPY_NAME, { create: true }));
    }
    return globalThis.caches === undefined ? null : filesInCache(await caches.open(COPY_NAME));
  } catch {
    return null;
  }
}

/** Deletes every file of the copy. */
export async function deleteCopyFiles(): Promise<void> {
  if (canWriteFiles()) {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(COPY_NAME, { recursive: true }).catch(ignoreMissing);
  }
  await globalThis.caches?.delete(COPY_NAME);
}

const canWriteFiles = () =>
  navigator.storage?.getDirectory !== undefined &&
  typeof FileSystemFileHandle !== 'undefined' &&
  'createWritable' in FileSystemFileHandle.prototype;

const isMissing = (error: unknown) => error instanceof DOMException && error.name === 'NotFoundError';

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}

function filesIn(folder: FileSystemDirectoryHandle): CopyFiles {
  return {
    async read(name) {
      try {
        const file = await (await folder.getFileHandle(name)).getFile();
        return new Uint8Array(await file.arrayBuffer());
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async write(name, bytes) {
      const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await writable.write(bytes);
      // Replaces the file: until then the bytes are in a temporary file.
      await writable.close();
    },
    remove: (name) => folder.removeEntry(name).catch(ignoreMissing),
    async list() {
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
  };
}

function filesInCache(cache: Cache): CopyFiles {
  const urlOf = (name: string) => `/${COPY_NAME}/${name}`;
  return {
    async read(name) {
      const response = await cache.match(urlOf(name));
      return response === undefined ? null : new Uint8Array(await response.arrayBuffer());
    },
    write: (name, bytes) => cache.put(urlOf(name), new Response(bytes)),
    async remove(name) {
      await cache.delete(urlOf(name));
    },
    list: async () => (await cache.keys()).map(({ url }) => url.split('/').at(-1) ?? ''),
  };
}
