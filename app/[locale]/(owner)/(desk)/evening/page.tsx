import { screenMetadata } from '@/app/screen-metadata';
import { EveningScreen } from '@/components/book/evening-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'evening');

export default function Page() {
  return <EveningScreen />;
}
