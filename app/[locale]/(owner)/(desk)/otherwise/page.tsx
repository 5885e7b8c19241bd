import { screenMetadata } from '@/app/screen-metadata';
import { OtherwiseScreen } from '@/components/otherwise/otherwise-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'otherwise');

export default function Page() {
  return <OtherwiseScreen />;
}
