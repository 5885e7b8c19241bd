// Web NFC (W3C Community Group), supported by Chrome on Android. TypeScript's DOM library has no types for it.
type TagWriter = {
  write(message: { records: { recordType: 'url'; data: string }[] }, options: { signal: AbortSignal }): Promise<void>;
};
type WithNfc = { NDEFReader?: new () => TagWriter };

export const hasNfc = (): boolean => typeof (globalThis as WithNfc).NDEFReader === 'function';

/**
 * Writes a URL to the next tag held to the phone; any phone that reads tags opens it. `refused`: NFC is not permitted
 * or is turned off.
 */
export async function writeTag(url: string, signal: AbortSignal): Promise<'written' | 'refused' | 'failed'> {
  const { NDEFReader } = globalThis as WithNfc;
  if (NDEFReader === undefined) return 'failed';
  try {
    await new NDEFReader().write({ records: [{ recordType: 'url', data: url }] }, { signal });
    return 'written';
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    return name === 'NotAllowedError' || name === 'NotReadableError' ? 'refused' : 'failed';
  }
}
