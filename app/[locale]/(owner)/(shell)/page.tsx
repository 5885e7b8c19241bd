import type { Metadata } from 'next';
import { screenMetadata } from '@/app/screen-metadata';
import { HomeScreen } from '@/components/home/home-screen';
import { DEFAULT_LOCALE, isLocale, LOCALES } from '@/lib/i18n/locales';

export const dynamicParams = false;
export const generateStaticParams = () => LOCALES.map((locale) => ({ locale }));

export async function generateMetadata({ params }: { params: Promise<{ locale: string }> }): Promise<Metadata> {
  const { locale } = await params;
  return screenMetadata(isLocale(locale) ? locale : DEFAULT_LOCALE, 'home');
}

export default function Page() {
  return <HomeScreen />;
}
