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
  readonly hostname: string;
  readonly pathname: string;
  readonly username: string;
  readonly href: string;
}
declare function btoa(binary: string): string;
