import { screenMetadata } from '@/app/screen-metadata';
import { DuplicatesScreen } from '@/components/book/duplicates-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'duplicates');

export default function Page() {
  return <DuplicatesScreen />;
}
