/** Where the service worker stores a file shared by another app (lib/worker/share-target.ts). */
const SHARED_CACHE = 'poignee-shared';
const SHARED_URL = '/shared-file';

type LaunchParams = { files?: { getFile: () => Promise<File> }[] };
type LaunchQueue = { setConsumer: (consumer: (params: LaunchParams) => void) => void };

/** Calls `take` with the files of each launch, where the system opens files with the app (File Handling API). */
export function onLaunchedFiles(take: (files: File[]) => void): void {
  (window as { launchQueue?: LaunchQueue }).launchQueue?.setConsumer(({ files = [] }) => {
    if (files.length === 0) return;
    Promise.all(files.map((handle) => handle.getFile())).then(take, () => undefined);
  });
}

/** Returns the file that another app shared, if any. It stays until `dropSharedFile`. */
export async function sharedFile(): Promise<File | null> {
  try {
    const response = await (await caches.open(SHARED_CACHE)).match(SHARED_URL);
    if (response === undefined) return null;
    const name = decodeURIComponent(response.headers.get('X-File-Name') ?? '');
    return new File([await response.blob()], name);
  } catch {
    return null;
  }
}

export async function dropSharedFile(): Promise<void> {
  await caches?.delete(SHARED_CACHE).catch(() => false);
}
