import type { CopyFiles } from './copy-files';
import type { LockRecord } from './lock/lock-record';

/** One part of the copy: the file that holds it, and the SHA-256 of that file in hexadecimal. */
export type CopyPart = { file: string; sha256: string; bytes: number };
export type CopyCounts = { cards: number; contacts: number; events: number };

/** What the second copy holds. Version 1. */
export type CopyManifest = {
  v: 1;
  /** Increases with each manifest. */
  seq: number;
  atMs: number;
  /** The erasure that the copy is later than; `null` if there was none. */
  epoch: string | null;
  counts: CopyCounts;
  parts: Record<string, CopyPart>;
  /** How to open the parts, if they are encrypted. Absent in copies of earlier releases. */
  lock?: LockRecord | null;
  /** The copy has reached its largest size: some pictures or contacts are not in it. */
  isPartial: boolean;
};

/** Two manifests take turns, so that a crash while one is written leaves the other. */
const manifestName = (seq: number) => `manifest-${seq % 2}.json`;
export const MANIFEST_NAMES: readonly string[] = [0, 1].map(manifestName);

export async function readManifests(files: CopyFiles): Promise<CopyManifest[]> {
  const found = await Promise.all(MANIFEST_NAMES.map((name) => files.read(name).catch(() => null)));
  return found
    .flatMap((bytes) => (bytes === null ? [] : (parseManifest(bytes) ?? [])))
    .toSorted((one, other) => other.seq - one.seq);
}

function parseManifest(bytes: Uint8Array): CopyManifest | null {
  try {
    const manifest = JSON.parse(new TextDecoder().decode(bytes)) as Partial<CopyManifest>;
    const isWhole = manifest.v === 1 && typeof manifest.seq === 'number' && typeof manifest.parts === 'object';
    return isWhole ? (manifest as CopyManifest) : null;
  } catch {
    return null;
  }
}

/** Writes a manifest, and reads it again. @throws Error `copy.not_written` */
export async function writeManifest(files: CopyFiles, manifest: CopyManifest): Promise<void> {
  const text = JSON.stringify(manifest);
  await files.write(manifestName(manifest.seq), new TextEncoder().encode(text));
  const written = await files.read(manifestName(manifest.seq));
  if (written === null || new TextDecoder().decode(written) !== text) throw new Error('copy.not_written');
}
