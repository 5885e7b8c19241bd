import { screenMetadata } from '@/app/screen-metadata';
import { ImportScreen } from '@/components/book/import-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'import');

export default function Page() {
  return <ImportScreen />;
}
