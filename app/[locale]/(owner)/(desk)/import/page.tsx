import { screenMetadata } from '@/app/screen-metadata';
import { ImportScreen } from '@/components/book/import-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'import');

export default function Page() {
  return <ImportScreen />;
}
