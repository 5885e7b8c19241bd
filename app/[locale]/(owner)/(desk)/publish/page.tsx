import { screenMetadata } from '@/app/screen-metadata';
import { PublishScreen } from '@/components/exchange/publish-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'publish');

export default function Page() {
  return <PublishScreen />;
}
