// Web NFC (W3C Community Group): Chrome on Android. Its types are not in TypeScript's own.
type TagWriter = {
  write(message: { records: { recordType: 'url'; data: string }[] }, options: { signal: AbortSignal }): Promise<void>;
};
type WithNfc = { NDEFReader?: new () => TagWriter };

export const hasNfc = (): boolean => typeof (globalThis as WithNfc).NDEFReader === 'function';

/** Writes an address to the next tag held to the phone: every phone that reads tags opens one. What kept it from being done, otherwise. */
export async function writeTag(url: string, signal: AbortSignal): Promise<'written' | 'refused' | 'failed'> {
  const { NDEFReader } = globalThis as WithNfc;
  if (NDEFReader === undefined) return 'failed';
  try {
    await new NDEFReader().write({ records: [{ recordType: 'url', data: url }] }, { signal });
    return 'written';
  } catch (error) {
    // Not permitted, or turned off in the device's own settings.
    const name = error instanceof DOMException ? error.name : '';
    return name === 'NotAllowedError' || name === 'NotReadableError' ? 'refused' : 'failed';
  }
}
