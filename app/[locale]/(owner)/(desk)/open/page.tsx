import { screenMetadata } from '@/app/screen-metadata';
import { OpenScreen } from '@/components/open/open-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'open');

export default function Page() {
  return <OpenScreen />;
}
