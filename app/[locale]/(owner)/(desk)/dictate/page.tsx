import { screenMetadata } from '@/app/screen-metadata';
import { DictateScreen } from '@/components/otherwise/dictate-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'dictate');

export default function Page() {
  return <DictateScreen />;
}
