/** PDF.js ships no types for its worker module, which is only passed on as a whole. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
