import type { Trim } from '../../print/scene';

/**
 * Prints pages with the browser's print dialog: each has the same drawing as the PDF and a page size of its own (CSS
 * Paged Media §7, `@page size`). Browsers may still scale the pages; the PDF asks them not to.
 */
export async function printPages(pages: readonly string[], { widthMm, heightMm }: Trim): Promise<void> {
  const holder = document.createElement('div');
  holder.dataset.printing = '';
  const images = pages.map((svg) => {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    image.alt = '';
    holder.append(image);
    return image;
  });
  const style = new CSSStyleSheet();
  style.replaceSync(`
    [data-printing] { display: none; }
    @page { size: ${widthMm}mm ${heightMm}mm; margin: 0; }
    @media print {
      body > :not([data-printing]) { display: none; }
      html, body { margin: 0; padding: 0; background: #fff; }
      [data-printing] { display: block; }
      [data-printing] img { display: block; width: ${widthMm}mm; height: ${heightMm}mm; break-after: page; }
    }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  document.body.append(holder);
  const removeHolder = () => {
    holder.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== style);
  };
  try {
    await Promise.all(images.map((image) => image.decode()));
    window.addEventListener('afterprint', removeHolder, { once: true });
    window.print();
  } catch (error) {
    removeHolder();
    throw error;
  }
}
