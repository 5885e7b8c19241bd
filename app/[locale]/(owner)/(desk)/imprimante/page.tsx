import { screenMetadata } from '@/app/screen-metadata';
import { PrinterScreen } from '@/components/print/printer-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'printer');

export default function Page() {
  return <PrinterScreen />;
}
