import { screenMetadata } from '@/app/screen-metadata';
import { PrintScreen } from '@/components/print/print-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'print');

export default function Page() {
  return <PrintScreen />;
}
