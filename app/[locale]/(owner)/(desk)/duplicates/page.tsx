import { screenMetadata } from '@/app/screen-metadata';
import { DuplicatesScreen } from '@/components/book/duplicates-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'duplicates');

export default function Page() {
  return <DuplicatesScreen />;
}
