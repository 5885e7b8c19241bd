/** Where the service worker puts what another app shared (lib/worker/share-target.ts). */
const SHARED_CACHE = 'poignee-shared';
const SHARED_URL = '/shared-file';

type LaunchParams = { files?: { getFile: () => Promise<File> }[] };
type LaunchQueue = { setConsumer: (consumer: (params: LaunchParams) => void) => void };

/** A file the app was opened with, or that was shared to it: once, then it is gone. `null` when there is none. */
export async function takeSharedFile(): Promise<File | null> {
  return (await launchedFile()) ?? (await cachedFile());
}

/** «Open with», where the system offers it (File Handling API). */
function launchedFile(): Promise<File | null> {
  const { launchQueue } = window as { launchQueue?: LaunchQueue };
  if (launchQueue === undefined) return Promise.resolve(null);
  return new Promise((resolve) => {
    // The queue calls at once when there is something in it, and not at all when there is nothing.
    const timer = setTimeout(() => resolve(null), 50);
    launchQueue.setConsumer(({ files = [] }) => {
      clearTimeout(timer);
      const [handle] = files;
      if (handle === undefined) resolve(null);
      else handle.getFile().then(resolve, () => resolve(null));
    });
  });
}

async function cachedFile(): Promise<File | null> {
  try {
    const cache = await caches.open(SHARED_CACHE);
    const response = await cache.match(SHARED_URL);
    if (response === undefined) return null;
    await cache.delete(SHARED_URL);
    const name = decodeURIComponent(response.headers.get('X-File-Name') ?? '') || 'contacts.vcf';
    return new File([await response.blob()], name);
  } catch {
    return null;
  }
}
