// Declares the global WebCrypto types that lib/exchange uses: Node exports these types from a module only.
type CryptoKey = import('node:crypto').webcrypto.CryptoKey;
type CryptoKeyPair = import('node:crypto').webcrypto.CryptoKeyPair;
