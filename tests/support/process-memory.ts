import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/**
 * Copies the writable memory regions of a process, or only its private ones; `null` if /proc cannot be read. Regions
 * over 512 MiB are skipped.
 */
export function memoryOf(pid: number, which: 'all' | 'own' = 'all'): Buffer[] | null {
  try {
    const maps = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n');
    const file = openSync(`/proc/${pid}/mem`, 'r');
    const regions: Buffer[] = [];
    for (const line of maps) {
      const [, from = '', to = ''] =
        (which === 'all' ? /^([0-9a-f]+)-([0-9a-f]+) rw/ : /^([0-9a-f]+)-([0-9a-f]+) rw.p/).exec(line) ?? [];
      const [start, length] = [Number.parseInt(from, 16), Number.parseInt(to, 16) - Number.parseInt(from, 16)];
      if (!(length > 0) || length > 512 * 1024 * 1024) continue;
      const region = Buffer.alloc(length);
      try {
        readSync(file, region, 0, length, start);
        regions.push(region);
      } catch {
        // The kernel does not let this region be read.
      }
    }
    closeSync(file);
    return regions;
  } catch {
    return null;
  }
}
