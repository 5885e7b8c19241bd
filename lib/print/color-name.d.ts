declare module 'color-name' {
  /** The named colours of CSS Color 4 §6.1, each from 0 to 255. */
  const colours: Readonly<Record<string, readonly [number, number, number]>>;
  export default colours;
}
