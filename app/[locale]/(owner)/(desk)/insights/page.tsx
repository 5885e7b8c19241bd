import { screenMetadata } from '@/app/screen-metadata';
import { InsightsScreen } from '@/components/book/insights-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'insights');

export default function Page() {
  return <InsightsScreen />;
}
