// What domain code may use beyond ECMAScript: globals with the same meaning in browsers, workers and Node.
// Everything else of those runtimes is a type error in lib's domain folders (tsconfig.domain.json).
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  decode(bytes: Uint8Array, options?: { stream?: boolean }): string;
}
declare class URL {
  constructor(url: string, base?: string);
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly pathname: string;
  readonly username: string;
  readonly href: string;
}
declare function btoa(binary: string): string;

/** WebCrypto, for lib/exchange. */
interface CryptoKey {
  readonly type: string;
  readonly usages: string[];
}
interface CryptoKeyPair {
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}
type AlgorithmOf = string | Record<string, unknown>;
declare const crypto: {
  readonly subtle: {
    generateKey(algorithm: AlgorithmOf, extractable: boolean, usages: string[]): Promise<CryptoKeyPair>;
    exportKey(format: 'raw', key: CryptoKey): Promise<ArrayBuffer>;
    importKey(
      format: string,
      key: unknown,
      algorithm: AlgorithmOf,
      extractable: boolean,
      usages: string[],
    ): Promise<CryptoKey>;
    sign(algorithm: AlgorithmOf, key: CryptoKey, data: Uint8Array): Promise<ArrayBuffer>;
    verify(algorithm: AlgorithmOf, key: CryptoKey, signature: Uint8Array, data: Uint8Array): Promise<boolean>;
    deriveBits(algorithm: AlgorithmOf, key: CryptoKey, bits: number): Promise<ArrayBuffer>;
    digest(algorithm: AlgorithmOf, data: Uint8Array): Promise<ArrayBuffer>;
  };
};
