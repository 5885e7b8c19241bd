// Web NFC (W3C Community Group): Chrome on Android. Its types are not in TypeScript's own.
type TagWriter = {
  write(message: { records: { recordType: 'url'; data: string }[] }, options: { signal: AbortSignal }): Promise<void>;
};
type WithNfc = { NDEFReader?: new () => TagWriter };

export const hasNfc = (): boolean => typeof (globalThis as WithNfc).NDEFReader === 'function';

/** Writes an address to the next tag held to the phone: every phone that reads tags opens one. `false` when it failed. */
export async function writeTag(url: string, signal: AbortSignal): Promise<boolean> {
  const { NDEFReader } = globalThis as WithNfc;
  if (NDEFReader === undefined) return false;
  try {
    await new NDEFReader().write({ records: [{ recordType: 'url', data: url }] }, { signal });
    return true;
  } catch {
    return false;
  }
}
