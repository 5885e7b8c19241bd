/** Returns an in-memory `localStorage` whose keys are enumerable properties, as in a browser, and its values. */
export function fakeLocalStorage() {
  const values = new Map<string, string>();
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem(key: string, value: string) {
      values.set(key, value);
      Object.defineProperty(storage, key, { value, enumerable: true, configurable: true });
    },
    removeItem(key: string) {
      values.delete(key);
      Reflect.deleteProperty(storage, key);
    },
  };
  for (const method of ['getItem', 'setItem', 'removeItem'])
    Object.defineProperty(storage, method, { enumerable: false });
  return { storage, values };
}
