// WebCrypto's types by the global names that lib/exchange uses; Node has the values, its types are in a module.
type CryptoKey = import('node:crypto').webcrypto.CryptoKey;
type CryptoKeyPair = import('node:crypto').webcrypto.CryptoKeyPair;
