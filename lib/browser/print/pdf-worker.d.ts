/** PDF.js' other half, which says nothing of its types: only ever handed over whole. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
